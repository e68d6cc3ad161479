"""Readiness of a hand-made log, held part by part against a table computed by hand; the checklist of a role."""

from datetime import date

import pytest
from support.homes import Home, numbered_deck
from support.performing import debriefed, performed
from support.rehearsals import FRAMEWORK, write_rehearsals
from support.stories import CLEAN, SECRETS

from prepdeck.errors import UsageError
from prepdeck.model.rating import Rating
from prepdeck.model.records import MockElsewhere
from prepdeck.readiness.inputs import EvidenceStory
from prepdeck.readiness.report import readiness_report
from prepdeck.readiness.scores import EVIDENCE, KNOWLEDGE, PERFORMANCE
from prepdeck.scheduling.formulas import Formulas
from prepdeck.storage.payloads import decode_payload, encode_payload
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.mock_history import log_elsewhere
from prepdeck.study.note_editing import own_decks
from prepdeck.study.readiness import readiness_for
from prepdeck.study.ready_today import ready_today
from prepdeck.study.requirements import requirement_weights
from prepdeck.study.roles import check_items, done_items
from prepdeck.study.stories import stories_of
from prepdeck.study.story_form import findings_of, texts_of
from prepdeck.study.today import today_of

NO_STEPS = "options: {learning_steps: [], relearning_steps: []}"
ROLE = """
kind: role
role: mle
title: Machine learning engineer
requirements:
  - requirement: sharding
    title: 'Sharding: all of it'
    class: must
    weight: 4
    cards: 'deck:a'
    axes: [small/modeling]
    evidence: true
  - {requirement: python, title: Python, class: must, weight: 2, cards: 'deck:b tier:core'}
  - {requirement: data, title: Data, class: minimum, weight: 3, axes: [small/training-data]}
  - {requirement: people, title: People, class: preferred, weight: 1, cards: 'deck:b id:q1', evidence: true}
checklist:
  - {item: resume, title: One page}
  - {item: letter, title: Cover letter}
"""


@pytest.fixture
def life(home: Home) -> Home:
    """Two of four cards seen, one more put aside; one mock debriefed, one done elsewhere; an interview in ten days."""
    write_rehearsals(home)
    home.write("role.yaml", ROLE)
    home.write("a.yaml", numbered_deck("a", 4, NO_STEPS) + "  - {id: deep, front: Deep?, back: Yes., tier: deep}\n")
    home.write("b.yaml", numbered_deck("b", 2, NO_STEPS))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    answer_card(home.collection, "a/q2", Rating.EASY)
    answer_card(home.collection, "a/deep", Rating.EASY)
    mark_cards(home.collection, ("a/q4",), "suspend")
    debriefed(home, performed(home, seconds=4), missed=("baseline", "loss"))
    home.collection.append([MockElsewhere("At a friend's", "2026-11-20", 40, (("modeling", 4),))])
    home.clock.advance(days=2)
    set_goal(home.collection, date(2026, 12, 2), (40,) * 7, "mle")
    return home


def test_every_part_is_what_a_table_by_hand_says(life: Home) -> None:
    found = readiness_for(life.collection)
    scored = {score.requirement.slug: score for score in found.scored.requirements}
    formulas = Formulas(life.collection.parameters)
    good, easy = (formulas.recall(12, formulas.first[rating][0]) for rating in (Rating.GOOD, Rating.EASY))

    # sharding: q1 and q2 of the core cards q1-q3 are known (q4 was put aside, `deep` is not core)
    sharding = scored["sharding"]
    knowledge, performance, evidence = (sharding.part(name) for name in (KNOWLEDGE, PERFORMANCE, EVIDENCE))
    assert knowledge.score == pytest.approx(100 * (good + easy) / 2)
    assert knowledge.share == pytest.approx(2 / 3)
    # both musts of modeling missed is a 1, which is 0 of 100; elsewhere a 4, which is 100 and newer: (3*100 + 2*0) / 5
    assert performance.score == pytest.approx(60)
    assert (evidence.score, evidence.share) == (0, 1)
    known = 0.5 * 2 / 3 + 0.3 + 0.2
    assert sharding.known == pytest.approx(known)
    assert sharding.ready == pytest.approx((0.5 * 100 * (good + easy) / 3 + 0.3 * 60) / known)
    assert sharding.gap == pytest.approx(4 * (100 - 0.5 * 100 * (good + easy) / 3 - 0.3 * 60))

    # python: two cards never seen, nothing else asked for: unknown, not 0
    assert (scored["python"].ready, scored["python"].known, scored["python"].gap) == (None, 0, 200)
    # data: no cards; what was said in full of training data is a 3 or more
    assert scored["data"].part(KNOWLEDGE).weight == 0
    assert scored["data"].ready == scored["data"].part(PERFORMANCE).score
    # people: its card not seen, no story: only that is known
    assert (scored["people"].ready, scored["people"].known) == (0, pytest.approx(0.2 / 0.7))

    weights = sum(4 * sharding.ready if slug == "sharding" else each.requirement.weight * each.ready
                  for slug, each in scored.items() if each.ready is not None)  # fmt: skip
    assert found.scored.overall == pytest.approx(weights / (4 + 3 + 1))
    assert found.scored.weakest_must is sharding
    assert [each.requirement.slug for each in found.scored.unknown_musts] == ["python"]
    assert (found.scored.on, found.is_aimed_at) == ("2026-12-02", True)
    assert found.gaps[0].score.requirement.slug == ("sharding" if sharding.gap > 200 else "python")


