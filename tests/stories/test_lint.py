"""The claims lint: each of eight contradictions is found, and a clean story has none."""

import pytest
from support.stories import CLEAN, PLANTED, claim, story

from prepdeck.library.reader import read_file
from prepdeck.model.story import Story
from prepdeck.stories.lint import CODES, Finding, lint


def read(*sources: str) -> list[Story]:
    contents = [read_file(f"{number}.yaml", source.encode()) for number, source in enumerate(sources)]
    assert [problem for content in contents for problem in content.problems] == []
    return [content.story for content in contents if content.story]


def codes(*sources: str) -> list[str]:
    return [finding.code for finding in lint(read(*sources))]


def test_a_clean_story_has_no_finding() -> None:
    assert lint(read(CLEAN)) == []


def test_two_clean_stories_that_share_a_claim_have_none() -> None:
    other = CLEAN.replace("story: nightly-forecast", "story: another")
    assert lint(read(CLEAN, other)) == []


@pytest.mark.parametrize("code", PLANTED)
def test_each_planted_contradiction_is_found_and_nothing_else(code: str) -> None:
    assert set(codes(*PLANTED[code].values())) == {code}


def test_all_eight_are_found_together() -> None:
    stories = read(CLEAN, *(text for files in PLANTED.values() for text in files.values()))
    assert {finding.code for finding in lint(stories)} >= set(PLANTED)
    assert len(PLANTED) == 8


def test_a_finding_says_where_and_what() -> None:
    (found,) = lint(read(*PLANTED["two-meanings"].values()))
    assert found == Finding(
        path="1.yaml",
        line=10,
        column=12,
        code="two-meanings",
        message='300x means "cost of a training run" here, and "latency of an answer in production" in 0.yaml:10',
    )


def test_a_text_that_says_another_metric_than_its_claim_has_two_meanings() -> None:
    source = story(
        "gain", "Performance rose by 12 points in 6 weeks.", claim("gain", "12 points", "accuracy on held-out days")
    )
    assert codes(source) == ["two-meanings"]


def test_a_claim_of_one_name_with_two_values_has_two_figures() -> None:
    one = story("one", "It ran 48x sooner.", claim("speedup", "48x", "wall-clock of a run"))
    two = story("two", "It ran 50x sooner.", claim("speedup", "50x", "time of the nightly job"))
    assert codes(one, two) == ["two-figures"]


def test_a_retracted_figure_that_nobody_says_any_more_is_quiet() -> None:
    quiet = story("quiet", "It ran 48x sooner.", claim("real", "48x", "wall-clock of a run") + claim(
        "old", "300x", "wall-clock of a run", retracted="other hardware", baseline="", measured=""))  # fmt: skip
    assert codes(quiet) == []


@pytest.mark.parametrize(
    "result",
    [
        "The run went from 8 hours to 10 minutes, 48x less.",
        "It fell from 200 ms to 50 ms, by 75 %.",
        "It rose from 80 % to 84 %, by 4 points.",
        "It rose from 80 % to 84 %, by 5 percent.",
        "Each night from 2 to 4 hours were lost, 3 times a week.",
    ],
)
def test_a_ratio_that_follows_is_quiet(result: str) -> None:
    assert "ratio-differs" not in codes(story("one", result))


@pytest.mark.parametrize(
    "result",
    [
        "It went from 8 hours to 2 minutes, 300x less.",
        "It fell from 200 ms to 50 ms, by 300 %.",
        "It went from 10 to 2 hours, 4x less.",
    ],
)
def test_a_ratio_that_does_not_follow_is_told(result: str) -> None:
    assert "ratio-differs" in codes(story("one", result))


def test_a_ratio_of_a_claim_is_computed_from_baseline_and_now() -> None:
    wrong = claim("speed", "300x", "wall-clock of a run", baseline="8 hours", now="2 minutes")
    assert codes(story("one", "It ran in 2 minutes.", wrong)) == ["ratio-differs"]


def test_a_share_with_its_window_and_a_percent_in_points_are_quiet() -> None:
    uptime = claim("uptime", "99.9 %", "availability over 12 months")
    assert codes(story("one", "The service had 99.9 % uptime over 12 months.", uptime)) == []
    points = claim("gain", "4.2 points", "accuracy on the held-out set")
    assert codes(story("one", "Accuracy rose by 4.2 points in 6 weeks.", points)) == []


def test_what_the_inputs_boasted_of_is_told() -> None:
    boast = "We were the first company to do it, and it tangibly helped."
    found = codes(story("one", boast, extra="tellings:\n  30s: " + "word " * 90 + "\n"))
    assert sorted(found) == ["long-telling", "unmeasured", "unmeasured", "unproven-first"]


def test_every_code_is_one_of_the_listed() -> None:
    everything = [text for files in PLANTED.values() for text in files.values()]
    assert {finding.code for finding in lint(read(*everything))} <= set(CODES)


def test_a_retracted_count_is_not_taken_for_the_same_count_of_something_else() -> None:
    dead = claim("users", "40 users", "users a day", retracted="counted twice")
    assert codes(story("one", "We had 40 users.", dead), story("two", "I met 40 users of another product.")) == [
        "retracted-in-use"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It tangibly increased user engagement by 33% and satisfaction levels soared.",
            {"no-claim", "unclear-percent"},
        ),
        ("We had 99.9% uptime in production.", {"no-claim", "no-window"}),
        ("A significant reduction in regression testing time was reached.", {"unmeasured"}),
        ("It monitors 10,000 devices every minute, on 3 machines.", set()),
        ("We deployed 3 times a week, 2 days after each review.", set()),
        ("I led 4 engineers for 18 months; 2 of them lead teams today.", set()),
    ],
)
def test_sentences_as_candidates_write_them(text: str, expected: set[str]) -> None:
    assert set(codes(story("one", text))) == expected


def test_one_name_for_two_plainly_different_things_is_no_second_figure() -> None:
    one = story("one", "It closed 44 % sooner.", claim("gain", "44 %", "time to close a ticket"))
    two = story("two", "It rose by 12 %, relative.", claim("gain", "12 %", "relative gain of accuracy"))
    assert codes(one, two) == []
