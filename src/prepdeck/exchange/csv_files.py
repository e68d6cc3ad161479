"""csv and tsv: a header or guessed columns, and Anki's text export with its `#` lines."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from prepdeck.errors import UsageError
from prepdeck.exchange.arrival import Arrival, ArrivedDeck, ArrivedNote, LeftOut
from prepdeck.exchange.html_to_markdown import html_to_markdown
from prepdeck.exchange.sides import Sides, entry_from, more_text, parse_more, sides_of, tags_from
from prepdeck.model.entry import Entry

COLUMNS = ("deck", "id", "kind", "front", "back", "tags", "more")
_ALIASES = {
    "front": ("front", "question", "q", "prompt", "term", "cloze", "text", "word"),
    "back": ("back", "answer", "a", "definition", "meaning", "response"),
    "tags": ("tags", "tag", "labels", "topic"),
    "why": ("why", "extra", "back extra", "explanation", "notes", "note", "comment"),
    "hint": ("hint", "hints"),
    "source": ("source", "url", "reference"),
    "id": ("id", "key"),
    "deck": ("deck", "deck name"),
    "kind": ("kind",),
    "more": ("more",),
    "guid": ("guid",),
}
_NAME_OF = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
_FORMULA = ("=", "+", "-", "@", "\t", "'")
"""What a spreadsheet takes for a formula when a cell begins with it, and the sign that says it is none."""
_MAX_FIELD = 8 * 1024 * 1024
_MAX_ROWS = 200_000
_SAMPLE = 20
_SHOWN = 60


@dataclass(slots=True)
class _Layout:
    """What is known of a table before its rows: how cells are parted, which column is what."""

    delimiter: str = ""
    columns: list[str] = field(default_factory=list)
    html: bool = False
    has_header: bool = False
    guessed: bool = False


def read_csv(text: str, title: str, ending: str, columns: Sequence[str] = ()) -> Arrival:
    """Read a table; `columns` names them where the user did; raises UsageError where no table can be made out."""
    layout, body = _declared(text)
    layout.delimiter = layout.delimiter or ("\t" if ending == "tsv" else _likeliest_delimiter(body))
    rows = list(islice(_rows(body, layout.delimiter), _MAX_ROWS + 1))
    if len(rows) > _MAX_ROWS:
        raise UsageError(f"{title} has more than {_MAX_ROWS:,} rows.", "Import it in parts.")
    if not rows:
        raise UsageError(f"{title} holds no rows.", "Give a table with a question and an answer in each row.")
    _name_columns(layout, rows[0][1], [row for _, row in rows[:_SAMPLE]], columns)
    notes: dict[tuple[str, str], list[ArrivedNote]] = {}
    left_out: list[LeftOut] = []
    for line, row in rows[layout.has_header :]:
        try:
            deck, note = _note(layout, row, f"line {line}")
            notes.setdefault(deck, []).append(note)
        except ValueError as error:
            left_out.append(LeftOut(f"line {line}", _short(row), str(error)))
    decks = tuple(ArrivedDeck(name or title, tuple(arrived), slug) for (slug, name), arrived in notes.items())
    return Arrival(_form(layout), decks, tuple(left_out), _told(layout, rows))


def write_csv(entries: Iterable[tuple[str, Entry]], delimiter: str = ",") -> str:
    """The notes as a table, each with its deck's slug; cells that a spreadsheet would run are disarmed."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for deck, entry in entries:
        sides = sides_of(entry)
        more = {key: value for key, value in sides.more.items() if key not in ("id", "tags")}
        cells = (deck, entry.get("id", ""), sides.kind, sides.front, sides.back, " ".join(entry.get("tags", [])))
        writer.writerow([_disarmed(cell) for cell in (*cells, more_text(more))])
    return table.getvalue()


def _declared(text: str) -> tuple[_Layout, str]:
    """What Anki's text export says in its first lines, and the rest; row numbers stay those of the file."""
    layout = _Layout()
    rest = text
    while rest.startswith("#") and ":" in rest.split("\n", 1)[0]:
        line, _, rest = rest.partition("\n")
        name, _, value = line[1:].partition(":")
        match name.strip().lower():
            case "separator":
                layout.delimiter = _SEPARATORS.get(value.strip().lower(), value[:1])
            case "html":
                layout.html = value.strip().lower() == "true"
            case "columns":
                layout.columns = next(csv.reader([value], delimiter=layout.delimiter or ","), [])
            case declared if declared.endswith(" column") and value.strip().isdigit():
                place = int(value) - 1
                layout.columns += [""] * (min(place, 99) + 1 - len(layout.columns))
                layout.columns[min(place, 99)] = declared.removesuffix(" column")
            case _:
                if name.strip().lower() not in ("deck", "notetype", "tags", "if matches", "scheduling"):
                    return layout, line + "\n" + rest
    return layout, "\n" * (text.count("\n") - rest.count("\n")) + rest


