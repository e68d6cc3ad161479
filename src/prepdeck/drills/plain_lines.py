"""What the plain mode says: one fact a line, no colour, no drawing, so that a screen reader reads it in order."""

from collections.abc import Callable, Iterable, Iterator

from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.faces import Interaction
from prepdeck.drills.grading import ChoicesVerdict, CodeVerdict, NumericVerdict, Tick, TypedVerdict
from prepdeck.drills.host import Button
from prepdeck.drills.intervals import days_text, span_text
from prepdeck.drills.session import DrillState, Progress
from prepdeck.drills.summary import Summary
from prepdeck.model.rating import Rating

Render = Callable[[str], Iterable[str]]
"""Markdown to plain lines."""

HELP = (
    "Enter: the next step. It shows the answer, then takes the proposed rating.",
    "1, 2, 3, 4 or again, hard, good, easy: rate.",
    "h: hint.",
    "i: about this card.",
    "u: undo.",
    "r: redo.",
    "-: bury until tomorrow.",
    "s: suspend.",
    "k: I know this, for a new card.",
    "f: flag, or take the flag back.",
    "l: later, ask it again at the end.",
    "w: write code and have it checked.",
    "q: end. Everything rated is stored already.",
    "Where an answer is typed, put a colon before a command, such as :h.",
)


def question_lines(attempt: Attempt, progress: Progress, render: Render) -> Iterator[str]:
    """The card's place in the session and its question."""
    yield f"Card {progress.answered + 1} of {progress.total}, deck {attempt.shown.card.note.deck}."
    yield from render(attempt.face.question)
    for option in attempt.face.options:
        yield from _marked(f"{option.letter})", render(option.text))


def asking_prompt(attempt: Attempt) -> Iterator[str]:
    """What can be typed before the answer is shown."""
    face = attempt.face
    hint = " h: hint." if face.hint and not attempt.hint_shown else ""
    if attempt.stage is Stage.SPEAKING:
        yield "The clock runs. Enter: done."
    elif face.interaction is Interaction.TIMED:
        yield f"Say it aloud in {seconds_text(face.seconds or 0)}. Enter: start the clock.{hint}"
    elif face.interaction is Interaction.CHOICES:
        which = "the letters of all that apply" if face.several else "a letter"
        yield f"Type {which}. Enter: show the answer.{hint}"
    elif face.interaction in (Interaction.TYPED, Interaction.NUMERIC):
        unit = f", in {face.unit}" if face.unit else ""
        yield f"Type the answer{unit}. Enter alone: show it.{hint.replace(' h:', ' :h:')}"
    elif face.interaction is Interaction.CODE:
        yield f"Enter: show the answer. w: write it and have it checked.{hint}"
    elif face.interaction is Interaction.LIST:
        yield f"Say them, then Enter: go through them one by one.{hint}"
    else:
        yield f"Enter: show the answer.{hint}"


def item_prompt(attempt: Attempt, index: int, render: Render) -> Iterator[str]:
    """One item of a list, to be graded."""
    yield from _marked(f"{index + 1} of {len(attempt.ticks)}:", render(attempt.face.entries[index].text))
    yield "y: had it. n: missed. p: partly."


def spoken_lines(attempt: Attempt) -> Iterator[str]:
    """How long a timed answer took."""
    if attempt.spoke_s is None or attempt.face.seconds is None:
        return
    left_s = attempt.face.seconds - attempt.spoke_s
    rest = f"{seconds_text(-left_s)} over" if left_s <= -0.5 else f"{seconds_text(left_s)} left"
    yield f"You took {seconds_text(attempt.spoke_s)}, {rest}."


def verdict_lines(attempt: Attempt) -> Iterator[str]:
    """How the given answer compares."""
    match attempt.verdict:
        case TypedVerdict(right, near, given, closest):
            yield "Right." if right else "Nearly right." if near else "Wrong."
            if not right:
                yield f"You typed: {given}"
                yield f"Expected: {closest}"
                yield from _difference(attempt.verdict)
        case NumericVerdict(right) as numeric:
            how = "Right" if right else "Wrong"
            yield f"{how}: {numeric.distance}."
        case ChoicesVerdict(right, missed, wrong):
            yield "Right." if right else "Wrong."
            if wrong:
                yield f"Wrong: {_letters(attempt, wrong)}."
            if missed:
                yield f"Not chosen: {_letters(attempt, missed)}."
        case CodeVerdict(right, output):
            yield "The check passes." if right else "The check fails."
            yield from output.splitlines()
        case None if attempt.problem:
            yield attempt.problem


