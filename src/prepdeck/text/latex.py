"""LaTeX formulas as Unicode text: `\\frac{QK^T}{\\sqrt{d_k}}` becomes `QKᵀ/√dₖ`.

What Unicode cannot show is written the way people type it in a chat: `e^(-x²/2)`, `w_old`. A command that is not known
stays spelled, so that nothing of a card is lost.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from prepdeck.text.latex_symbols import (
    ACCENTS,
    ALPHABETS,
    FUNCTIONS,
    IGNORED,
    LETTERS,
    PASSED_THROUGH,
    PREFIXES,
    RELATIONS,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    TEXT_COMMANDS,
)

MAX_DEPTH = 40
_TOKEN = re.compile(
    r"\\begin\s*\{[a-zA-Z]+\*?\}|\\end\s*\{[a-zA-Z]+\*?\}|\\operatorname\*|\\[a-zA-Z]+|\\.|\s+|.", re.DOTALL
)
_SCRIPTS = frozenset([*SUPERSCRIPTS.values(), *SUBSCRIPTS.values()])
_MARKS = f"[{''.join(_SCRIPTS - {'*'})}\u0300-\u036f\u20d7]*"
_CALL = r"(?:\([^()]*\))?"
_ONE = re.compile(rf"(?:[0-9.]+|\w|[∞%]){_MARKS}\Z")
_DIVISOR = re.compile(rf"[√∛∜]?(?:[0-9.]+{_MARKS}|[^\W\d](?:\w|[\u0300-\u036f\u20d7])*){_CALL}\Z")
_DIVIDEND = re.compile(rf"(?:[√∛∜∞∂∇%·|‖]|\w|{_MARKS[:-1]}|\([^()]*\))+\Z")
_BESIDE_RELATION = re.compile(rf"\s*([{''.join(RELATIONS.values())}])\s*")
_ENVIRONMENTS = {
    "bmatrix": "[]",
    "pmatrix": "()",
    "vmatrix": "||",
    "Bmatrix": "{}",
    "matrix": ("", ""),
    "cases": ("{ ", ""),
}
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


class _Kind(Enum):
    PLAIN = auto()
    WORD = auto()
    """Keeps a space from letters and digits beside it."""
    RELATION = auto()
    """Has a space on each side."""
    FRACTION = auto()
    """Needs parentheses when something is multiplied with it."""
    ALIGNMENT = auto()


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    kind: _Kind = _Kind.PLAIN


def unicode_math(latex: str) -> str:
    """The formula in Unicode; several lines where it has `\\\\`. Never fails, whatever is malformed."""
    if "\\" not in latex and not re.search(r"[{}^_'&~]", latex):
        return " ".join(latex.split())
    text = _Formula(_TOKEN.findall(latex)).text()
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


class _Formula:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def text(self) -> str:
        pieces = []
        while self.at < len(self.tokens):
            pieces.extend(self._pieces(until=None))
            if self.at < len(self.tokens):
                pieces.append(_Piece(self._next()))
        return _joined(pieces)

    def _next(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _pieces(self, until: str | None) -> list[_Piece]:
        """Read up to the token `until` (not consumed), or to a closing brace or `\\end` that belongs further out."""
        pieces: list[_Piece] = []
        while self.at < len(self.tokens):
            token = self._peek()
            if token in (until, "}") or token.startswith("\\end{"):
                break
            pieces.append(self._piece())
        return pieces

    def _piece(self) -> _Piece:
        """Read one thing with its arguments; nesting deeper than anyone writes is shown as it came."""
        self.depth += 1
        token = self._next()
        piece = self._read(token) if self.depth <= MAX_DEPTH else _Piece(token)
        self.depth -= 1
        return piece

    def _read(self, token: str) -> _Piece:
        if token == "{":
            return _Piece(self._group("}"))
        if token in ("^", "_"):
            return self._script(token)
        if token == "'":
            return _Piece("′")
        if token == "&":
            return _Piece("", _Kind.ALIGNMENT)
        if token == "~" or token.isspace():
            return _Piece(" ")
        if token.startswith("\\begin{"):
            return self._environment(token[len("\\begin{") : -1])
        if token.startswith("\\") and len(token) > 1:
            return self._command(token[1:])
        return _Piece(token)

    def _group(self, end: str) -> str:
        """The text up to `end`, which is consumed."""
        text = _joined(self._pieces(until=end))
        if self._peek() == end:
            self.at += 1
        return text

    def _argument(self) -> str:
        """The next group, or the next single token, as TeX takes it."""
        while self._peek().isspace():
            self.at += 1
        return "" if self._peek() in ("", "}") else self._piece().text.strip()

    def _raw_argument(self) -> str:
        """The next group as it is spelled, spaces and all: for `\\text{...}`."""
        if self._peek() != "{":
            return self._argument()
        self.at += 1
        spelled: list[str] = []
        opened = 1
        while self.at < len(self.tokens):
            token = self._next()
            opened += (token == "{") - (token == "}")
            if not opened:
                break
            spelled.append(token)
        return "".join(spelled).replace("\\_", "_").replace("\\%", "%").replace("\\&", "&")

    def _command(self, name: str) -> _Piece:
        if name in LETTERS:
            if name in PREFIXES and self._peek().isspace():
                self.at += 1
            return _Piece(LETTERS[name])
        if name in RELATIONS:
            return _Piece(RELATIONS[name], _Kind.RELATION)
        if name in FUNCTIONS:
            return _Piece(name, _Kind.WORD)
        if name in SPACES:
            return _Piece(SPACES[name])
        if name in IGNORED:
            if name in ("left", "right") and self._peek() == ".":
                self.at += 1
            return _Piece("")
        if name == "\\":
            return _Piece("\n")
        return self._command_with_arguments(name)

    def _command_with_arguments(self, name: str) -> _Piece:
        if name in TEXT_COMMANDS:
            text = (
                self._raw_argument() if name.startswith(("text", "mbox", "hbox", "operatorname")) else self._argument()
            )
            return _Piece(text, _Kind.WORD if name.startswith("operatorname") else _Kind.PLAIN)
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            return _Piece(
                f"{_enclosed(self._argument(), _DIVIDEND)}/{_enclosed(self._argument(), _DIVISOR)}", _Kind.FRACTION
            )
        if name in ("binom", "tbinom", "dbinom"):
            return _Piece(f"({self._argument()} choose {self._argument()})")
        if name == "sqrt":
            return _Piece(self._root())
        if name in ACCENTS:
            argument = self._argument()
            letters = [letter for letter in argument if not unicodedata.combining(letter)]
            if len(letters) == 1:
                return _Piece(f"{argument}{ACCENTS[name]}")
            return _Piece(f"{name}({argument})" if letters else f"\\{name}")
        if name in ALPHABETS:
            return _Piece("".join(ALPHABETS[name].get(letter, letter) for letter in self._argument()))
        if name in PASSED_THROUGH:
            argument = self._argument()
            return _Piece(_enclosed(argument, _ONE) if self._peek() in ("_", "^") else argument)
        if name == "not":
            return _Piece(f"{self._argument()}\u0338", _Kind.RELATION)
        if name in ("overset", "underset", "stackrel"):
            above, base = self._argument(), self._argument()
            return _Piece(f"{base}{_scripted(above, '_' if name == 'underset' else '^')}")
        return self._unknown(name)

    def _unknown(self, name: str) -> _Piece:
        spelled = f"\\{name}"
        while self._peek() == "{":
            self.at += 1
            spelled += f"{{{self._group('}')}}}"
        return _Piece(spelled, _Kind.WORD)

    def _root(self) -> str:
        index = ""
        if self._peek() == "[":
            self.at += 1
            index = self._group("]").strip()
        sign = _ROOTS.get(index) or _scripted(index, "^").removeprefix("^") + "√"
        return sign + _enclosed(self._argument(), _ONE)

    def _script(self, sign: str) -> _Piece:
        argument = self._argument()
        text = _scripted(argument, sign) if argument else sign
        return _Piece(text, _Kind.WORD if text[:1] == sign and not text.endswith(")") else _Kind.PLAIN)

    def _environment(self, name: str) -> _Piece:
        if name not in _ENVIRONMENTS:
            return _Piece(self._group(f"\\end{{{name}}}"))
        before, after = _ENVIRONMENTS[name]
        pieces = self._pieces(until=None)
        if self._peek().startswith("\\end{"):
            self.at += 1
        between = ", " if name == "cases" else " "
        cells = [_Piece(between) if piece.kind is _Kind.ALIGNMENT else piece for piece in pieces]
        rows = [" ".join(row.split()) for row in _joined(cells).split("\n")]
        return _Piece(before + "; ".join(row for row in rows if row) + after)


def _joined(pieces: list[_Piece]) -> str:
    """The pieces in a row, each apart from its neighbours as its kind asks."""
    text = ""
    for at, piece in enumerate(pieces):
        following = next((other.text[:1] for other in pieces[at + 1 :] if other.text), "")
        shown = piece.text
        if piece.kind is _Kind.RELATION:
            shown = f" {shown} " if text.strip() else f"{shown} "
        elif piece.kind is _Kind.FRACTION and (_multiplies(text[-1:], left=True) or _multiplies(following, left=False)):
            shown = f"({shown})"
        elif piece.kind is _Kind.WORD:
            before = " " if shown[:1].isalpha() and (_is_wordy(text[-1:]) or text[-1:] == ")") else ""
            shown = f"{before}{shown}{' ' if _is_wordy(following) else ''}"
        text += shown
    return text


def _multiplies(neighbour: str, *, left: bool) -> bool:
    return neighbour.isalnum() or neighbour in (tuple(")]") if left else tuple("([^_√∑∏∫∇∂"))


def _is_wordy(text: str) -> bool:
    """Whether it would run into letters and digits beside it; raised and lowered ones do not."""
    return text.isalnum() and _SCRIPTS.isdisjoint(text)


def _enclosed(text: str, one: re.Pattern[str]) -> str:
    """`text` in parentheses, unless it holds together as `one` describes."""
    text = text.strip()
    return text if one.match(text) or len(text) <= 1 or _is_parenthesised(text) else f"({text})"


def _is_parenthesised(text: str) -> bool:
    if not (text.startswith("(") and text.endswith(")")):
        return False
    opened = 0
    for at, character in enumerate(text):
        opened += (character == "(") - (character == ")")
        if not opened:
            return at == len(text) - 1
    return False


def _scripted(text: str, sign: str) -> str:
    """`text` raised (`^`) or lowered (`_`): in Unicode where every character has one, else with the sign."""
    table = SUPERSCRIPTS if sign == "^" else SUBSCRIPTS
    tight = "".join(text.split())
    if all(character in table for character in tight):
        return "".join(table[character] for character in tight)
    text = _BESIDE_RELATION.sub(r"\1", text.strip())
    return f"{sign}{text}" if _is_wordy(text) or len(text) == 1 or _is_parenthesised(text) else f"{sign}({text})"
