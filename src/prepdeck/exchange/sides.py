"""An entry as two readable sides and the rest, the form in which csv and Markdown hold a note; and back.

`front` and `back` are what a person reads and may change. Where `more` holds the answer itself (choices, steps, a
calculation), the readable back only repeats it and is not read again.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from prepdeck.model.entry import Entry

ANSWER_KEYS = ("steps", "items", "choices", "typed", "numeric", "code", "explain", "pitch", "ask")
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Sides:
    """`is_cloze` where the front is a text with gaps; `more` are the keys that neither side shows."""

    front: str
    back: str = ""
    is_cloze: bool = False
    more: Entry = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The word for the kind of note."""
        return "cloze" if self.is_cloze else next((key for key in ANSWER_KEYS if key in self.more), "basic")


def sides_of(entry: Entry) -> Sides:
    """The sides of an entry; `entry_from(sides_of(entry)) == entry`."""
    shown = ("front", "back", "cloze")
    more = {key: value for key, value in entry.items() if key not in shown}
    if "cloze" in entry:
        return Sides(entry["cloze"], is_cloze=True, more=more)
    if "ask" in entry:
        return Sides(entry["ask"], f"{entry['audience']}\n{entry['purpose']}", more=more)
    if "back" in entry:
        return Sides(entry["front"], entry["back"], more=more)
    return Sides(entry["front"], _readable(entry), more=more)


def entry_from(sides: Sides) -> Entry:
    """The entry of sides: its own keys first, in the order people write them."""
    entry: Entry = {"id": sides.more["id"]} if "id" in sides.more else {}
    if sides.is_cloze:
        entry["cloze"] = sides.front
    elif "ask" not in sides.more:
        entry["front"] = sides.front
        if not any(key in sides.more for key in ANSWER_KEYS):
            entry["back"] = sides.back
    if sides.is_cloze and sides.back and "why" not in sides.more:
        entry["why"] = sides.back
    return entry | sides.more


def more_text(more: Entry) -> str:
    """The rest as one line of JSON that may stand in an HTML comment; empty for nothing."""
    if not more:
        return ""
    text = json.dumps(more, ensure_ascii=False, separators=(", ", ": "))
    return (
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )


def parse_more(text: str) -> Entry:
    """Read the rest back; raises ValueError saying what is wrong with it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("its JSON cannot be read") from error
    if not isinstance(value, dict):
        raise ValueError("its JSON is no object")
    _refuse_strange(value, _MAX_DEPTH)
    return value


def tags_from(text: str) -> list[str]:
    """Tags as people write them, by spaces or commas, each once: at most 20 of at most 80 characters."""
    words = text.replace(",", " ").replace(";", " ").split()
    return list(dict.fromkeys(word.lstrip("#")[:80] for word in words if word.lstrip("#")))[:20]


def _refuse_strange(value: Any, depth: int) -> None:
    if depth == 0:
        raise ValueError("its JSON is nested too deep")
    if isinstance(value, dict):
        for inner in value.values():
            _refuse_strange(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _refuse_strange(inner, depth - 1)
    elif not isinstance(value, str | int | bool):
        raise ValueError("its JSON holds something other than texts, whole numbers, lists and objects")


def _readable(entry: Entry) -> str:
    """The answer side of the kinds with an answer of their own, a line each."""
    for key in ("steps", "items"):
        if key in entry:
            return "\n".join(_item_text(item, number * (key == "steps")) for number, item in enumerate(entry[key], 1))
    if "choices" in entry:
        answer = entry["choices"]["answer"]
        return "\n".join(answer) if isinstance(answer, list) else str(answer)
    if "typed" in entry:
        return str(entry["typed"][0] if isinstance(entry["typed"], list) else entry["typed"])
    if "numeric" in entry:
        return "\n".join(filter(None, (entry["numeric"].get("answer", ""), entry["numeric"].get("working", ""))))
    if "code" in entry:
        return str(entry["code"]["answer"])
    spoken = entry.get("explain") or entry["pitch"]
    return "\n".join(f"- {point}" for point in spoken["points"])


def _item_text(item: Any, number: int) -> str:
    text = item if isinstance(item, str) else next(iter(item.values()))
    return f"{number}. {text}" if number else f"- {text}"
