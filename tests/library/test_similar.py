"""Near-identical questions: what the lookup of rare words finds is what comparing each with each finds."""

from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.similar import SIMILARITY, similar_pairs

WORDS = tuple(f"w{number:02}" for number in range(24))


@st.composite
def questions(draw: st.DrawFn) -> list[str]:
    """Questions of 1 to 24 words, most of them near to one of few."""
    whole = draw(st.lists(st.frozensets(st.sampled_from(WORDS), min_size=1), min_size=1, max_size=3))
    asked = []
    for _ in range(draw(st.integers(1, 12))):
        changed = draw(st.sets(st.sampled_from(WORDS), max_size=3))
        asked.append(" ".join(sorted(draw(st.sampled_from(whole)) ^ changed)) or "w")
    return asked


def are_similar(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return len(words & others) >= SIMILARITY * len(words | others)


@given(questions())
def test_no_similar_pair_is_overlooked_and_none_is_made_up(asked: list[str]) -> None:
    expected = []
    for later, question in enumerate(asked):
        same = next((place for place in range(later) if asked[place] == question), None)
        near = next((place for place in range(later) if are_similar(asked[place], question)), None)
        if near is not None:
            expected.append((near if same is None else same, later))
    assert similar_pairs(asked) == expected


def test_a_long_question_is_found_by_its_rarest_words() -> None:
    words = [f"word-{number:03}" for number in range(200)]
    asked = [" ".join(words), " ".join(words[:181]), " ".join(words[:179])]
    assert similar_pairs(asked) == [(0, 1), (1, 2)]


def test_ten_thousand_questions_of_the_same_few_words_are_bounded_work() -> None:
    asked = [" ".join(sorted({WORDS[(number >> bit) % 24] for bit in range(12)})) for number in range(10_000)]
    assert similar_pairs(asked)
