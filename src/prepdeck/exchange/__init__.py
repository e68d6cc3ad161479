"""Other programs' files, in and out: csv, Markdown, Anki packages, and jsonl of everything."""
