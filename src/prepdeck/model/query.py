"""Search queries: their tree, reading and writing them.

Any string is a query, because it is typed into a search box: what is not understood is searched as words, and
`query_hints` says what was meant to be something else. Spellings are Anki's where Anki has one:

    shard all-gather "reduce scatter" -nccl (zero or fsdp) deck:fsdp tag:dist* is:due prop:stability<7 rated:7:again
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from prepdeck.model.note import KINDS, PRIVATE_KINDS, TIERS
from prepdeck.model.rating import Rating, parse_rating

FIELDS = ("deck", "tag", "is", "kind", "tier", "id", "key", "front", "back", "covers", "source")
STATES = ("due", "new", "learning", "review", "suspended", "leech", "pulled", "flagged", "buried")
PROPERTIES = ("stability", "difficulty", "retrievability", "interval", "reps", "lapses", "due")
MAX_TERMS = 200
MAX_DEPTH = 30

Operator = Literal["<", "<=", "=", "!=", ">=", ">"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every card: the empty query."""


@dataclass(frozen=True, slots=True)
class Word:
    """A text without spaces, anywhere in the note: `shard` is in `sharding` as well; a `*` in it is a `*` (`A*`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words in this order, anywhere in the note."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One of `FIELDS` with its value: a known word for `is`, `kind` and `tier`, else a text with `*` for anything."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Property:
    """A number of the card's schedule compared: days, except difficulty (1-10), retrievability (0-1) and the counts."""

    name: str
    operator: Operator
    number: float


@dataclass(frozen=True, slots=True)
class Rated:
    """Answered within the last `days` study days, today being the first; with this rating, if one is given."""

    days: int
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """What `part` does not match."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """What every part matches; two parts at least, none of them an And."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any part matches; two parts at least, none of them an Or."""

    parts: tuple["Query", ...]


Query = Everything | Word | Phrase | Field | Property | Rated | Not | And | Or


def parse_query(text: str) -> Query:
    """Read a query; every string is one, and reading back what `unparse_query` writes gives the same tree."""
    return _Reader(text).query()


def query_hints(text: str) -> tuple[str, ...]:
    """What in the query was searched as words although it looks like more, each with what to write instead."""
    reader = _Reader(text)
    return tuple(dict.fromkeys(reader.hints))


def unparse_query(query: Query) -> str:
    """Write a query as a person would type it."""
    return "" if isinstance(query, Everything) else _spelled(query)


