"""The desired retention: set for a deck or for all, and what that changes."""

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from prepdeck.errors import UsageError
from prepdeck.model.memory import Memory
from prepdeck.model.records import OptionsSet
from prepdeck.model.retention import HIGHEST, LOWEST, parse_retention
from prepdeck.scheduling.forecast import finished
from prepdeck.scheduling.pace import cost_of
from prepdeck.scheduling.parameters import Parameters
from prepdeck.scheduling.workload import RETENTIONS, ScheduledCard, WorkloadPoint, steps_of, workload, workload_curve
from prepdeck.storage.statistics import scheduled_cards
from prepdeck.study.collection import Collection
from prepdeck.study.ranking import pace_of

DESIRED = "desired_retention"

UNCHANGED = 0.005
"""A change of the reviews by less than this share is none."""


@dataclass(frozen=True, slots=True)
class DeckRetention:
    """What a deck asks for, and how many of its cards come back for review."""

    deck: str
    desired: float
    cards: int


@dataclass(frozen=True, slots=True)
class RetentionCurve:
    """What each retention would cost with these `cards`, and what those in force do (`present`)."""

    cards: int
    present: WorkloadPoint
    points: tuple[WorkloadPoint, ...]

    def at(self, retention: float) -> WorkloadPoint:
        """The curve between its points; its ends beyond them."""
        known = sorted((*self.points, self.present), key=lambda point: point.retention)
        after = next((place for place, point in enumerate(known) if point.retention >= retention), len(known) - 1)
        one, other = known[max(0, after - 1)], known[after]
        width = other.retention - one.retention
        share = min(max((retention - one.retention) / width, 0.0), 1.0) if width else 1.0
        return WorkloadPoint(
            retention,
            _between(one.reviews, other.reviews, share),
            _between(one.minutes, other.minutes, share),
            one.recall + share * (other.recall - one.recall),
        )


def _between(one: float, other: float, share: float) -> float:
    """What costs grow like: by the same factor for each step up."""
    return float(one * (other / one) ** share) if one > 0 else share * other


@dataclass(frozen=True, slots=True)
class RetentionChange:
    """A retention that was set for `deck` (empty: for all), and a year with the ones before and with it.

    Both are None where no card has been seen yet.
    """

    deck: str
    before: WorkloadPoint | None
    after: WorkloadPoint | None
    retention: float

    @property
    def text(self) -> str:
        """What it changes, in a sentence."""
        if self.before is None or self.after is None:
            return f"Desired retention {shown(self.retention)}: it decides when the cards you will see come back."
        said = f"Desired retention from {shown(self.before.retention)} to {shown(self.retention)}: "
        return f"{said}{reviews_text(self.before, self.after)}"


def shown(retention: float) -> str:
    """`0.9`, `0.925`: as it is typed, with two figures at least."""
    return f"{retention:.2f}" if abs(retention - round(retention, 2)) < 0.0005 else f"{retention:.3f}"


def reviews_share(before: WorkloadPoint, after: WorkloadPoint) -> str:
    """`about 24 % more reviews`."""
    more = after.reviews / before.reviews - 1 if before.reviews else 0.0
    if abs(more) < UNCHANGED:
        return "as many reviews as before"
    if more >= 1:
        return f"about {1 + more:.1f} times the reviews"
    return f"about {100 * abs(more):.0f} % {'more' if more > 0 else 'fewer'} reviews"


def reviews_text(before: WorkloadPoint, after: WorkloadPoint) -> str:
    """`about 24 % more reviews, 41 a day instead of 33 (9 min instead of 7).`."""
    return (
        f"{reviews_share(before, after)}, {a_day(after.reviews)} a day instead of {a_day(before.reviews)}"
        f" ({a_day(after.minutes)} min instead of {a_day(before.minutes)})."
    )


def retentions_text(retentions: Sequence[DeckRetention]) -> str:
    """`0.90 in all decks`, or `0.90; fsdp 0.95, dsa 0.85`: what most ask for, then the others."""
    counts = Counter(each.desired for each in retentions)
    usual = max(counts, key=lambda desired: (counts[desired], desired))
    others = ", ".join(f"{each.deck} {shown(each.desired)}" for each in retentions if each.desired != usual)
    return f"{shown(usual)}; {others}" if others else f"{shown(usual)} in all decks"


