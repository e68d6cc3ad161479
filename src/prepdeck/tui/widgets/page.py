"""A page of lines in a box that scrolls: what it says is worked out for the width there is."""

from collections.abc import Callable

from textual.content import Content

from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

LABEL = 12


class PageView(LinesView):
    """Shows the lines a function gives for a width."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._write: Callable[[int], list[Content]] = lambda _width: []

    def show(self, write: Callable[[int], list[Content]]) -> None:
        """Show what `write` gives from now on."""
        self._write = write
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """The page."""
        return self._write(width)


def paragraph(label: str, text: str | Content, width: int) -> list[Content]:
    """A text under its label on the left, wrapped in the room beside it."""
    content = text if isinstance(text, Content) else Content(text)
    return hanging(Content.styled(f"{label:<{LABEL}}", "$muted"), wrapped(content, width - LABEL))


def heading(text: str) -> list[Content]:
    """The question a panel answers, above its lines."""
    return [Content.styled(text, "bold"), Content("")]
