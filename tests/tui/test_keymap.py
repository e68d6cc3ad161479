"""The user's keys are checked: nothing is lost silently."""

import pytest
from textual.binding import Binding

from prepdeck.tui.keymap import checked_keymap

SCOPES = [
    (
        Binding("enter,space", "a", id="x.drill"),
        Binding("g", "b", id="x.goal"),
        Binding("question_mark", "c", id="app.help"),
    ),
    (Binding("g", "d", id="y.top"), Binding("question_mark", "c", id="app.help")),
]


def test_free_keys_are_taken_as_they_are() -> None:
    wanted = {"x.goal": "f5", "y.top": "home, ctrl+home", "app.help": "f1"}
    assert checked_keymap(wanted, SCOPES) == ({"x.goal": "f5", "y.top": "home,ctrl+home", "app.help": "f1"}, [])


def test_the_same_key_on_another_screen_is_free() -> None:
    assert checked_keymap({"y.top": "enter"}, SCOPES) == ({"y.top": "enter"}, [])


@pytest.mark.parametrize("key", ["space", "question_mark", "?", "f5,enter"])
def test_a_taken_key_is_refused_and_told(key: str) -> None:
    keymap, (complaint,) = checked_keymap({"x.goal": key}, SCOPES)
    assert keymap == {}
    assert complaint.startswith("x.goal cannot be")


def test_two_keys_may_change_places_in_one_table() -> None:
    assert checked_keymap({"x.goal": "space", "x.drill": "g"}, SCOPES)[1] == []


def test_a_refused_change_frees_no_key() -> None:
    keymap, complaints = checked_keymap({"x.goal": "enter", "x.drill": "?"}, SCOPES)
    assert keymap == {}
    assert len(complaints) == 2


def test_an_unknown_name_is_told_with_a_near_one() -> None:
    keymap, (complaint,) = checked_keymap({"x.goals": "f5"}, SCOPES)
    assert keymap == {}
    assert "Did you mean x.goal?" in complaint


@pytest.mark.parametrize("key", ["", "banana", "ctrl+", "hyperspace+x", "f5,"])
def test_what_is_no_key_is_told(key: str) -> None:
    assert "there is no key" in checked_keymap({"x.goal": key}, SCOPES)[1][0]
