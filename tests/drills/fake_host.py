"""Cards of every kind, and a host that keeps its log in a list."""

from dataclasses import replace

from prepdeck.drills.drill import Drill
from prepdeck.drills.host import Answer, Button, CodeTrial, Gone, Now, ShownCard, Undone
from prepdeck.errors import StoreError, UsageError
from prepdeck.model.card import Card, cards_of
from prepdeck.model.card_state import CardState, Phase
from prepdeck.model.note import (
    Ask,
    Basic,
    Body,
    Choices,
    Cloze,
    Code,
    Explain,
    Given,
    GivenValue,
    Items,
    ListItem,
    Note,
    Numeric,
    NumericCase,
    Pitch,
    Place,
    Steps,
    Tolerance,
    Typed,
)
from prepdeck.model.rating import Rating
from prepdeck.model.records import Mark

AGAIN_MS = 60_000
INTERVALS = {Rating.AGAIN: "1 min", Rating.HARD: "4 days", Rating.GOOD: "9 days", Rating.EASY: "21 days"}


def given(name: str, *spellings: str) -> Given:
    return Given(name, tuple(GivenValue(float(spelling), spelling) for spelling in spellings))


BODIES: dict[str, Body] = {
    "basic": Basic("What does `reduce-scatter` leave on each rank?", "Its shard of the sum."),
    "reversed": Basic("all-gather", "Every rank gets all shards.", reverse=True),
    "cloze": Cloze("DDP overlaps {{c1::gradient all-reduce}} with {{c2::the backward pass::when?}}."),
    "steps": Steps(
        "Name the first three steps.", (ListItem("Problem"), ListItem("Metrics", "both kinds"), ListItem("Data"))
    ),
    "items": Items(
        "What is sharded?", tuple(ListItem(text) for text in ("parameters", "gradients", "optimizer state"))
    ),
    "choices": Choices("Which pattern?", ("Prefix sum",), ("Sliding window", "Two pointers")),
    "several": Choices("Which are collectives?", ("all-reduce", "all-gather"), ("send", "recv")),
    "typed": Typed("What is OMP_NUM_THREADS set to by torchrun?", ("1", "one thread")),
    "numeric": Numeric(
        "GB per GPU: ZeRO-{stage}, {params}B parameters, {gpus} GPUs, not {this}?",
        (given("params", "7", "13"), given("gpus", "8", "64"), given("stage", "1", "3")),
        Tolerance(0.05, relative=True),
        case_name="stage",
        cases=(NumericCase(1.0, "params*(4 + 12/gpus)"), NumericCase(3.0, "params*16/gpus")),
        unit="GB",
        working="16 bytes a parameter.",
    ),
    "code": Code(
        "Longest run of ones.", "python", "def longest(bits):\n    return 3", check="assert longest([1]) == 3"
    ),
    "bug": Code("Spot the bug.", "python", "return a[-1]", bug="return a[1]"),
    "explain": Explain("Explain FSDP's communication.", 90, ("all-gather before forward", "reduce-scatter after")),
    "pitch": Pitch("Introduce yourself.", 60, ("hook", "two proof points", "why this role")),
    "ask": Ask("What does success look like after six months?", "hiring manager", "success metric"),
}


def note_of(name: str, body: Body | None = None, **fields: object) -> Note:
    note = Note("fsdp", name, body or BODIES[name], Place("fsdp.yaml", 7), hint="Think of shards.", tags=("zero",))
    return replace(note, **fields)  # type: ignore[arg-type]


def card_of(name: str, part: str = "", **fields: object) -> Card:
    return Card(note_of(name, **fields), part)  # type: ignore[arg-type]


def every_card() -> list[Card]:
    return [card for name in BODIES for card in cards_of(note_of(name))]


class FakeHost:
    """Again comes back in a minute, all else another day; `failing` makes the next call fail once."""

    def __init__(self, cards: list[Card]) -> None:
        self.cards = {card.key: card for card in cards}
        self.log: list[Answer | Mark] = []
        self.undone: list[Answer | Mark] = []
        self.at_ms = 1_000_000
        self.failing: Exception | None = None
        self.trial = CodeTrial(True, "1 passed")
        self.seed = 3

    def wait(self, seconds: float) -> None:
        self.at_ms += round(seconds * 1000)

    def now(self) -> Now:
        return Now(self.at_ms, self.at_ms / 1000)

    def card(self, key: str) -> ShownCard | Gone:
        self._fail_once()
        if key not in self.cards:
            return Gone("was removed from its deck")
        flags = [entry.action for entry in self.log if isinstance(entry, Mark) and entry.key == key]
        state = CardState(flagged=bool(flags) and flags[-1] == "flag")
        buttons = tuple(Button(rating, text) for rating, text in INTERVALS.items())
        return ShownCard(self.cards[key], state, buttons, self.seed, offer=len(self.log))

    def answer(self, answer: Answer) -> int | None:
        self._fail_once()
        self.log.append(answer)
        return self.at_ms + AGAIN_MS if answer.rating is Rating.AGAIN else None

    def know(self, shown: ShownCard) -> None:
        self._fail_once()
        if shown.state.phase is not Phase.NEW:
            raise UsageError("Only a new card can be known already.")
        self.log.append(Answer(shown, Rating.EASY, 0))

    def mark(self, mark: Mark) -> None:
        self._fail_once()
        self.log.append(mark)

    def undo(self) -> Undone | None:
        self._fail_once()
        if not self.log:
            return None
        self.undone.append(self.log.pop())
        return self._told(self.undone[-1])

    def redo(self) -> Undone | None:
        self._fail_once()
        if not self.undone:
            return None
        self.log.append(self.undone.pop())
        return self._told(self.log[-1])

    def _told(self, entry: Answer | Mark) -> Undone:
        match entry:
            case Answer() as answer:
                return Undone(f"{answer.rating.title} on {answer.key}", answer.key)
            case Mark(key, action):
                return Undone(f"{action} of {key}", "" if "flag" in action else key)

    def check_code(self, card: Card, code: str) -> CodeTrial:
        self._fail_once()
        return self.trial

    def _fail_once(self) -> None:
        if self.failing:
            failure, self.failing = self.failing, None
            raise failure


NOT_STORED = StoreError("The disk is full.", "Free some space and rate again.")


def drill_of(*names: str, learning: dict[str, int] | None = None) -> tuple[Drill, FakeHost]:
    """A drill over these notes' first cards."""
    cards = [cards_of(note_of(name))[0] for name in names]
    host = FakeHost(cards)
    return Drill(host, [card.key for card in cards], learning), host
