"""Writing a deck file from entries: every text is written so that the reader gives it back, character for character."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from prepdeck.library.source import CONTROL
from prepdeck.model.entry import Entry

_PLAIN = re.compile(r"[A-Za-z](?:[^\[\]{}#:\t\n]|:(?=[^\s:]))*(?<![\s:])\Z")
"""A text that needs no quotes, on a line of its own."""
_PLAIN_IN_LIST = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+-]+)*\Z")
_NUMBER = re.compile(r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\Z")
_READ_OTHERWISE = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"))
_SHORT = 100
_UNITS = (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))


def deck_text(
    slug: str,
    title: str,
    entries: Iterable[Entry],
    comment: str = "",
    extends: bool = False,
    options: Mapping[str, Any] | None = None,
) -> str:
    """A whole deck file; `comment` becomes a line of its head. With `extends` its notes are added to the deck.

    `options` are values of `DeckOptions` by name.
    """
    lines = ["# yaml-language-server: $schema=schemas/deck.schema.json"]
    lines += [f"# {line}" for line in CONTROL.sub(" ", comment).splitlines()]
    lines += [f"{'extends' if extends else 'deck'}: {slug}"]
    lines += [] if extends or not title else [f"title: {_quoted(' '.join(title.split()))}"]
    lines += ["options:", *(f"  {line}" for line in option_lines(options))] if options else []
    return "\n".join([*lines, "notes:", *(note_text(entry).rstrip("\n") + "\n" for entry in entries)]).rstrip() + "\n"


def option_lines(options: Mapping[str, Any]) -> list[str]:
    """Each option as it is written in a deck file: `learning_steps: [1m, 10m]`."""
    return [f"{name}: {_option(value)}" for name, value in options.items()]


def duration_text(seconds: int) -> str:
    """A span of time as deck files spell it, in the largest unit that is exact; one longer than a week in days."""
    fitting = next(unit for unit, length in _UNITS if seconds % length == 0 or (unit == "d" and seconds > 7 * length))
    return f"{round(seconds / dict(_UNITS)[fitting])}{fitting}"


def note_text(entry: Entry) -> str:
    """The lines of one note, to stand under `notes:` with two spaces before its dash."""
    lines = [line for key, value in entry.items() for line in _pair(key, value, "    ", key == "numeric")]
    lines[0] = f"  - {lines[0].removeprefix('    ')}"
    return "\n".join(lines) + "\n"


def without_controls(text: str) -> str:
    """A text as a deck file can hold it: line ends as `\\n`, and no control characters."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x85", "\n"))


def _option(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case tuple() | list():
            return f"[{', '.join(map(duration_text, value))}]"
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)


def _pair(key: str, value: Any, indent: str, numbers: bool) -> list[str]:
    """`key: value`, over as many lines as it takes; with `numbers` texts that are numbers stand without quotes."""
    head = f"{indent}{_key(key)}:"
    match value:
        case Mapping():
            inner = [line for name, of in value.items() for line in _pair(str(name), of, indent + "  ", numbers)]
            return [head, *inner] if inner else [f"{head} {{}}"]
        case list() | tuple():
            short = _flow_list(value, numbers)
            if short is not None and len(head) + len(short) < _SHORT:
                return [f"{head} {short}"]
            return [head, *(line for item in value for line in _item(item, indent + "  ", numbers))]
        case _:
            return _scalar(head, value, indent + "  ", numbers)


def _item(item: Any, indent: str, numbers: bool) -> list[str]:
    if not isinstance(item, Mapping):
        return _scalar(f"{indent}-", item, indent + "  ", numbers)
    lines = [line for name, value in item.items() for line in _pair(str(name), value, indent + "  ", numbers)]
    return [f"{indent}- {lines[0].strip()}" if index == 0 else line for index, line in enumerate(lines)]


def _flow_list(values: list[Any] | tuple[Any, ...], numbers: bool) -> str | None:
    """A list of short words in brackets; None where one of them needs more room."""
    words = []
    for value in values:
        text = value if isinstance(value, str) else None
        if text is None or "\n" in text or len(text) > 30:
            return None
        plain = _NUMBER.match(text) if numbers else _PLAIN_IN_LIST.match(text) and not _looks_otherwise(text)
        words.append(text if plain else _quoted(text))
    return f"[{', '.join(words)}]"


def _scalar(head: str, value: Any, indent: str, numbers: bool) -> list[str]:
    if isinstance(value, bool):
        return [f"{head} {str(value).lower()}"]
    text = str(value)
    if isinstance(value, int) or (numbers and _NUMBER.match(text)):
        return [f"{head} {text}"]
    if "\n" not in text:
        plain = _PLAIN.match(text) and " #" not in text and not _looks_otherwise(text) and text.isprintable()
        return [f"{head} {text if plain else _quoted(text)}"]
    lines = text.split("\n")
    if not lines[0].strip() or text.endswith("\n"):
        return [f"{head} {_escaped(text)}"]
    sign = "|2-" if lines[0].startswith((" ", "\t")) else "|-"
    return [f"{head} {sign}", *(indent + line if line else "" for line in lines)]


def _looks_otherwise(text: str) -> bool:
    """Whether an editor would take the text for a number, a date or a truth value."""
    return text.lower() in _READ_OTHERWISE or text[:1].isdigit()


def _quoted(text: str) -> str:
    return _escaped(text) if text != text.strip(" ") and not text.strip() else "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    """In double quotes, where nothing else holds it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) or _NUMBER.match(name) else _quoted(name)