def _spelled(query: Query) -> str:
    match query:
        case Everything():
            return '""'
        case Word(text):
            return text
        case Phrase(text):
            return _quoted(text)
        case Field(name, value):
            return f"{name}:{value if _reads_back_unquoted(value) else _quoted(value)}"
        case Property(name, operator, number):
            return f"prop:{name}{operator}{f'{number:.9f}'.rstrip('0').rstrip('.')}"
        case Rated(days, rating):
            return f"rated:{days}" if rating is None else f"rated:{days}:{int(rating)}"
        case Not(part):
            bare = not isinstance(part, And | Or | Not) and not _spelled(part).startswith("-")
            return f"-{_spelled(part)}" if bare else f"-({_spelled(part)})"
        case And(parts):
            return " ".join(f"({_spelled(part)})" if isinstance(part, Or) else _spelled(part) for part in parts)
        case Or(parts):
            return " or ".join(_spelled(part) for part in parts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _reads_back_unquoted(value: str) -> bool:
    return value[:1] not in ("", '"') and _word_end(value, 0) == len(value) and _closes_what_it_opens(value)


def _every(parts: Iterable[Query]) -> Query:
    flat: list[Query] = []
    for part in parts:
        if isinstance(part, And):
            flat.extend(part.parts)
        elif not isinstance(part, Everything):
            flat.append(part)
    if len(flat) > 1:
        return And(tuple(flat))
    return flat[0] if flat else Everything()


def _either(parts: Iterable[Query]) -> Query:
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return Or(tuple(flat)) if len(flat) > 1 else flat[0]


# Two steps: tokens (operands are already trees), then the tree by recursive descent. No spelling is refused on the way:
# a Word is only made of text that reads back as that Word, everything else becomes a Phrase.

_OPEN, _OPEN_NEGATED, _CLOSE, _OR, _AND = "(", "-(", ")", "or", "and"
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_QUOTE = re.compile(r'"(?P<text>[^"]*(?:""[^"]*)*)(?P<end>"|\Z)')
_QUOTED_FIELD = re.compile(rf"(?P<name>{'|'.join(FIELDS)}|prop|rated):(?=\")", re.IGNORECASE)
_COMPARISON = re.compile(rf"({'|'.join(PROPERTIES)})(<=|>=|!=|=|<|>)(-?[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)\Z")
_RATED = re.compile(r"(?P<days>[1-9][0-9]{0,4})(?::(?P<rating>[1-4]|again|hard|good|easy))?\Z")
_OPERATORS: dict[str, Operator] = {"<": "<", "<=": "<=", "=": "=", "!=": "!=", ">=": ">=", ">": ">"}
_KNOWN_VALUES = {"is": STATES, "kind": (*KINDS, *sorted(PRIVATE_KINDS)), "tier": TIERS}


class _Reader:
    """Reads one query; `hints` is filled on the way."""

    def __init__(self, text: str) -> None:
        # No database holds NUL or half a surrogate pair, so nothing can be found by them.
        self.text = _UNFIT.sub(" ", text)
        self.hints: list[str] = []
        self.tokens = self._tokens()
        self.at = 0

    def query(self) -> Query:
        return self._alternatives() if self.tokens else Everything()

    def _alternatives(self) -> Query:
        """Read up to the closing parenthesis, or to the end."""
        alternatives: list[list[Query]] = [[]]
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            joins = bool(alternatives[-1]) and self._operand_follows()
            self.at += 1
            if token == _CLOSE:
                break
            if token == _OR and joins:
                alternatives.append([])
            elif not (token == _AND and joins):
                alternatives[-1].append(self._operand(token))
        if alternatives == [[]]:
            return Phrase("()")
        return _either(_every(parts) for parts in alternatives)

    def _operand(self, token: Query | str) -> Query:
        if token == _OPEN:
            return self._alternatives()
        if token == _OPEN_NEGATED:
            return Not(self._alternatives())
        return Phrase(token) if isinstance(token, str) else token

    def _operand_follows(self) -> bool:
        return self.at + 1 < len(self.tokens) and self.tokens[self.at + 1] not in (_OR, _AND, _CLOSE)

    def _tokens(self) -> list[Query | str]:
        text, at, depth = self.text, 0, 0
        tokens: list[Query | str] = []
        while at < len(text):
            if text[at].isspace():
                at += 1
                continue
            if len(tokens) - tokens.count(_CLOSE) >= MAX_TERMS:
                self.hints.append(f"only the first {MAX_TERMS} words are searched")
                break
            negated = text[at] == "-" and _can_be_negated(text[at + 1 : at + 2])
            at += negated
            if text[at] == "(" and depth < MAX_DEPTH:
                tokens.append(_OPEN_NEGATED if negated else _OPEN)
                depth += 1
                at += 1
            elif text[at] == ")" and depth:
                tokens.append(_CLOSE)
                depth -= 1
                at += 1
            else:
                operand, at = self._term(at, negated)
                tokens.append(Not(_as_query(operand)) if negated else operand)
        if depth:
            self.hints.append("a parenthesis is not closed")
        return tokens

    def _term(self, at: int, negated: bool) -> tuple[Query | str, int]:
        """The operand (or `or`, `and`) that begins at `at`, and where it ends."""
        text = self.text
        if text[at] in "()":
            return Phrase(text[at]), at + 1
        if text[at] == '"':
            phrase, end = self._quote(at)
            return Phrase(phrase) if phrase else Everything(), end
        quoted_field = _QUOTED_FIELD.match(text, at)
        if quoted_field:
            value, end = self._quote(quoted_field.end())
            return self._field(quoted_field["name"].lower(), value) or Phrase(text[at:end]), end
        end = _word_end(text, at)
        word = text[at:end]
        if word.lower() in (_OR, _AND) and not negated:
            return word.lower(), end
        name, colon, value = word.partition(":")
        field = self._field(name.lower(), value) if colon else None
        return field or _plain(word), end

    def _quote(self, at: int) -> tuple[str, int]:
        quote = _QUOTE.match(self.text, at)
        assert quote, "called at a quotation mark"
        if not quote["end"]:
            self.hints.append("a quotation mark is not closed")
        return quote["text"].replace('""', '"'), quote.end()

    def _field(self, name: str, value: str) -> Query | None:
        if name == "prop":
            return self._property(value)
        if name == "rated":
            return self._rated(value)
        if name not in FIELDS:
            self._suggest(name, value)
            return None
        if not value:
            self.hints.append(f"{name}: needs a value right after the colon")
            return None
        known = _KNOWN_VALUES.get(name)
        if known and value.lower() not in known:
            self.hints.append(f"{name}:{value} is not known: {', '.join(f'{name}:{word}' for word in known)}")
            return None
        return Field(name, value.lower() if known else value)

    def _property(self, value: str) -> Query | None:
        match = _COMPARISON.match(value.lower())
        if not match:
            self.hints.append(f"prop:{value} is not known: prop:stability<7, with {', '.join(PROPERTIES)}")
            return None
        return Property(match[1], _OPERATORS[match[2]], float(match[3]))

    def _rated(self, value: str) -> Query | None:
        match = _RATED.match(value.lower())
        if not match:
            self.hints.append(
                f"rated:{value} is not known: rated:7 for the last seven days, rated:7:again for a rating"
            )
            return None
        return Rated(int(match["days"]), parse_rating(match["rating"]) if match["rating"] else None)

    def _suggest(self, name: str, value: str) -> None:
        from difflib import get_close_matches

        close = get_close_matches(name, (*FIELDS, "prop", "rated"), n=1, cutoff=0.7) if name.isalpha() else []
        if close and len(name) > 2:
            self.hints.append(f"{name}:{value} is searched as words: did you mean {close[0]}:{value}?")


def _as_query(operand: Query | str) -> Query:
    return Phrase(operand) if isinstance(operand, str) else operand


def _can_be_negated(following: str) -> bool:
    """Whether a `-` before it means not: a lone dash and an option such as `--nproc` are words."""
    return following != "" and not following.isspace() and following not in "-)"


def _word_end(text: str, at: int) -> int:
    """Where the word ends: at a space, or at a parenthesis that closes none of its own (`f(x)` is one word)."""
    opened = 0
    while at < len(text) and not text[at].isspace():
        opened += (text[at] == "(") - (text[at] == ")")
        if opened < 0:
            break
        at += 1
    return at


def _plain(word: str) -> Query:
    """A word, or a phrase where the word would read back as something else."""
    return Word(word) if _closes_what_it_opens(word) and word.lower() not in (_OR, _AND) else Phrase(word)


def _closes_what_it_opens(word: str) -> bool:
    return word.count("(") == word.count(")")
