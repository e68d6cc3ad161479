"""The four ratings, each with the very interval it gives; a click rates."""

from textual import events
from textual.content import Content
from textual.message import Message

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.host import Button
from prepdeck.model.rating import Rating
from prepdeck.tui.widgets.lines import LinesView

_STYLES = {Rating.AGAIN: "$again", Rating.HARD: "$hard", Rating.GOOD: "$good", Rating.EASY: "$easy"}
_ROOM_FOR_ONE_LINE = 19


class RatingBar(LinesView):
    """Four equal parts: `3 Good  9 days`, toward a date what that means beneath; the proposed one on its own ground."""

    DEFAULT_CSS = """
    RatingBar { height: auto; border-top: solid $rule; padding: 0 1; background: $background; }
    """

    class Rated(Message):
        """A rating was clicked."""

        def __init__(self, rating: Rating) -> None:
            super().__init__()
            self.rating = rating

    _buttons: tuple[Button, ...] = ()
    _proposal: Rating | None = None

    def show(self, attempt: Attempt) -> None:
        """Show the ratings of this card, once it may be rated."""
        self.display = attempt.may_rate
        shown = (attempt.shown.buttons, attempt.proposal)
        if shown != (self._buttons, self._proposal):
            self._buttons, self._proposal = shown
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """As few lines as hold them: one where the intervals fit beside the words."""
        if not self._buttons:
            return []
        part = width // len(self._buttons)
        columns = [self._column(button, part) for button in self._buttons]
        rows = max(map(len, columns))
        lines = []
        for row in range(rows):
            cells = (column[row] if row < len(column) else Content("") for column in columns)
            lines.append(Content("").join(self._cell(*pair, part) for pair in zip(cells, self._buttons, strict=True)))
        return lines

    def _column(self, button: Button, part: int) -> list[Content]:
        style = _STYLES[button.rating]
        word = Content.assemble((f"{int(button.rating)} ", "bold"), (button.rating.title, f"{style} bold"))
        interval = Content.styled(button.interval, "$foreground")
        if part >= _ROOM_FOR_ONE_LINE and word.cell_length + 2 + interval.cell_length <= part - 2:
            column = [Content.assemble(word, "  ", interval)]
        else:
            column = [word, interval]
        if button.meaning and len(button.meaning) <= part - 2:
            column.append(Content.styled(button.meaning, "$muted"))
        return column

    def _cell(self, cell: Content, button: Button, part: int) -> Content:
        text = Content.assemble(" ", cell).truncate(part - 1).pad_right(max(0, part - 1 - cell.cell_length - 1))
        if button.rating is self._proposal:
            text = text.stylize_before("on $panel")
        return Content.assemble(text, " ")

    def on_click(self, event: events.Click) -> None:
        """Rate with the part that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or not self._buttons:
            return
        index = offset.x // max(1, self.content_size.width // len(self._buttons))
        if index < len(self._buttons):
            event.stop()
            self.post_message(self.Rated(self._buttons[index].rating))
