"""Arithmetic in decks and answers: a bounded parser and evaluator, never `eval`.

    sum     = product (("+" | "-") product)*
    product = signed (("*" | "/" | "%") signed)*
    signed  = ("-" | "+") signed | power
    power   = atom ("**" signed)?
    atom    = number | name | function "(" sum ("," sum)* ")" | "(" sum ")"

All values are floats. `log` is natural, `log(x, base)` takes a base, `round(x, digits)` rounds half to even, and `%`
has the sign of its divisor, as in Python.
"""

import math
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

MAX_LENGTH = 400
"""Characters of an expression; it also bounds how deep a chain of operators can go."""
MAX_DEPTH = 40
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}

_SPACES = re.compile(r"\s*")
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>\*\*|[-+*/%(),])"
)
_SIGN_SPELLINGS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-"})


class ArithmeticProblem(ValueError):  # noqa: N818  (a problem of the text, not of the program)
    """What is wrong with an expression or its values: `message`, and the `column` it concerns, from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    column: int
    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name whose value is given at evaluation, or a constant."""

    column: int
    name: str


@dataclass(frozen=True, slots=True)
class Negated:
    """A minus sign before an operand."""

    column: int
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and the sign between them."""

    column: int
    sign: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the fixed list and its arguments."""

    column: int
    function: str
    arguments: tuple["Expression", ...]


Expression = Number | Name | Negated | Operation | Call


@dataclass(frozen=True, slots=True)
class _Function:
    compute: Callable[..., float]
    least: int = 1
    most: int = 1


_FUNCTIONS: Mapping[str, _Function] = {
    "sqrt": _Function(math.sqrt),
    "log": _Function(math.log, most=2),
    "log2": _Function(math.log2),
    "log10": _Function(math.log10),
    "exp": _Function(math.exp),
    "ceil": _Function(math.ceil),
    "floor": _Function(math.floor),
    "round": _Function(lambda value, digits=0.0: round(value, int(digits)), most=2),
    "min": _Function(min, least=2, most=50),
    "max": _Function(max, least=2, most=50),
    "abs": _Function(abs),
}
_OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
    "**": math.pow,
}
RESERVED_NAMES = frozenset(CONSTANTS) | frozenset(_FUNCTIONS)
"""Names with a meaning of their own, which a given value cannot take."""


def parse(text: str) -> Expression:
    """Read an expression; raises ArithmeticProblem with what to write instead."""
    if len(text) > MAX_LENGTH:
        raise ArithmeticProblem(f"an expression has at most {MAX_LENGTH} characters", MAX_LENGTH + 1)
    return _Parser(_tokens(text.translate(_SIGN_SPELLINGS))).whole()


def evaluate(expression: Expression, values: Mapping[str, float] | None = None) -> float:
    """Compute an expression with a value for each name; raises ArithmeticProblem where no finite number comes out."""
    given = values or {}
    match expression:
        case Number(_, value):
            return value
        case Name(column, name):
            return _named(name, given, column)
        case Negated(_, operand):
            return -evaluate(operand, given)
        case Operation(column, sign, left, right):
            return _finite(_OPERATIONS[sign], (evaluate(left, given), evaluate(right, given)), sign, column)
        case Call(column, function, arguments):
            operands = tuple(evaluate(argument, given) for argument in arguments)
            return _finite(_FUNCTIONS[function].compute, operands, function, column)


def names(expression: Expression) -> frozenset[str]:
    """The names that need a value: every name that is not a constant."""
    match expression:
        case Name(_, name):
            return frozenset() if name in CONSTANTS else frozenset({name})
        case Negated(_, operand):
            return names(operand)
        case Operation(_, _, left, right):
            return names(left) | names(right)
        case Call(_, _, arguments):
            return frozenset().union(*map(names, arguments))
        case _:
            return frozenset()


def _named(name: str, given: Mapping[str, float], column: int) -> float:
    if name in given:
        return float(given[name])
    if name in CONSTANTS:
        return CONSTANTS[name]
    raise ArithmeticProblem(f"{name!r} has no value{_did_you_mean(name, [*given, *CONSTANTS])}", column)


