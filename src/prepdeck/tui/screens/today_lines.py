"""The words of Today: each function turns what is known into labelled lines."""

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.model.role import short_title
from prepdeck.model.study_day import Moment, date_of
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.screens.today_page import News, Page
from prepdeck.tui.widgets.bars import score_text
from prepdeck.tui.widgets.labelled import Labelled

if TYPE_CHECKING:
    from prepdeck.storage.history import DayTotal
    from prepdeck.study.today import Today

STRIP_DAYS = 14
_STEPS = "▁▂▃▄▅▆▇█"
_NO_WORK = "·"
_VERB_WIDTH = 28
_LEAST_TITLE = 10
_ROOM_FOR_REASONS = 50
_UNKNOWN = "…"
_REASON_AT = 16
UNKNOWN_GOAL = Labelled(Content.styled(_UNKNOWN, "$muted"), "GOAL")
UNKNOWN_DAYS = Labelled(Content.styled(_UNKNOWN, "$muted"), "14 DAYS")
"""What stands in the places of goal and days until the collection is open."""


def counted(amount: int, word: str) -> str:
    """`1 card`, `3 cards`."""
    return f"{amount} {word}{'s' * (amount != 1)}"


def day_name(day: int, today: int) -> str:
    """A study day as people say it: `today`, `tomorrow`, `on Fri 27 Nov`, with the year where it is another one."""
    if day - today in (0, 1):
        return ("today", "tomorrow")[day - today]
    on = date_of(day)
    return f"on {on:%a} {on.day} {on:%b}" + (f" {on.year}" if on.year != date_of(today).year else "")


def date_text(day: int) -> str:
    """`Fri 20 Nov`."""
    on = date_of(day)
    return f"{on:%a} {on.day} {on:%b}"


def clock_time(at_ms: int, now: Moment) -> str:
    """The time of day of an instant, in the offset of `now`: `14:32`."""
    zone = timezone(timedelta(minutes=now.offset_minutes))
    return datetime.fromtimestamp(at_ms / 1000, zone).strftime("%H:%M")


def far_text(today: "Today", *, short: bool) -> str:
    """The top right: the date, and how far the interview is; `short` leaves the date out where both do not fit."""
    days = today.days_to_go
    name = date_text(today.now.day)
    if days is None or days < 0:
        return name
    distance = "interview today" if days == 0 else f"{counted(days, 'day')} to go"
    return distance if short else f"{name} · {distance}"


# What waits -----------------------------------------------------------------------------------------------------------


def opening_lines(reason: str = "opening") -> list[Labelled]:
    """What stands in the place of the numbers until the collection is open."""
    rows = [_count_row(_UNKNOWN, queue, "") for queue in ("due", "learning", "new")]
    return [Labelled(_head(_UNKNOWN, "cards", reason)), *rows]


def waiting_lines(page: Page, drill_title: str | None, width: int) -> list[Labelled]:
    """What waits and how long it takes, in `width` cells; `drill_title` names the deck Enter drills, None means all."""
    today = page.today
    if not today.cards_in_library:
        return _no_cards()
    if not today.cards:
        return _nothing_waits(page)
    short = width < _ROOM_FOR_REASONS
    head = _head(str(today.cards), "card" if today.cards == 1 else "cards", _minutes(today, short))
    lines = [Labelled(head, verb=_verb(drill_title, width, head.cell_length), action="drill", hang=_REASON_AT)]
    lines.append(_count_row(str(today.due), "due", _due_reason(today)))
    lines.append(_count_row(str(today.learning), "learning", _learning_reason(today)))
    lines.append(_count_row(str(today.new), "new", _new_reason(page, short)))
    if today.pulled:
        lines.append(_count_row(str(today.pulled), "pulled", "missed in a mock: they come first"))
    return lines


def _verb(title: str | None, width: int, head: int) -> str:
    """What Enter does: the deck's title as far as there is room beside the head, or on a line of its own."""
    if title is None:
        return "Drill"
    key = len("  enter  Drill ")
    if width - head - key >= _LEAST_TITLE:
        return f"Drill {one_line(title, min(_VERB_WIDTH, width - head - key))}"
    if width - head - key >= len("deck"):
        return "Drill deck"
    return f"Drill {one_line(title, max(_LEAST_TITLE, min(_VERB_WIDTH, width - key)))}"


def _head(number: str, word: str, reason: str) -> Content:
    return Content.assemble((f"{number:>4}  {word:10}", "bold"), (reason, "$muted"))


def _count_row(number: str, queue: str, reason: str) -> Labelled:
    color = "$muted" if number == "0" else "$due" if queue == "pulled" else f"${queue}"
    return Labelled(Content.assemble((f"{number:>4}  {queue:10}", color), (reason, "$muted")), hang=_REASON_AT)


def _minutes(today: "Today", short: bool) -> str:
    set_aside = today.goal.minutes[date_of(today.now.day).weekday()] if today.goal else 0
    if set_aside and not short and (today.days_to_go or 0) >= 0:
        return f"about {today.minutes} of your {set_aside} min"
    return f"about {today.minutes} min"


