"""How long a text takes aloud."""

import pytest

from prepdeck.stories.speaking import speaking_of, words_for


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        ("300x faster, follow-up: don't!", 4),
        ("99.9 % of 10,000", 3),
        ("- a\n- b", 2),
        ("```py\nx\n```", 1),
    ],
)
def test_words_are_counted_as_they_are_said(text: str, words: int) -> None:
    assert speaking_of(text).words == words


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (420, "about 3 minutes aloud: aim for 2"),
        (510, "about 3½ minutes aloud: aim for 2"),
        (280, "about 2 minutes aloud"),
        (140, "about 1 minute aloud"),
        (70, "about 30 seconds aloud"),
        (1, "about 5 seconds aloud"),
    ],
)
def test_the_time_is_told_against_what_is_aimed_at(words: int, advice: str) -> None:
    assert speaking_of("word " * words).advice(120) == advice


def test_a_short_telling_has_an_aim_in_seconds() -> None:
    assert speaking_of("word " * 140).advice(30) == "about 1 minute aloud: aim for 30 seconds"
    assert words_for(30) == (65, 75)
    assert words_for(120) == (260, 300)
