"""docs/coverage.md says what covers what, as the decks stand."""

import runpy
from pathlib import Path

import pytest

pytestmark = pytest.mark.builtin_decks

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_up_to_date() -> None:
    made = runpy.run_path(str(DOCS / "coverage.py"))["page"]()
    kept = (DOCS / "coverage.md").read_text("utf-8")
    assert made == kept, "`make coverage` brings docs/coverage.md up to date"
    assert "**none**" not in kept
