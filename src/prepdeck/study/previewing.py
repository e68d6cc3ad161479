"""A deck file's cards as the drill will show them, as lines of text."""

from collections.abc import Iterator
from pathlib import Path

from prepdeck.drills.faces import Face, Interaction, face_of
from prepdeck.errors import UsageError
from prepdeck.library.check import beside, read_content
from prepdeck.library.reader import FileContent, read_file
from prepdeck.library.search_path import FileStamp, FoundFile, Root, find_files, read_bytes, stamp_of
from prepdeck.model.card import Card, cards_of
from prepdeck.model.problem import Problem
from prepdeck.text.markdown import to_blocks
from prepdeck.text.plain import to_plain

WIDTH = 76
_ASKS = {
    Interaction.REVEAL: "",
    Interaction.LIST: "Say them, then tick them one by one.",
    Interaction.CHOICES: "Choose one.",
    Interaction.TYPED: "Type the answer.",
    Interaction.NUMERIC: "Type a number, or what computes it.",
    Interaction.CODE: "Write it, or say it.",
    Interaction.TIMED: "Say it aloud.",
}


def read_deck_file(path: Path) -> FileContent:
    """The file as it is now; raises UsageError for one that is no deck, and never shows what a mock hides."""
    read = read_bytes(path)
    if isinstance(read, Problem):
        raise UsageError(f"{path}: {read.message}.", "Give a deck file: prepdeck preview DECK.yaml")
    content = read_file(str(path), read.content, image_exists=beside(path))
    if content.scenario is not None:
        raise UsageError(
            f"{path} is a scenario: its references would spoil the mock.",
            f"prepdeck preview {content.scenario.slug} asks first, and marks the scenario as seen.",
        )
    if content.deck_file is None and not content.problems:
        raise UsageError(f"{path} holds no cards.", "Give a deck file: prepdeck preview DECK.yaml")
    return content


def read_decks(path: Path) -> Iterator[FileContent]:
    """The deck file, or those in a folder; in a folder other kinds of file are passed over."""
    if not path.is_dir():
        yield read_deck_file(path)
        return
    for found in find_files(Root(path)):
        read = read_bytes(found.path) if isinstance(found, FoundFile) else found
        if isinstance(found, FoundFile) and not isinstance(read, Problem):
            content = read_content(found, read.content)
            if content.deck_file is not None:
                yield content


def preview_lines(content: FileContent, note_id: str = "") -> Iterator[str]:
    """Every card of a file (or of one note), question and answer; a note without an id is shown as well."""
    notes = content.deck_file.notes if content.deck_file else ()
    for note in notes:
        if note_id and note.id != note_id:
            continue
        for card in cards_of(note):
            yield from _card_lines(card)


def stamps(path: Path) -> list[tuple[str, FileStamp | None]]:
    """What changes when the file, or one in the folder, is saved."""
    found = [one.path for one in find_files(Root(path)) if isinstance(one, FoundFile)] if path.is_dir() else [path]
    return [(str(one), stamp_of(one)) for one in found]


def _card_lines(card: Card) -> Iterator[str]:
    face = face_of(card)
    place = card.note.place
    name = card.key if card.note.id else f"{card.note.deck}/(no id yet)"
    yield f"{'-' * 4} {name}  {card.note.kind}, {card.note.tier}  (line {place.line})"
    yield from _shown(face.question)
    for option in face.options:
        yield from _marked(f"{option.letter})", option.text)
    if asks := _asks(face):
        yield f"[{asks}]"
    if face.hint:
        yield from _marked("Hint:", face.hint)
    yield ""
    yield "Answer:"
    right = ", ".join(option.letter for option in face.options if option.right)
    yield from _marked(f"{right})", face.answer) if right and not face.several else _shown(face.answer)
    if face.working:
        yield from _shown(face.working)
    if face.calculation:
        yield face.calculation
    yield from face.diagram.splitlines()
    if face.why:
        yield from _marked("Why:", face.why)
    for source in face.sources:
        yield f"Source: {source}"
    if face.verified:
        yield f"Checked with {face.verified.checked_with}, {face.verified.date}."
    yield ""


def _asks(face: Face) -> str:
    if face.several:
        return "Choose all that apply."
    if face.seconds:
        return f"Say it aloud in {face.seconds} seconds."
    unit = f" In {face.unit}." if face.unit else ""
    return _ASKS[face.interaction] + unit


def _shown(markdown: str) -> list[str]:
    return to_plain(to_blocks(markdown), WIDTH).split("\n")


def _marked(marker: str, markdown: str) -> Iterator[str]:
    for at, line in enumerate(_shown(markdown)):
        yield line if at else f"{marker} {line}"
