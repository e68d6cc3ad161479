"""A drill over a real collection: what is asked, what is stored, what two processes do to each other."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.homes import Home, numbered_deck

from prepdeck.config import Config
from prepdeck.drills.attempt import Stage
from prepdeck.drills.host import Answer, Gone
from prepdeck.errors import StaleCardError, UsageError
from prepdeck.model.card_state import Phase
from prepdeck.model.rating import Rating
from prepdeck.model.study_day import DAY_MS
from prepdeck.study.day_limits import DayLimits
from prepdeck.study.drilling import CollectionHost, plan_of, start_drill
from prepdeck.study.lookup import details_of, search
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.offers import offer_card, store_answer
from prepdeck.study.opening import open_collection
from prepdeck.study.placement import know
from prepdeck.study.request import DrillRequest
from prepdeck.study.today import today_of

SIBLINGS = """\
deck: pairs
notes:
  - {id: one, front: Left one, back: Right one, reverse: true}
  - {id: two, cloze: 'Both {{c1::first}} and {{c2::second}}.'}
"""


def keys(home: Home, **request: object) -> list[str]:
    return [card.key for card in plan_of(home.collection, DrillRequest(**request)).cards]  # type: ignore[arg-type]


def test_new_cards_stop_at_the_limit_of_the_day_in_any_process(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 9, "options: {new_per_day: 3}"))
    assert keys(home) == ["a/q1", "a/q2", "a/q3"]
    answer_card(home.collection, "a/q1", Rating.EASY)
    home.reopen()
    assert keys(home) == ["a/q2", "a/q3"]
    home.clock.advance(days=1)
    assert keys(home) == ["a/q2", "a/q3", "a/q4"]


def test_the_library_as_a_whole_begins_twenty_cards_a_day_whatever_its_decks_allow(home: Home) -> None:
    for deck in "abcd":
        home.write(f"{deck}.yaml", numbered_deck(deck, 12))
    assert len(keys(home)) == 20
    assert keys(home)[:5] == ["a/q1", "b/q1", "c/q1", "d/q1", "a/q2"]
    assert len(keys(home, decks=("a",))) == 10
    today = today_of(home.collection)
    assert (today.new, [deck.new for deck in today.decks]) == (20, [10, 10, 10, 10])
    drill = start_drill(home.collection, DrillRequest(decks=("a",)))
    for _ in range(10):
        drill.reveal()
        drill.rate(Rating.EASY)
    assert drill.state.attempt is None
    assert len(keys(home)) == 10
    home.reopen()
    assert len(keys(home)) == 10


def test_a_card_past_the_twenty_waits_unless_its_deck_was_asked_for(home: Home) -> None:
    for deck in "abc":
        home.write(f"{deck}.yaml", numbered_deck(deck, 12))
    whole, of_deck = CollectionHost(home.collection, limits=DayLimits(new=20)), CollectionHost(home.collection)
    assert not isinstance(whole.card("c/q1"), Gone)
    for deck in "ab":
        for number in range(1, 11):
            answer_card(home.collection, f"{deck}/q{number}", Rating.EASY)
    assert whole.card("c/q1") == Gone("waits until tomorrow: the day's limit was reached elsewhere")
    assert not isinstance(of_deck.card("c/q1"), Gone)


def test_the_twenty_are_what_config_says(home: Home) -> None:
    for deck in "abc":
        home.write(f"{deck}.yaml", numbered_deck(deck, 12))
    home.opened = open_collection(replace(home.setup, config=Config(new_per_day_in_all=25)))
    assert len(keys(home)) == 25


def test_an_answer_of_long_ago_casts_no_doubt_on_the_clock(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    answer_card(home.collection, "a/q2", Rating.GOOD, at=home.clock.at(home.clock.at_ms - 900 * DAY_MS))
    assert home.collection.clock_doubt() is None
    home.clock.advance(days=366)
    assert home.collection.clock_doubt() == "The clock stands 366 days after your newest answer."
    home.clock.advance(days=-369)
    answer_card(home.collection, "a/q1", Rating.GOOD)
    assert home.collection.clock_doubt() is None
    home.clock.advance(days=-3, minutes=-1)
    assert home.collection.clock_doubt() == "The clock stands 3 days before your newest answer."


def test_undo_gives_the_place_of_a_new_card_back(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 9, "options: {new_per_day: 1}"))
    answer_card(home.collection, "a/q1", Rating.EASY)
    assert keys(home) == []
    home.collection.undo()
    assert keys(home) == ["a/q1"]


def test_reviews_stop_at_the_limit_of_the_day(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 5, "options: {new_per_day: 9, reviews_per_day: 2, learning_steps: []}"))
    for number in range(1, 6):
        answer_card(home.collection, f"a/q{number}", Rating.GOOD)
    home.clock.advance(days=30)
    assert len(keys(home)) == 2
    answer_card(home.collection, keys(home)[0], Rating.GOOD)
    assert len(keys(home)) == 1


def test_siblings_never_share_a_day(home: Home) -> None:
    home.write("pairs.yaml", SIBLINGS)
    assert keys(home) == ["pairs/one", "pairs/two#c1"]
    answer_card(home.collection, "pairs/one", Rating.EASY)
    assert keys(home) == ["pairs/two#c1"]
    home.clock.advance(days=1)
    assert keys(home) == ["pairs/one#reverse", "pairs/two#c1"]


def test_requests_narrow_the_drill(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    home.write("b.yaml", numbered_deck("b", 3, "tags: [fsdp]"))
    assert {key[0] for key in keys(home)} == {"a", "b"}
    assert {key[0] for key in keys(home, decks=("a",))} == {"a"}
    assert {key[0] for key in keys(home, tag="fsdp")} == {"b"}
    assert keys(home, search='"number 2"') == ["a/q2", "b/q2"]
    assert len(keys(home, limit=1)) == 1
    with pytest.raises(UsageError, match="There is no deck c"):
        keys(home, decks=("c",))


def test_quiet_leaves_out_what_is_said_aloud(home: Home) -> None:
    home.write(
        "a.yaml",
        "deck: a\nnotes:\n  - {id: q1, front: Explain it, explain: {seconds: 60, points: [one, two]}}\n"
        "  - {id: q2, front: Say what, back: That}\n",
    )
    assert keys(home) == ["a/q1", "a/q2"]
    assert keys(home, quiet=True) == ["a/q2"]


def test_cramming_leaves_the_schedule_alone(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    answer_card(home.collection, "a/q1", Rating.EASY)
    before = details_of(home.collection, "a/q1").state
    drill = start_drill(home.collection, DrillRequest(cram=True))
    while drill.state.stage is not Stage.FINISHED:
        drill.reveal()
        drill.rate(Rating.HARD)
    after = details_of(home.collection, "a/q1")
    assert after.state == before
    assert [review.source for review in after.reviews] == ["drill", "cram"]
    assert keys(home) == ["a/q2"]


def test_the_interval_on_the_button_is_the_one_stored(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    answer_card(home.collection, "a/q1", Rating.EASY)
    home.clock.advance(days=20)
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        shown = offer_card(home.collection, "a/q1", "drill")
        assert not isinstance(shown, Gone)
        promised = shown.buttons[rating - 1].interval
        store_answer(home.collection, Answer(shown, rating, 1_000), "drill")
        days = details_of(home.collection, "a/q1").state.interval_days
        assert promised in (f"{days} days", f"{days / 30.4375:.1f} months".replace(".0 ", " "))
        home.collection.undo()


def test_an_answer_given_elsewhere_wins_and_the_other_is_told(homes: Callable[[str], Home]) -> None:
    home = homes("laptop")
    home.write("a.yaml", numbered_deck("a", 2))
    shown = offer_card(home.collection, "a/q1", "drill")
    assert not isinstance(shown, Gone)
    elsewhere = Home(home.folder, home.clock)
    answer_card(elsewhere.collection, "a/q1", Rating.AGAIN)
    with pytest.raises(StaleCardError, match="answered elsewhere"):
        store_answer(home.collection, Answer(shown, Rating.EASY, 1_000), "drill")
    assert [review.rating for review in details_of(home.collection, "a/q1").reviews] == [1]
    elsewhere.close()


def test_what_was_answered_elsewhere_meanwhile_counts_against_a_drill_begun_before(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 9, "options: {new_per_day: 3}"))
    home.write("pairs.yaml", SIBLINGS)
    planned = start_drill(home.collection, DrillRequest(search='"number 8" or "number 9"'))
    host = CollectionHost(home.collection)
    assert not isinstance(host.card("pairs/one#reverse"), Gone)
    for key in ("a/q1", "a/q2", "pairs/one"):
        answer_card(home.collection, key, Rating.EASY)
    assert not isinstance(host.card("a/q8"), Gone)
    answer_card(home.collection, "a/q3", Rating.EASY)
    planned.bury()
    assert planned.state.gone == ("a/q9",)
    reasons = [host.card(key) for key in ("a/q9", "pairs/one#reverse")]
    assert [answer.reason for answer in reasons if isinstance(answer, Gone)] == [
        "waits until tomorrow: the day's limit was reached elsewhere",
        "waits until tomorrow: its sibling was answered elsewhere",
    ]


def test_a_preview_from_yesterday_is_not_stored(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    shown = offer_card(home.collection, "a/q1", "drill")
    assert not isinstance(shown, Gone)
    home.clock.advance(days=1)
    with pytest.raises(StaleCardError, match="new study day"):
        store_answer(home.collection, Answer(shown, Rating.GOOD, 1_000), "drill")
    assert details_of(home.collection, "a/q1").reviews == ()


def test_a_learning_step_counts_from_the_answer(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    shown = offer_card(home.collection, "a/q1", "drill")
    assert not isinstance(shown, Gone)
    home.clock.advance(minutes=3)
    back_ms = store_answer(home.collection, Answer(shown, Rating.GOOD, 1_000), "drill")
    assert back_ms == details_of(home.collection, "a/q1").state.due_at_ms
    assert back_ms is not None
    assert abs(back_ms - home.clock.at_ms - 600_000) < 10


def test_undo_goes_back_through_sessions_and_redo_forward(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    for number in (1, 2, 3):
        answer_card(home.collection, f"a/q{number}", Rating.GOOD)
        home.reopen()
    mark_cards(home.collection, ("a/q1", "a/q2"), "suspend")
    for left in (3, 2, 1, 0):
        home.reopen().undo()
        assert sum(details_of(home.collection, f"a/q{n}").state.reps for n in (1, 2, 3)) == left
    assert home.collection.undo() == []
    for reps in (1, 2, 3, 3):
        home.reopen().redo()
        assert sum(details_of(home.collection, f"a/q{n}").state.reps for n in (1, 2, 3)) == reps
    assert details_of(home.collection, "a/q1").state.suspended
    assert home.collection.redo() == []


def test_nothing_is_redone_after_something_new(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    answer_card(home.collection, "a/q1", Rating.GOOD)
    home.collection.undo()
    answer_card(home.collection, "a/q2", Rating.GOOD)
    assert home.collection.redo() == []


def test_a_new_card_that_is_known_is_spared_for_weeks_and_undo_brings_it_back(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    drill = start_drill(home.collection, DrillRequest())
    drill.know()
    state = details_of(home.collection, "a/q1").state
    assert state.interval_days > 14
    assert drill.state.attempt is not None
    assert drill.state.attempt.shown.key == "a/q2"
    drill.undo()
    assert details_of(home.collection, "a/q1").state.reps == 0
    assert drill.state.attempt.shown.key == "a/q1"
    drill.reveal()
    drill.rate(Rating.AGAIN)
    drill.ask_early()
    drill.skip()
    host = CollectionHost(home.collection)
    shown = host.card("a/q1")
    assert not isinstance(shown, Gone)
    with pytest.raises(UsageError, match="Only a new card"):
        host.know(shown)


def test_what_is_known_already_takes_no_place_of_a_new_card(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 9, "options: {new_per_day: 2}"))
    assert know(home.collection, tuple(f"a/q{number}" for number in range(1, 6))) == 5
    assert keys(home) == ["a/q6", "a/q7"]
    home.collection.store.rebuild(home.collection.scheduler_of)
    assert keys(home) == ["a/q6", "a/q7"]


def test_the_eighth_lapse_suggests_a_rewrite(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1, "options: {learning_steps: []}"))
    answer_card(home.collection, "a/q1", Rating.EASY)
    for lapse in range(1, 10):
        home.clock.advance(days=400)
        drill = start_drill(home.collection, DrillRequest())
        drill.reveal()
        drill.rate(Rating.AGAIN)
        told = drill.state.notice is not None and "forgotten 8 times" in drill.state.notice.message
        assert told == (lapse == 8)
        while details_of(home.collection, "a/q1").state.phase is not Phase.REVIEW:
            answer_card(home.collection, "a/q1", Rating.GOOD)
    assert [card.key for card in search(home.collection, "is:leech").cards] == ["a/q1"]


def test_a_card_removed_from_its_file_leaves_the_drill(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 2))
    drill = start_drill(home.collection, DrillRequest())
    home.write("a.yaml", numbered_deck("a", 1))
    home.refresh()
    drill.reveal()
    drill.rate(Rating.EASY)
    assert drill.state.stage is Stage.FINISHED
    assert drill.state.gone == ("a/q2",)


def test_the_host_says_why_a_card_is_not_asked(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 3))
    host = CollectionHost(home.collection)
    answer_card(home.collection, "a/q1", Rating.EASY)
    mark_cards(home.collection, ("a/q2",), "bury")
    mark_cards(home.collection, ("a/q3",), "suspend")
    reasons = [host.card(key) for key in ("a/q1", "a/q2", "a/q3", "a/q4")]
    assert [answer.reason for answer in reasons if isinstance(answer, Gone)] == [
        "was answered elsewhere",
        "was put away until tomorrow",
        "is suspended",
        "is no longer in the library",
    ]
