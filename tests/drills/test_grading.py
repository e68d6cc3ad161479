import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.drills.grading import (
    ChoicesVerdict,
    CodeVerdict,
    NumericVerdict,
    Tick,
    choices_verdict,
    compare_numeric,
    compare_typed,
    number_text,
    proposed_for_list,
    proposed_for_verdict,
    with_hint,
)
from prepdeck.model.note import Tolerance
from prepdeck.model.rating import Rating

FIVE_PERCENT = Tolerance(0.05, relative=True)
HALF = Tolerance(0.5, relative=False)
NOTHING = Tolerance(0.0, relative=True)


@pytest.mark.parametrize("given_text", ["reduce-scatter", "  Reduce-Scatter\t", "REDUCE-SCATTER"])
def test_case_and_outer_spaces_do_not_count(given_text):
    assert compare_typed(given_text, ("all-gather", "reduce-scatter")).right


def test_unicode_spelling_does_not_count():
    assert compare_typed("re\u0301sume\u0301", ("r\u00e9sum\u00e9",)).right


def test_the_closest_accepted_answer_is_compared():
    verdict = compare_typed("reduce scater", ("all-gather", "reduce-scatter"))
    assert verdict.closest == "reduce-scatter"
    assert [(segment.kind, segment.text) for segment in verdict.segments] == [
        ("same", "reduce"),
        ("extra", " "),
        ("missing", "-"),
        ("same", "scat"),
        ("missing", "t"),
        ("same", "er"),
    ]


@given(st.text(max_size=30), st.lists(st.text(max_size=30), min_size=1, max_size=3))
def test_segments_spell_both_texts(given_text, accepted):
    verdict = compare_typed(given_text, accepted)
    kept = [segment for segment in verdict.segments if segment.kind != "missing"]
    wanted = [segment for segment in verdict.segments if segment.kind != "extra"]
    assert "".join(segment.text for segment in kept) == verdict.given
    assert "".join(segment.text for segment in wanted).casefold() == verdict.closest.casefold()
    assert verdict.right == (verdict.given.casefold() == verdict.closest.casefold())


@pytest.mark.parametrize(
    ("given_text", "answer", "near"),
    [
        ("reduce scatter", "reduce-scatter", True),
        ("reducescatter", "reduce-scatter", True),
        ("reduec-scatter", "reduce-scatter", True),
        ("reduce-scatterr", "reduce-scatter", True),
        ("reduce-satterr", "reduce-scatter", False),
        ("dim=1", "dim=0", False),
        ("5e-34", "5e-3", False),
        ("x+=yy", "x-=yy", False),
        ("bce", "mce", False),
        ("prefix sum", "prefix sum", False),
    ],
)
def test_near_is_one_letter_off(given_text, answer, near):
    assert compare_typed(given_text, (answer,)).near is near


@pytest.mark.parametrize(
    "text",
    [
        "17.5",
        "7*16/6.4",
        "17.5 GB",
        "17.5gb",
        "≈ 17.5",
        "= 17.5",
        "35/2",
        "1_750/100",
        "1,750/100",
        "(2^4+1.5) GB",
        "17,50".replace(",", "."),
    ],
)
def test_numbers_are_read_as_people_write_them(text):
    assert compare_numeric(text, 17.5, NOTHING, "GB").right


@pytest.mark.parametrize(
    "text", ["1,024", "1 024", "1\u202f024", "2**10", "2^10", "1024 tokens", "2 × 512", "max(1,024, 1024)"]
)
def test_thousands_are_grouped_where_no_comma_can_mean_something_else(text):
    assert compare_numeric(text, 1024, NOTHING, "tokens").right


@pytest.mark.parametrize("text", ["", "GB", "1,5", "seven", "7*", "1/0", "9**9**9**9", "1,0240", "x" * 500, "16 MB"])
def test_what_cannot_be_read_says_what_to_write(text):
    verdict = compare_numeric(text, 17.5, FIVE_PERCENT, "GB")
    assert not verdict.right
    assert verdict.value is None
    assert "a number or arithmetic" in verdict.problem or "decimal point" in verdict.problem