def a_day(number: float) -> str:
    """A mean of a day: `34`, or `0.4` where it is small."""
    return f"{number:.0f}" if number >= 9.5 else f"{number:.1f}"


def retentions_of(collection: Collection) -> list[DeckRetention]:
    """What each deck of the library asks for, in library order."""
    counts: dict[str, int] = {}
    with collection.store.reading() as rows:
        for row in scheduled_cards(rows):
            counts[row.deck] = counts.get(row.deck, 0) + 1
    return [
        DeckRetention(deck.slug, collection.options_of(deck.slug).desired_retention, counts.get(deck.slug, 0))
        for deck in collection.decks
    ]


def set_retention(collection: Collection, retention: float | None, deck: str = "") -> RetentionChange:
    """Ask for a retention (within the bounds of `model.retention`), None for what the deck files say.

    For one deck or, with an empty one, for all; raises UsageError for a deck there is not. Cards keep their due dates:
    it decides the intervals from the next answer on.
    """
    if deck:
        collection.require_decks([deck])
    cards = cards_scheduled(collection, deck)
    today = collection.now().day
    before = finished(workload(cards, today, collection.parameters)) if cards else None
    collection.append([OptionsSet(deck, ((DESIRED, retention),))])
    if retention is None:
        cards = cards_scheduled(collection, deck)
        after = finished(workload(cards, today, collection.parameters)) if cards else None
        decks = [deck] if deck else [each.slug for each in collection.decks]
        in_force = [collection.options_of(each).desired_retention for each in decks]
        settled = after.retention if after else sum(in_force) / len(in_force) if in_force else 0.9
        return RetentionChange(deck, before, after, settled)
    after = finished(workload(cards, today, collection.parameters, retention)) if cards else None
    return RetentionChange(deck, before, after, retention)


def retention_curve(collection: Collection, deck: str = "") -> Generator[float, None, RetentionCurve | None]:
    """What each retention would cost; it yields how far it is (0-1), and returns None where no card has been seen yet.

    A second for ten thousand cards; everything is read before the first step.
    """
    cards, today, parameters = cards_scheduled(collection, deck), collection.now().day, collection.parameters
    if not cards:
        return None
    steps = _curve_of(cards, today, parameters)
    expected = steps_of(len(cards), len(RETENTIONS) + 1)
    for done in range(1_000_000):
        yield min(1.0, done / expected)
        try:
            next(steps)
        except StopIteration as end:
            return RetentionCurve(len(cards), *end.value)
    raise AssertionError("a simulation comes to its end")


def _curve_of(
    cards: list[ScheduledCard], today: int, parameters: Parameters
) -> Generator[None, None, tuple[WorkloadPoint, tuple[WorkloadPoint, ...]]]:
    present = yield from workload(cards, today, parameters)
    points = yield from workload_curve(cards, today, parameters)
    return present, points


def cards_scheduled(collection: Collection, deck: str = "") -> list[ScheduledCard]:
    """The cards that come back, of one deck or of all, as a simulation needs them."""
    pace = pace_of(collection, collection.now())
    cards = []
    with collection.store.reading() as rows:
        found = scheduled_cards(rows)
    for row in found:
        if deck and row.deck != deck:
            continue
        options = collection.options_of(row.deck)
        cards.append(
            ScheduledCard(
                memory=Memory(row.stability, row.difficulty),
                last_day=row.last_day,
                due_day=row.last_day + 1 if row.due_day is None else row.due_day,
                desired=options.desired_retention,
                cost=cost_of(pace, row.kind, options),
                maximum_interval=options.maximum_interval,
            )
        )
    return cards


def require_retention(text: str) -> float | None:
    """Read a retention as typed, `default` for what the deck files say; raises UsageError saying why it cannot be."""
    if text.strip().lower() == "default":
        return None
    try:
        return parse_retention(text)
    except ValueError as error:
        raise UsageError(f"Desired retention: {error}.", f"Give one from {LOWEST:.2f} to {HIGHEST:.2f}.") from error
