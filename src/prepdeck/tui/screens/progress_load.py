"""The panels of progress about the load: what comes, and what another desired retention would cost."""

from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.model.easy_days import EVERY_DAY_ALIKE, ORDINARY, easy_days_text
from prepdeck.model.study_day import date_of
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.bars import percent, share_bar
from prepdeck.tui.widgets.lines import wrapped

if TYPE_CHECKING:
    from prepdeck.scheduling.workload import WorkloadPoint
    from prepdeck.study.easy_days import EasyDays
    from prepdeck.study.progress import Progress
    from prepdeck.study.retention import RetentionCurve

_STEP_TO_SAY = 0.03
"""What is said in words of the curve: what this much more would cost."""


def ahead_lines(progress: "Progress", width: int) -> list[Content]:
    """The reviews of the next thirty days as they stand now, the easy days marked."""
    total = sum(progress.load.values())
    if not total:
        text = "The reviews of the next 30 days will stand here. Enter on Today drills the first cards."
        return [*wrapped(Content(text), width), Content(""), *_easy_lines(progress.easy_days, width)]
    week = sum(count for day, count in progress.load.items() if day < progress.today + 7)
    heaviest = max(progress.load, key=lambda day: progress.load[day])
    on = date_of(heaviest)
    text = (
        f"{counted(total, 'review')} in the next 30 days, {week} of them in the next 7; the fullest day is"
        f" {on:%a} {on.day} {on:%b} with {progress.load[heaviest]}. New cards add to it."
    )
    if progress.is_aimed:
        text += " Until your interview each day takes what gains most in its minutes; the rest may wait."
    lines = [*wrapped(Content(text), width), *_easy_lines(progress.easy_days, width), Content("")]
    marked = progress.easy_days.percents != EVERY_DAY_ALIKE
    most, bar = max(progress.load.values()), max(10, width - (29 if marked else 22))
    for day, count in progress.load.items():
        on = date_of(day)
        name = "today" if day == progress.today else f"{on:%a} {on.day} {on:%b}"
        share = progress.easy_days.percents[on.weekday()]
        style = "$accent" if day == progress.today else "$good" if share else "$muted"
        mark = f"  {_mark(share)}" if marked else ""
        bars = share_bar(count / most, bar, style)
        lines.append(Content.assemble((f"{name:<12}", "$muted"), bars, f"{count or '·':>6}", (mark, "$muted")))
    return lines


def _mark(share: int) -> str:
    return "free" if share == 0 else "" if share == ORDINARY else f"{share} %"


def _easy_lines(easy: "EasyDays", width: int) -> list[Content]:
    if easy.percents == EVERY_DAY_ALIKE:
        said = "No easy days: e makes some, as sat=50,sun=0."
    else:
        whose = "as your goal's minutes say" if easy.origin == "goal" else "as you set them"
        typed = easy_days_text(easy.percents).replace(",", ", ")
        said = f"Easy days {whose}: {typed}. Reviews that have their day keep it."
    return wrapped(Content.styled(said, "$muted"), width)


def waiting_curve_lines(share: float, width: int) -> list[Content]:
    """How far the simulation is."""
    bar = Content.assemble(share_bar(share, 24), f"{100 * share:>4.0f} %")
    return [*wrapped(Content.styled("following your cards through a year", "$muted"), width), Content(""), bar]


def curve_lines(curve: "RetentionCurve | None", notes: tuple[str, ...], width: int) -> list[Content]:
    """What each desired retention would cost a day, the one in force marked."""
    if curve is None:
        text = (
            "What each desired retention would cost, in reviews and minutes a day, will stand here once cards have been"
            " seen. Enter on Today drills the first ones."
        )
        return wrapped(Content(text), width)
    from prepdeck.study.retention import shown

    rows = [(point, False) for point in curve.points if abs(point.retention - curve.present.retention) >= 0.0005]
    rows = sorted([*rows, (curve.present, True)], key=lambda row: row[0].retention)
    most, bar = max(point.reviews for point, _ in rows) or 1.0, max(8, min(34, width - 46))
    lines = [*wrapped(Content(_in_words(curve)), width), Content("")]
    lines.append(Content.styled(f"{'desired':<8}{'':{bar}}  reviews  minutes  remembered", "$muted"))
    for point, is_now in rows:
        lines.append(_curve_row(point, shown(point.retention), share_bar(point.reviews / most, bar), is_now))
    lines.append(Content.styled("a day, on the mean of the next 365 days", "$muted"))
    about = (
        f"Simulated with your own pace and memory over the {counted(curve.cards, 'card')} you have seen, without new"
        " ones. Due dates there are stay; each card follows from its next answer on."
    )
    lines += [Content(""), *wrapped(Content.styled(about, "$muted"), width)]
    for note in notes:
        lines += [Content(""), *wrapped(Content(note), width)]
    return lines


def _in_words(curve: "RetentionCurve") -> str:
    from prepdeck.model.retention import HIGHEST
    from prepdeck.study.retention import a_day, reviews_share, shown

    now = curve.present
    said = (
        f"Desired retention {shown(now.retention)}: {a_day(now.reviews)} reviews a day ({a_day(now.minutes)} min),"
        f" {percent(now.recall)} remembered."
    )
    wanted = round(now.retention + _STEP_TO_SAY, 2)
    return f"{said} {shown(wanted)} would take {reviews_share(now, curve.at(wanted))}." if wanted <= HIGHEST else said


def _curve_row(point: "WorkloadPoint", name: str, bar: Content, is_now: bool) -> Content:
    from prepdeck.study.retention import a_day

    style = "bold" if is_now else ""
    numbers = f"{a_day(point.reviews):>9}{a_day(point.minutes):>9}{percent(point.recall):>12}"
    return Content.assemble((f"{name:<8}", style), bar, (numbers, style), ("  ◀ now" if is_now else "", "$accent bold"))