@pytest.mark.parametrize(
    ("text", "correct", "tolerance", "right", "distance"),
    [
        ("105", 100, FIVE_PERCENT, True, "5 % too high"),
        ("95", 100, FIVE_PERCENT, True, "5 % too low"),
        ("105.1", 100, FIVE_PERCENT, False, "5.1 % too high"),
        ("-95", -100, FIVE_PERCENT, True, "5 % too high"),
        ("100", 100, FIVE_PERCENT, True, "exact"),
        ("3", 2.5, HALF, True, "20 % too high"),
        ("3.1", 2.5, HALF, False, "24 % too high"),
        ("0.4", 0, HALF, True, "0.4 too high"),
        ("0.1+0.2", 0.3, NOTHING, True, "exact"),
        ("1000000", 1, FIVE_PERCENT, False, "99,999,900 % too high"),
    ],
)
def test_tolerance_and_distance(text, correct, tolerance, right, distance):
    verdict = compare_numeric(text, correct, tolerance)
    assert (verdict.right, verdict.distance) == (right, distance)


@given(st.text(max_size=60), st.sampled_from(["", "GB", "%", "e", "1"]))
def test_any_text_is_judged_without_an_error(text, unit):
    verdict = compare_numeric(text, 17.5, FIVE_PERCENT, unit)
    assert bool(verdict.problem) == (verdict.value is None)


def test_choices():
    assert choices_verdict(frozenset({0, 2}), frozenset({0, 2})).right
    wrong = choices_verdict(frozenset({0, 1}), frozenset({0, 2}))
    assert wrong == ChoicesVerdict(False, missed=frozenset({2}), wrong=frozenset({1}))


@pytest.mark.parametrize(
    ("marks", "rating"),
    [
        ("hh", Rating.GOOD),
        ("hm", Rating.HARD),
        ("mm", Rating.AGAIN),
        ("hhm", Rating.HARD),
        ("hmm", Rating.AGAIN),
        ("hhhm", Rating.HARD),
        ("hhhhm", Rating.GOOD),
        ("hhhmm", Rating.HARD),
        ("hhmmm", Rating.AGAIN),
        ("hhhpp", Rating.GOOD),
        ("pp", Rating.HARD),
        ("pm", Rating.AGAIN),
        ("p", Rating.HARD),
        ("h-", None),
        ("", None),
    ],
)
def test_a_list_proposes_by_its_share(marks, rating):
    ticks = {"h": Tick.HAD, "p": Tick.PARTLY, "m": Tick.MISSED, "-": None}
    assert proposed_for_list(ticks[mark] for mark in marks) is rating


def test_verdicts_propose():
    assert proposed_for_verdict(compare_typed("all-gather", ("all-gather",))) is Rating.GOOD
    assert proposed_for_verdict(compare_typed("all gather", ("all-gather",))) is Rating.HARD
    assert proposed_for_verdict(compare_typed("send", ("all-gather",))) is Rating.AGAIN
    assert proposed_for_verdict(NumericVerdict(False, 3.0, 0.1)) is Rating.AGAIN
    assert proposed_for_verdict(CodeVerdict(True)) is Rating.GOOD
    assert proposed_for_verdict(CodeVerdict(False)) is Rating.AGAIN


@pytest.mark.parametrize("rating", list(Rating))
def test_a_hint_costs_good(rating):
    assert with_hint(rating) is min(rating, Rating.HARD)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (15.53125, "15.53"),
        (1024, "1,024"),
        (16384, "16,384"),
        (1e8, "100,000,000"),
        (2.5e20, "2.5e+20"),
        (0.00012, "0.00012"),
        (0.1 + 0.2, "0.3"),
        (-7.0, "-7"),
        (9999.7, "10,000"),
    ],
)
def test_numbers_are_shown_as_people_write_them(value, text):
    assert number_text(value) == text
