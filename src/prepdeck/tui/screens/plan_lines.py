"""The words and charts of the plan."""

from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.model.goal import Goal
from prepdeck.model.role import short_title
from prepdeck.model.study_day import date_of
from prepdeck.scheduling.calendar import DEBRIEF_MINUTES, MOCK_MINUTES, TAPER_DAYS
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.screens.today_lines import counted, date_text, minutes_text
from prepdeck.tui.widgets.bars import percent, share_bar, strip
from prepdeck.tui.widgets.page import LABEL, paragraph

if TYPE_CHECKING:
    from prepdeck.study.planning import Plan

TARGET = 0.9
_MOST_MOCKS = 6


def goal_lines(goal: Goal, role: str, today: int, width: int) -> list[Content]:
    """What everything follows from."""
    days = goal.on_day - today
    distance = f"in {counted(days, 'day')}" if days else "today. Good luck"
    on = Content.assemble((date_text(goal.on_day), "bold"), f", {distance} · {minutes_text(goal.minutes)}")
    lines = paragraph("interview", on, width)
    said = visible(role) if role else "none: every core card counts the same"
    return [*lines, *paragraph("role", said, width), Content("")]


def plan_lines(plan: "Plan", titles: dict[str, str], width: int) -> list[Content]:
    """The dates, the forecast as a curve, the load ahead, and what does not fit."""
    lines = [*_dates(plan, width), Content(""), *_forecast(plan, width)]
    if plan.outlook.days:
        lines += [Content(""), *_load(plan, width)]
    if plan.outlook.by_group:
        lines += [Content(""), *_groups(plan, titles, width)]
    notes = [line for note in plan.notes for line in paragraph("! note", Content.styled(visible(note), "$hard"), width)]
    return [*lines, Content(""), *notes] if notes else lines


def _dates(plan: "Plan", width: int) -> list[Content]:
    if plan.last_new_day is None:
        new = "none any more: what is known is kept"
    else:
        new = f"up to {plan.new_per_day} a day, the last on {date_text(plan.last_new_day)}"
    lines = paragraph("new cards", new, width)
    mocks = [f"{date_text(day.day)}{', short' if day.mock == 'diagnostic' else ''}" for day in plan.mocks]
    more = f"; {len(mocks) - _MOST_MOCKS} more" if len(mocks) > _MOST_MOCKS else ""
    if mocks:
        said = f"{' · '.join(mocks[:_MOST_MOCKS])}{more}: {MOCK_MINUTES} min and {DEBRIEF_MINUTES} of debrief"
        lines += paragraph("mocks", said, width)
    else:
        lines += paragraph("mocks", "none fits any more", width)
    if plan.days_left:
        eve = date_text(plan.goal.on_day - 1)
        last_mock = date_text(plan.goal.on_day - TAPER_DAYS)
        calm = f"no mock after {last_mock}; " if plan.days_left >= TAPER_DAYS else ""
        lines += paragraph("last days", f"{calm}{eve}: the sheet and two stories", width)
    return lines


def _forecast(plan: "Plan", width: int) -> list[Content]:
    recall = plan.outlook.recall
    seen = f" of the core cards recalled, {percent(plan.outlook.seen)} of them seen"
    lines = paragraph("on the day", Content.assemble((percent(recall), "bold"), seen), width)
    if not plan.days:
        return lines
    lines += paragraph("", reach_text(plan), width)
    bar = max(10, min(44, width - LABEL - 30))
    for point in plan.curve:
        yours = abs(point.minutes - plan.minutes_a_day) < 0.5
        lines.append(
            Content.assemble(
                (" " * LABEL),
                (f"{point.minutes:>4.0f} min ", "bold" if yours else "$muted"),
                share_bar(point.recall, bar, "$accent" if yours else "$muted"),
                f"{percent(point.recall):>6}",
                ("  your minutes" if yours else "", "$muted"),
            )
        )
    return lines


def reach_text(plan: "Plan") -> str:
    """`30 minutes of cards a day reach 83 %; 42 would reach 90 %.`, and why they are fewer than the goal's."""
    recall = plan.outlook.recall
    is_less = plan.minutes_a_day < max(plan.goal.minutes) - 0.5
    beside = ", beside mocks and free days," if is_less else ""
    reached = f"{plan.minutes_a_day:.0f} minutes of cards a day{beside} reach {percent(recall)}"
    needed = plan.minutes_for(TARGET)
    if recall >= TARGET:
        return f"{reached}."
    if needed is None:
        return f"{reached}; {percent(TARGET)} takes more than {plan.curve[-1].minutes:.0f}, or a later date."
    return f"{reached}; {needed:.0f} would reach {percent(TARGET)}."


def _load(plan: "Plan", width: int) -> list[Content]:
    """A sign a day: cards begun, reviews, minutes; the days with a mock beneath."""
    room = max(7, width - LABEL - 14)
    days = plan.outlook.days[:room]
    first, last = days[0].day, days[-1].day
    mocks = {day.day: "M" if day.mock == "mock" else "m" for day in plan.mocks}
    later = len(plan.outlook.days) - len(days)
    rows = (
        ("minutes", strip([day.minutes for day in days]), max(day.minutes for day in days)),
        ("reviews", strip([float(day.reviews) for day in days]), max(day.reviews for day in days)),
        ("new", strip([float(day.new) for day in days]), max(day.new for day in days)),
    )
    lines = [
        Content.assemble((f"{name:<{LABEL}}", "$muted"), (marks, "$accent"), (f"  {most:.0f} at most", "$muted"))
        for name, marks, most in rows
    ]
    if mocks:
        marks = "".join(mocks.get(day.day, "·") for day in days)
        lines.append(Content.assemble((f"{'mocks':<{LABEL}}", "$muted"), (marks, "$hard"), ("  m short", "$muted")))
    letters = "".join("MTWTFSS"[date_of(day.day).weekday()] for day in days)
    ends = f"{date_text(first)} to {date_text(last)}" + (f", {counted(later, 'day')} more" if later else "")
    lines.append(Content.assemble((" " * LABEL), (letters, "$muted"), (f"  {ends}", "$muted")))
    return [line.truncate(width, ellipsis=True) for line in lines]


def _groups(plan: "Plan", titles: dict[str, str], width: int) -> list[Content]:
    """The recall for each requirement, the lowest first."""
    bar = max(8, min(30, width - LABEL - 40))
    lines = [Content.styled("What will be recalled for each requirement, the lowest first", "$muted")]
    for slug, recall in sorted(plan.outlook.by_group.items(), key=lambda pair: pair[1]):
        name = one_line(short_title(titles.get(slug, slug)), 30)
        lines.append(Content.assemble(f"{name:<32}", share_bar(recall, bar), f"{percent(recall):>6}"))
    return lines
