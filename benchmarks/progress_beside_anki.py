"""All of Progress beside the graphs of Anki's backend, over the same answers, in one run.

A year of study is simulated and stored as prepdeck's log, then the very rows are written into an Anki collection: cards
with their memories, and its review log. Both sides are asked in turns; the medians and their ratio are told.

    python benchmarks/progress_beside_anki.py            # 480,000 answers; needs Anki: make anki installs it
    python benchmarks/progress_beside_anki.py --answers 20000 --turns 3
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.homes import Home, make_home

from prepdeck.clock import Clock
from prepdeck.model.card_state import NEW_CARD, Phase
from prepdeck.model.rating import Rating
from prepdeck.model.records import Payload, Review
from prepdeck.model.study_day import DAY_MS, Moment, moment
from prepdeck.scheduling.scheduler import Scheduler, state_after
from prepdeck.study.progress import Progress, progress_of

DECKS = 40
ANSWERS_A_CARD = 8
"""Fewer than there will be, so that the cards do not run out."""
ANSWERS_AT_ONCE = 120_000
YEAR_DAYS = 364
REVIEW_KINDS = {Phase.NEW: 0, Phase.LEARNING: 0, Phase.REVIEW: 1, Phase.RELEARNING: 2}


def main() -> None:
    """Make both collections, ask both in turns, print what was measured."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--answers", type=int, default=480_000)
    options.add_argument("--turns", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = studied_home(Path(folder), given.answers)
        anki = AnkiCollection(Path(folder) / "same.anki2", home)
        print(f"{anki.answers:,} answers on {anki.cards:,} cards in {DECKS} decks, the same rows on both sides")
        measured = in_turns(
            given.turns,
            {
                "Anki's graphs": anki.graphs,
                "prepdeck: the numbers": lambda: progress_of(home.collection),
                "prepdeck: numbers and every panel drawn": lambda: drawn(progress_of(home.collection)),
            },
        )
        beside = median(measured["Anki's graphs"])
        for name, seconds in measured.items():
            middle = median(seconds)
            print(f"  {name:<42}{middle * 1000:8.1f} ms   {middle / beside:5.2f} x   (best {min(seconds) * 1000:.1f})")
        home.close()


def in_turns(turns: int, sides: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """Seconds of each side, asked in turns so that a busy moment meets all of them; the first turn is not kept."""
    measured: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(turns + 1):
        for name, ask in sides.items():
            began = time.perf_counter()
            ask()
            if turn:
                measured[name].append(time.perf_counter() - began)
    return measured


def drawn(progress: Progress) -> list[str]:
    """The lines of every panel, 80 cells wide."""
    from prepdeck.tui.screens.progress import PANELS

    return [line.plain for _, answer in PANELS for line in answer(progress, 80)]


def studied_home(folder: Path, answers: int) -> Home:
    """A home in which so many answers were given over the last year."""
    home = make_home(folder)
    home.clock = Clock()  # type: ignore[assignment]  # Anki knows no other clock than the machine's
    notes_a_deck = answers // (DECKS * ANSWERS_A_CARD)
    for deck in range(DECKS):
        notes = "\n".join(
            f"  - {{id: n{note}, front: What is fact {note * 7919} of d{deck}?, back: Statement {note}.}}"
            for note in range(notes_a_deck)
        )
        home.write(f"d{deck}.yaml", f"deck: d{deck}\nnotes:\n{notes}\n")
    now, dice, scheduler = home.collection.now(), random.Random(1), Scheduler(home.collection.options_of("d0"))
    keys = [f"d{deck}/n{note}" for note in range(notes_a_deck) for deck in range(DECKS)]
    given = 0
    while given < answers:
        of_some: list[tuple[Moment, Payload]] = []
        while keys and len(of_some) < ANSWERS_AT_ONCE and given + len(of_some) < answers:
            of_some += a_cards_year(keys.pop(), now, dice, scheduler)[: answers - given - len(of_some)]
        if not of_some:
            raise SystemExit("The decks are too small for so many answers.")
        of_some.sort(key=lambda each: each[0].at_ms)
        home.collection.append_past(of_some)
        given += len(of_some)
    return home


def a_cards_year(key: str, now: Moment, dice: random.Random, scheduler: Scheduler) -> list[tuple[Moment, Payload]]:
    """The answers a card was given when it was due, or a day or two late, since some day of the year."""
    state, at_ms, told = NEW_CARD, now.at_ms - dice.randrange(30 * DAY_MS, YEAR_DAYS * DAY_MS), []
    while at_ms < now.at_ms - 60_000:
        then = moment(at_ms, now.offset_minutes)
        rating = dice.choices(list(Rating), (12, 10, 68, 10))[0]
        outcome = scheduler.outcomes(key, state, then)[rating]
        review = Review(
            key, rating, dice.randrange(3_000, 40_000), "drill", None, outcome.phase, outcome.step, outcome.due_day,
            outcome.due_at_ms, outcome.interval_days,
        )  # fmt: skip
        told.append((then, review))
        state = state_after(state, outcome, then, "")
        late_ms = dice.randrange(1_000, 600_000)
        if outcome.due_at_ms is not None:
            at_ms = outcome.due_at_ms + late_ms
        else:
            at_ms += max(1, outcome.interval_days + dice.choice((0, 0, 0, 1, 2))) * DAY_MS + late_ms
    return told


class AnkiCollection:
    """The same answers and memories as rows of an Anki collection."""

    def __init__(self, path: Path, home: Home) -> None:
        try:
            from anki.collection import Collection
        except ImportError:
            raise SystemExit("Anki is not installed in this environment: make anki installs it.") from None
        self._collection = Collection(str(path))
        self._collection.set_config("fsrs", True)
        self._attach(home)
        self.answers: int = self._collection.db.scalar("SELECT count() FROM revlog")
        self.cards: int = self._collection.db.scalar("SELECT count() FROM cards WHERE reps > 0")

    def graphs(self) -> bytes:
        """What its statistics window asks the backend for: all graphs of a year."""
        answer: bytes = self._collection._backend.graphs_raw(self._request)
        return answer

    def _attach(self, home: Home) -> None:
        from anki.stats_pb2 import GraphsRequest

        self._request = GraphsRequest(search="", days=365).SerializeToString()
        import sqlite3

        rows = sqlite3.connect(home.setup.paths.store)
        cards = rows.execute(
            "SELECT key, deck, phase, due_day, due_at_ms, interval_days, reps, lapses, stability, difficulty, last_day,"
            " last_at_ms FROM card WHERE present = 1"
        ).fetchall()
        answers = rows.execute(
            "SELECT key, at_ms, rating, interval_days, duration_ms, phase_before, difficulty FROM review ORDER BY at_ms"
        ).fetchall()
        rows.close()
        collection, today = self._collection, home.collection.now().day
        decks = {deck: collection.decks.id(deck) for deck in {card[1] for card in cards}}
        note_type = collection.models.by_name("Basic")["id"]
        numbers = {card[0]: 10**12 + number for number, card in enumerate(cards)}
        elapsed = collection.sched.today
        collection.db.executemany(
            "INSERT INTO notes VALUES (?, ?, ?, 0, -1, '', ?, ?, 0, 0, '')",
            [(number, key, note_type, f"{key}\x1fanswer", key) for key, number in numbers.items()],
        )
        collection.db.executemany(
            "INSERT INTO cards VALUES (?, ?, ?, 0, 0, -1, ?, ?, ?, ?, 0, ?, ?, 0, 0, 0, 0, ?)",
            [_anki_card(numbers[card[0]], decks[card[1]], card, elapsed - today) for card in cards],
        )
        taken: set[int] = set()
        reviews = []
        for key, at_ms, rating, interval, duration, phase_before, difficulty in answers:
            while at_ms in taken:
                at_ms += 1
            taken.add(at_ms)
            factor = round((difficulty - 1) / 9 * 1000 + 100) if difficulty else 0
            kind = REVIEW_KINDS[Phase(phase_before)]
            reviews.append((at_ms, numbers[key], rating, interval or -600, 0, factor, duration, kind))
        collection.db.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)", reviews)


def _anki_card(number: int, deck: int, card: tuple, days_between: int) -> tuple:  # type: ignore[type-arg]
    _, _, phase, due_day, due_at_ms, interval, reps, lapses, stability, difficulty, _, last_at_ms = card
    kind = {Phase.NEW: 0, Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}[Phase(phase)]
    due = number % 10**9 if due_day is None and due_at_ms is None else (due_at_ms or 0) // 1000
    if due_day is not None:
        due = due_day + days_between
    queue = {0: 0, 1: 1, 2: 2, 3: 1}[kind]
    data = {"s": stability, "d": difficulty, "dr": 0.9, "lrt": (last_at_ms or 0) // 1000} if stability else {}
    return (number, number, deck, kind, queue, due, interval, reps, lapses, json.dumps(data))


if __name__ == "__main__":
    main()
