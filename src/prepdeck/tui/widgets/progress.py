"""Where in the library, and how far the session is: the top line of a drill."""

from textual.content import Content

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.intervals import clock_text
from prepdeck.drills.session import Progress
from prepdeck.text.safe import one_line

_BAR = 10
_ROOM_FOR_BAR = 60
_GAPS = 4


def place_and_progress(
    attempt: Attempt | None, title: str, progress: Progress, width: int, *, practice: bool = False
) -> tuple[str, Content]:
    """Both ends of the top line on a screen of `width` cells: the deck (its slug goes where room is short), how far.

    `practice` is said beside it: that drill leaves the schedule alone.
    """
    far = progress_content(progress, width)
    if practice:
        far = Content.assemble(("practice  ", "$accent"), far)
    if attempt is None:
        return "Drill", far
    if attempt.shown.state.flagged:
        far = Content.assemble(("⚑ flagged  ", "$hard"), far)
    names = [name for name in (attempt.shown.card.note.deck, title) if name]
    where = " › ".join(names) if width >= _ROOM_FOR_BAR else names[-1]
    return one_line(where, width - far.cell_length - _GAPS), far


def progress_content(progress: Progress, width: int) -> Content:
    """`7 of 31 ███░░░░░░░ 4:12` on a screen of `width` cells; the bar is the first to go."""
    total = progress.total
    place = min(progress.answered + 1, total) if progress.remaining else progress.answered
    pieces = [Content(f"{place} of {total}")]
    if width >= _ROOM_FOR_BAR and total:
        full = round(_BAR * progress.answered / total)
        pieces.append(Content.assemble(("█" * full, "$accent"), ("░" * (_BAR - full), "$rule")))
    pieces.append(Content.styled(f"{clock_text(progress.active_ms / 1000):>5}", "$muted"))
    return Content(" ").join(pieces)
