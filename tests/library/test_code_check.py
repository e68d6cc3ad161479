"""Whether checks tell right from wrong."""

from dataclasses import replace

import pytest

from prepdeck.library.code_check import emptied, run_library_checks, verify_code_note
from prepdeck.library.code_run import DEFAULT_LIMITS, run_check
from prepdeck.model.note import Basic, Code, Note, Place
from prepdeck.model.problem import Severity

ANSWER = "def double(x):\n    return 2 * x"
GOOD = "assert double(2) == 4"
SHORT = replace(DEFAULT_LIMITS, seconds=1.0)


def code_note(answer: str = ANSWER, check: str = GOOD, bug: str = "", language: str = "python", line: int = 7) -> Note:
    return Note("dsa", f"n{line}", Code("Write it.", language, answer, check, bug), Place("decks/dsa.yaml", line, 5))


def codes(note: Note) -> list[str]:
    return [problem.code for problem in verify_code_note(note, SHORT)]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (code_note(), []),
        (code_note(bug="def double(x):\n    return x"), []),
        (code_note(check=""), []),
        (code_note(check="assert double(2) == 5"), ["check-fails"]),
        (code_note(answer="def double(x:"), ["check-fails"]),
        (code_note(check="assert callable(double)"), ["check-passes-emptied"]),
        (code_note(check="def test():\n    assert double(2) == 4"), ["check-passes-emptied"]),
        (code_note(bug="def double(x):\n    return x + x"), ["bug-passes"]),
        (code_note(bug="def double(x):\n    while True: pass"), []),
        (code_note(answer="def double(x):\n    while True: pass"), ["check-times-out"]),
        (code_note(language="rust"), ["check-language-unknown"]),
        (code_note(language="Python3"), []),
        (code_note("total = sum(range(5))", "assert total == 10"), []),
        (Note("dsa", "n", Basic("f", "b"), Place("decks/dsa.yaml", 1)), []),
    ],
)
def test_what_is_found(note: Note, found: list[str]) -> None:
    assert codes(note) == found


def test_a_problem_says_where_and_why() -> None:
    (problem,) = verify_code_note(code_note(check="x = 1\nassert double(2) == 5, 'no'"))
    assert str(problem).startswith("decks/dsa.yaml:7:5: error check-fails dsa/n7: ")
    assert "AssertionError: no at `assert double(2) == 5, 'no'`" in problem.message
    (problem,) = verify_code_note(code_note(language="ru\x1bst"))
    assert problem.severity == Severity.SUGGESTION
    assert "\x1b" not in problem.message


def test_the_report_counts_every_run_in_order_of_place() -> None:
    notes = [
        code_note(check="assert False", line=9),
        code_note(bug="def double(x):\n    return x", line=3),
        code_note(check="", line=4),
        code_note(language="go", line=5),
    ]
    seen: list[tuple[int, int]] = []
    report = run_library_checks(notes, lambda done, total: seen.append((done, total)))
    assert report.executed == 5
    assert report.skipped == 1
    assert [(problem.line, problem.code) for problem in report.problems] == [
        (5, "check-language-unknown"),
        (9, "check-fails"),
    ]
    assert seen == [(done, 5) for done in range(1, 6)]


def test_emptied_keeps_everything_but_bodies() -> None:
    answer = '''
import heapq
from functools import cache
LIMIT = 10
class Heap:
    size = 3
    @property
    def top(self) -> int:
        """Doc."""
        return heapq.nsmallest(1, [LIMIT])[0]
    async def pop(self): return 1
@cache
def f(x=LIMIT):
    def inner(): return x
    return inner()
key = lambda pair: pair[1]
'''
    assert emptied(answer).split("\n") == [
        "import heapq",
        "from functools import cache",
        "LIMIT = 10",
        "",
        "class Heap:",
        "    size = 3",
        "",
        "    @property",
        "    def top(self) -> int:",
        "        pass",
        "",
        "    async def pop(self):",
        "        pass",
        "",
        "@cache",
        "def f(x=LIMIT):",
        "    pass",
        "key = lambda pair: None",
    ]
    assert run_check(emptied(answer), "assert f() is None").passed


def test_an_answer_without_functions_loses_its_statements() -> None:
    assert emptied("import math\nx = math.pi\nclass A:\n    y = 1") == "import math"
    with pytest.raises(SyntaxError):
        emptied("def f(:")
