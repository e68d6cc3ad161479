"""The words of a text that carry its meaning, in a form in which `Negatives` and `negative` are the same."""

import re

_WORD = re.compile(r"[^\W_]+(?:[.@][^\W_]+)*")
_FILLERS = """
a an and any are as at be been but by can do does each every few for from had has have how i if in into is it its me
more most my no not of on one only or our out over per say should so some such than that the their them then there
these they this to too under up use used using was we were what when where which while who why will with would you your
"""
_EMPTY = frozenset(_FILLERS.split())


def all_words(text: str) -> tuple[str, ...]:
    """Every word in order, stemmed."""
    return tuple(_stem(word) for word in _WORD.findall(text.casefold()))


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: all but articles, prepositions and the like."""
    words = _WORD.findall(text.casefold())
    return frozenset(_stem(word) for word in words if word not in _EMPTY)


def has_phrase(words: tuple[str, ...], phrase: str) -> bool:
    """Whether the words of `phrase` stand in `words` (of `all_words`) next to each other."""
    wanted = all_words(phrase)
    starts = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(words[start : start + len(wanted)] == wanted for start in starts)


def _stem(word: str) -> str:
    """One form for singular and plural: without the s, and without the e before it, so that losses are loss."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as")):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
