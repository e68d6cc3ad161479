"""Rows one moves over with keys or picks with the mouse: the items of a list, the options of a choice."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from prepdeck.tui.widgets.lines import LinesView, filled, hanging


class Rows(LinesView):
    """Rows of one or more lines each, in one widget; a click posts `Picked` with the row."""

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, rows: "Rows", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "Rows":
            """The rows that were clicked."""
            return self.rows

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.cursor: int | None = None
        self._row_of_line: list[int] = []

    def rows(self, width: int) -> Sequence[tuple[Content, list[Content]]]:
        """For each row its marker and, in the width beside the cursor, its lines."""
        raise NotImplementedError

    def lines(self, width: int) -> list[Content]:
        """All rows, the one under the cursor pointed at and on another ground."""
        lines: list[Content] = []
        self._row_of_line = []
        for index, (marker, texts) in enumerate(self.rows(width - 2)):
            here = index == self.cursor
            pointer = Content.styled("▸ " if here else "  ", "$accent bold")
            row = hanging(Content.assemble(pointer, marker), texts)
            lines.extend(filled(line, width, "on $panel") if here else line for line in row)
            self._row_of_line.extend([index] * len(row))
        return lines

    def line_of(self, index: int) -> int:
        """The first line of a row, to scroll to."""
        return self._row_of_line.index(index) if index in self._row_of_line else 0

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        if 0 <= event.y < len(self._row_of_line):
            event.stop()
            self.post_message(self.Picked(self, self._row_of_line[event.y]))