def answer_lines(attempt: Attempt, render: Render) -> Iterator[str]:
    """The answer and all that was hidden before it; a list's items were said one by one already."""
    face = attempt.face
    if attempt.stage is Stage.REVEALED:
        yield "Answer:"
        yield from render(face.answer)
    if face.working:
        yield from render(face.working)
    if face.calculation:
        yield face.calculation
    if face.diagram:
        yield "Diagram:"
        yield from face.diagram.splitlines()
    if face.why:
        yield from _marked("Why:", render(face.why))
    for source in face.sources:
        yield f"Source: {source}"
    if face.verified:
        yield f"Checked with {face.verified.checked_with}, {face.verified.date}."


def rating_prompt(attempt: Attempt) -> Iterator[str]:
    """The four ratings, what each gives, and which one Enter takes."""
    if attempt.stage is Stage.TICKING:
        had = sum(tick.value for tick in attempt.ticks if tick)
        yield f"You had {had:g} of {len(attempt.ticks)}."
    for button in attempt.shown.buttons:
        yield f"{int(button.rating)} {button_text(button)}"
    if attempt.proposal:
        yield f"Enter: {attempt.proposal.title}."


def button_text(button: Button) -> str:
    """`Good: 9 days, before the 13th`."""
    return f"{button.rating.title}: " + ", ".join(text for text in (button.interval, button.meaning) if text)


def waiting_lines(state: DrillState, now_ms: int) -> Iterator[str]:
    """What comes back, and when."""
    if state.learning:
        count = len(state.learning)
        cards = "1 card comes back" if count == 1 else f"{count} cards come back, the first"
        yield f"{cards} {_in(state.learning[0][0] - now_ms)}."
        yield "Enter: ask it now. q: end."
    else:
        yield "Enter: try again. q: end."


def info_lines(attempt: Attempt) -> Iterator[str]:
    """About the card: where it is written, and what is known of its memory."""
    note, state = attempt.shown.card.note, attempt.shown.state
    yield f"Key: {attempt.shown.key}"
    yield f"File: {note.place.path}, line {note.place.line}"
    yield f"Kind: {attempt.face.kind}"
    yield f"Queue: {state.queue}" + (", flagged" if state.flagged else "")
    yield f"Reviews: {state.reps}, forgotten {state.lapses}"
    if state.interval_days:
        yield f"Last interval: {days_text(state.interval_days)}"
    if state.memory:
        yield f"Stability: {state.memory.stability:.1f} days"
        yield f"Difficulty: {state.memory.difficulty:.1f} of 10"
    if attempt.is_committed:
        yield f"Tier: {note.tier}"
    if attempt.is_committed and note.tags:
        yield f"Tags: {', '.join(note.tags)}"


def summary_lines(summary: Summary, now_ms: int) -> Iterator[str]:
    """The end of the session."""
    if summary.answers:
        yield f"Done: {_count(summary.answers, 'answer')} on {_count(summary.cards, 'card')}."
        yield f"Time: {seconds_text(summary.active_ms / 1000)}."
        yield f"Right: {(summary.right or 0) * 100:.0f} %."
        yield ", ".join(f"{rating.title} {summary.counts[rating]}" for rating in Rating) + "."
    else:
        yield "Done: no card was rated."
    for key, times in summary.failed:
        yield f"Look at {key}: again {_count(times, 'time')}."
    for key, spent_ms in summary.slowest:
        yield f"Look at {key}: right, but it took {seconds_text(spent_ms / 1000)}."
    for key, at_ms in summary.pending:
        yield f"{key} comes back {_in(at_ms - now_ms)}."
    for entry in summary.put_away:
        yield f"{entry.key} is away: {entry.until}."
    if summary.left:
        yield f"Left for later: {_count(summary.left, 'card')}."


def tick_line(tick: Tick, why: str) -> str:
    """What was noted for an item, and the reason its author gave."""
    return f"Noted: {tick.title}." + (f" {why}" if why else "")


def seconds_text(seconds: float) -> str:
    """`90 seconds`, and from two minutes on `2 min 30 s`."""
    whole = round(seconds)
    if whole < 120:
        return f"{whole} second{'' if whole == 1 else 's'}"
    return f"{whole // 60} min" + (f" {whole % 60} s" if whole % 60 else "")


def _in(span_ms: int) -> str:
    return f"in {span_text(span_ms / 1000)}" if span_ms >= 60_000 else "within a minute"


def _difference(verdict: TypedVerdict) -> Iterator[str]:
    for segment in verdict.segments:
        if segment.kind != "same":
            yield f"{segment.kind.capitalize()}: {segment.text}"


def _letters(attempt: Attempt, indices: frozenset[int]) -> str:
    return ", ".join(attempt.face.options[index].letter for index in sorted(indices))


def _marked(marker: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines with a marker before the first."""
    for at, line in enumerate(lines):
        yield line if at else f"{marker} {line}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
