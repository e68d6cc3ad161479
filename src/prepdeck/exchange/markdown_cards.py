"""Markdown to notes: `Q:`/`A:` and `C:` as hashcards and prepdeck write them; other styles see `markdown_styles`.

A block begins at the start of a line and lasts until the next one, a heading, a rule or a comment of prepdeck's; code
fences are never looked into.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from prepdeck.exchange.arrival import Arrival, ArrivedDeck, ArrivedNote, LeftOut
from prepdeck.exchange.markdown_styles import bracket_cloze, front_matter, loose_notes, notes_of_headings
from prepdeck.exchange.sides import Sides, entry_from, parse_more
from prepdeck.model.entry import Entry

_MARK = re.compile(r"(?P<sign>[QAC]):(?: (?P<text>.*)|(?P<rest>[^ ].*)?)\Z", re.DOTALL)
_OURS = re.compile(r"<!-- prepdeck (?P<json>\{.*\}) -->\Z")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*\Z")
_FENCE = re.compile(r"[ \t]*(```+|~~~+)")
_TITLE_LEVEL = 1


@dataclass(slots=True)
class Block:
    """One `Q:`/`A:` or `C:` block: its texts line by line, and what the comment behind it says."""

    line: int
    is_cloze: bool
    front: list[str] = field(default_factory=list)
    back: list[str] | None = None
    more: Entry = field(default_factory=dict)

    def entry(self, is_foreign: bool) -> Entry:
        """The note; raises ValueError saying why it is none."""
        front = self.more.pop("front", None) or self.more.pop("cloze", None) or _text(self.front)
        back = self.more.pop("back", None) or _text(self.back or [])
        if self.is_cloze and is_foreign and "{{c" not in front:
            front = bracket_cloze(front)
        sides = Sides(front, back, self.is_cloze, self.more)
        if not front:
            raise ValueError("it has no question")
        if sides.kind == "basic" and not back:
            raise ValueError("its question has no answer: write A: below it")
        return entry_from(sides)


@dataclass(slots=True)
class _Page:
    """A file while its lines are gone through."""

    title: str
    slug: str = ""
    blocks: list[tuple[str, Block]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    other: list[tuple[int, str]] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


def read_markdown(text: str, title: str, is_org: bool = False) -> Arrival:
    """Read a file of cards; every string is one. Styles are tried in turn, and the report says which fitted."""
    header, body, first_line = front_matter(text)
    page = _Page(header.get("title") or title)
    lines = list(enumerate(body.split("\n"), first_line))
    if not is_org:
        _read_blocks(page, lines)
    decks: dict[str, list[ArrivedNote]] = {}
    is_foreign = not any("prepdeck {" in line for _, line in lines)
    for slug, block in page.blocks:
        try:
            entry = block.entry(is_foreign)
        except ValueError as error:
            page.left_out.append(LeftOut(f"line {block.line}", " ".join(_text(block.front).split())[:60], str(error)))
            continue
        decks.setdefault(slug, []).append(ArrivedNote(f"line {block.line}", entry, str(entry.get("front", entry))))
    form = "Markdown, Q: and A:" if page.blocks else ""
    loose = list(loose_notes(page.other)) if not is_org else []
    if loose:
        form = " and ".join(filter(None, (form, "question::answer")))
        decks.setdefault(page.slug, []).extend(loose)
    if not decks and not page.left_out:
        headed, page.title = notes_of_headings(lines, page.title, is_org)
        form = "Markdown, headings" if not is_org else "org headings"
        decks[""] = headed
    tags = header.get("tags", "").replace(",", " ").split()
    arrived = tuple(
        ArrivedDeck(page.titles.get(slug, page.title), tuple(_tagged(note, tags) for note in notes), slug)
        for slug, notes in decks.items()
        if notes
    )
    return Arrival(form, arrived, tuple(page.left_out))


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text that is known to be Markdown of ours: how the writer makes sure that nothing is lost."""
    page = _Page("")
    _read_blocks(page, list(enumerate(text.split("\n"), 1)))
    return [block for _, block in page.blocks]


def _read_blocks(page: _Page, lines: list[tuple[int, str]]) -> None:
    """Go through the lines; those that belong to no block are kept for the other styles."""
    block: Block | None = None
    last: Block | None = None
    for number, line, in_fence in _with_fences(lines):
        mark = None if in_fence else _MARK.match(line)
        ours = None if in_fence else _OURS.match(line)
        if ours is not None:
            _take_comment(page, ours["json"], block or last, number)
            block = None
        elif mark is not None and (mark["sign"] != "A" or (block is not None and block.back is None)):
            text = mark["text"] if mark["text"] is not None else mark["rest"] or ""
            if mark["sign"] == "A" and block is not None:
                block.back = [text]
            else:
                block = last = Block(number, mark["sign"] == "C", [text])
                page.blocks.append((page.slug, block))
        elif not in_fence and (_HEADING.match(line) or line.strip() in ("---", "***")):
            block = last = None
            heading = _HEADING.match(line)
            if heading and len(heading[1]) == _TITLE_LEVEL and heading["text"]:
                page.title = heading["text"]
            page.other.append((number, ""))
        elif block is not None:
            (block.front if block.back is None else block.back).append(line)
        else:
            page.other.append((number, line if not in_fence else ""))


def _take_comment(page: _Page, text: str, block: Block | None, number: int) -> None:
    """What prepdeck wrote about the block above, or about the deck that begins here."""
    try:
        more = parse_more(text)
    except ValueError as error:
        page.left_out.append(LeftOut(f"line {number}", text[:60], str(error)))
        return
    if block is None and set(more) <= {"deck", "title"}:
        page.slug = str(more.get("deck", ""))
        page.titles[page.slug] = str(more.get("title", page.title))
    elif block is not None:
        block.more |= more


def _with_fences(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str, bool]]:
    """The lines, each with whether it stands inside a code fence."""
    fence = ""
    for number, line in lines:
        opening = _FENCE.match(line)
        if not fence and opening:
            fence = opening[1]
            yield number, line, False
        elif fence:
            closes = opening and opening[1].startswith(fence) and not line.strip().strip(fence[0])
            yield number, line, True
            fence = "" if closes else fence
        else:
            yield number, line, False


def _text(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n").rstrip()


def _tagged(note: ArrivedNote, tags: list[str]) -> ArrivedNote:
    if not tags:
        return note
    entry = note.entry | {"tags": list(dict.fromkeys([*note.entry.get("tags", []), *tags]))[:20]}
    return ArrivedNote(note.where, entry, note.identity, note.cards, note.known_as)
