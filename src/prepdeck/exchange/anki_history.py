"""Anki's review log as reviews of ours: the same answers on the same study days fold to the same memory."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from prepdeck.exchange.arrival import ArrivedCard
from prepdeck.model.card_state import Phase
from prepdeck.model.memory import Memory
from prepdeck.model.options import DAY_S, DEFAULT_OPTIONS
from prepdeck.model.rating import Rating
from prepdeck.model.records import Mark, Review
from prepdeck.model.study_day import Moment

LEARN, REVIEW, RELEARN, FILTERED, MANUAL, RESCHEDULED = range(6)
"""The values of `revlog.type`."""
_NEW, _LEARNING, _IN_REVIEW, _RELEARNING = range(4)
"""The values of `cards.type`."""
_PHASES = {LEARN: Phase.LEARNING, REVIEW: Phase.REVIEW, RELEARN: Phase.RELEARNING, FILTERED: Phase.REVIEW}
_LONGEST_MS = 600_000
_LONGEST_DAYS = 36_500
_FIRST_MS, _LAST_MS = 1_000_000_000_000, 4_000_000_000_000
"""Instants of a log that can be: 2001 to 2096."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of `cards`, as far as it matters."""

    id: int
    note: int
    deck: int
    ord: int
    type: int
    queue: int
    due: int
    interval: int
    left: int
    original_due: int
    original_deck: int
    flags: int
    data: str

    @property
    def home(self) -> int:
        """The deck it belongs to, also while it is in a filtered one."""
        return self.original_deck or self.deck


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of `revlog`: `id` is the instant (UTC ms), `interval` days where positive, else seconds."""

    id: int
    ease: int
    interval: int
    factor: int
    time_ms: int
    type: int

    @property
    def is_answer(self) -> bool:
        """Whether a card was answered, and not just moved by hand."""
        return 1 <= self.ease <= 4 and self.type in (LEARN, REVIEW, RELEARN, FILTERED)

    @property
    def is_cram(self) -> bool:
        """An answer in a filtered deck that leaves the schedule alone."""
        return self.type == FILTERED and self.factor == 0

    @property
    def is_reset(self) -> bool:
        """The card was made new again."""
        return self.type == MANUAL and self.factor == 0 and self.ease == 0


@dataclass(frozen=True, slots=True)
class StepCounts:
    """How many steps the preset of a card has: Anki keeps how many are left."""

    learning: int = len(DEFAULT_OPTIONS.learning_steps)
    relearning: int = len(DEFAULT_OPTIONS.relearning_steps)


def arrived_card(
    card: CardRow,
    part: str,
    log: Sequence[LogRow],
    first_day: int,
    lived: Callable[[int], Moment],
    is_fsrs: bool,
    steps: StepCounts = StepCounts(),
) -> ArrivedCard:
    """The history of a card; its last answer leads to where the card stands in Anki now, fuzz and all.

    `first_day` is the day from which Anki counts due dates: the local calendar date of the collection's creation.
    """
    kept = [row for row in sorted(log, key=lambda row: row.id) if _FIRST_MS <= row.id <= _LAST_MS]
    past: list[tuple[Moment, Review | Mark]] = []
    counted: list[LogRow] = []
    for row, following in zip(kept, _next_answers(kept), strict=True):
        if row.is_reset and counted:
            past.append((lived(row.id), Mark("", "reset")))
            counted = []
        elif row.is_answer and row.is_cram:
            past.append((lived(row.id), _review(row, Phase.REVIEW, lived(row.id), "cram")))
        elif row.is_answer:
            if row.type == LEARN and counted and counted[-1].type != LEARN:
                past.append((lived(row.id - 1), Mark("", "reset")))  # Anki starts anew here as well, without a row
            counted.append(row)
            past.append((lived(row.id), _review(row, _phase_after(row, following, card), lived(row.id))))
    if card.type == _NEW and counted:
        past.append((lived(counted[-1].id + 1), Mark("", "reset")))
    elif counted:
        _stand_as_now(past, card, first_day, steps)
    return ArrivedCard(
        part=part,
        past=tuple(past),
        memory=_memory(card) if is_fsrs and counted and card.type != _NEW else None,
        suspended=card.queue == -1,
        flagged=bool(card.flags & 7),
    )


def begins_in_the_middle(log: Sequence[LogRow]) -> bool:
    """Whether the log of a card has lost its beginning: then no one can tell its memory from it."""
    first = next((row for row in sorted(log, key=lambda row: row.id) if row.is_answer and not row.is_cram), None)
    return first is not None and first.type != LEARN


def _next_answers(rows: Sequence[LogRow]) -> list[LogRow | None]:
    """For each row the next answer that counts, None after the last."""
    following: list[LogRow | None] = []
    newest: LogRow | None = None
    for row in reversed(rows):
        following.append(newest)
        if row.is_answer and not row.is_cram:
            newest = row
    return following[::-1]


def _review(row: LogRow, phase: Phase, moment: Moment, source: str = "import") -> Review:
    days = row.interval if row.interval > 0 else round(-row.interval / DAY_S) if -row.interval >= DAY_S else 0
    days = min(days, _LONGEST_DAYS)
    waits_for_day = days > 0 or phase is Phase.REVIEW
    return Review(
        key="",
        rating=Rating(row.ease),
        duration_ms=min(max(row.time_ms, 0), _LONGEST_MS),
        source=source,  # type: ignore[arg-type]
        decided_on=None,
        phase=phase,
        step=None if phase is Phase.REVIEW else 0,
        due_day=moment.day + days if waits_for_day else None,
        due_at_ms=None if waits_for_day else moment.at_ms + max(-row.interval, 0) * 1000,
        interval_days=days,
    )


def _phase_after(row: LogRow, following: LogRow | None, card: CardRow) -> Phase:
    """Where an answer led: what the next one was an answer to, or where the card stands after the last."""
    if following is not None and following.type != FILTERED:
        phase = _PHASES[following.type]
        return Phase.REVIEW if following.type == LEARN and row.type != LEARN else phase
    if following is not None:
        return Phase.REVIEW if row.interval > 0 else _PHASES[row.type]
    return {_LEARNING: Phase.LEARNING, _RELEARNING: Phase.RELEARNING}.get(card.type, Phase.REVIEW)


def _stand_as_now(past: list[tuple[Moment, Review | Mark]], card: CardRow, first_day: int, steps: StepCounts) -> None:
    """Give the last answer that counts the due date and interval that the card has in Anki."""
    due = card.original_due if card.original_deck and card.original_due else card.due
    for at in range(len(past) - 1, -1, -1):
        moment, payload = past[at]
        if not isinstance(payload, Review) or payload.source == "cram":
            continue
        if card.type == _IN_REVIEW and abs(due) < 200_000:
            days = min(max(card.interval, 0), _LONGEST_DAYS)
            payload = replace(payload, due_day=first_day + due, due_at_ms=None, interval_days=days)
        elif card.type in (_LEARNING, _RELEARNING) and card.queue == 3 and abs(due) < 200_000:
            payload = replace(payload, due_day=first_day + due, due_at_ms=None)
        elif card.type in (_LEARNING, _RELEARNING) and _FIRST_MS <= due * 1000 <= _LAST_MS:
            payload = replace(payload, due_day=None, due_at_ms=due * 1000, interval_days=0)
        if payload.phase is not Phase.REVIEW:
            all_steps = steps.learning if payload.phase is Phase.LEARNING else steps.relearning
            payload = replace(payload, step=max(0, all_steps - card.left % 1000))
        past[at] = (moment, payload)
        return


def _memory(card: CardRow) -> Memory | None:
    """The memory Anki keeps beside the card: `{"s": 7.2, "d": 5.1}`."""
    try:
        data: Any = json.loads(card.data or "{}")
        return Memory(float(data["s"]), float(data["d"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
