"""Which pattern was taken for which, from what the log keeps of choices."""

from support.homes import Home

from prepdeck.drills.host import Answer, ShownCard
from prepdeck.model.rating import Rating
from prepdeck.study.confusions import Confusion, confusions_of
from prepdeck.study.drilling import CollectionHost
from prepdeck.study.offers import offer_card

DECK = """
deck: patterns
tags: [{tag}]
options: {{learning_steps: [1m], relearning_steps: [1m]}}
notes:
  - {{id: one, front: Which pattern?, choices: {{answer: Prefix sum, others: [Sliding window, Two pointers]}}}}
  - {{id: two, front: Which two?, choices: {{answer: [Heap, Sort], others: [Stack; queue, Graph]}}}}
"""


def choose(home: Home, key: str, rating: Rating, text: str) -> None:
    home.clock.advance(minutes=2)
    shown = offer_card(home.collection, key, "cram")
    assert isinstance(shown, ShownCard)
    CollectionHost(home.collection, "cram").answer(Answer(shown, rating, 5_000, (), text))


def test_wrong_choices_are_counted_by_pair(home: Home) -> None:
    home.write("patterns.yaml", DECK.format(tag="dsa"))
    assert confusions_of(home.collection) == ()
    choose(home, "patterns/one", Rating.AGAIN, "Sliding window")
    choose(home, "patterns/one", Rating.AGAIN, "Sliding window")
    choose(home, "patterns/one", Rating.GOOD, "Prefix sum")
    choose(home, "patterns/two", Rating.AGAIN, "Heap; Graph")
    choose(home, "patterns/two", Rating.AGAIN, "Stack; queue")
    choose(home, "patterns/one", Rating.AGAIN, "An option that was reworded since")
    assert confusions_of(home.collection) == (
        Confusion("Prefix sum", "Sliding window", 2, "patterns/one"),
        Confusion("Heap; Sort", "Graph", 1, "patterns/two"),
        Confusion("Heap; Sort", "Stack; queue", 1, "patterns/two"),
    )


def test_other_cards_are_not_about_patterns(home: Home) -> None:
    home.write("patterns.yaml", DECK.format(tag="mlops"))
    choose(home, "patterns/one", Rating.AGAIN, "Sliding window")
    assert confusions_of(home.collection) == ()