def _due_reason(today: "Today") -> str:
    if today.backlog:
        return "those a minute helps most"
    return "their day has come" if today.due else ""


def _learning_reason(today: "Today") -> str:
    next_ms = today.next_learning_ms
    if not today.learning or next_ms is None:
        return ""
    return f"the next {_coming_back(next_ms, today.now)}" if next_ms > today.now.at_ms else "back already"


def _coming_back(at_ms: int, now: Moment) -> str:
    minutes = -(-(at_ms - now.at_ms) // 60_000)
    return f"in {minutes} min, at {clock_time(at_ms, now)}" if minutes < 12 * 60 else f"at {clock_time(at_ms, now)}"


def _new_reason(page: Page, short: bool) -> str:
    later = page.new_in_all - page.today.new
    if not page.today.new:
        when = "once what waits is through" if page.today.backlog else "from tomorrow"
        return f"{later} more, {when}" if later > 0 else ""
    if page.ready is not None and page.ready.new_first is not None:
        first = page.ready.new_first
        title, asked = visible(short_title(first.requirement.title)), first.requirement.requirement_class
        known = score_text(first.ready) if first.ready is not None else "nothing known yet"
        named = {"must": "must-have", "minimum": "minimum"}.get(asked, "preferred")
        return f"{title} first" if short else f"{title} first: {named} at {known}"
    return f"not asked before; {later} more on later days" if later > 0 and not short else "not asked before"


def _no_cards() -> list[Labelled]:
    return [
        Labelled(Content.styled("No decks yet.", "bold")),
        Labelled(Content("What you drill will stand here.")),
        Labelled(Content.assemble(("prepdeck new deck", "$accent"), "        writes a first one")),
        Labelled(Content.assemble(("prepdeck decks add PATH", "$accent"), "  reads a folder of them")),
    ]


def _nothing_waits(page: Page) -> list[Labelled]:
    today = page.today
    done = today.done_today
    title = "Done for today." if done else "Nothing waits today."
    lines = [Labelled(Content.styled(title, "bold"), verb="Practise anyway", action="practise")]
    if done:
        lines.append(Labelled(Content.styled(_work(done), "$muted")))
    if today.next_learning_ms is not None:
        lines.append(
            Labelled(Content(f"A card in learning comes back {_coming_back(today.next_learning_ms, today.now)}."))
        )
    if today.backlog:
        pass  # what waits is told by itself, with its last day
    elif page.tomorrow:
        lines.append(
            Labelled(Content(f"Tomorrow {counted(page.tomorrow, 'card')} come{'s' * (page.tomorrow == 1)} back."))
        )
    elif today.next_review_day is not None:
        lines.append(Labelled(Content(f"The next review is {day_name(today.next_review_day, today.now.day)}.")))
    if page.new_in_all:
        lines.append(Labelled(Content(f"{counted(page.new_in_all, 'new card')} wait for the days to come.")))
    return lines


# The goal, what was done, what is worth knowing -----------------------------------------------------------------------


def goal_lines(today: "Today") -> list[Labelled]:
    """The interview date, or the question for it."""
    goal, days = today.goal, today.days_to_go
    if goal is None or days is None:
        return [Labelled(Content("When is the interview?"), "GOAL", "Set", "goal")]
    if days < 0:
        ago = "yesterday" if days == -1 else f"{-days} days ago"
        text = Content.assemble(f"The interview was {ago}. ", ("When is the next?", "$muted"))
        return [Labelled(text, "GOAL", "Set", "goal")]
    distance = "today. Good luck" if days == 0 else f"in {counted(days, 'day')}"
    minutes = Content.styled(f" · {minutes_text(goal.minutes)}", "$muted")
    text = Content.assemble((date_text(goal.on_day), "bold"), f", {distance}", minutes)
    return [Labelled(text, "GOAL", "Change", "goal")]


def mock_lines(page: Page) -> list[Labelled]:
    """The mock to go on with, to debrief, or to rehearse next and why."""
    mock = page.mock
    if mock is None:
        return []
    title = visible(mock.title)
    if mock.waits == "unfinished":
        return [Labelled(Content.assemble((title, "bold"), " was left in the middle"), "MOCK", "Go on", "mocks")]
    if mock.waits == "to debrief":
        return [Labelled(Content.assemble((title, "bold"), " waits for its debrief"), "MOCK", "Debrief", "mocks")]
    today = page.today.now.day
    when = "" if mock.day <= today else f"{day_name(mock.day, today)}: "
    text = Content.assemble((title, "bold"), (f"  {when}{visible(mock.why)}", "$muted"))
    return [Labelled(text, "MOCK", "Rehearse", "mocks")]


def minutes_text(minutes: tuple[int, ...]) -> str:
    """Minutes Monday to Sunday, the commonest first: `40 min a day, Sat 90`."""
    usual = max(set(minutes), key=lambda amount: (minutes.count(amount), amount))
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    others = [f"{name} {amount}" for name, amount in zip(names, minutes, strict=True) if amount != usual]
    return ", ".join([f"{usual} min a day", *others])


def recent_lines(today: "Today", *, tall: bool, spaced: bool) -> list[Labelled]:
    """The last fourteen days as a strip (`spaced` out or not), or `tall`, as a chart; yesterday and today in words."""
    days = range(today.now.day - STRIP_DAYS + 1, today.now.day + 1)
    by_day = {total.day: total for total in today.recent}
    worked = sum(day in by_day for day in days)
    if not today.recent:
        text = "Each day you drill leaves a mark here." if today.cards_in_library else ""
        return [Labelled(Content.styled(text, "$muted"), "14 DAYS")] if text else []
    reviews = [by_day[day].reviews if day in by_day else 0 for day in days]
    summary = f"{worked} of the last {STRIP_DAYS} days"
    if tall:
        lines = [Labelled(row, "14 DAYS" if place == 0 else "") for place, row in enumerate(_chart(reviews, days))]
        lines.append(Labelled(Content.styled(summary, "$muted")))
    else:
        lines = [
            Labelled(Content.assemble(_strip(reviews, " " if spaced else ""), "  ", (summary, "$muted")), "14 DAYS")
        ]
    if today.yesterday:
        lines.append(Labelled(Content.styled(f"yesterday {_work(today.yesterday)}", "$muted")))
    if today.done_today and today.cards:
        lines.append(Labelled(Content.styled(f"today so far {_work(today.done_today)}", "$muted")))
    return lines


def _work(total: "DayTotal") -> str:
    right = f", {round(100 * total.passed / total.reviewed)} % right" if total.reviewed else ""
    minutes = round(total.duration_ms / 60_000)
    return f"{counted(total.reviews, 'answer')}{right}, {f'{minutes} min' if minutes else 'under a minute'}"


def _strip(reviews: list[int], between: str) -> Content:
    most = max(reviews) or 1
    marks = [_STEPS[(count * len(_STEPS) - 1) // most] if count else _NO_WORK for count in reviews]
    return Content.assemble((between.join(marks[:-1]) + between, "$good"), (marks[-1], "$accent bold"))


def _chart(reviews: list[int], days: range) -> list[Content]:
    """Three rows of bars and one of weekday letters; today is the last."""
    most, rows = max(reviews) or 1, 3
    heights = [max(1, count * rows * len(_STEPS) // most) if count else 0 for count in reviews]
    lines = []
    for row in reversed(range(rows)):
        cells = []
        for height in heights:
            filled = min(max(height - row * len(_STEPS), 0), len(_STEPS))
            cells.append(_STEPS[filled - 1] if filled else (_NO_WORK if row == 0 else " "))
        lines.append(Content.assemble((" ".join(cells[:-1]) + " ", "$good"), (cells[-1], "$accent bold")))
    letters = ["MTWTFSS"[date_of(day).weekday()] for day in days]
    lines.append(Content.assemble((" ".join(letters[:-1]) + " ", "$muted"), (letters[-1], "$accent bold")))
    return lines


def notice_lines(page: Page, news: News) -> list[Labelled]:
    """What is out of the ordinary, each with the key that shows more: the clock, days away, changed notes, problems."""
    today = page.today
    lines = []
    if today.clock_doubt:
        lines.append(Labelled(Content.styled(f"{today.clock_doubt} Set it before you drill.", "$hard"), "! CLOCK"))
    if today.days_away:
        rest = today.backlog.text(today.now.day) if today.backlog else "what fits today stands above."
        back = f"Away {counted(today.days_away, 'day')}. Nothing is lost: {rest}"
        if page.absence is not None:
            before, after = (f"{100 * share:.0f}" for share in (page.absence.before, page.absence.after))
            back += f" Forecast {before} → {after} %." if before != after else f" Forecast {after} %, as before."
        lines.append(Labelled(Content(back), "WELCOME"))
    elif today.backlog:
        lines.append(Labelled(Content(today.backlog.text(today.now.day)), "WAITING"))
    elif not today.recent and today.cards:
        first = "Answer in your head, look, then rate yourself 1 to 4. That decides when a card comes back."
        lines.append(Labelled(Content(first), "WELCOME"))
    if news:
        lines.append(Labelled(Content(news_text(news)), "CHANGED", "See", "news"))
    if page.problems:
        kept = " The rest works." if page.errors else ""
        style = "$again" if page.errors else "$hard"
        text = Content.styled(f"{counted(page.problems, 'problem')} in deck files.{kept}", style)
        lines.append(Labelled(text, "! DECKS", "See", "decks"))
    return lines


def news_text(news: News) -> str:
    """`3 notes changed, 1 new, 2 gone`."""
    parts = [(len(news.changed), "changed"), (len(news.added), "new"), (len(news.vanished), "gone")]
    said = [f"{amount} {word}" for amount, word in parts if amount]
    first, *rest = said
    amount, _, word = first.partition(" ")
    return ", ".join([f"{counted(int(amount), 'note')} {word}", *rest])
