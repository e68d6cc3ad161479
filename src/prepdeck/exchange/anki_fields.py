"""A note of ours as the HTML fields of an Anki note: what the drill shows, in the order it shows it."""

import re
from dataclasses import dataclass
from html import escape

from prepdeck.drills.faces import Face, face_of
from prepdeck.model.card import cards_of
from prepdeck.model.cloze import Deletion, parse_cloze
from prepdeck.model.note import Basic, Cloze, Note, Typed
from prepdeck.text.html import to_html
from prepdeck.text.safe import visible

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private characters that stand for a deletion's braces while the text around it is rendered."""
_IMAGE = re.compile(r'<img src="([^"]{1,400})"')
_NO_TAG = re.compile(r"[\s\"]+")


@dataclass(frozen=True, slots=True)
class AnkiFields:
    """What an Anki note holds; `form` names its note type: basic, reversed, typed or cloze."""

    form: str
    values: tuple[str, ...]
    tags: tuple[str, ...]
    ords: dict[int, str]
    pictures: tuple[str, ...]


def fields_of_note(note: Note) -> AnkiFields:
    """The fields of a note; `ords` gives the part of our key for each of Anki's card numbers."""
    cards = cards_of(note)
    face = face_of(cards[0])
    extra = _extra(face)
    tags = tuple(_NO_TAG.sub("-", tag) for tag in (*note.tags, f"prepdeck::{note.deck}", f"prepdeck::{note.tier}"))
    values: tuple[str, ...]
    match note.body:
        case Cloze(text):
            form, values = "cloze", (_cloze(text), extra)
            ords = {int(card.part.removeprefix("c")) - 1: card.part for card in cards}
        case Basic(front, back, reverse):
            form, values = ("reversed" if reverse else "basic"), (to_html(front), to_html(back), extra)
            ords = {0: "", 1: "reverse"} if reverse else {0: ""}
        case Typed(front, accepted):
            more = "".join(f"<li>{escape(visible(one), quote=False)}</li>" for one in accepted[1:])
            also = f"<p>Also right:</p><ul>{more}</ul>" if more else ""
            form, values = "typed", (to_html(front), escape(visible(accepted[0]), quote=False), also + extra)
            ords = {0: ""}
        case _:
            form, values, ords = "basic", (_question(face), _answer(face), extra), {0: ""}
    pictures = tuple(path for value in values for path in _IMAGE.findall(value) if "://" not in path)
    shown = tuple(_IMAGE.sub(lambda image: f'<img src="{image[1].rpartition("/")[2]}"', value) for value in values)
    hint = to_html(face.hint) if face.hint else ""
    return AnkiFields(form, (*shown, hint, note.key), tags, ords, pictures)


def _question(face: Face) -> str:
    """The question with what must be seen before the answer: options, the time, the unit."""
    pieces = [to_html(face.question)]
    if face.options:
        pieces.append("<ol type=a>" + "".join(f"<li>{to_html(option.text)}</li>" for option in face.options) + "</ol>")
        pieces.append("<p>Choose all that apply.</p>" if face.several else "")
    if face.seconds:
        pieces.append(f"<p>Aloud, in {face.seconds} seconds.</p>")
    if face.unit:
        pieces.append(f"<p>In {escape(visible(face.unit), quote=False)}.</p>")
    return "".join(pieces)


def _answer(face: Face) -> str:
    letters = ", ".join(option.letter for option in face.options if option.right)
    return (f"<p><b>{letters}</b></p>" if letters else "") + to_html(face.answer)


def _extra(face: Face) -> str:
    """What is shown below the answer: the working, the reason, a drawing, where it comes from."""
    pieces = [to_html(face.working)] if face.working else []
    if face.calculation:
        pieces.append(f"<p><code>{escape(visible(face.calculation), quote=False)}</code></p>")
    if face.diagram:
        pieces.append(f"<pre>{escape(visible(face.diagram), quote=False)}</pre>")
    if face.why:
        pieces.append(f'<div class="why">{to_html(face.why)}</div>')
    for source in face.sources:
        shown = escape(visible(source))
        link = f'<a href="{shown}">{shown}</a>' if source.startswith(("http://", "https://")) else shown
        pieces.append(f'<div class="source">{link}</div>')
    return "".join(pieces)


def _cloze(text: str) -> str:
    """The text rendered around its gaps; what Anki would take for the end of one is written as entities inside."""
    gaps: list[Deletion] = []
    pieces: list[str] = []
    for part in parse_cloze(re.sub(f"[{_OPEN}{_CLOSE}]", "", text)):
        if isinstance(part, Deletion):
            gaps.append(part)
            pieces.append(f"{_OPEN}{part.text}{_CLOSE}")
        else:
            pieces.append(part)
    html = to_html("".join(pieces)).replace("{{", "&#123;&#123;")
    waiting = iter(gaps)

    def gap(match: re.Match[str]) -> str:
        deletion = next(waiting)
        hint = f"::{_harmless(escape(visible(deletion.hint), quote=False))}" if deletion.hint else ""
        return f"{{{{c{deletion.number}::{_harmless(match[1])}{hint}}}}}"

    return re.sub(f"{_OPEN}(.*?){_CLOSE}", gap, html, flags=re.DOTALL)


def _harmless(html: str) -> str:
    html = html.replace("}}", "&#125;&#125;").replace("::", "&#58;&#58;")
    return re.sub(r"\}\Z", "&#125;", html)
