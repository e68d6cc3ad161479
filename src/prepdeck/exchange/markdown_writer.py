"""Notes to Markdown: `Q:`, `A:` and `C:` that anyone can read, and a comment with the rest, so that nothing is lost."""

from collections.abc import Iterable

from prepdeck.exchange.markdown_cards import blocks_of
from prepdeck.exchange.sides import more_text, sides_of
from prepdeck.model.entry import Entry


def write_markdown(decks: Iterable[tuple[str, str, Iterable[Entry]]]) -> str:
    """The decks (slug, title, notes) as one Markdown text."""
    pieces: list[str] = []
    for slug, title, entries in decks:
        line = " ".join(title.split()) or slug
        pieces.append(f"# {line}\n<!-- prepdeck {more_text({'deck': slug, 'title': title})} -->")
        pieces += map(_block, entries)
    return "\n\n".join(pieces) + "\n"


def _block(entry: Entry) -> str:
    """One note; a text that would not be read back as it is stands in the comment as well."""
    sides = sides_of(entry)
    more = dict(sides.more)
    text = f"C: {sides.front}" if sides.is_cloze else f"Q: {sides.front}\nA: {sides.back}"
    read = _read_back(text, sides.more)
    if read != entry:
        more |= {key: entry[key] for key in ("front", "back", "cloze") if key in entry}
        text = text if read is not None else _flattened(sides.front, sides.back, sides.is_cloze)
    return f"{text}\n<!-- prepdeck {more_text(more)} -->" if more else text


def _read_back(text: str, more: Entry) -> Entry | None:
    """What is read from a block that has another one behind it; None where it would take others with it."""
    blocks = blocks_of(f'{text}\n<!-- prepdeck {{"probe": true}} -->\n\nQ: next\nA: one')
    if len(blocks) != 2 or blocks[0].more != {"probe": True} or blocks[1].front != ["next"]:
        return None
    blocks[0].more = dict(more)
    try:
        return blocks[0].entry(is_foreign=False)
    except ValueError:
        return {}


def _flattened(front: str, back: str, is_cloze: bool) -> str:
    """On a line a side: still readable where the text itself would look like other blocks."""
    return f"C: {_line(front)}" if is_cloze else f"Q: {_line(front)}\nA: {_line(back)}"


def _line(text: str) -> str:
    return " ".join(text.replace("```", "").replace("~~~", "").split()) or "..."