def _likeliest_delimiter(text: str) -> str:
    """The sign that parts a header into known names, or else most rows into the same number of cells, more than one."""

    def fit(delimiter: str) -> tuple[int, int, int]:
        rows = [row for _, row in islice(_rows(text, delimiter), _SAMPLE)]
        widths = [len(row) for row in rows]
        common = max(widths, key=widths.count, default=1)
        named = sum(cell.strip().strip("#").lower() in _NAME_OF for cell in rows[0]) if rows else 0
        return (named if named > 1 else 0, widths.count(common) if common > 1 else 0, common)

    return max((",", "\t", ";", "|"), key=fit)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line it ends at."""
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise UsageError(f"Line {reader.line_num} is no row of a table: {error}.", "Mend it, or remove it.") from error


def _name_columns(layout: _Layout, first: list[str], sample: list[list[str]], chosen: Sequence[str]) -> None:
    named = [_NAME_OF.get(cell.strip().strip("#").lower(), "") for cell in first]
    layout.has_header = "front" in named and ("back" in named or "cloze" in [cell.strip().lower() for cell in first])
    if chosen:
        unknown = [name for name in chosen if name and name not in _ALIASES]
        if unknown:
            raise UsageError(f"There is no column {unknown[0]!r}.", f"Use: {', '.join(_ALIASES)}, or nothing to skip.")
        layout.columns = list(chosen)
        return
    if layout.columns:
        special = [_NAME_OF.get(name.strip().lower(), "") for name in layout.columns]
        layout.columns = special if "front" in special else _filled(special, len(first))
        return
    layout.columns = named if layout.has_header else _guessed(sample)
    layout.guessed = not layout.has_header


def _guessed(sample: list[list[str]]) -> list[str]:
    """Question, answer, and tags where the third column holds nothing but short words."""
    width = max(len(row) for row in sample)
    third = [row[2] for row in sample if len(row) > 2 and row[2]]
    has_tags = bool(third) and all(len(cell.split()) <= 4 and len(cell) <= 50 for cell in third)
    return (["front", "back", "tags" if has_tags else "why"])[: max(width, 2)]


def _filled(columns: list[str], width: int) -> list[str]:
    """Anki's columns: those it named, and for the others front, back and what comes with them."""
    waiting = iter(("front", "back", "why"))
    names = columns + [""] * (width - len(columns))
    return [name or next(waiting, "") for name in names]


def _note(layout: _Layout, row: list[str], where: str) -> tuple[tuple[str, str], ArrivedNote]:
    """The deck (slug, title) and the note of a row; raises ValueError saying why it is none."""
    is_ours = "more" in layout.columns
    cells: dict[str, str] = {}
    for name, cell in zip(layout.columns, row, strict=False):
        if name and cell.strip() and name not in cells:
            cells[name] = _armed(cell) if is_ours else cell
    front, back = cells.get("front", ""), cells.get("back", "")
    if layout.html:
        front, back = html_to_markdown(front), html_to_markdown(back)
    more = parse_more(cells["more"]) if "more" in cells else {}
    more |= {name: cells[name] for name in ("id", "why", "hint", "source") if name in cells}
    if tags := tags_from(cells.get("tags", "")):
        more["tags"] = cells["tags"].split() if is_ours else tags
    is_cloze = cells["kind"] == "cloze" if "kind" in cells else "{{c1::" in front
    sides = Sides(front, back, is_cloze, more)
    if not front.strip():
        raise ValueError("it has no front")
    if sides.kind == "basic" and not back.strip():
        raise ValueError("it has no back")
    deck = cells.get("deck", "")
    return (deck if is_ours else "", "" if is_ours else deck), ArrivedNote(
        where, entry_from(sides), cells.get("guid") or front
    )


def _disarmed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _armed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _form(layout: _Layout) -> str:
    kind = "tsv" if layout.delimiter == "\t" else "csv"
    return f"{kind}, columns guessed" if layout.guessed else kind


def _told(layout: _Layout, rows: list[tuple[int, list[str]]]) -> tuple[str, ...]:
    names = ", ".join(f"{number} = {name or 'not used'}" for number, name in enumerate(layout.columns, 1))
    width = max(len(row) for _, row in rows)
    unused = f"; {width - len(layout.columns)} more are not used" if width > len(layout.columns) else ""
    hint = " To say otherwise: --columns front,back,tags" if layout.guessed else ""
    return (f"Columns: {names}{unused}.{hint}",)


def _short(row: list[str]) -> str:
    text = " ".join(" ".join(cell for cell in row if cell).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
