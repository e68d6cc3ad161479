import pytest
from drills.fake_host import BODIES, card_of, every_card, given, note_of
from hypothesis import given as given_numbers
from hypothesis import strategies as st

from prepdeck.drills.faces import Interaction, code_span, draw_values, face_of, fenced
from prepdeck.drills.grading import compare_numeric
from prepdeck.model.arithmetic import evaluate, parse
from prepdeck.model.card import Card, cards_of
from prepdeck.model.note import Basic, Choices, Code, Numeric, Tolerance, Typed
from prepdeck.text.markdown import to_blocks


def test_basic_and_its_reverse():
    there, back = (face_of(card) for card in cards_of(note_of("reversed")))
    assert (there.question, there.answer) == ("all-gather", "Every rank gets all shards.")
    assert (back.question, back.answer) == (there.answer, there.question)


def test_cloze_hides_its_number_and_shows_the_others():
    face = face_of(card_of("cloze", "c2"))
    assert face.question == "DDP overlaps gradient all-reduce with [when?]."
    assert "the backward pass" in face.answer


def test_note_fields_travel_to_the_face():
    face = face_of(card_of("basic", why="Because.", sources=("docs",), tier="deep", diagram="a -> b"))
    assert (face.why, face.hint, face.sources, face.tier) == ("Because.", "Think of shards.", ("docs",), "deep")
    assert (face.diagram, face.tags, face.kind) == ("a -> b", ("zero",), "basic")


@pytest.mark.parametrize(("name", "ordered"), [("steps", True), ("items", False)])
def test_lists_are_ticked_item_by_item(name, ordered):
    face = face_of(card_of(name))
    assert (face.interaction, face.ordered, len(face.entries)) == (Interaction.LIST, ordered, 3)


def test_steps_number_their_answer_and_say_why():
    assert face_of(card_of("steps")).answer == "1. Problem\n2. Metrics (both kinds)\n3. Data"


def test_choices_are_shuffled_by_the_seed_and_lettered_in_order():
    faces = [face_of(card_of("choices"), seed) for seed in range(30)]
    assert {tuple(option.letter for option in face.options) for face in faces} == {("a", "b", "c")}
    assert len({tuple(option.text for option in face.options) for face in faces}) == 6
    assert all([option.text for option in face.options if option.right] == ["Prefix sum"] for face in faces)
    assert faces[3] == face_of(card_of("choices"), 3)


def test_select_all_that_apply():
    face = face_of(card_of("several"))
    assert face.several
    assert sorted(face.answer.splitlines()) == ["- all-gather", "- all-reduce"]


def test_twenty_seven_options_have_letters():
    face = face_of(Card(note_of("choices", Choices("Which?", ("0",), tuple(map(str, range(1, 27)))))))
    assert [option.letter for option in face.options][25:] == ["z", "aa"]


def test_numeric_substitutes_given_names_only():
    face = face_of(card_of("numeric"), seed=3)
    shown = {name: value.spelling for name, value in face.values}
    assert face.question == (
        f"GB per GPU: ZeRO-{shown['stage']}, {shown['params']}B parameters, {shown['gpus']} GPUs, not {{this}}?"
    )


def test_numeric_computes_with_the_case_of_the_shown_value():
    expressions = {"1": "params*(4 + 12/gpus)", "3": "params*16/gpus"}
    stages = set()
    for seed in range(40):
        face = face_of(card_of("numeric"), seed)
        spellings = {name: value.spelling for name, value in face.values}
        stages.add(spellings["stage"])
        numbers = {name: value.number for name, value in face.values}
        assert face.correct == evaluate(parse(expressions[spellings["stage"]]), numbers)
        assert face.answer.endswith(" GB")
    assert stages == {"1", "3"}


def test_numeric_shows_the_calculation_with_the_values_put_in():
    numeric = Numeric("{a} times {ab}?", (given("a", "-2"), given("ab", "1e3")), Tolerance(0, False), answer="a*ab")
    face = face_of(Card(note_of("numeric", numeric)))
    assert face.question == "-2 times 1e3?"
    assert face.calculation == "a*ab = (-2)*1e3 = -2,000"


@given_numbers(st.floats(1e-9, 1e18), st.sampled_from([0.0, 1e-6, 0.05]))
def test_the_number_shown_would_be_right_if_it_were_typed(number, amount):
    tolerance = Tolerance(amount, relative=True)
    numeric = Numeric("{a}?", (given("a", repr(number)),), tolerance, answer="a/3", unit="GB")
    face = face_of(Card(note_of("numeric", numeric)))
    assert face.correct is not None
    assert compare_numeric(face.answer, face.correct, tolerance, "GB").right


def test_every_combination_of_values_is_drawn():
    numeric = BODIES["numeric"]
    assert isinstance(numeric, Numeric)
    drawn = {tuple(value.spelling for _, value in draw_values(numeric, seed)) for seed in range(200)}
    assert len(drawn) == 8


def test_code_is_fenced_and_a_bug_is_part_of_the_question():
    assert face_of(card_of("bug")).question == "Spot the bug.\n\n```python\nreturn a[1]\n```"
    assert face_of(card_of("code")).answer == "```python\ndef longest(bits):\n    return 3\n```"
    assert face_of(card_of("code")).language == "python"


def test_no_code_can_close_its_fence():
    code = "x = '''\n```\n````\n'''"
    (block,) = to_blocks(fenced(code, "python"))
    assert block.code.rstrip("\n") == code


@pytest.mark.parametrize("text", ["a", "`", "``b`", "__init__", "*x*"])
def test_code_spans_show_their_text_as_it_is(text):
    (paragraph,) = to_blocks(code_span(text))
    assert [(span.text, span.code) for span in paragraph.spans] == [(text, True)]


def test_typed_lists_what_is_accepted():
    assert face_of(Card(note_of("typed", Typed("?", ("__init__", "1"))))).answer == "`__init__` or `1`"


@pytest.mark.parametrize(("name", "seconds", "points"), [("explain", 90, 2), ("pitch", 60, 3)])
def test_timed_kinds_have_seconds_and_points(name, seconds, points):
    face = face_of(card_of(name))
    assert (face.interaction, face.seconds, len(face.entries)) == (Interaction.TIMED, seconds, points)


@pytest.mark.parametrize(
    ("audience", "purpose", "question"),
    [
        (
            "hiring manager",
            "success metric",
            "To a hiring manager, about the success metric: which question do you ask?",
        ),
        ("engineer", "how they deploy", "To an engineer, about how they deploy: which question do you ask?"),
        ("the recruiter", "a next step", "To the recruiter, about a next step: which question do you ask?"),
    ],
)
def test_ask_names_audience_and_purpose(audience, purpose, question):
    face = face_of(Card(note_of("ask", type(BODIES["ask"])("Q?", audience, purpose))))
    assert (face.question, face.answer) == (question, "Q?")


@pytest.mark.parametrize("card", every_card(), ids=lambda card: card.key)
def test_no_question_gives_tags_or_tier_away(card):
    face = face_of(card)
    assert "zero" not in face.question.lower().replace("zero-", "")
    assert face.question


def test_faces_of_code_without_bug_and_plain_basic_have_no_options():
    assert face_of(Card(note_of("x", Code("f", "python", "pass")))).options == ()
    assert face_of(Card(note_of("x", Basic("f", "b")))).entries == ()
