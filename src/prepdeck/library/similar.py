"""Notes that ask nearly the same: a set-similarity join on the words of their questions.

Two questions are near-identical when, of the words either has, nine in ten are in both. Words are compared by prefix
filtering (Chaudhuri et al., 2006), with prefixes one word longer (Wang et al., 2012): sets this similar share two of
their rarest words, so only what has such a pair in common is compared.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from prepdeck.model.cloze import cloze_answer
from prepdeck.model.note import Ask, Cloze, Code, Note, Numeric

SIMILARITY = 0.9
FEWEST_WORDS = 9
"""Of fewer words nine in ten are all of them: such questions are alike only where they are equal."""
MAX_COMPARED = 50
"""Questions kept for each pair of words: bounds the work for decks whose questions are all made of the same words."""
MAX_RAREST = 24
"""Rarest words looked at, which are enough for 220 words; of longer questions a pair may be overlooked."""

_WORD = re.compile(r"\w+(?:[-.+#]+\w+)*|[^\w\s]")
_FILLERS = frozenset(
    re.findall(
        r"\S+",
        "a an the of in on at to for from by with and or is are was be do does did it its this that what which why how "
        "who when where you your would give name say state explain describe . , : ; ? ! ' \" ( ) ` *",
    )
)


def question_words(note: Note) -> frozenset[str]:
    """The words that carry a question's meaning; of a question made of fillers, all of them."""
    words = _WORD.findall(_question(note).lower())
    return frozenset(word for word in words if word not in _FILLERS) or frozenset(words)


def similar_pairs(questions: Sequence[str]) -> list[tuple[int, int]]:
    """The place of each question that is nearly an earlier one, once, after the place of the first such earlier one.

    Questions are given by their words, each once, in alphabetical order and between spaces.
    """
    same: dict[str, int] = {}
    earliest = [same.setdefault(words, place) for place, words in enumerate(questions)]
    long = {place: frozenset(words.split(" ")) for words, place in same.items() if words.count(" ") >= FEWEST_WORDS - 1}
    rarity, unshared = _rarity(long.values())
    seen: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for place, words in long.items():
        rarest = sorted(map(rarity.__getitem__, words))[: _prefix_length(len(words))]
        known = [seen[pair] for pair in combinations([word for word in rarest if word >= unshared], 2)]
        if any(known):
            candidates = sorted(set(chain.from_iterable(known)))
            earliest[place] = next((other for other in candidates if _are_similar(words, long[other])), place)
        for others in known:
            if len(others) < MAX_COMPARED:
                others.append(place)
    return [(earlier, place) for place, earlier in enumerate(earliest) if earlier < place]


def _rarity(questions: Iterable[frozenset[str]]) -> tuple[dict[str, int], int]:
    """The place of each word in the order of how many questions have it, and of the first that more than one has."""
    frequency = Counter(chain.from_iterable(questions))
    in_order = sorted(sorted(frequency), key=frequency.__getitem__)
    unshared = sum(count == 1 for count in frequency.values())
    return {word: place for place, word in enumerate(in_order)}, unshared


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
    """How many of its rarest words a set must be known by, so that no similar set shares fewer than two of them."""
    return min(count - -(-count * 9 // 10) + 2, MAX_RAREST)


def _are_similar(one: frozenset[str], other: frozenset[str]) -> bool:
    if min(len(one), len(other)) < SIMILARITY * max(len(one), len(other)):
        return False
    shared = len(one & other)
    return shared >= SIMILARITY * (len(one) + len(other) - shared)
