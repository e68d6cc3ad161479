"""A note of Anki as notes of ours: its templates are filled in, so that any note type comes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prepdeck.exchange.anki_rows import NoteType, Template
from prepdeck.exchange.html_to_markdown import Found, html_to_markdown
from prepdeck.exchange.sides import tags_from
from prepdeck.model.entry import Entry

KEY_FIELD = "prepdeck"
"""The field of our own note types that holds the key of the note it was exported from."""

_TAG = re.compile(r"\{\{([^{}]{1,300})\}\}")
_ANSWER_LINE = re.compile(r"<hr[^>]*\bid=[\"']?answer[\"']?[^>]*>", re.IGNORECASE)
_SPECIAL = frozenset(("tags", "type", "deck", "subdeck", "card", "cardflag", "cardid"))
_HIDDEN_FILTERS = ("tts", "type", "tts-voices")
_LONGEST_TYPED = 80
_MOST_TAGS = 1_000
"""Replacements in one template: Anki's own have three, large ones some dozen."""
_LONGEST_SIDE = 400_000
"""Characters of a side with its fields put in."""
_NOT_A_TAG = frozenset(("leech", "marked"))


@dataclass(slots=True)
class MadeNote:
    """An entry made of a note; `parts` tells for each of Anki's card numbers which part of ours it is."""

    entry: Entry
    parts: dict[int, str]
    identity: str
    known_as: str = ""
    found: Found = field(default_factory=Found)


def made_of(guid: str, note_type: NoteType, values: list[str], tags: str, ords: Iterable[int]) -> list[MadeNote]:
    """The notes that a note of Anki becomes; `ords` are the cards it has. Raises ValueError saying why none."""
    if note_type.is_occlusion:
        raise ValueError("it hides parts of a picture, which a terminal cannot show")
    fields = dict(zip(note_type.fields, values, strict=False))
    present = sorted(set(ords))
    found = Found()
    if note_type.is_cloze:
        made = [_cloze(guid, note_type, fields, present, found)]
    else:
        made = _asked(guid, note_type, fields, present, found)
    own_key = fields.get(KEY_FIELD, "").strip() if note_type.name.startswith(KEY_FIELD) else ""
    words = [word for word in tags_from(tags) if word.lower() not in _NOT_A_TAG]
    for note in made:
        note.found, note.known_as = found, own_key
        if words:
            note.entry["tags"] = words
    return made


def _cloze(guid: str, note_type: NoteType, fields: Mapping[str, str], present: list[int], found: Found) -> MadeNote:
    template = note_type.templates[0]
    names = [name.strip() for name in re.findall(r"\{\{[^{}]*cloze:([^{}:]+)\}\}", template.question)]
    name = next((known for known in names if known in fields), next(iter(fields), ""))
    text = html_to_markdown(fields.get(name, ""), found)
    if not text:
        raise ValueError("its text is empty")
    rest = {other: value for other, value in fields.items() if other not in (name, KEY_FIELD)}
    why = html_to_markdown(_filled(_after_line(template.answer), rest), found)
    return MadeNote({"cloze": text} | ({"why": why} if why else {}), {ord_: f"c{ord_ + 1}" for ord_ in present}, guid)


def _asked(
    guid: str, note_type: NoteType, fields: Mapping[str, str], present: list[int], found: Found
) -> list[MadeNote]:
    """A note for each template that has a card; two that ask each other's answer are one note with its reverse."""
    sides: dict[int, tuple[str, str]] = {}
    for ord_ in present:
        if 0 <= ord_ < len(note_type.templates):
            sides[ord_] = _sides(note_type.templates[ord_], fields, found)
    if not sides:
        raise ValueError("it has no cards")
    if list(sides) == [0, 1] and sides[0] == sides[1][::-1]:
        front, back = _complete(sides[0])
        return [MadeNote({"front": front, "back": back, "reverse": True}, {0: "", 1: "reverse"}, guid)]
    made = []
    for ord_, both in sides.items():
        entry = _typed(note_type.templates[ord_], fields, both[0]) or dict(
            zip(("front", "back"), _complete(both), strict=True)
        )
        made.append(MadeNote(entry, {ord_: ""}, f"{guid}/{ord_}" if ord_ else guid))
    return made


def _sides(template: Template, fields: Mapping[str, str], found: Found) -> tuple[str, str]:
    question = html_to_markdown(_filled(template.question, fields), found)
    answer = html_to_markdown(_filled(_after_line(template.answer), fields, shows_typed=True), found)
    return question, answer


def _complete(sides: tuple[str, str]) -> tuple[str, str]:
    if not sides[0]:
        raise ValueError("its question is empty")
    if not sides[1]:
        raise ValueError("its answer is empty")
    return sides


def _typed(template: Template, fields: Mapping[str, str], front: str) -> Entry | None:
    """A short answer that Anki has typed is typed here as well."""
    asked = re.search(r"\{\{type:(?:nc:)?([^{}:]+)\}\}", template.question)
    answer = html_to_markdown(fields.get(asked[1].strip(), "")) if asked else ""
    plain = re.sub(r"\\([^\w\s])", r"\1", answer)
    if not front or not plain or "\n" in plain or len(plain) > _LONGEST_TYPED:
        return None
    return {"front": front, "typed": [plain]}


def _after_line(answer: str) -> str:
    """The answer's template without the question that it repeats."""
    parts = _ANSWER_LINE.split(answer, maxsplit=1)
    return parts[-1]


def _filled(template: str, fields: Mapping[str, str], shows_typed: bool = False) -> str:
    """A template with its fields put in: sections by whether a field holds anything, filters left out."""
    if template.count("{{") > _MOST_TAGS:
        raise ValueError("its template asks for far more than a card can show")
    output: list[str] = []
    hidden: list[bool] = []
    at = length = 0
    for tag in _TAG.finditer(template):
        if not any(hidden):
            output.append(template[at : tag.start()])
        at = tag.end()
        word = tag[1].strip()
        if word.startswith(("#", "^")):
            holds = bool(_holds(fields.get(word[1:].strip(), "")))
            hidden.append(holds if word[0] == "^" else not holds)
        elif word.startswith("/"):
            if hidden:
                hidden.pop()
        elif not any(hidden):
            output.append(_value(word, fields, shows_typed))
            length += len(output[-1])
            if length > _LONGEST_SIDE:
                raise ValueError("its template makes it far longer than a card can be")
    if not any(hidden):
        output.append(template[at:])
    return "".join(output)


def _value(word: str, fields: Mapping[str, str], shows_typed: bool) -> str:
    *filters, name = (part.strip() for part in word.split(":"))
    is_hidden = any(one.split(" ")[0] in _HIDDEN_FILTERS for one in filters) and not (shows_typed and "type" in filters)
    if is_hidden or name == "FrontSide" or (name not in fields and name.lower() in _SPECIAL):
        return ""
    return fields.get(name, "")


def _holds(value: str) -> str:
    return re.sub(r"<(?!img)[^>]*>|&nbsp;|\s", "", value)
