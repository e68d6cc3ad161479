"""The top line: where am I, and how far."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from prepdeck.text.cells import cell_width
from prepdeck.text.safe import one_line

_GAP = 2


class TopLine(Widget):
    """One line with a rule beneath: `where` on the left, `far` on the right; where they do not fit, `far` is cut first.

    Both may hold deck text: it is shown as it is.
    """

    DEFAULT_CSS = """
    TopLine {
        dock: top;
        height: 2;
        padding: 0 1;
        border-bottom: solid $rule;
        background: $background;
    }
    """

    where: reactive[str] = reactive("")
    """Place names from the outermost in, joined with ` › `."""
    far: reactive[str | Content] = reactive[str | Content]("")
    """How far: progress, date, time; Content is shown as styled."""

    doing: reactive[str] = reactive("")
    """What goes on behind the screen, in place of `far` while it takes long."""

    def __init__(self, where: str = "", far: str | Content = "") -> None:
        super().__init__()
        self.set_reactive(TopLine.where, where)
        self.set_reactive(TopLine.far, far)

    def render(self) -> Content:
        """Lay both out on the width there is."""
        width = self.content_size.width
        where = one_line(self.where, width)
        outer, joint, inner = where.rpartition(" › ")
        left = Content.assemble((outer + joint, "$muted"), (inner, "bold"))
        told = self.doing or self.far
        far = told if isinstance(told, Content) else Content.styled(one_line(told, width), "$muted")
        room = width - cell_width(where) - _GAP
        if far.cell_length > room:
            far = far.truncate(room, ellipsis=True) if room > 3 else Content("")
        return Content.assemble(left, " " * (width - left.cell_length - far.cell_length), far)
