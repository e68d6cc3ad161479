"""What was done, action by action, as a person would say it."""

from dataclasses import dataclass

from prepdeck.drills.host import Undone
from prepdeck.drills.intervals import date_text
from prepdeck.model.rating import Rating
from prepdeck.model.records import (
    AskedRound,
    Carry,
    GoalSet,
    ItemChecked,
    Mark,
    MockStep,
    OptionsSet,
    Record,
    Rehearsal,
    Reschedule,
    Review,
)
from prepdeck.model.story import STORY_DECK
from prepdeck.storage.log import newest_groups
from prepdeck.study.collection import Collection
from prepdeck.study.easy_days import EASY_DAYS

_MOCK_WORDS = {
    "started": "starting a mock",
    "phase": "a change of phase in a mock",
    "mark": "a mark in a mock",
    "parked": "a parked thought in a mock",
    "finished": "finishing a mock",
    "abandoned": "abandoning a mock",
    "guess": "the guess of a debrief",
    "item": "a judgement in a debrief",
    "curveball-judged": "a judgement in a debrief",
    "axis": "a score in a debrief",
    "closed": "closing a debrief",
}


@dataclass(frozen=True, slots=True)
class PastAction:
    """One action of the log: when (UTC ms), what, how many records, whether it was undone."""

    at_ms: int
    text: str
    records: int
    undone: bool


def newest_actions(collection: Collection, limit: int) -> list[PastAction]:
    """The newest actions of all devices, newest first; undos themselves show as their action's mark."""
    with collection.store.reading() as rows:
        groups = newest_groups(rows, limit)
    return [
        PastAction(records[0].moment.at_ms, undone_action(records).text, len(records), undone)
        for records, undone in groups
    ]


def undone_action(records: list[Record]) -> Undone:
    """Say what was undone (or redone), and which card that brings back."""
    first = records[0].payload
    more = f" and {len(records) - 1} more" if len(records) > 1 else ""
    match first:
        case Review(source="import"):
            return Undone(f"importing a history of {len(records)} answers and marks", "")
        case Review(key=key, source="place"):
            return Undone(f"I know this, on {key}{more}", key)
        case Review(key=key, rating=rating):
            return Undone(f"{Rating(rating).title} on {key}{more}", key)
        case MockStep(events=[{"event": str(event)}, *_]):
            return Undone(_MOCK_WORDS.get(event, "a step of a mock") + more)
        case ItemChecked(item=item, done=done):
            return Undone(f"{'ticking' if done else 'opening'} {item} of the checklist{more}")
        case Mark(key=key, action=action):
            back = action in ("suspend", "bury", "reset")
            return Undone(f"{action} of {key}{more}", key if back else "")
        case Reschedule(key=key, due_day=due_day):
            return Undone(f"putting {key}{more} on {date_text(due_day, records[0].moment.day)}")
        case Rehearsal(story=story, question=question):
            return Undone(f"rehearsal of {f'{STORY_DECK}/{story}' if story else question}")
        case AskedRound(questions=questions):
            return Undone(f"{len(questions)} asked question{'s' * (len(questions) != 1)}")
        case GoalSet(on=""):
            return Undone("clearing the goal")
        case OptionsSet():
            return Undone(_options_text(first) + more)
        case Carry() if more:
            return Undone(f"carrying progress to {len(records)} renamed cards")
    words = {
        "parameters": "fitting the scheduling to your answers",
        "goal": "setting the goal",
        "carry": "carrying progress to a renamed card",
        "pull": "a mock's pulled cards",
        "mock-elsewhere": "logging a mock done elsewhere",
        "seen": "looking at a reference",
    }
    return Undone(words.get(records[0].kind, f"a {records[0].kind} record") + more)


def _options_text(set_here: OptionsSet) -> str:
    of = f"for {set_here.deck}" if set_here.deck else "for all decks"
    for name, value in set_here.options:
        if name == EASY_DAYS:
            return "setting easy days"
        if name == "desired_retention":
            return f"desired retention {value:.2f} {of}" if isinstance(value, float) else f"desired retention {of}"
    return f"setting options {of}"
