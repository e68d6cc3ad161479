"""How far the session is, for the top line."""

from textual.content import Content

from prepdeck.drills.intervals import clock_text
from prepdeck.drills.session import Progress

_BAR = 10
_ROOM_FOR_BAR = 60


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
