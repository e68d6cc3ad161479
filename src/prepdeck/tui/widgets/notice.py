"""What has just happened, in one line above the keys."""

from textual.content import Content
from textual.widgets import Static

from prepdeck.drills.session import Notice
from prepdeck.text.safe import visible


class NoticeLine(Static):
    """Shows a notice with what to do about it; without one it takes no room."""

    DEFAULT_CSS = """
    NoticeLine { height: auto; padding: 0 2; background: $panel; }
    """

    def show(self, notice: Notice | None) -> None:
        """Show this, or nothing."""
        self.display = notice is not None
        if notice is not None:
            hint = f"  {visible(notice.hint)}" if notice.hint else ""
            self.update(Content.assemble(visible(notice.message), (hint, "$muted")))
