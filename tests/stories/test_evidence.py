"""What a story is worth as evidence: what it lacks, and which of several counts."""

from dataclasses import replace

import pytest

from prepdeck.model.story import Claim, Passage, Story, TextRow
from prepdeck.stories.evidence import best_standing, standing
from prepdeck.stories.lint import lint

WHOLE = Claim("speedup", "48", "time of one run", "x", "8 hours", "10 minutes", "median of five", "run log")


def story(*claims: Claim, slug: str = "run") -> Story:
    result = Passage("result", "It takes 10 minutes now.", (TextRow(0, 5, 9),))
    return Story(slug, "The run", f"{slug}.yaml", (result,), claims=claims)


def lacks(*claims: Claim) -> str:
    told = story(*claims)
    return standing(told, lint([told])).lacks


def test_complete_claims_lack_nothing() -> None:
    told = standing(story(WHOLE), lint([story(WHOLE)]))
    assert (told.lacks, told.is_complete) == ("", True)


@pytest.mark.parametrize(
    ("claim", "order"),
    [
        (replace(WHOLE, baseline=""), "Write the baseline of speedup in The run."),
        (replace(WHOLE, baseline="", source=""), "Write the baseline and source of speedup in The run."),
        (
            replace(WHOLE, baseline="", measured="", source=""),
            "Write the baseline, measurement and source of speedup in The run.",
        ),
        (replace(WHOLE, now="4 hours"), "Mend what contradicts in The run (ratio-differs): prepdeck check says where."),
    ],
)
def test_what_a_claim_lacks_is_said_in_one_order(claim: Claim, order: str) -> None:
    assert lacks(claim) == order
    assert lacks(replace(WHOLE, slug="other", value="2", means="cost", now="4 hours"), claim) == order


def test_a_story_without_a_number_that_holds_is_no_complete_one() -> None:
    order = "Put a number into The run: a claim with baseline, measurement and source."
    assert lacks() == order
    assert lacks(replace(WHOLE, retracted="a debug build")) == order


def test_a_claim_that_was_taken_back_does_not_hold_the_others_down() -> None:
    dead = Claim("old", "60", "time of one batch", "x", retracted="a debug build")
    assert lacks(dead, WHOLE) == ""


def test_style_is_not_held_against_the_numbers() -> None:
    told = replace(story(WHOLE), passages=(Passage("result", "The first ever, 10 minutes.", (TextRow(0, 5, 9),)),))
    found = lint([told])
    assert [each.code for each in found] == ["unproven-first"]
    assert standing(told, found).is_complete


def test_the_best_of_several_counts() -> None:
    none, half = standing(story(slug="none"), ()), standing(story(replace(WHOLE, source=""), slug="half"), ())
    open_two = replace(WHOLE, source=""), replace(WHOLE, slug="b", source="")
    two, whole = standing(story(*open_two, slug="two"), ()), standing(story(WHOLE, slug="whole"), ())
    assert best_standing([]) is None
    for order, best in (([none, half], half), ([two, half], half), ([none, two, half, whole], whole), ([none], none)):
        assert best_standing(order) is best
        assert best_standing(reversed(order)) is best
    twin = standing(story(WHOLE, slug="twin"), ())
    assert best_standing([twin, whole]) is twin