def tell(home: Home, slug: str, requirements: str, text: str = CLEAN) -> None:
    """A story that says it is evidence for these requirements."""
    folder = home.setup.paths.stories
    folder.mkdir(parents=True, exist_ok=True)
    told = text.replace("story: nightly-forecast", f"story: {slug}").replace(
        "title: The", f"title: {slug.title()}, the"
    )
    (folder / f"{slug}.yaml").write_text(f"{told}evidence_for: [{requirements}]\n")
    home.refresh()


def test_evidence_is_what_stories_say(life: Home) -> None:
    bare = CLEAN[: CLEAN.index("claims:")]
    half = CLEAN.replace("    baseline: the whole run of 8 hours\n", "")
    before = {each.requirement.slug: each for each in readiness_for(life.collection).scored.requirements}

    # one without claims is 50, for `people` too; `python` takes no evidence, so none counts for it
    tell(life, "bare", "sharding, people, python", bare)
    found = readiness_for(life.collection)
    scored = {score.requirement.slug: score for score in found.scored.requirements}
    assert {slug: score.part(EVIDENCE).score for slug, score in scored.items()} == {
        "sharding": 50, "python": None, "data": None, "people": 50,
    }  # fmt: skip
    # sharding: E weighs 0.2 of 1, all of it known: 0.2 * 50 = 10 points less are missing, four times over
    assert scored["sharding"].gap == pytest.approx(before["sharding"].gap - 4 * 10)
    assert scored["sharding"].known == pytest.approx(before["sharding"].known)
    # people: only E is known (its card was never seen), so that its score is E; 0.2 / 0.7 of 50 points less are missing
    assert scored["people"].ready == pytest.approx(50)
    assert scored["people"].gap == pytest.approx(100 - 50 * 0.2 / 0.7)

    # one with a claim that lacks its baseline is no more than 50, and the better of the two
    tell(life, "half", "sharding", half)
    story = readiness_for(life.collection).scored.requirements[0].requirement.story
    assert story == EvidenceStory("half", "Half, the nightly forecast",
                                  "Write the baseline of row-loop-share in Half, the nightly forecast.")  # fmt: skip
    # every claim complete is 100: sharding has 20 points more than without a story
    tell(life, "whole", "sharding")
    found = readiness_for(life.collection)
    sharding = found.scored.requirements[0]
    assert (sharding.part(EVIDENCE).score, sharding.gap) == (100, pytest.approx(before["sharding"].gap - 4 * 20))
    assert sharding.requirement.story == EvidenceStory("whole", "Whole, the nightly forecast")
    # what contradicts is held at 50: 300x does not follow from 8 hours and 10 minutes
    (life.setup.paths.stories / "half.yaml").unlink()
    tell(life, "whole", "sharding", CLEAN.replace("value: 48", "value: 300"))
    sharding = readiness_for(life.collection).scored.requirements[0]
    assert sharding.part(EVIDENCE).score == 50
    assert sharding.requirement.story is not None
    assert sharding.requirement.story.slug == "whole"
    assert "ratio-differs" in sharding.requirement.story.lacks


def test_scores_elsewhere_count_for_the_framework_they_are_of_and_on_their_own_day(life: Home) -> None:
    write_rehearsals(life)
    life.write("other.yaml", FRAMEWORK.replace("framework: small", "framework: other"))
    life.write("role.yaml", ROLE.replace("axes: [small/training-data]", "axes: [other/modeling]"))
    life.refresh()

    def performance() -> tuple[str, str]:
        sharding, _, data, _ = readiness_for(life.collection).scored.requirements
        return sharding.part(PERFORMANCE).detail, data.part(PERFORMANCE).detail

    # the one of the fixture says no framework: as before it counts for every one with such an axis
    assert performance() == ("2 scenarios, newest first: 100, 0", "1 scenario, newest first: 100")
    log_elsewhere(
        life.collection, MockElsewhere("A stranger's", "2026-11-21", 40, (("modeling", 2),), framework="small")
    )
    assert performance() == ("3 scenarios, newest first: 33, 100, 0", "1 scenario, newest first: 100")
    # logged last, done first
    log_elsewhere(life.collection, MockElsewhere("Long ago", "2026-11-18", 40, (("modeling", 1),), framework="other"))
    assert performance() == ("3 scenarios, newest first: 33, 100, 0", "2 scenarios, newest first: 100, 0")


