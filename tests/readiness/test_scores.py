"""Requirement scores against a table computed by hand, part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.readiness.gaps import next_action, ranked_gaps
from prepdeck.readiness.inputs import CoreCard, EvidenceStory, MockScores, ReadinessInput, RequirementInput
from prepdeck.readiness.report import readiness_document, readiness_report
from prepdeck.readiness.scores import (
    EVIDENCE,
    KNOWLEDGE,
    PERFORMANCE,
    last_distinct,
    readiness_of,
    rescaled,
    score_requirement,
)


def cards(*recalls: float | None) -> tuple[CoreCard, ...]:
    return tuple(CoreCard(f"deck/n{number}", recall) for number, recall in enumerate(recalls))


HALF = EvidenceStory("nightly", "The nightly run", "Write the baseline of speedup in The nightly run.")
WHOLE = EvidenceStory("rag", "Answers | sources")

# A hand-made log: three distinct scenarios and one rehearsed twice.
MOCKS = (
    MockScores("feed", 1, 1, {"nine-step/modeling": 1, "nine-step/serving": 4}),
    MockScores("search", 2, 1, {"nine-step/modeling": 2}),
    MockScores("ads", 3, 2, {"nine-step/modeling": 3, "ml-infra/parallelism": 2}),
    MockScores("feed", 4, 3, {"nine-step/modeling": 4, "nine-step/serving": 2}),
)
ROLE = ReadinessInput(
    "senior-mle",
    "Senior ML engineer",
    "2026-12-13",
    (
        RequirementInput(
            "fsdp", "FSDP and DDP", "must", 4,
            cards(0.9, 0.7, None, None), ("ml-infra/parallelism",), True, HALF,
        ),
        RequirementInput("python", "Python", "must", 4, cards(0.95, 0.85), (), True, WHOLE),
        RequirementInput("learning", "Deep learning", "minimum", 3, cards(None, None), ("nine-step/modeling",)),
        RequirementInput("teams", "Collaboration", "minimum", 2, (), (), True),
        RequirementInput("research", "Research", "preferred", 1, (), ("behavioral/depth",)),
    ),
    MOCKS,
)  # fmt: skip

TABLE = {
    # K over seen, share seen, P, E, ready, known, gap
    #   fsdp: K = (90+70)/2 = 80 of half; P = (2-1)/3 = 33.3; E = 50
    #     known = .5*.5 + .3 + .2 = .75; ready = (.25*80 + .3*33.3 + .2*50) / .75 = 40/.75; gap = 4 * (100 - 40)
    "fsdp": (80.0, 0.5, 100 / 3, 50.0, 40 / 0.75, 0.75, 240.0),
    #   python: no axes, so only K and E weigh: (.5*90 + .2*100) / .7; gap = 4 * (.5*10 + 0) / .7
    "python": (90.0, 1.0, None, 100.0, 65 / 0.7, 1.0, 4 * 5 / 0.7),
    #   learning: nothing seen; P = (3*100 + 2*66.7 + 1*33.3) / 6 = 77.8, the first feed replaced by the second
    "learning": (None, 0.0, 700 / 9, None, 700 / 9, 0.3 / 0.8, 3 * (0.5 * 100 + 0.3 * 200 / 9) / 0.8),
    "teams": (None, 0.0, None, 0.0, 0.0, 1.0, 200.0),
    "research": (None, 0.0, None, None, None, 0.0, 100.0),
}


@pytest.mark.parametrize("slug", TABLE)
def test_each_requirement_is_as_computed_by_hand(slug: str) -> None:
    score = next(each for each in readiness_of(ROLE).requirements if each.requirement.slug == slug)
    knowledge, seen, performance, evidence, ready, known, gap = TABLE[slug]
    assert score.part(KNOWLEDGE).score == pytest.approx(knowledge) if knowledge else score.part(KNOWLEDGE).score is None
    assert score.part(KNOWLEDGE).share == seen
    assert score.part(PERFORMANCE).score == (None if performance is None else pytest.approx(performance))
    assert score.part(EVIDENCE).score == evidence
    assert score.ready == (None if ready is None else pytest.approx(ready))
    assert score.known == pytest.approx(known)
    assert score.gap == pytest.approx(gap)


def test_the_role_as_computed_by_hand() -> None:
    readiness = readiness_of(ROLE)
    scored = 4 * (40 / 0.75) + 4 * (65 / 0.7) + 3 * (700 / 9) + 2 * 0
    assert readiness.overall == pytest.approx(scored / 13)
    assert readiness.known == pytest.approx((4 * 0.75 + 4 * 1 + 3 * 0.375 + 2 * 1 + 0) / 14)
    assert readiness.weakest_must is not None
    assert readiness.weakest_must.requirement.slug == "fsdp"
    assert readiness.unknown_musts == ()


def test_details_say_what_a_score_is_made_of() -> None:
    fsdp, _, learning, teams, _ = readiness_of(ROLE).requirements
    assert fsdp.part(KNOWLEDGE).detail == "2 of 4 seen, 80 % of those"
    assert learning.part(KNOWLEDGE).detail == "0 of 2 seen"
    assert learning.part(PERFORMANCE).detail == "3 scenarios, newest first: 100, 67, 33"
    assert teams.part(EVIDENCE).detail == "no story yet"
    assert fsdp.part(EVIDENCE).detail == "claims incomplete: The nightly run"


def test_gaps_are_ranked_by_weight_and_shortfall_each_with_one_thing_to_do() -> None:
    gaps = ranked_gaps(readiness_of(ROLE))
    assert [gap.score.requirement.slug for gap in gaps] == ["fsdp", "learning", "teams", "research", "python"]
    assert [gap.action.text for gap in gaps] == [
        "Learn 2 new cards.",
        "Learn 2 new cards.",
        "Tell a story that shows it, with evidence_for: [teams] (prepdeck new story).",
        "Rehearse a scenario that is scored on depth.",
        "Review 1 weak card.",
    ]
    assert gaps[0].action.keys == ("deck/n2", "deck/n3")
    assert gaps[-1].action.keys == ("deck/n1",)
    assert gaps[3].action.axes == ("behavioral/depth",)


def test_a_story_without_complete_claims_is_completed() -> None:
    score = score_requirement(RequirementInput("x", "X", "must", 1, cards(0.99), (), True, HALF), ())
    action = next_action(score)
    assert (action.kind, action.story, action.text) == ("claims", "nightly", HALF.lacks)
    done = score_requirement(RequirementInput("x", "X", "must", 1, cards(1.0), (), True, WHOLE), ())
    assert next_action(done).kind == "none"
    assert ranked_gaps(readiness_of(ReadinessInput("r", "R", "2026-12-13", (done.requirement,)))) == ()


def test_one_scenario_again_is_not_another() -> None:
    again = [MockScores("feed", at, at, {"a/b": 4}) for at in range(5)]
    assert last_distinct(("a/b",), again) == [100]
    assert last_distinct(("a/c",), again) == []
    many = [MockScores(f"s{at}", at, at, {"a/b": 1 + at % 4, "a/c": 4}) for at in range(6)]
    assert last_distinct(("a/b",), many) == pytest.approx([rescaled(2), rescaled(1), rescaled(4)])
    assert last_distinct(("a/b", "a/c"), many)[0] == pytest.approx(rescaled(3))


def test_nothing_known_is_nothing_claimed() -> None:
    readiness = readiness_of(
        ReadinessInput("r", "R", "2026-12-13", (RequirementInput("x", "X", "must", 4, cards(None)),))
    )
    assert (readiness.overall, readiness.known, readiness.weakest_must) == (None, 0, None)
    assert [each.requirement.slug for each in readiness.unknown_musts] == ["x"]
    report = readiness_report(readiness)
    assert "Must-haves of which nothing is known: X" in report
    assert "Overall unknown; 0% of it is known." in report
    assert readiness_of(ReadinessInput("r", "R", "2026-12-13", ())).overall is None


def test_the_document_has_the_promised_keys_and_null_for_unknown() -> None:
    document = readiness_document(readiness_of(ROLE))
    assert set(document) == {"role", "on", "overall", "known", "weakest_must", "requirements"}
    assert document["weakest_must"] == "fsdp"
    research = document["requirements"][-1]
    assert [each["story"] for each in document["requirements"][:2]] == ["nightly", "rag"]
    assert research == {
        "id": "research", "title": "Research", "class": "preferred", "weight": 1, "ready": None, "known": 0.0,
        "knowledge": None, "performance": None, "evidence": None, "story": None, "gap": 100.0,
        "next": "Rehearse a scenario that is scored on depth.",
    }  # fmt: skip


def test_the_report_shows_every_part() -> None:
    report = readiness_report(readiness_of(ROLE))
    assert "**Weakest must-have: FSDP and DDP, 53**" in report
    assert (
        "| FSDP and DDP | 4 | 53 | 75% | 80 (2 of 4 seen, 80 % of those) |"
        " 33 (1 scenario, newest first: 33) | 50 (claims incomplete: The nightly run) |" in report
    )
    assert (
        "| Python | 4 | 93 | 100% | 90 (2 of 2 seen, 90 % of those) | not counted (no mocks tell) |"
        " 100 (claims complete: Answers \\| sources) |" in report
    )
    assert "| Research | 1 | unknown | 0% | not counted (no cards) | unknown (no mock yet) |" in report
    assert "1. **FSDP and DDP** (weight 4, 60 points short): Learn 2 new cards." in report


recalls = st.lists(st.none() | st.floats(0, 1), max_size=8)
mocks = st.lists(
    st.builds(
        MockScores,
        st.sampled_from(["a", "b", "c", "d"]),
        st.integers(0, 99),
        st.integers(0, 9),
        st.dictionaries(st.sampled_from(["f/x", "f/y"]), st.integers(1, 4)),
    ),
    max_size=6,
)
requirements = st.builds(
    RequirementInput,
    st.just("x"),
    st.just("X"),
    st.sampled_from(["must", "minimum", "preferred"]),
    st.integers(1, 10),
    recalls.map(lambda found: cards(*found)),
    st.sampled_from([(), ("f/x",), ("f/x", "f/y")]),
    st.booleans(),
    st.none() | st.sampled_from([HALF, WHOLE]),
)


@given(requirements, mocks)
def test_the_laws_of_a_score(requirement: RequirementInput, done: list[MockScores]) -> None:
    score = score_requirement(requirement, done)
    assert (score.ready is None) == (score.known == 0)
    assert 0 <= score.known <= 1 + 1e-9
    assert score.ready is None or -1e-9 <= score.ready <= 100 + 1e-9
    assert -1e-9 <= score.shortfall <= 100 + 1e-9
    if score.ready is not None:
        assert score.shortfall == pytest.approx(100 - score.ready * score.known)
    assert next_action(score).text


@given(requirements, mocks, st.floats(0, 1))
def test_seeing_one_more_card_never_makes_less_known(
    requirement: RequirementInput, done: list[MockScores], recall: float
) -> None:
    unseen = RequirementInput("x", "X", "must", 1, (*requirement.cards, CoreCard("d/n")), requirement.axes)
    seen = RequirementInput("x", "X", "must", 1, (*requirement.cards, CoreCard("d/n", recall)), requirement.axes)
    assert score_requirement(seen, done).known >= score_requirement(unseen, done).known
