"""Presets of Anki, in its old format and its new one, as options of a deck file."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from hostile_files import collection, package
from support.homes import Home

from prepdeck.exchange.anki_presets import (
    beside_defaults,
    options_of_json,
    options_of_message,
    preset_of_json,
    preset_of_message,
)
from prepdeck.exchange.wire import fields_of
from prepdeck.study.import_plan import ImportPlan, plan_import
from prepdeck.study.importing import carry_out, read_arrival

REAL = bytes.fromhex(
    "0a0c0000003f000070410000b444120400002041221c0000803f0000803f0000803f0000803f0000803f0000003f00000000482150c8015d"
    "00002040656666a63f6d9a99993f7d0000803f8001949d02880101900101980104a80101b00108c0013cad0252b85e3fc5026666663fe00201"
)
"""`deck_config.config` as Anki 25.9 wrote it: 33 new a day, steps of 0.5, 15 and 1440 minutes, an easy Saturday."""


def test_a_preset_of_the_new_format_is_read_as_anki_wrote_it() -> None:
    preset = preset_of_message(fields_of(REAL), saved_at=1_795_639_128)
    assert preset.options == {
        "new_per_day": 33,
        "reviews_per_day": 200,
        "desired_retention": 0.87,
        "learning_steps": (30, 900, 86_400),
        "relearning_steps": (600,),
        "maximum_interval": 36_500,
        "bury_siblings": False,
    }
    assert (preset.has_easy_days, preset.is_untouched, preset.weights) == (True, False, ())


def test_both_formats_say_the_same() -> None:
    old = {
        "mod": 1_795_639_128,
        "new": {"perDay": 33, "delays": [0.5, 15.0, 1440.0], "bury": False},
        "rev": {"perDay": 200, "maxIvl": 36500, "bury": False},
        "lapse": {"delays": [10.0]},
        "desiredRetention": 0.87,
        "easyDaysPercentages": [1.0] * 5 + [0.5, 0.0],
    }
    assert preset_of_json(old) == preset_of_message(fields_of(REAL), saved_at=1)


def test_only_what_differs_from_our_defaults_is_an_option_of_the_deck() -> None:
    options = preset_of_message(fields_of(REAL), 1).options
    assert beside_defaults(options, is_fsrs=True) == {
        "new_per_day": 33,
        "desired_retention": 0.87,
        "learning_steps": (30, 900, 86_400),
        "bury_siblings": False,
    }
    assert "desired_retention" not in beside_defaults(options, is_fsrs=False)


def test_what_a_deck_sets_itself() -> None:
    assert options_of_json({"newLimit": 0, "reviewLimit": None, "desiredRetention": 93}) == {
        "new_per_day": 0,
        "desired_retention": 0.93,
    }
    message = b"\x08\x01\x38\x00" + b"\x55" + struct.pack("<f", 0.93)
    assert options_of_message(fields_of(message)) == {"new_per_day": 0, "desired_retention": 0.93}


@pytest.mark.parametrize(
    ("hostile", "expected"),
    [
        ({"new": {"perDay": 10**400, "delays": [1e400, -1, "x", None, 0, 1e-9]}}, {"learning_steps": ()}),
        ({"new": {"perDay": -5, "delays": [1] * 50}}, {"new_per_day": 0, "learning_steps": (60,) * 10}),
        ({"new": 7, "rev": [], "lapse": None, "desiredRetention": float("nan")}, {}),
        ({"rev": {"maxIvl": 10**9, "perDay": True}, "desiredRetention": 3}, {"maximum_interval": 36_500,
                                                                           "desired_retention": 0.99}),
        ({"easyDaysPercentages": "often", "fsrsParams6": "abc"}, {}),
    ],
)  # fmt: skip
def test_a_preset_that_is_none_is_held_within_bounds(hostile: dict[str, Any], expected: dict[str, Any]) -> None:
    assert preset_of_json(hostile).options == expected


def test_steps_are_written_in_the_units_a_person_would_take(home: Home, tmp_path: Path) -> None:
    delays = [0.25, 1, 90, 720, 1440, 4320, 1500, 20_000]
    planned(home, tmp_path, {"new": {"delays": delays}})
    text = (home.setup.paths.own_decks / "deck.yaml").read_text("utf-8")
    assert "  learning_steps: [15s, 1m, 90m, 12h, 1d, 3d, 25h, 14d]\n" in text
    assert home.collection.options_of("deck").learning_steps[:3] == (15, 60, 5400)


def test_a_deck_that_is_here_keeps_its_options(home: Home, tmp_path: Path) -> None:
    planned(home, tmp_path, {"new": {"perDay": 33}}, notes=1)
    assert home.collection.options_of("deck").new_per_day == 33
    again = planned(home, tmp_path, {"new": {"perDay": 44}}, notes=2)
    assert (again.notes, again.decks[0].options) == (1, {})
    assert again.told[-1] == "The deck deck keeps the options it has here."
    assert home.collection.options_of("deck").new_per_day == 33
    assert planned(home, tmp_path, {"new": {"perDay": 33}}, notes=2).told == []


def planned(home: Home, folder: Path, preset: dict[str, Any], notes: int = 1) -> ImportPlan:
    """A package with this preset, imported."""
    presets = json.dumps({"1": {"mod": 1, **preset}})
    path = folder / "made.apkg"
    content = collection(f"UPDATE col SET dconf = '{presets}'", notes=notes)
    path.write_bytes(package({"collection.anki2": content, "media": b"{}"}))
    plan = plan_import(home.collection, read_arrival(home.setup, path))
    carry_out(home.collection, plan, path.name)
    return plan