def test_a_record_from_before_frameworks_were_asked_is_read_as_it_was() -> None:
    old = '{"on":"2026-11-20","minutes":40,"axes":{"modeling":4},"missed":[],"note":""}'
    mock = decode_payload("mock-elsewhere", "feed", old)
    assert mock == MockElsewhere("feed", "2026-11-20", 40, (("modeling", 4),))
    assert encode_payload(mock) == old
    named = MockElsewhere("feed", "2026-11-20", 40, (("modeling", 4),), framework="small")
    assert decode_payload("mock-elsewhere", "feed", encode_payload(named)) == named


def test_today_and_the_report_say_of_stories_what_the_screen_says(life: Home) -> None:
    tell(life, "half", "sharding", CLEAN.replace("    baseline: the whole run of 8 hours\n", ""))
    found, ready = readiness_for(life.collection), ready_today(life.collection, today_of(life.collection))
    assert ready is not None
    assert {each.score.requirement.slug: (each.score.ready, each.action) for each in ready.weakest} == {
        each.score.requirement.slug: (each.score.ready, each.action) for each in found.gaps
    }
    report = readiness_report(found.scored)
    assert "50 (claims incomplete: Half, the nightly forecast)" in report
    for secret in SECRETS:
        assert secret not in report


def test_without_a_date_it_is_for_today_and_the_only_role(life: Home) -> None:
    life.collection.undo()
    found = readiness_for(life.collection)
    assert (found.role.slug, found.scored.on, found.is_aimed_at) == ("mle", "2026-11-22", False)
    with pytest.raises(UsageError, match="There is no role nobody") as refused:
        readiness_for(life.collection, "nobody")
    assert refused.value.hint == "There are: mle."


def test_a_heavier_requirement_weighs_its_cards_more(life: Home) -> None:
    weights = requirement_weights(life.collection, "mle")
    assert weights is not None
    assert (weights["a/q1"], weights["b/q1"], weights["b/q2"]) == (1, 0.5, 0.5)
    assert "mock-cards/q1" not in weights
    assert requirement_weights(life.collection, "gone") is None


def test_the_checklist_is_ticked_opened_again_and_undone(life: Home) -> None:
    role = readiness_for(life.collection).role
    check_items(life.collection, role, ("resume", "letter"))
    assert done_items(life.collection, "mle") == {"resume", "letter"}
    check_items(life.collection, role, ("letter",))
    assert done_items(life.reopen(), "mle") == {"resume"}
    life.collection.undo()
    assert done_items(life.collection, "mle") == {"resume", "letter"}
    life.collection.undo()
    assert done_items(life.collection, "mle") == frozenset()
    with pytest.raises(UsageError, match="no item passport"):
        check_items(life.collection, role, ("passport",))


def test_today_keeps_what_it_worked_out_until_something_changes(life: Home) -> None:
    today = today_of(life.collection)
    ready = ready_today(life.collection, today)
    assert ready is not None
    assert [gap.score.requirement.slug for gap in ready.weakest] == [
        gap.score.requirement.slug for gap in readiness_for(life.collection).gaps
    ]
    assert (ready.more, ready.weakest_must) == (0, "sharding")
    assert ready.new_first is not None
    again = ready_today(life.collection, today_of(life.collection))
    assert again is not None
    assert again.weakest[0].score is ready.weakest[0].score
    answer_card(life.collection, "a/q3", Rating.GOOD)
    later = ready_today(life.collection, today_of(life.collection))
    assert later is not None
    assert {gap.score.known for gap in later.weakest} != {gap.score.known for gap in ready.weakest}
    life.write("role.yaml", ROLE.replace("weight: 3", "weight: 10"))
    life.refresh()
    heavier = ready_today(life.collection, today_of(life.collection))
    assert heavier is not None
    assert heavier.weakest[0].score.requirement.weight == 10


def test_today_has_nothing_to_say_without_a_role_that_is_there(life: Home) -> None:
    for role in (None, "gone"):
        set_goal(life.collection, date(2026, 12, 2), (40,) * 7, role)
        assert ready_today(life.collection, today_of(life.collection)) is None


def test_the_form_of_a_story_tells_requirements_that_no_role_has(life: Home) -> None:
    tell(life, "bare", "sharding")
    (story,) = stories_of(life.collection)
    texts = texts_of(story) | {"evidence_for": "sharding\nbogus-aim"}
    assert [each.message for each in findings_of(life.collection, story, texts)] == [
        "no role has a requirement bogus-aim"
    ]


def test_a_new_note_is_not_offered_to_the_deck_that_stories_make(life: Home) -> None:
    tell(life, "bare", "sharding")
    assert "stories" in {deck.slug for deck in life.collection.decks}
    assert "stories" not in dict(own_decks(life.collection))
