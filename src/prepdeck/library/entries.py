"""From a note to the keys and values it would be written with; `deck_writer` writes them, the reader reads them."""

from prepdeck.library.bodies import DEFAULT_TOLERANCE
from prepdeck.model.entry import Entry
from prepdeck.model.note import (
    Ask,
    Basic,
    Body,
    Choices,
    Cloze,
    Code,
    Explain,
    Items,
    ListItem,
    Note,
    Numeric,
    Pitch,
    Steps,
    Tell,
    Tolerance,
    Typed,
)


def entry_of(note: Note) -> Entry:
    """Everything a note says, its deck's defaults included; reading it back gives the note, but for its place."""
    entry: Entry = {"id": note.id} if note.id else {}
    entry |= _body_entry(note.body)
    for name in ("why", "hint", "diagram"):
        if text := getattr(note, name):
            entry[name] = text
    for name in ("tags", "covers", "was"):
        if words := getattr(note, name):
            entry[name] = list(words)
    if note.tier != "core":
        entry["tier"] = note.tier
    if note.sources:
        entry["source"] = note.sources[0] if len(note.sources) == 1 else list(note.sources)
    if note.verified:
        entry["verified"] = {"with": note.verified.checked_with, "date": note.verified.date}
    if note.expires_after_days is not None:
        entry["expires_after"] = f"{note.expires_after_days}d"
    return entry


def _body_entry(body: Body) -> Entry:
    match body:
        case Basic(front, back, reverse):
            return {"front": front, "back": back} | ({"reverse": True} if reverse else {})
        case Cloze(text):
            return {"cloze": text}
        case Steps(front, entries):
            return {"front": front, "steps": [_item("step", item) for item in entries]}
        case Items(front, entries):
            return {"front": front, "items": [_item("item", item) for item in entries]}
        case Choices(front, answers, others):
            answer = answers[0] if len(answers) == 1 else list(answers)
            return {"front": front, "choices": {"answer": answer, "others": list(others)}}
        case Typed(front, accepted):
            return {"front": front, "typed": list(accepted)}
        case Numeric():
            return {"front": body.front, "numeric": _numeric(body)}
        case Code(front, language, answer, check, bug):
            code = {"language": language, "answer": answer, "check": check, "bug": bug}
            return {"front": front, "code": {name: text for name, text in code.items() if text}}
        case Explain(front, seconds, points):
            return {"front": front, "explain": {"seconds": seconds, "points": list(points)}}
        case Pitch(front, seconds, points):
            return {"front": front, "pitch": {"seconds": seconds, "points": list(points)}}
        case Ask(ask, audience, purpose):
            return {"ask": ask, "audience": audience, "purpose": purpose}
        case Tell():
            raise ValueError("a story is a file of its own, and no entry of a deck")


def _item(key: str, item: ListItem) -> str | Entry:
    return {key: item.text, "why": item.why} if item.why else item.text


def _numeric(numeric: Numeric) -> Entry:
    entry: Entry = {"given": {given.name: [value.spelling for value in given.values] for given in numeric.given}}
    if numeric.case_name:
        cases = {_number(case.value): case.expression for case in numeric.cases}
        entry["cases"] = {numeric.case_name: cases}
    else:
        entry["answer"] = numeric.answer
    if numeric.unit:
        entry["unit"] = numeric.unit
    if numeric.tolerance != DEFAULT_TOLERANCE:
        entry["tolerance"] = _tolerance(numeric.tolerance)
    if numeric.working:
        entry["working"] = numeric.working
    return entry


def _tolerance(tolerance: Tolerance) -> str:
    if not tolerance.relative:
        return _number(tolerance.amount)
    return f"{tolerance.amount * 100:.6f}".rstrip("0").rstrip(".") + "%"


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")
