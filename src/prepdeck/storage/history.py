"""What was done: one card's reviews, and the days."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from prepdeck.storage.schema import day_stat, review

_OF_CARD = select(review).where(review.c.key == bindparam("key")).order_by(review.c.at_ms, review.c.record_id)
_DAYS = (
    select(
        day_stat.c.day,
        func.sum(day_stat.c.reviews),
        func.sum(day_stat.c.introduced),
        func.sum(day_stat.c.reviewed),
        func.sum(day_stat.c.passed),
        func.sum(day_stat.c.duration_ms),
    )
    .where(day_stat.c.day.between(bindparam("first"), bindparam("last")))
    .group_by(day_stat.c.day)
    .order_by(day_stat.c.day)
)
_NEWEST_DAY = select(func.max(day_stat.c.day))
_FIRST_DAY = select(func.min(day_stat.c.day))
_MEAN_MS = select(func.avg(review.c.duration_ms), func.count()).where(
    review.c.day.between(bindparam("first"), bindparam("last")), review.c.duration_ms > 0
)


@dataclass(frozen=True, slots=True)
class PastReview:
    """One review of a card; `offset_minutes` is the UTC offset it was lived in."""

    at_ms: int
    offset_minutes: int
    day: int
    rating: int
    duration_ms: int
    source: str
    interval_days: int
    stability: float | None
    difficulty: float | None


def reviews_of(connection: Connection, key: str) -> list[PastReview]:
    """A card's reviews, oldest first, crammed ones too."""
    return [
        PastReview(
            row.at_ms,
            row.offset_minutes,
            row.day,
            row.rating,
            row.duration_ms,
            row.source,
            row.interval_days,
            row.stability,
            row.difficulty,
        )
        for row in connection.execute(_OF_CARD, {"key": key})
    ]


@dataclass(frozen=True, slots=True)
class DayTotal:
    """One study day over all decks; `passed` of `reviewed` cards in review were recalled."""

    day: int
    reviews: int
    introduced: int
    reviewed: int
    passed: int
    duration_ms: int


def day_totals(connection: Connection, first: int, last: int) -> list[DayTotal]:
    """The study days with work between `first` and `last`."""
    return [DayTotal(*row) for row in connection.execute(_DAYS, {"first": first, "last": last})]


def newest_day_with_answers(connection: Connection) -> int | None:
    """The latest study day with an answer, to notice a clock that was set far ahead; None without any."""
    newest: int | None = connection.execute(_NEWEST_DAY).scalar()
    return newest


def first_day_with_answers(connection: Connection) -> int | None:
    """The study day of the first answer, so that looking back begins there; None without any."""
    first: int | None = connection.execute(_FIRST_DAY).scalar()
    return first


def mean_review_ms(connection: Connection, first: int, last: int) -> tuple[float, int]:
    """The mean time a review took between two study days, and over how many; (0.0, 0) without any."""
    mean, count = connection.execute(_MEAN_MS, {"first": first, "last": last}).one()
    return float(mean or 0.0), count
