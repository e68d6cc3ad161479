"""What has just happened, in one line above the keys."""

from textual.content import Content
from textual.widgets import Static

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.session import DrillState, Notice
from prepdeck.mocks.session import Notice as MockNotice
from prepdeck.text.safe import visible


def unread_answer(attempt: Attempt | None) -> Notice | None:
    """Why what was typed or chosen is no answer yet; the card still asks."""
    if attempt is None or attempt.is_committed or not attempt.problem:
        return None
    return Notice(attempt.problem[:1].upper() + attempt.problem[1:])


def unsaved(before: DrillState, after: DrillState) -> Notice | None:
    """After a rating: what the drill says, and first of all that nothing was stored where the card is still asked."""
    asked, still = before.attempt, after.attempt
    if after.notice is None or asked is None or still is None or not asked.is_committed:
        return after.notice
    if asked.shown.key != still.shown.key or before.history != after.history:
        return after.notice
    return Notice(f"✗ Not saved. {after.notice.message}", after.notice.hint)


class NoticeLine(Static):
    """Shows a notice with what to do about it; without one it takes no room."""

    DEFAULT_CSS = """
    NoticeLine { height: auto; padding: 0 2; background: $panel; }
    """

    def show(self, notice: Notice | MockNotice | None) -> None:
        """Show this, or nothing."""
        self.display = notice is not None
        if notice is not None:
            hint = f"  {visible(notice.hint)}" if notice.hint else ""
            self.update(Content.assemble(visible(notice.message), (hint, "$muted")))
