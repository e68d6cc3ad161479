"""The panels of progress that are about cards: what is kept, the year, the memories."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.model.study_day import date_of
from prepdeck.text.safe import one_line
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.bars import percent, share_bar, strip
from prepdeck.tui.widgets.lines import wrapped

if TYPE_CHECKING:
    from prepdeck.storage.history import DayTotal
    from prepdeck.study.progress import Bar, MonthRetention, Progress

_FEW = 20
"""Reviews from which on a retention says something."""
_BAR = 30
_WEEKS_WIDTH = 53
_LEVELS = "·░▒▓█"


def keeping_lines(progress: "Progress", width: int) -> list[Content]:
    """True retention by month against the one asked for, then this month by deck, the worst first."""
    months = [each for each in progress.retention if not each.deck]
    if not months:
        text = "The share of cards you recalled when they came back on a later day will stand here, by month and deck."
        return [*wrapped(Content(text), width), Content(""), Content("Enter on Today drills what waits.")]
    newest = next((each for each in reversed(months) if each.reviewed), months[-1])
    lines = [*wrapped(_verdict(newest), width), Content("")]
    lines.append(Content.styled(f"{'month':<22}{'':{_bar(width)}}  recalled  wanted  reviews", "$muted"))
    lines += [_retention_row(each.month, each, width) for each in months]
    lines.append(Content.styled(f"┃ wanted   ▼ below it, by {_FEW} reviews or more", "$muted"))
    decks = [each for each in progress.retention if each.deck and each.month == newest.month]
    decks.sort(key=lambda each: (each.reviewed < _FEW, (each.retention or 0.0) - each.desired))
    if decks:
        lines += [
            Content(""),
            Content.styled(f"{newest.month} by deck", "$muted"),
        ]
        lines += [_retention_row(each.deck, each, width) for each in decks]
    return lines


def _bar(width: int) -> int:
    return max(8, min(_BAR, width - 22 - 28))


def _verdict(month: "MonthRetention") -> Content:
    if month.retention is None or month.reviewed < _FEW:
        return Content(f"Too early to tell: {counted(month.reviewed, 'review')} so far, {_FEW} say something.")
    reviews = counted(month.reviewed, "review")
    said = f"{percent(month.retention)} of {reviews} recalled in {month.month}, {percent(month.desired)} wanted: "
    if month.retention >= month.desired - 0.02:
        return Content.assemble(said, ("yes, you are keeping it.", "$good bold"))
    return Content.assemble(
        said,
        ("less than you want.", "$hard bold"),
        " Shorter sessions more often help, and o fits the schedule to you.",
    )


def _retention_row(name: str, each: "MonthRetention", width: int) -> Content:
    label = f"{one_line(name, 20):<22}"
    if each.retention is None:
        return Content.assemble(label, (f"{'no review':<{_bar(width)}}", "$muted"))
    below = each.reviewed >= _FEW and each.retention < each.desired - 0.02
    sign = "▼" if below else " "
    bar = _marked_bar(each.retention, each.desired, _bar(width), "$hard" if below else "$good")
    return Content.assemble(
        label,
        bar,
        f"{percent(each.retention):>9}",
        (f" {sign}", "$hard"),
        f"{percent(each.desired):>6}",
        f"{each.reviewed:>9}",
    )


def _marked_bar(value: float, wanted: float, width: int, style: str) -> Content:
    """A bar with `│` where it should reach to."""
    full, mark = round(width * value), min(width - 1, round(width * wanted))
    cells = ["█" if place < full else " " for place in range(width)]
    return Content.assemble(("".join(cells[:mark]), style), ("┃", "$foreground"), ("".join(cells[mark + 1 :]), style))


def year_lines(progress: "Progress", width: int) -> list[Content]:
    """The year as a map, a column a week, then what it was in numbers."""
    if not progress.days:
        text = "Every day you drill leaves a mark here, darker the more you answered. Enter on Today begins."
        return wrapped(Content(text), width)
    weeks = max(8, min(_WEEKS_WIDTH, width - 6))
    by_day = {day.day: day for day in progress.days}
    most = max(day.reviews for day in progress.days)
    monday = progress.today - date_of(progress.today).weekday()
    first = monday - 7 * (weeks - 1)
    text = (
        f"{counted(progress.reviews, 'answer')} on {counted(len(progress.days), 'day')},"
        f" {progress.minutes / 60:.1f} hours; the longest run of days is {_longest_run(by_day)}."
    )
    lines = [*wrapped(Content(text), width), Content(""), _month_line(first, weeks)]
    for weekday, name in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun")):
        cells = [
            _level(by_day.get(first + 7 * week + weekday), most, first + 7 * week + weekday, progress.today)
            for week in range(weeks)
        ]
        lines.append(Content.assemble((f"{name:<5}", "$muted"), ("".join(cells), "$good")))
    lines += [
        Content.assemble(
            (" " * 5), (f"{_LEVELS[0]} nothing  {_LEVELS[1]} some  {_LEVELS[4]} {most} answers", "$muted")
        ),
        Content(""),
    ]
    lines += _by_month(progress, width)
    return lines


def _level(day: "DayTotal | None", most: int, number: int, today: int) -> str:
    if number > today:
        return " "
    if day is None or not day.reviews:
        return _LEVELS[0]
    return _LEVELS[max(1, min(4, -(-4 * day.reviews // most)))]


def _longest_run(by_day: dict[int, "DayTotal"]) -> int:
    longest = run = 0
    for day in sorted(by_day):
        run = run + 1 if day - 1 in by_day else 1
        longest = max(longest, run)
    return longest


def _month_line(first: int, weeks: int) -> Content:
    months = [f"{date_of(first + 7 * week):%b}" for week in range(weeks)]
    begins = [week for week in range(weeks) if week == 0 or months[week] != months[week - 1]]
    names = [" "] * (weeks + 4)
    for begin, following in zip(begins, [*begins[1:], weeks + 4], strict=True):
        if following - begin > len(months[begin]):
            names[begin : begin + 3] = months[begin]
    return Content.styled(" " * 5 + "".join(names).rstrip(), "$muted")


def _by_month(progress: "Progress", width: int) -> list[Content]:
    months: dict[str, list[int]] = {}
    for day in progress.days:
        total = months.setdefault(f"{date_of(day.day):%Y-%m}", [0, 0, 0])
        total[0] += day.reviews
        total[1] += day.duration_ms
        total[2] += 1
    most, bar = max(total[0] for total in months.values()), max(8, min(30, width - 46))
    lines = [Content.styled(f"{'month':<10}{'':{bar}}  answers  minutes  days", "$muted")]
    for month, (reviews, duration_ms, days) in list(months.items())[-12:]:
        row = f"{reviews:>9}{duration_ms / 60_000:>9.0f}{days:>6}"
        lines.append(Content.assemble(f"{month:<10}", share_bar(reviews / most, bar, "$good"), row))
    return lines


def memory_lines(progress: "Progress", width: int) -> list[Content]:
    """Stability, difficulty and retrievability of the cards seen, as histograms."""
    if not progress.cards_seen:
        text = (
            "How long your memories last and how sure they are will stand here. Enter on Today drills the first cards."
        )
        return wrapped(Content(text), width)
    strong = sum(bar.cards for bar in progress.stability if bar.low >= 30)
    sure = sum(bar.cards for bar in progress.retrievability if bar.low >= 0.9)
    text = (
        f"{counted(progress.cards_seen, 'card')} seen: {sure} would be recalled today with 90 % or more,"
        f" {strong} last a month or longer."
    )
    lines = [*wrapped(Content(text), width), Content("")]
    lines += _histogram("Stability: days until recall falls to 90 %", progress.stability, _days_range, width)
    lines += _histogram("Recall today", progress.retrievability, _share_range, width)
    lines += _histogram("Difficulty, 1 easy to 10 hard", progress.difficulty, _number_range, width)
    return lines[:-1]


def _histogram(title: str, bars: "tuple[Bar, ...]", name: "Callable[[Bar], str]", width: int) -> list[Content]:
    most, room = max((bar.cards for bar in bars), default=0) or 1, max(8, min(44, width - 24))
    used = [place for place, bar in enumerate(bars) if bar.cards]
    shown = bars[used[0] : used[-1] + 1] if used else ()
    rows = [
        Content.assemble(
            (f"{name(bar):>14}  ", "$muted"), share_bar(bar.cards / most, room, "$good"), f"{bar.cards or '·':>6}"
        )
        for bar in shown
    ]
    outline = Content.styled(f"{title}   {strip([float(bar.cards) for bar in bars])}", "$muted")
    return [outline, *rows, Content("")]


def _days_range(bar: "Bar") -> str:
    return f"{bar.low:g} and more" if bar.high > 10_000 else f"{bar.low:g} to {bar.high:g}"


def _share_range(bar: "Bar") -> str:
    return f"{100 * bar.low:.0f} to {100 * bar.high:.0f} %"


def _number_range(bar: "Bar") -> str:
    return f"{bar.low:g} to {bar.high:g}"
