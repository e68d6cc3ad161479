"""The panel of progress that is about the role: what was shown of each requirement at the end of each week."""

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.model.role import short_title
from prepdeck.model.study_day import date_of, day_of
from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.widgets.bars import UNKNOWN, steps
from prepdeck.tui.widgets.lines import wrapped
from prepdeck.tui.widgets.requirement_list import CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prepdeck.readiness.scores import Readiness, RequirementScore
    from prepdeck.study.ready_then import ReadyThen

_LONGEST_TITLE, _SHORTEST_TITLE, _CLASS = 26, 12, 6
_SHOWN, _PARTS = 11, 15
_ROOM_FOR_PARTS, _ROOM_FOR_CLASS = 66, 56
_BACK_DAYS = 28
"""So many days back, or a few more, the last change is told from."""
_WORTH_TELLING = 2
"""Points of change; fewer are the days between two reviews."""
EMPTY = "How ready you were for the role will stand here, week by week. "


def ready_lines(then: "ReadyThen", width: int) -> list[Content]:
    """What moved, in words; then a row of steps for each requirement, and what they count."""
    weeks = then.weeks
    if not weeks:
        return wrapped(Content(f"{EMPTY}Enter on Today drills the first cards."), width)
    layout = _Layout(width, len(weeks))
    lines = [*wrapped(_verdict(weeks), width), Content(""), layout.titles(weeks)]
    lines.append(layout.row("All together", "", [_together(week) for week in weeks], None))
    for place, score in enumerate(weeks[-1].requirements):
        scores = [week.requirements[place] for week in weeks]
        title = short_title(score.requirement.title)
        lines.append(layout.row(title, CLASSES[score.requirement.requirement_class], list(map(_shown, scores)), score))
    told = (
        f"{UNKNOWN} nothing known yet   ▁ to █ what was shown, of 100: recall on that day, mocks, stories. What is not "
        "known counts 0. Stories carry no date: they count as they stand today."
    )
    return [*lines, Content(""), *(line.stylize_before("$muted") for line in wrapped(Content(told), width))]


def _shown(score: "RequirementScore") -> float | None:
    return 100 - score.shortfall if score.known else None


def _together(week: "Readiness") -> float | None:
    return week.shown if week.known else None


def _week_before(weeks: "Sequence[Readiness]") -> "Readiness":
    """The newest week that ended four weeks ago or earlier, else the first: the newest one may have just begun."""
    today = date.fromisoformat(weeks[-1].on)
    earlier = [week for week in weeks if (today - date.fromisoformat(week.on)).days >= _BACK_DAYS]
    return earlier[-1] if earlier else weeks[0]


def _verdict(weeks: "Sequence[Readiness]") -> Content:
    newest = weeks[-1]
    said = f"{newest.shown:.0f} of 100 points are shown"
    if len(weeks) == 1:
        return Content(f"{said} after the first week. A second one will show where it goes.")
    before = _week_before(weeks)
    back = (date.fromisoformat(newest.on) - date.fromisoformat(before.on)).days
    moved = round(newest.shown) - round(before.shown)
    than = f"{abs(moved)} {'more' if moved > 0 else 'fewer'} than" if moved else "as"
    ago = f"{back // 7} weeks ago" if back % 7 == 0 and back > 7 else f"{back} days ago"
    style = "$good bold" if moved > 0 else "$hard bold" if moved < 0 else "bold"
    pieces: list[tuple[str, str]] = [(f"{said}, ", ""), (f"{than} {ago}", style), (". ", "")]
    changes = [
        (now.shortfall - then.shortfall, now)
        for now, then in zip(newest.requirements, before.requirements, strict=True)
    ]
    by_change = sorted(changes, key=itemgetter(0))
    for word, sign, (lost, score) in (("gained", -1, by_change[0]), ("lost", 1, by_change[-1])):
        change = sign * lost
        if change >= _WORTH_TELLING:
            title = visible(short_title(score.requirement.title))
            pieces.append((f"{title} {word} most, {change:.0f}. ", ""))
    return Content.assemble(*pieces)


class _Layout:
    """The columns that fit into a width: title, class, steps, then what was shown at first and now, and its parts."""

    def __init__(self, width: int, weeks: int) -> None:
        self._has_class = width >= _ROOM_FOR_CLASS
        self._has_parts = width >= _ROOM_FOR_PARTS
        taken = _SHOWN + (_CLASS if self._has_class else 0) + (_PARTS if self._has_parts else 0)
        self._title = min(_LONGEST_TITLE, max(_SHORTEST_TITLE, width - taken - weeks - 1))
        room = max(1, width - taken - self._title)
        self._each = max(1, min(3, room // weeks))
        self._weeks = min(weeks, room)

    def titles(self, weeks: "Sequence[Readiness]") -> Content:
        """The line above: from when to when, and what the numbers are."""
        from datetime import date

        first, last = (date_of(day_of(date.fromisoformat(weeks[at].on))) for at in (-self._weeks, -1))
        drawn = self._each * self._weeks
        span = f"{first.day} {first:%b} to {last.day} {last:%b}"
        over = span if len(span) <= drawn else f"{self._weeks} weeks" if drawn >= 8 else ""
        lead = " " * (self._title + (_CLASS if self._has_class else 0))
        parts = f"{'seen':>7}{'recall':>8}" if self._has_parts else ""
        return Content.styled(f"{lead}{over:<{drawn}}{'shown':>{_SHOWN}}{parts}", "$muted")

    def row(
        self, title: str, requirement_class: str, shown: "Sequence[float | None]", score: "RequirementScore | None"
    ) -> Content:
        """One requirement; without a score it is all of them together."""
        drawn = shown[-self._weeks :]
        first = next((each for each in drawn if each is not None), None)
        now = drawn[-1]
        numbers = "unknown" if now is None or first is None else f"{first:.0f} → {now:.0f}"
        return Content.assemble(
            (padded(one_line(title, self._title - 1), self._title), "bold" if score is None else ""),
            (f"{requirement_class:<{_CLASS}}" if self._has_class else "", "$muted"),
            (steps(drawn, 100.0, self._each), "$accent"),
            (f"{numbers:>{_SHOWN}}", "" if now is not None else "$muted"),
            (_parts(score) if self._has_parts else "", "$muted"),
        )


def _parts(score: "RequirementScore | None") -> str:
    knowledge = score.parts[0] if score else None
    if knowledge is None or not knowledge.weight:
        return ""
    recall = "" if knowledge.score is None else f"{knowledge.score:.0f} %"
    return f"{100 * knowledge.share:>5.0f} %{recall:>8}"
