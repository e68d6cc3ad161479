"""Labelled lines: what something is on the left, what it says, and the key that acts on it on the right."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.style import Style

from prepdeck.tui.widgets.lines import LinesView, blank, wrapped

LABEL_WIDTH = 11
LABELS_FROM_WIDTH = 56
LEAST_TEXT = 24
_GAP = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """One line; `label` is an ornament that narrow terminals leave out, `verb` says what the screen's `action` does."""

    text: Content
    label: str = ""
    verb: str = ""
    action: str = ""
    hang: int = 0
    """How far further rows of the text are indented."""

    def right(self, key: str) -> Content:
        """The key and its verb, clickable."""
        if not self.action:
            return Content("")
        shown = Content.assemble((key, "$accent bold"), "  ", (self.verb, "$foreground"))
        return shown.stylize(Style.from_meta({"line_action": self.action}))


class LabelledLines(LinesView):
    """A few lines in columns of label, text and key; long texts wrap within their column."""

    def __init__(self, *lines: Labelled, id: str | None = None, labelled: bool = True) -> None:  # noqa: A002
        super().__init__(id=id)
        self._labelled_lines = lines
        self._with_labels = labelled
        self._as_headings = False

    def show(self, lines: Iterable[Labelled], *, headings: bool = False) -> None:
        """Show these lines from now on; none hides the widget. As `headings`, labels stand above their lines."""
        new = tuple(lines)
        if (new, headings) != (self._labelled_lines, self._as_headings):
            self._labelled_lines, self._as_headings = new, headings
            self.changed()
        self.display = bool(new)

    def lines(self, width: int) -> list[Content]:
        """All rows."""
        wide_enough = self._with_labels and width >= LABELS_FROM_WIDTH and not self._as_headings
        indent = LABEL_WIDTH if wide_enough else 0
        rows: list[Content] = []
        for line in self._labelled_lines:
            if self._as_headings and line.label:
                rows.append(Content.styled(line.label, "$muted"))
            rows += rows_of(line, self._key_of(line.action), width, indent)
        return rows

    def _key_of(self, action: str) -> str:
        """The key that does the action, as the user set it."""
        actives = self.screen.active_bindings.values() if action else ()
        found = next((active.binding for active in actives if active.binding.action == action), None)
        return self.app.get_key_display(found) if found is not None else ""

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        action = event.style.meta.get("line_action")
        if action:
            await self.run_action(f"screen.{action}")


def rows_of(line: Labelled, key: str, width: int, indent: int) -> list[Content]:
    """The rows of one line: the text wrapped between label (in `indent` cells) and key, or above a key without room."""
    right = line.right(key)
    room = width - indent - (right.cell_length + _GAP if right else 0)
    key_below = bool(right) and room < min(line.text.cell_length, LEAST_TEXT)
    if key_below:
        room = width - indent
    label = Content.styled(line.label.ljust(indent)[:indent], "$muted")
    first, *more = wrapped(line.text, room)
    if more and line.hang:
        more = [
            Content.assemble(blank(line.hang), text) for text in wrapped(_after(line.text, first), room - line.hang)
        ]
    texts = [first, *more]
    rows = [Content.assemble(blank(indent) if place else label, text) for place, text in enumerate(texts)]
    if key_below:
        rows.append(Content.assemble(blank(indent), right))
    elif right:
        rows[0] = Content.assemble(rows[0], blank(width - rows[0].cell_length - right.cell_length), right)
    return rows


def _after(text: Content, first: Content) -> Content:
    """What of a text does not stand in its first row."""
    start = len(first)
    while start < len(text) and text.plain[start] == " ":
        start += 1
    return text[start:]
