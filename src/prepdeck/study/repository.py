"""A new folder of decks to share by git: a first deck, the schemas, and checks before a commit and after a push."""

from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.atomic_write import write_atomically
from prepdeck.library.templates import deck_template
from prepdeck.model.keys import title_slug
from prepdeck.study.authoring import told_as_usage_error, write_schemas

_README = """\
# {title}

Decks for [prepdeck](https://pypi.org/project/prepdeck/). To read them: `prepdeck decks add .`

- `prepdeck preview decks/{slug}.yaml --watch` shows the cards while you write.
- `prepdeck check --fix decks` writes missing ids and tells what is wrong; the same runs before each commit and in CI.
- `prepdeck diff main` tells which cards a branch adds, changes and removes, and whose progress would be left behind.

An id is for ever: fix a card's text as often as you like, and everybody's progress stays. To move a note:
`prepdeck move KEY DECK`.
"""
_CI = """\
name: decks
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {python-version: '3.12'}
      - run: pip install prepdeck
      - run: prepdeck check --strict --format github decks
"""
_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: prepdeck-check
        name: check decks
        entry: prepdeck check --fix --strict
        language: system
        files: ^decks/.*\\.ya?ml$
"""
_EDITOR = """\
root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
indent_style = space
indent_size = 2
"""
_IGNORED = ".venv/\n*.apkg\n*.jsonl\n"


def create_repository(folder: Path, title: str | None) -> list[Path]:
    """Write the files of a new repository; raises UsageError rather than touch a folder that holds something."""
    name = " ".join((title or folder.resolve().name.replace("-", " ").replace("_", " ")).split()).capitalize()
    slug = title_slug(name)
    if not slug:
        raise UsageError("That name has no letters to call a deck by.", "prepdeck new repo DIR --title 'Our decks'")
    if folder.exists() and (not folder.is_dir() or any(one.name != ".git" for one in folder.iterdir())):
        raise UsageError(f"{folder} holds something already; it was left as it is.", "Choose a new folder.")
    files = {
        "README.md": _README.format(title=name, slug=slug),
        f"decks/{slug}.yaml": deck_template(slug, name, "../schemas/deck.schema.json"),
        ".github/workflows/decks.yaml": _CI,
        ".pre-commit-config.yaml": _PRE_COMMIT,
        ".editorconfig": _EDITOR,
        ".gitignore": _IGNORED,
    }
    written = []
    for place, text in files.items():
        path = folder / place
        with told_as_usage_error(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, text.encode())
        written.append(path)
    return [*written, *write_schemas(folder / "schemas")]
