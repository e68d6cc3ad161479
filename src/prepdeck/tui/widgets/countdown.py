"""The clock of an answer said aloud: large, and over time in words too."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Digits, Static

from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.intervals import clock_text


class Countdown(Vertical):
    """The time left, drawn large; what to do about it beneath."""

    DEFAULT_CSS = """
    Countdown { height: auto; }
    Countdown Digits { width: 100%; text-align: center; color: $accent; text-style: bold; }
    Countdown Static { width: 100%; text-align: center; color: $muted; }
    Countdown.-over Digits, Countdown.-over Static { color: $hard; }
    """

    def compose(self) -> ComposeResult:
        """Digits and a caption."""
        yield Digits()
        yield Static(markup=False)

    def show(self, attempt: Attempt, left_s: float | None) -> None:
        """Show the clock of a timed card that is not answered yet; others have none."""
        seconds = attempt.face.seconds
        self.display = seconds is not None and not attempt.is_committed
        if seconds is None or not self.display:
            return
        running = attempt.stage is Stage.SPEAKING and left_s is not None
        left = left_s if running and left_s is not None else float(seconds)
        over = left <= -1
        self.set_class(over, "-over")
        self.query_one(Digits).update(clock_text(abs(left)))
        caption = "to say it aloud" if not running else "over: come to an end" if over else "left, say it aloud"
        self.query_one(Static).update(caption)


def spoken_text(attempt: Attempt) -> str:
    """How long a timed answer took; empty for others."""
    seconds, spoke_s = attempt.face.seconds, attempt.spoke_s
    if seconds is None or spoke_s is None:
        return ""
    left = seconds - spoke_s
    rest = f"{clock_text(abs(left))} {'over' if left <= -0.5 else 'left'}"
    return f"You took {clock_text(spoke_s)}, {rest}"
