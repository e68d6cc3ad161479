"""Recall on past days against looking for each card's last memory on each of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.scheduling.formulas import Formulas
from prepdeck.scheduling.parameters import DEFAULT_PARAMETERS
from prepdeck.scheduling.past_recall import past_recall

GROUPS = {"a/1": "x", "a/2": "x", "b/1": "y", "b/2": "y"}
memories = st.lists(
    st.tuples(st.sampled_from(sorted(GROUPS)), st.integers(0, 40), st.none() | st.floats(0.001, 40_000)), max_size=40
)
asked = st.sets(st.integers(3, 50), min_size=1, max_size=8).map(sorted)


@given(memories, asked)
def test_it_is_what_each_cards_last_memory_says(told: list[tuple[str, int, float | None]], days: list[int]) -> None:
    rows = [(key, day * 86_400_000 + place, day, stability) for place, (key, day, stability) in enumerate(told)]
    rows.sort(key=lambda row: row[1])
    found = past_recall(rows, days, GROUPS, DEFAULT_PARAMETERS)
    recall = Formulas(DEFAULT_PARAMETERS).recall
    for group in ("x", "y"):
        for place, asked_on in enumerate(days):
            last = {key: (day, stability) for key, _, day, stability in rows if day <= asked_on}
            recalls = [
                recall(asked_on - day, stability)
                for key, (day, stability) in last.items()
                if GROUPS[key] == group and stability is not None
            ]
            assert found[group].seen[place] == len(recalls)
            assert found[group].recall[place] == pytest.approx(sum(recalls))


def test_nothing_answered_is_nothing_seen() -> None:
    assert past_recall([], [5, 6], {"a/1": "x"}, DEFAULT_PARAMETERS)["x"].seen == (0, 0)