def _finite(compute: Callable[..., float], operands: tuple[float, ...], what: str, column: int) -> float:
    try:
        value = float(compute(*operands))
    except ZeroDivisionError:
        raise ArithmeticProblem("division by zero", column) from None
    except OverflowError:
        raise ArithmeticProblem(f"{what} gives a number that is too large", column) from None
    except ValueError:
        shown = ", ".join(f"{operand:g}" for operand in operands)
        raise ArithmeticProblem(f"{what} is not defined for {shown}", column) from None
    if not math.isfinite(value):
        raise ArithmeticProblem(f"{what} gives a number that is too large", column)
    return value


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # 3 ms that only a mistake has to pay

    close = get_close_matches(word, list(known), n=1)
    return f": did you mean {close[0]}?" if close else ""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = _behind_spaces(text, 0)
    while position < len(text):
        token = _TOKEN.match(text, position)
        if not token:
            raise ArithmeticProblem(_unreadable(text[position]), position + 1)
        tokens.append(_Token(token.lastgroup or "", token[0], position + 1))
        position = _behind_spaces(text, token.end())
    return [*tokens, _Token("end", "", len(text) + 1)]


def _behind_spaces(text: str, position: int) -> int:
    spaces = _SPACES.match(text, position)
    return spaces.end() if spaces else position


def _unreadable(character: str) -> str:
    return "write ** for a power" if character == "^" else f"{character!r} is no arithmetic"


class _Parser:
    """Recursive descent over the grammar above; `depth` bounds the recursion."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    def whole(self) -> Expression:
        expression = self.sum()
        token = self.next
        if token.kind in ("number", "name") or token.text == "(":
            raise ArithmeticProblem(f"write an operator such as * before {token.text}", token.column)
        if token.kind != "end":
            raise ArithmeticProblem(f"{token.text} does not belong here", token.column)
        return expression

    @property
    def next(self) -> _Token:
        return self.tokens[self.position]

    def take(self) -> _Token:
        token = self.next
        self.position += 1
        return token

    def take_sign(self, *signs: str) -> _Token | None:
        return self.take() if self.next.kind == "sign" and self.next.text in signs else None

    def sum(self) -> Expression:
        left = self.product()
        while sign := self.take_sign("+", "-"):
            left = Operation(sign.column, sign.text, left, self.product())
        return left

    def product(self) -> Expression:
        left = self.signed()
        while sign := self.take_sign("*", "/", "%"):
            left = Operation(sign.column, sign.text, left, self.signed())
        return left

    def signed(self) -> Expression:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ArithmeticProblem(f"nested more than {MAX_DEPTH} deep", self.next.column)
        if minus := self.take_sign("-"):
            expression: Expression = Negated(minus.column, self.signed())
        elif self.take_sign("+"):
            expression = self.signed()
        else:
            expression = self.power()
        self.depth -= 1
        return expression

    def power(self) -> Expression:
        base = self.atom()
        sign = self.take_sign("**")
        return Operation(sign.column, "**", base, self.signed()) if sign else base

    def atom(self) -> Expression:
        token = self.take()
        if token.kind == "number":
            return Number(token.column, _number(token))
        if token.kind == "name":
            return self.call(token) if self.take_sign("(") else _plain_name(token)
        if token.text == "(":
            inner = self.sum()
            self.close(token)
            return inner
        missing = "a number or a name is missing"
        raise ArithmeticProblem(
            f"{missing} before {token.text}" if token.text else f"{missing} at the end", token.column
        )

    def call(self, name: _Token) -> Call:
        function = _FUNCTIONS.get(name.text)
        if not function:
            raise ArithmeticProblem(f"{name.text} is no function{_did_you_mean(name.text, _FUNCTIONS)}", name.column)
        arguments = [self.sum()]
        while self.take_sign(","):
            arguments.append(self.sum())
        self.close(name)
        if not function.least <= len(arguments) <= function.most:
            wanted = str(function.least) if function.least == function.most else f"{function.least} to {function.most}"
            raise ArithmeticProblem(f"{name.text} takes {wanted} values, not {len(arguments)}", name.column)
        return Call(name.column, name.text, tuple(arguments))

    def close(self, opened: _Token) -> None:
        if not self.take_sign(")"):
            raise ArithmeticProblem("the bracket that opens here is not closed", opened.column)


def _number(token: _Token) -> float:
    try:
        value = float(token.text)
    except ValueError:
        raise ArithmeticProblem(f"{token.text} is no number", token.column) from None
    if not math.isfinite(value):
        raise ArithmeticProblem(f"{token.text} is too large", token.column)
    return value


def _plain_name(token: _Token) -> Name:
    if token.text in _FUNCTIONS:
        raise ArithmeticProblem(f"write {token.text}(...) with its value", token.column)
    return Name(token.column, token.text)
