import pytest

from prepdeck.mocks.spans import clock_text, offset_text
from prepdeck.mocks.words import all_words, content_words, has_phrase


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0:00"),
        (999, "0:00"),
        (-999, "0:00"),
        (408_999, "6:48"),
        (-5_000, "-0:05"),
        (3_599_999, "59:59"),
        (3_723_000, "1:02:03"),
    ],
)
def test_a_span_reads_like_a_clock(ms: int, text: str) -> None:
    assert clock_text(ms) == text


def test_a_difference_has_its_sign() -> None:
    assert [offset_text(ms) for ms in (70_000, -30_000, 400, -400)] == ["+1:10", "-0:30", "0:00", "0:00"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Negatives of these queries", "negative query"),
        ("losses and biases", "loss, bias"),
        ("indexes, caches, databases, batches", "index cache database batch"),
        ("Recall@k at 0.5", "recall@k 0.5"),
        ("the of and", ""),
    ],
)
def test_plurals_case_and_fillers_do_not_count(one: str, other: str) -> None:
    assert content_words(one) == content_words(other)
    assert len(content_words(one)) == len(other.split())


def test_different_words_stay_different() -> None:
    assert not content_words("bias scale 0.5") & content_words("base scaling 5")


def test_a_phrase_is_found_as_neighbouring_words() -> None:
    words = all_words("How many daily active users, and how fresh?")
    assert has_phrase(words, "Daily active user")
    assert not has_phrase(words, "daily users")
    assert not has_phrase(words, "")
