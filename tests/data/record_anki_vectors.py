"""Record what Anki's own backend does with random answers: `anki_vectors.json.gz`, beside this script.

Needs the real Anki, which is no dependency of prepdeck. In an environment of its own:

    pip install anki
    python tests/data/record_anki_vectors.py

Each sequence is one card in a collection with FSRS on, answered through the backend's own calls. Fuzz is off, because
Anki's test mode switches it off; the load balancer is off, because no queue is ever built. Days pass by moving the
card's dates into the past. The sequences come from a fixed seed, so that another run asks the same of a newer Anki.

The file: `{"anki": version, "configurations": [...], "sequences": [[configuration, [answer, ...]], ...]}`, where an
answer is `[study days since the one before, rating, stability, difficulty, [wait after Again, Hard, Good, Easy]]` and a
wait is days where it is positive, and seconds where it is negative.
"""

import gzip
import json
import os
import random
import tempfile
from pathlib import Path

os.environ["ANKI_TEST_MODE"] = "1"

from anki.buildinfo import version
from anki.collection import Card, Collection
from anki.scheduler_pb2 import SchedulingState, SchedulingStates

OUTPUT = Path(__file__).with_name("anki_vectors.json.gz")
SEED = 20261120
SEQUENCES = 2_500
DAY_S = 86_400
SLOW_LEARNER = (
    *(0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474, 0.1367, 1.0461),
    *(2.1072, 0.0793, 0.3246, 1.587, 0.2272, 2.8755, 0.6181, 0.3412, 0.1103, 0.2731),
)
HARD_ABOVE_GOOD = (
    *(0.1, 4.2, 2.9, 5.0, 7.3, 0.5, 2.4, 0.012, 2.3, 0.21, 0.6),
    *(1.1, 0.11, 0.41, 2.2, 0.85, 1.3, 0.0, 0.0, 0.02, 0.1),
)
# The low maximum stands where there are no steps: elsewhere a learning card could reach it, and with its fuzz off Anki
# 26.09.3 then panics ("min > max" in fuzz.rs), because Easy must give a day more than Good.
CONFIGURATIONS = [
    {"learning": [60, 600], "relearning": [600], "retention": 0.9, "maximum": 36_500, "weights": None},
    {"learning": [], "relearning": [], "retention": 0.9, "maximum": 180, "weights": None},
    {"learning": [900], "relearning": [600, 3600], "retention": 0.8, "maximum": 36_500, "weights": None},
    {"learning": [60, 600, 86_400], "relearning": [86_400], "retention": 0.95, "maximum": 36_500, "weights": None},
    {"learning": [86_400, 259_200], "relearning": [600], "retention": 0.7, "maximum": 36_500, "weights": None},
    {"learning": [60, 600], "relearning": [600], "retention": 0.9, "maximum": 36_500, "weights": SLOW_LEARNER},
    {"learning": [], "relearning": [600], "retention": 0.99, "maximum": 36_500, "weights": SLOW_LEARNER},
    {"learning": [172_800], "relearning": [], "retention": 0.85, "maximum": 36_500, "weights": HARD_ABOVE_GOOD},
]


def main() -> None:
    dice = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "vectors.anki2"))
        collection.set_config("fsrs", True)
        decks = [_deck(collection, number, values) for number, values in enumerate(CONFIGURATIONS)]
        sequences = []
        for number in range(SEQUENCES):
            which = number % len(decks)
            sequences.append([which, _sequence(collection, decks[which], dice)])
        collection.close()
    document = {"anki": version, "configurations": CONFIGURATIONS, "sequences": sequences}
    text = json.dumps(document, separators=(",", ":"))
    OUTPUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(sequences)} sequences, {sum(len(answers) for _, answers in sequences)} answers, Anki {version}")


def _deck(collection: Collection, number: int, values: dict) -> int:
    """A deck of its own with these options; Anki's steps are minutes."""
    options = collection.decks.add_config(f"options {number}")
    options["new"]["delays"] = [seconds / 60 for seconds in values["learning"]]
    options["lapse"]["delays"] = [seconds / 60 for seconds in values["relearning"]]
    options["lapse"]["leechFails"] = 0
    options["rev"]["maxIvl"] = values["maximum"]
    options["desiredRetention"] = values["retention"]
    options["fsrsParams6"] = list(values["weights"] or [])
    collection.decks.update_config(options)
    deck_id = collection.decks.add_normal_deck_with_name(f"deck {number}").id
    deck = collection.decks.get(deck_id)
    deck["conf"] = options["id"]
    collection.decks.save(deck)
    return deck_id


def _sequence(collection: Collection, deck_id: int, dice: random.Random) -> list:
    note = collection.new_note(collection.models.by_name("Basic"))
    note["Front"] = "question"
    collection.add_note(note, deck_id)
    card = note.cards()[0]
    lenient = dice.random() < 0.6
    answers = []
    for place in range(dice.randint(3, 14)):
        gap = _gap(dice, card) if place else 0
        _let_days_pass(collection, card, gap)
        rating = dice.choices((1, 2, 3, 4), (1, 2, 6, 2) if lenient else (3, 2, 3, 2))[0]
        states = collection._backend.get_scheduling_states(card.id)
        waits = [_wait(state) for state in (states.again, states.hard, states.good, states.easy)]
        _answer(collection, card, states, rating)
        memory = json.loads(collection.db.scalar("select data from cards where id = ?", card.id))
        answers.append([gap, rating, memory["s"], memory["d"], waits])
    return answers


def _gap(dice: random.Random, card: Card) -> int:
    """Study days until the next answer: the same day, soon, about when it is due, or whenever."""
    return dice.choice(
        (0, 0, dice.randint(1, 4), dice.randint(0, 2 * max(1, min(card.ivl, 200))), dice.randint(0, 200))
    )


def _let_days_pass(collection: Collection, card: Card, days: int) -> None:
    data = json.loads(collection.db.scalar("select data from cards where id = ?", card.id) or "{}")
    if "lrt" not in data:
        return
    data["lrt"] -= days * DAY_S
    due_is_an_instant = card.queue == 1
    due = card.due - days * (DAY_S if due_is_an_instant else 1)
    collection.db.execute("update cards set data = ?, due = ? where id = ?", json.dumps(data), due, card.id)


def _answer(collection: Collection, card: Card, states: SchedulingStates, rating: int) -> None:
    card.load()
    card.start_timer()
    answer = collection.sched.build_answer(card=card, states=states, rating=rating - 1)
    collection.sched.answer_card(answer)
    card.load()


def _wait(state: SchedulingState) -> int:
    kind = state.normal.WhichOneof("kind")
    if kind == "review":
        return state.normal.review.scheduled_days
    learning = state.normal.learning if kind == "learning" else state.normal.relearning.learning
    return -learning.scheduled_secs


if __name__ == "__main__":
    main()
