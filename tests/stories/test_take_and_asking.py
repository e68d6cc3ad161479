"""Pasted takes, questions to ask, the form's lists, and the page for the day before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.stories.asking import OwnQuestion, audiences_of, picked
from prepdeck.stories.form import (
    NEW_CLAIM,
    FormProblem,
    claims_text,
    competencies_text,
    probes_text,
    read_claims,
    read_competencies,
    read_probes,
    read_requirements,
    read_scope,
)
from prepdeck.stories.sheet import HEIGHT, WIDTH, Mark, Sheet, SheetCard, SheetStory, markdown_lines, plain_lines
from prepdeck.stories.take import take_of
from prepdeck.text.cells import cell_width


def test_a_take_is_counted_with_its_fillers() -> None:
    take = take_of("Um, so, uhm I basically, you know, cut the, like, run. Um. " + "word " * 90, 30)
    assert take.fillers == (("um", 3), ("basically", 1), ("like", 1), ("you know", 1))
    assert take.wpm == take.words * 2
    assert "too fast" in take.pace_text
    assert take.filler_text == "6 fillers, a pause says more: um 3, basically 1, like 1, you know 1"


def test_real_words_are_no_fillers() -> None:
    take = take_of("I like the umbrella kind of well, he said. Actually measured.", 0)
    assert [word for word, _ in take.fillers] == ["actually", "kind of"]
    assert (take.wpm, take.pace_text) == (0, "11 words")
    assert take_of("Two plain words, said slowly.", 60).filler_text == "no filler words"
    assert "slow" in take_of("Two plain words.", 60).pace_text
    assert take_of("word " * 140, 60).pace_text == "140 words a minute"


QUESTION = OwnQuestion("a/b", "What of {product} at {company}, {other}?", "peer", "the work", "")


def test_placeholders_are_filled_with_what_is_known() -> None:
    assert QUESTION.filled({"product": "TPS"}) == "What of TPS at {company}, {other}?"
    assert QUESTION.lacking({"product": "TPS", "company": " "}) == ("company",)
    assert QUESTION.filled({"product": "{company}", "company": "I"}) == "What of {company} at I, {other}?"


def test_questions_are_picked_by_audience_and_purpose() -> None:
    other = OwnQuestion("a/c", "What would success be?", "hiring manager", "success metric")
    both = [QUESTION, other]
    assert audiences_of(both) == ("peer", "hiring manager")
    assert picked(both, "Peer") == [QUESTION]
    assert picked(both, purpose="metric") == [other]
    assert picked(both, "peer", "metric") == []
    assert picked(both) == both


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="|\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1
)
_TEXT = _WORDS.map(lambda text: " ".join(text.split())).filter(bool)


@given(st.lists(st.tuples(_TEXT, st.one_of(st.just(""), _TEXT))))
def test_probes_come_back_as_they_were(probes: list[tuple[str, str]]) -> None:
    assert read_probes(probes_text(probes)) == tuple(probes)


def test_lists_of_the_form_come_back_as_they_were() -> None:
    shown = (("growing", "strong"), ("conflict", "ok"))
    assert read_competencies(competencies_text(shown)) == shown
    assert read_competencies("growing: strong\n\nconflict") == shown
    claims = (
        {"claim": "speed", "value": "48", "unit": "x", "means": "time: of a run"},
        {"claim": "b", "value": "1", "means": "c"},
    )
    assert read_claims(claims_text(claims)) == claims
    assert read_claims("value: 3\nmeans: Models, shipped!") == (
        {"value": "3", "means": "Models, shipped!", "claim": "models-shipped"},
    )
    assert read_requirements("sharding\n\n- data-loading,\nsharding") == ("sharding", "data-loading")
    assert read_scope(" Team ") == "team"


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_competencies, "growing very"),
        (read_requirements, "data loading"),
        (read_competencies, "growing strong indeed"),
        (read_claims, "48x"),
        (read_claims, "speed: 48x"),
        (read_claims, "value: 48x"),
        (read_claims, NEW_CLAIM.replace("claim: ", "claim: a")),
        (read_scope, "world"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_field(read, text: str) -> None:
    with pytest.raises(FormProblem) as problem:
        read(text)
    assert problem.value.field in ("competencies", "evidence_for", "claims", "scope")


def long_sheet(amount: int, text: str) -> Sheet:
    return Sheet(
        title=text,
        cards=tuple(SheetCard(f"a/{n}", text, text, None if n % 2 else 0.5) for n in range(amount)),
        framework=text,
        marks=tuple(Mark(n, text[:40]) for n in range(amount)),
        stories=tuple(SheetStory(f"s{n}", text, (text, text), text, text) for n in range(amount)),
        questions=(text,) * amount,
    )


@given(st.integers(0, 60), st.text(min_size=0, max_size=400))
def test_a_sheet_of_anything_fits_its_page(amount: int, text: str) -> None:
    for lines in (plain_lines(long_sheet(amount, text)), markdown_lines(long_sheet(amount, text))):
        assert len(lines) <= HEIGHT
        assert all(cell_width(line) <= WIDTH and "\n" not in line for line in lines)


def test_a_full_sheet_has_all_its_parts() -> None:
    lines = plain_lines(long_sheet(60, "some words of a question that go on " * 9))
    heads = [line for line in lines if line.isupper()]
    assert len(heads) == 5
    assert [head.split(":")[0] for head in heads[1:]] == ["WEAKEST CORE CARDS", "MINUTES", "STORIES", "TO ASK THEM"]
