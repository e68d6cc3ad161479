"""Stories against competencies: holes, stories too much rests on, stale ones; and which question is drawn."""

from prepdeck.model.outline import Outline, OutlineItem
from prepdeck.model.story import Competency, Story
from prepdeck.stories.advice import advice_lines, told_text
from prepdeck.stories.drawing import Practice, found, in_order
from prepdeck.stories.matrix import Matrix, Question, matrix_rows, names_covered

NAMES = ("driving", "ambiguity", "conflict", "growing")
OUTLINE = Outline("competencies", "", "o.yaml", tuple(OutlineItem(f"beh.axis.{name}", name.title()) for name in NAMES))
ROWS = matrix_rows([Outline("other", "", "x.yaml", (OutlineItem("other.one", "One"),)), OUTLINE])


def story(slug: str, **shown: str) -> Story:
    competencies = tuple(Competency(name, "strong" if word == "strong" else "ok") for name, word in shown.items())
    return Story(slug, slug.title(), f"{slug}.yaml", (), competencies=competencies)


A = story("a", driving="strong", ambiguity="ok", conflict="ok")
B = story("b", driving="strong")


def matrix(*stories: Story, last: dict[str, int | None] | None = None, today: int = 100) -> Matrix:
    return Matrix(ROWS, stories, last or {}, today)


def test_the_rows_come_from_outlines_of_competencies_by_the_last_part_of_their_ids() -> None:
    assert (ROWS[0].name, ROWS[0].title, ROWS[0].group) == ("driving", "Driving", "beh.axis")
    own = Outline("competencies-acme", "", "a.yaml", (OutlineItem("acme.frugal", "Frugal"), OUTLINE.items[0]))
    assert [row.name for row in matrix_rows([OUTLINE, own])] == [*NAMES, "frugal"]
    assert names_covered(("beh.axis.growing", "x"), ROWS) == ("growing",)


def test_covers_holes_and_what_rests_on_one_story() -> None:
    both = matrix(A, B)
    assert [both.cover(row) for row in ROWS] == ["covered", "weak", "weak", "hole"]
    assert [row.name for row in both.holes] == ["growing"]
    assert [row.name for row in both.rests_on(A)] == ["ambiguity", "conflict"]
    assert both.over_used == ()
    assert matrix(A).over_used == (A,)
    assert matrix(A).cover(ROWS[0]) == "one"


def test_a_story_is_stale_after_two_weeks_and_never_told_ones_come_first() -> None:
    told = matrix(A, B, story("c"), last={"a": 87, "b": 86, "c": None})
    assert [one.slug for one in told.stale] == ["c", "b"]
    assert (told.days_since(A), told_text(told.days_since(A))) == (13, "told 13 days ago")
    assert (told_text(None), told_text(0), told_text(1)) == ("never told", "told today", "told 1 day ago")


def test_more_than_twelve_are_too_many() -> None:
    assert matrix(*(story(f"s{n}") for n in range(12))).too_many == 0
    fourteen = matrix(*(story(f"s{n}") for n in range(14)))
    assert fourteen.too_many == 2
    assert any("Retire 2" in line for line in advice_lines(fourteen))


def test_the_advice_names_holes_first() -> None:
    lines = advice_lines(matrix(A, last={"a": 100}))
    assert lines[0] == "No story shows Growing."
    assert "3 competencies rest on A alone" in lines[2]
    covered = matrix(*(story(f"s{n}", **dict.fromkeys(NAMES, "strong")) for n in (1, 2)), last={"s1": 99, "s2": 99})
    assert advice_lines(covered) == []


def test_three_stories_are_chosen_that_show_most_together() -> None:
    growing, narrow = story("g", growing="strong"), story("n", driving="ok")
    assert [one.slug for one in matrix(narrow, B, A, growing).chosen(2)] == ["a", "g"]
    assert matrix().chosen(3) == []


def test_questions_that_no_story_answers_and_none_was_rehearsed_with() -> None:
    questions = [
        Question("q/driving", "?", ("driving",)), Question("q/growing", "?", ("growing",)),
        Question("q/none", "?"), Question("asked/x", "?", (), "Initech"),
    ]  # fmt: skip
    open_ones = matrix(A, B).unanswered(questions, frozenset({"q/none"}))
    assert [question.key for question in open_ones] == ["asked/x", "q/growing"]
    assert [one.slug for one in matrix(A, B, last={"a": 90, "b": 80}).answers(questions[0])] == ["b", "a"]


def test_what_was_really_asked_is_drawn_first_then_what_was_rehearsed_least() -> None:
    asked, fresh, done = Question("asked/x", "?", (), "I"), Question("q/f", "?"), Question("q/d", "?", ("driving",))
    order = in_order([done, fresh, asked], matrix(A), {}, 1)
    assert [one.key for one in order] == ["asked/x", "q/d", "q/f"]
    practised = {"asked/x": Practice(2, 99), "q/d": Practice(1, 98)}
    assert [one.key for one in in_order([done, fresh, asked], matrix(A), practised, 1)] == ["q/f", "q/d", "asked/x"]


def test_equals_are_drawn_by_the_seed() -> None:
    questions = [Question(f"q/{n}", "?") for n in range(20)]
    first = [in_order(questions, matrix(), {}, seed)[0].key for seed in range(20)]
    assert len(set(first)) > 5
    assert first == [in_order(list(reversed(questions)), matrix(), {}, seed)[0].key for seed in range(20)]


def test_a_question_is_found_by_key_competency_or_words() -> None:
    questions = [
        Question("b/one", "Tell me about a conflict", ("conflict",)),
        Question("b/two", "A conflict, and more"),
    ]
    assert [one.key for one in found(questions, "b/one")] == ["b/one"]
    assert [one.key for one in found(questions, "two")] == ["b/two"]
    assert [one.key for one in found(questions, "conflict")] == ["b/one"]
    assert [one.key for one in found(questions, "more CONFLICT")] == ["b/two"]
    assert found(questions, "nothing like it") == []
