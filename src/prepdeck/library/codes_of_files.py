"""Problem codes of files, of their YAML, and of single fields."""

from prepdeck.library.problem_code import error, warning

FILE_CODES = (
    error("missing-folder", "A folder of the search path is not there.", "bring it back, or remove it from the paths"),
    error("unreadable-file", "A file or folder cannot be opened or read.", "check its permissions"),
    error("not-a-file", "A pipe, socket or device has the name of a deck.", "keep only regular files among the decks"),
    warning(
        "outside-link",
        "A link points out of its folder and is not followed.",
        "add its target with `prepdeck decks add PATH`",
    ),
    warning("file-name", "A file name is not valid UTF-8.", "rename the file"),
    error("too-large", "A file is larger than 8 MB.", "split it; the second file begins with `extends:`"),
    error("not-utf8", "A file is not encoded in UTF-8.", "save it as UTF-8"),
    warning("empty-file", "A file holds nothing.", "write a deck: `prepdeck new deck` makes a template"),
)
"""Files and folders."""

YAML_CODES = (
    error(
        "yaml-syntax",
        "The file is not YAML from this place on; the rest of it is not read.",
        "quote the text with '...' or write it as a block with |-",
    ),
    error("tab", "A tab stands where YAML allows only spaces.", "indent with spaces"),
    error(
        "control-character",
        "A control character (or an escape that makes one) or an invisible line separator.",
        "remove it, or write its name",
    ),
    error(
        "cut-text",
        "` #` begins a comment, so the rest of the line is lost.",
        "quote the text: '... # ...'; put comments on a line of their own",
    ),
    error("split-text", "Brackets, braces or `: ` split a text.", "quote the text, or write the list one item a line"),
    error("anchor", "`&name` is an anchor; anchors are refused.", "quote text that begins with &"),
    error("alias", "`*name` is an alias; aliases are refused.", "quote text that begins with *"),
    error("tag", "`!name` is a YAML tag; tags are refused.", "quote text that begins with !"),
    error("merge-key", "`<<` merges mappings; merging is refused.", "write the keys out, or use `defaults`"),
    error("duplicate-key", "A key stands twice in one mapping.", "keep one of the two"),
    error("key-not-text", "A key is a list or a mapping.", "quote the text that begins with [ or {"),
    error("second-document", "`---` begins a second document, which is not read.", "keep one deck a file"),
    error(
        "too-deep",
        "Lists and mappings are nested more than 32 deep; the file is not read.",
        "quote text that holds brackets",
    ),
    error(
        "too-many-problems",
        "A file has more than 1,000 problems; the rest of it is not read.",
        "is this a deck? prepdeck new deck writes one",
    ),
    error("too-many-nodes", "A file has more than 500,000 values; it is not read.", "split it into several decks"),
)
"""What YAML loses, refuses or cannot read."""

FIELD_CODES = (
    error("unknown-kind", "`kind` names no kind of file.", "write deck, framework, scenario, role, story or outline"),
    error("missing-key", "A key that is needed is missing.", "add it"),
    error("unknown-key", "A key has no meaning here.", "remove it, or correct its spelling"),
    error("not-text", "A list or a mapping stands where a text is expected.", "write one text"),
    error("not-a-list", "A list is expected.", "write - item, one a line"),
    error("not-a-mapping", "Keys with values are expected.", "write key: value, one a line"),
    error("empty-text", "A text or a list is empty.", "write it, or remove the key"),
    error("too-long-text", "A text has more than 20,000 characters.", "split it"),
    error("several-lines", "A text of one line has several.", "write it on one line"),
    error(
        "bad-slug", "A name is not written as a slug.", "use lower-case letters, digits and single - _ . between them"
    ),
    error("bad-tag", "A tag holds spaces, commas or control characters.", "join the words with -"),
    error("bad-key", "An earlier key is not written as deck/note.", "write deck/note"),
    error("bad-flag", "Neither true nor false.", "write true or false"),
    error("bad-number", "Not a number.", "write digits, such as 10, 0.9 or 1e9"),
    error("out-of-range", "A number is too small or too large.", "choose a number within the range"),
    error("unknown-value", "A word is none of those allowed.", "choose one of them"),
    error("bad-duration", "Not a duration.", "write a number and a unit: 30s, 10m, 1h, 1d"),
    error("bad-date", "Not a calendar date.", "write YYYY-MM-DD"),
    error("too-many-items", "A list has more items than are useful.", "split it"),
    error("too-few-items", "A list has fewer items than are needed.", "add one, or choose another kind of note"),
    error("repeated-item", "An item stands twice in one list.", "keep one of the two"),
)
"""Keys and values."""
