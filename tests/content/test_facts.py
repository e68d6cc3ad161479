"""What was verified with PyTorch has an executable proof, and every proof backs a card that says so."""

import ast
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from prepdeck.library.check import check_library
from prepdeck.library.search_path import builtin_root
from prepdeck.model.note import Note
from prepdeck.model.study_day import day_of
from prepdeck.study.authoring import stale_facts

pytestmark = pytest.mark.builtin_decks

PROOFS = Path(__file__).parents[1] / "facts"


@cache
def notes() -> dict[str, Note]:
    return {note.key: note for deck in check_library([builtin_root()]).decks for note in deck.notes}


@cache
def proven_keys() -> frozenset[str]:
    return frozenset(key for path in sorted(PROOFS.glob("test_*.py")) for key in keys_in(path))


def keys_in(path: Path) -> Iterator[str]:
    """The notes that `pytest.mark.proves(...)` names in a file; torch need not be there to read them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "proves":
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def test_every_proof_names_a_note() -> None:
    assert sorted(proven_keys() - notes().keys()) == []


def test_every_proven_note_says_with_what_it_was_verified() -> None:
    unsaid = [key for key in sorted(proven_keys() & notes().keys()) if not notes()[key].verified]
    assert unsaid == []


def test_every_note_verified_with_torch_has_a_proof() -> None:
    verified = {
        key for key, note in notes().items() if note.verified and note.verified.checked_with.startswith("torch")
    }
    assert sorted(verified - proven_keys()) == []


def test_what_was_verified_is_told_once_it_is_old() -> None:
    checked = check_library([builtin_root()])
    expiring = [note for note in notes().values() if note.verified and note.expires_after_days]
    dates = [day_of(date.fromisoformat(note.verified.date)) for note in expiring if note.verified]
    long_after = max(dates) + max(note.expires_after_days or 0 for note in expiring) + 1
    assert stale_facts(checked, min(dates)) == []
    told = stale_facts(checked, long_after)
    assert {problem.code for problem in told} == {"stale-fact"}
    assert len(told) == len(expiring) >= 60


def test_every_note_verified_with_torch_expires() -> None:
    unending = [key for key in sorted(proven_keys() & notes().keys()) if not notes()[key].expires_after_days]
    assert unending == []
