"""Progress in numbers: what was done, how well it was remembered, what is ahead."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from prepdeck.model.study_day import date_of
from prepdeck.scheduling.formulas import Formulas
from prepdeck.storage.history import DayTotal, day_totals
from prepdeck.storage.statistics import MonthOfDeck, load_ahead, memory_counts, retention_by_month
from prepdeck.study.collection import Collection
from prepdeck.study.confusions import Confusion, confusions_of
from prepdeck.study.easy_days import EasyDays
from prepdeck.study.goals import goal_of
from prepdeck.study.mock_history import history_of
from prepdeck.study.rehearsed import Rehearsed, rehearsed

YEAR_DAYS = 365
MONTHS = 12
LOAD_DAYS = 30

STABILITY_EDGES = (0.0, 1, 3, 7, 14, 30, 60, 120, 365, 36_500)
DIFFICULTY_EDGES = tuple(float(edge) for edge in range(1, 11))
RETRIEVABILITY_EDGES = tuple(edge / 10 for edge in range(11))


@dataclass(frozen=True, slots=True)
class MonthRetention:
    """True retention of a month (`2026-11`): of `reviewed` cards in review `passed` were recalled.

    `deck` is empty for all decks together, `desired` the retention asked for. A month without a review has no
    `retention`.
    """

    month: str
    deck: str
    reviewed: int
    passed: int
    desired: float

    @property
    def retention(self) -> float | None:
        """The share that was recalled (0-1)."""
        return self.passed / self.reviewed if self.reviewed else None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram: how many `cards` lie from `low` up to `high`."""

    low: float
    high: float
    cards: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Every number of the progress screen and of `prepdeck stats --json`; study days throughout.

    `days` are those of the last year with work, `load` the reviews of the next thirty days as they stand now;
    `is_aimed` says that an interview's date is ahead, so that each day takes what gains most rather than all of them.
    """

    today: int
    days: tuple[DayTotal, ...]
    retention: tuple[MonthRetention, ...]
    load: dict[int, int]
    stability: tuple[Bar, ...]
    difficulty: tuple[Bar, ...]
    retrievability: tuple[Bar, ...]
    cards_seen: int
    rehearsed: Rehearsed
    confusions: tuple[Confusion, ...]
    easy_days: EasyDays
    is_aimed: bool

    @property
    def reviews(self) -> int:
        """All answers of the year."""
        return sum(day.reviews for day in self.days)

    @property
    def minutes(self) -> float:
        """The minutes they took."""
        return sum(day.duration_ms for day in self.days) / 60_000


def progress_of(collection: Collection) -> Progress:
    """Gather the numbers; statements over totals a day and over the cards, none over all reviews."""
    today, goal = collection.now().day, goal_of(collection)
    since = today - YEAR_DAYS + 1
    lasting = Formulas(collection.parameters).lasting
    ages = [lasting(edge) for edge in reversed(RETRIEVABILITY_EDGES[1:-1])]  # the older, the less is recalled
    with collection.store.reading() as rows:
        days = day_totals(rows, since, today)
        months = retention_by_month(rows, _first_day_of(_months_to(today)[0]))
        load = load_ahead(rows, today, today + LOAD_DAYS - 1)
        counts = memory_counts(rows, today, STABILITY_EDGES[1:-1], DIFFICULTY_EDGES[1:-1], ages)
    stability, difficulty, aged = (_between(below, counts.cards) for below in counts.below)
    return Progress(
        today=today,
        days=tuple(days),
        retention=tuple(_retention(collection, months, today)),
        load={day: load.get(day, 0) for day in range(today, today + LOAD_DAYS)},
        stability=_bars(STABILITY_EDGES, stability),
        difficulty=_bars(DIFFICULTY_EDGES, difficulty),
        retrievability=_bars(RETRIEVABILITY_EDGES, aged[::-1]),
        cards_seen=counts.cards,
        rehearsed=rehearsed(history_of(collection)),
        confusions=confusions_of(collection),
        easy_days=collection.easy_days,
        is_aimed=goal is not None and goal.on_day > today,
    )


def _between(below: tuple[int, ...], cards: int) -> list[int]:
    """How many lie below the first edge, between each two, and from the last one on."""
    return [high - low for low, high in pairwise((0, *below, cards))]


def _bars(edges: tuple[float, ...], counts: list[int]) -> tuple[Bar, ...]:
    return tuple(Bar(low, high, count) for (low, high), count in zip(pairwise(edges), counts, strict=True))


def _retention(collection: Collection, found: list[MonthOfDeck], today: int) -> Iterable[MonthRetention]:
    """All decks together for each month since the first with a review, then each deck where it was reviewed."""
    if not found:
        return
    by_month: defaultdict[str, list[MonthOfDeck]] = defaultdict(list)
    for each in found:
        by_month[each.month].append(each)
    for month in _months_to(today):
        of_month = by_month.get(month, [])
        if month < found[0].month:
            continue
        reviewed = sum(each.reviewed for each in of_month)
        wished = sum(each.reviewed * _desired(collection, each.deck) for each in of_month)
        desired = wished / reviewed if reviewed else _desired(collection, "")
        yield MonthRetention(month, "", reviewed, sum(each.passed for each in of_month), desired)
        for each in of_month:
            yield MonthRetention(month, each.deck, each.reviewed, each.passed, _desired(collection, each.deck))


def _desired(collection: Collection, deck: str) -> float:
    return collection.options_of(deck).desired_retention


def _months_to(today: int) -> list[str]:
    """The last twelve months, this one included, oldest first."""
    year, month = date_of(today).year, date_of(today).month
    counted = [year * 12 + month - 1 - back for back in range(MONTHS - 1, -1, -1)]
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in counted]


def _first_day_of(month: str) -> int:
    from datetime import date

    from prepdeck.model.study_day import day_of

    return day_of(date.fromisoformat(f"{month}-01"))
