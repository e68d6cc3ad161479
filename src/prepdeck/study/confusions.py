"""Which pattern was taken for which: wrong choices on cards tagged `dsa`, as the log keeps them.

A review of a choice stores the text of what was chosen, several joined with `; `. A card whose options were reworded
since counts no longer: its old answer is none of the options there are.
"""

from collections import Counter
from dataclasses import dataclass

from prepdeck.model.note import Choices
from prepdeck.storage.statistics import forgotten_choices
from prepdeck.study.collection import Collection

PATTERN_TAG = "dsa"
_JOINT = "; "


@dataclass(frozen=True, slots=True)
class Confusion:
    """`right` was the answer and `chosen` was taken for it, so many times; `key` is the card it happens on most."""

    right: str
    chosen: str
    times: int
    key: str


def confusions_of(collection: Collection) -> tuple[Confusion, ...]:
    """What was taken for what, the most frequent first."""
    with collection.store.reading() as rows:
        answers = forgotten_choices(rows)
    notes = {key: collection.find_note(key.partition("#")[0]) for key in {key for key, _ in answers}}
    wrong: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], Counter[str]] = {}
    for key, answer in answers:
        note = notes[key]
        if note is None or not isinstance(note.body, Choices) or PATTERN_TAG not in note.tags:
            continue
        for chosen in _chosen_wrongly(answer, note.body):
            pair = (_JOINT.join(note.body.answers), chosen)
            wrong[pair] += 1
            where.setdefault(pair, Counter())[key] += 1
    return tuple(
        Confusion(right, chosen, times, where[right, chosen].most_common(1)[0][0])
        for (right, chosen), times in wrong.most_common()
    )


def _chosen_wrongly(answer: str, body: Choices) -> list[str]:
    """The wrong options among what was chosen; an option may have the joint in it, so each is looked for whole."""
    return [option for option in body.others if option == answer or option in answer.split(_JOINT)]
