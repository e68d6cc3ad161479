"""A widget that is lines: it lays its content out for the width it has, and is as high as that needs."""

from collections.abc import Iterable
from functools import cache

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from prepdeck.text.cells import cell_width


class LinesView(Widget):
    """Shows what `lines` returns; call `changed` after anything it depends on has changed."""

    DEFAULT_CSS = """
    LinesView { height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    _laid_out: tuple[int, list[Content]] | None = None

    def lines(self, width: int) -> list[Content]:
        """The lines for this width (cells), none of them wider."""
        raise NotImplementedError

    def changed(self) -> None:
        """Lay out anew."""
        self._laid_out = None
        self.clear_cached_dimensions()
        self.refresh(layout=True)

    def laid_out(self, width: int) -> list[Content]:
        """The lines for this width, kept until something changes."""
        if self._laid_out is None or self._laid_out[0] != width:
            self._laid_out = (width, self.lines(max(width, 2)))
        return self._laid_out[1]

    def notify_style_update(self) -> None:
        """Another theme or size: the lines are laid out anew."""
        self._laid_out = None
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        return len(self.laid_out(width))

    def render(self) -> RenderResult:
        """All lines."""
        return joined(self.laid_out(self.content_size.width))


def joined(lines: Iterable[Content]) -> Content:
    """Lines as one content."""
    return Content("\n").join(lines)


def wrapped(content: Content, width: int) -> list[Content]:
    """Content broken at spaces into lines of at most `width` cells, without the spaces at their ends."""
    return [line.rstrip() for line in content.wrap(max(width, 2))] or [Content("")]


def hanging(marker: Content, lines: Iterable[Content]) -> list[Content]:
    """Lines with a marker before the first, the others indented to stand under it."""
    indent = blank(marker.cell_length)
    return [Content.assemble(indent if at else marker, line) for at, line in enumerate(lines)]


def filled(line: Content, width: int, style: str) -> Content:
    """A line with spaces up to `width`, all of it on this style's background."""
    return Content.assemble(line, blank(width - line.cell_length)).stylize_before(style)


def shown_width(text: str) -> int:
    """The cells of the widest line of a text."""
    return max(map(cell_width, text.split("\n")), default=0)


@cache
def blank(width: int) -> Content:
    """So many spaces."""
    return Content(" " * max(width, 0))
