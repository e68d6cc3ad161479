"""Texts to begin with: a new deck, and a new note of each kind, with comments made from the tables of fields."""

from collections.abc import Iterable

from prepdeck.errors import UsageError
from prepdeck.library.fields import Field, Table
from prepdeck.library.file_tables import DECK
from prepdeck.library.note_tables import COMMON_FIELDS, NOTE_KINDS
from prepdeck.library.reading import did_you_mean, one_of

_SHOWN_IN_DECK = ("was", "tags", "defaults", "options")


def deck_template(slug: str, title: str, schema: str = "") -> str:
    """A commented deck file with one note; `schema` is the path or URL of the JSON Schema for editors."""
    return deck_header(slug, title, schema) + note_template("basic", f"{slug}-first")


def deck_header(slug: str, title: str, schema: str = "") -> str:
    """The commented head of a deck file, up to its notes, of which there are none yet."""
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [f"deck: {slug}", f"title: {_quoted(title)}"]
    lines += _commented((DECK.by_name[name] for name in _SHOWN_IN_DECK), "")
    return "\n".join([*lines, "notes:", ""])


def note_template(kind: str, note_id: str = "", indent: str = "  ") -> str:
    """A commented note of a kind, to stand under `notes:`; raises UsageError where there is no such kind.

    Without an id the note is one that `check --fix` completes.
    """
    known = {note_kind.name: note_kind for note_kind in NOTE_KINDS}
    if kind not in known:
        raise UsageError(f"{kind!r} is no kind of note", did_you_mean(kind, known) or one_of(known))
    inner = indent + "  "
    lines = [f"{inner}id: {note_id}"] if note_id else []
    for field in known[kind].fields:
        lines += _written(field, inner) if field.required else _commented([field], inner)
    lines += _commented((field for field in COMMON_FIELDS if field.name != "id"), inner)
    lines[0] = f"{indent}- {lines[0].removeprefix(inner)}"
    return "\n".join([f"{indent}# {known[kind].title}.", *lines]) + "\n"


def empty_note(kind: str, indent: str = "  ") -> str:
    """A note of a kind with its required fields, nothing in them yet, to stand under `notes:`."""
    fields = next(known.fields for known in NOTE_KINDS if known.name == kind)
    lines = []
    for field in fields:
        if field.required and isinstance(field.type, Table):
            lines += [f"{field.name}:", *(f"  {inner.name}: ''" for inner in field.type.fields if inner.required)]
            if kind == "numeric":
                lines.append("  answer: ''")
        elif field.required:
            lines.append(f"{field.name}: ''")
    first, *others = lines
    return "\n".join([f"{indent}- {first}", *(f"{indent}  {line}" for line in others)]) + "\n"


def _written(field: Field, indent: str) -> list[str]:
    """A field with its example, after what its keys are for if it has keys."""
    inner = field.type.fields if isinstance(field.type, Table) else ()
    comments = [f"{indent}# {key.name}: {key.documentation}" for key in inner]
    return [*comments, *(indent + line for line in _lines(field))]


def _lines(field: Field) -> list[str]:
    return [line.rstrip() for line in f"{field.name}: {field.example}".split("\n")]


def _commented(fields: Iterable[Field], indent: str) -> list[str]:
    """Optional fields as comments, each after what it is for, so that removing `# ` puts it to use."""
    lines = []
    for field in fields:
        lines.append(f"{indent}# {field.documentation}")
        lines += [f"{indent}# {line}" for line in _lines(field)]
    return lines


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
