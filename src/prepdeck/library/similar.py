"""Notes that ask nearly the same: a set-similarity join on the words of their questions.

Two questions are near-identical when, of the words either has, nine in ten are in both. Words are compared by prefix
filtering (Chaudhuri et al., 2006): sets this similar share one of their rarest words, so only those are looked up.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from prepdeck.model.cloze import cloze_answer
from prepdeck.model.note import Ask, Cloze, Code, Note, Numeric

SIMILARITY = 0.9
MAX_COMPARED = 50
"""Questions kept for each rare word: bounds the work for decks whose questions are all made of the same few words."""

_WORD = re.compile(r"\w+(?:[-.+#]+\w+)*|[^\w\s]")
_FILLERS = frozenset(
    re.findall(
        r"\S+",
        "a an the of in on at to for from by with and or is are was be do does did it its this that what which why how "
        "who when where you your would give name say state explain describe . , : ; ? ! ' \" ( ) ` *",
    )
)


def similar_pairs(notes: Iterable[Note]) -> Iterator[tuple[Note, Note]]:
    """Each note that asks nearly the same as an earlier one, once, with the first such earlier note."""
    questions = [(note, _words(note)) for note in notes]
    frequency = Counter(word for _, words in questions for word in words)
    same: dict[frozenset[str], Note] = {}
    seen: defaultdict[str, list[tuple[Note, frozenset[str]]]] = defaultdict(list)
    for note, words in questions:
        rarest = sorted(words, key=lambda word: (frequency[word], word))[: _prefix_length(len(words))]
        candidates = (known for word in rarest for known in seen[word])
        earlier = same.get(words) or next((known for known, other in candidates if _are_similar(words, other)), None)
        if earlier:
            yield earlier, note
        same.setdefault(words, note)
        for word in rarest:
            if len(seen[word]) < MAX_COMPARED:
                seen[word].append((note, words))


def _words(note: Note) -> frozenset[str]:
    """The words that carry a question's meaning; of a question made of fillers, all of them."""
    words = _WORD.findall(_question(note).lower())
    return frozenset(word for word in words if word not in _FILLERS) or frozenset(words)


def _question(note: Note) -> str:
    body = note.body
    if isinstance(body, Cloze):
        return cloze_answer(body.text, 0)
    if isinstance(body, Ask):
        return body.ask
    if isinstance(body, Code) and body.bug:
        return f"{body.front} {body.bug}"
    if isinstance(body, Numeric):
        return f"{body.front} {body.answer}"
    return body.front


def _prefix_length(count: int) -> int:
    """How many of its rarest words a set must be known by, so that no similar set is overlooked."""
    return count - -(-count * 9 // 10) + 1


def _are_similar(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < SIMILARITY * max(len(one), len(other)):
        return False
    shared = len(one & other)
    return shared >= SIMILARITY * (len(one) + len(other) - shared)
