"""The day's cards as one bar, a stretch for each queue."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

_GLYPHS = (("━", "$due"), ("╍", "$learning"), ("┄", "$new"))


class QueueBar(Widget):
    """Shares of due, learning and new; each has its own stroke, so that it reads without colour."""

    DEFAULT_CSS = """
    QueueBar {
        height: 1;
        width: 1fr;
    }
    """

    counts: reactive[tuple[int, int, int]] = reactive((0, 0, 0))

    def render(self) -> Content:
        """Each queue that has cards gets one cell at least."""
        width, total = self.content_size.width, sum(self.counts)
        if not total:
            return Content.styled("─" * width, "$rule")
        ends = [round(width * sum(self.counts[: place + 1]) / total) for place in range(len(self.counts))]
        pieces, start = [], 0
        for count, end, (glyph, style) in zip(self.counts, ends, _GLYPHS, strict=True):
            cells = max(end - start, 1) if count else 0
            pieces.append((glyph * cells, style))
            start += cells
        return Content.assemble(*pieces)
