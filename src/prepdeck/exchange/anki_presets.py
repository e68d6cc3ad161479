"""Anki's presets (deck options) as the options a deck file may set; old collections hold JSON, new ones protobuf."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from prepdeck.exchange.fsrs_weights import fsrs6
from prepdeck.exchange.wire import Fields, float_of, floats_of, holds, number_of
from prepdeck.model.options import DAY_S, DEFAULT_OPTIONS

_MOST_A_DAY = 9_999
_RETENTION = (0.7, 0.99)
_LONGEST_DAYS = 36_500
_MOST_STEPS = 10
_ALL_DAYS_ALIKE = 1.0


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset: `options` by our names, the FSRS weights, and what a deck of ours has no option for.

    `is_untouched` tells one that nobody ever saved: an apkg without presets holds such a one in place of those in use.
    """

    options: dict[str, Any] = field(default_factory=dict)
    weights: tuple[float, ...] = ()
    has_easy_days: bool = False
    is_untouched: bool = False


def preset_of_json(values: Mapping[str, Any]) -> Preset:
    """A preset of `col.dconf`; what is missing or of another type than Anki writes is left out."""
    new, review, lapse = (_mapping(values.get(name)) for name in ("new", "rev", "lapse"))
    weights = values.get("fsrsParams6") or values.get("fsrsParams5") or values.get("fsrsWeights") or ()
    return Preset(
        _options(
            new_per_day=_whole(new.get("perDay")),
            reviews_per_day=_whole(review.get("perDay")),
            desired_retention=_number(values.get("desiredRetention")),
            learning_minutes=_numbers(new.get("delays")),
            relearning_minutes=_numbers(lapse.get("delays")),
            maximum_interval=_whole(review.get("maxIvl")),
            bury_siblings=bool(new.get("bury") or review.get("bury")) if {"bury"} & {*new, *review} else None,
        ),
        fsrs6(_numbers(weights) or ()),
        _are_uneven(_numbers(values.get("easyDaysPercentages")) or ()),
        not values.get("mod"),
    )


def preset_of_message(fields: Fields, saved_at: int) -> Preset:
    """A preset of `deck_config` (`deck_config.proto`, DeckConfig.Config); `saved_at` is 0 for one never saved."""
    if not fields:
        return Preset(is_untouched=True)  # nothing is said: Anki itself always writes all of it
    return Preset(
        _options(
            new_per_day=number_of(fields, 9),
            reviews_per_day=number_of(fields, 10),
            desired_retention=float_of(fields, 37),
            learning_minutes=floats_of(fields, 1),
            relearning_minutes=floats_of(fields, 2),
            maximum_interval=number_of(fields, 16),
            bury_siblings=bool(number_of(fields, 27) or number_of(fields, 28)),
        ),
        fsrs6(floats_of(fields, 6) or floats_of(fields, 5) or floats_of(fields, 3)),
        _are_uneven(floats_of(fields, 4)),
        not saved_at,
    )


def options_of_json(deck: Mapping[str, Any]) -> dict[str, Any]:
    """What a deck of `col.decks` sets over its preset; there the desired retention is a percentage."""
    retention = _number(deck.get("desiredRetention"))
    return _options(
        new_per_day=_whole(deck.get("newLimit")),
        reviews_per_day=_whole(deck.get("reviewLimit")),
        desired_retention=retention / 100 if retention else None,
    )


def options_of_message(fields: Fields) -> dict[str, Any]:
    """What a deck of `decks` (`decks.proto`, Deck.Normal) sets over its preset."""
    return _options(
        new_per_day=number_of(fields, 7) if holds(fields, 7) else None,
        reviews_per_day=number_of(fields, 6) if holds(fields, 6) else None,
        desired_retention=float_of(fields, 10),
    )


def beside_defaults(options: Mapping[str, Any], is_fsrs: bool) -> dict[str, Any]:
    """The options that differ from a deck's defaults; the desired retention counts only where Anki schedules by it."""
    return {
        name: value
        for name, value in options.items()
        if value != getattr(DEFAULT_OPTIONS, name) and (is_fsrs or name != "desired_retention")
    }


def _options(
    *,
    new_per_day: int | None = None,
    reviews_per_day: int | None = None,
    desired_retention: float | None = None,
    learning_minutes: Iterable[float] | None = None,
    relearning_minutes: Iterable[float] | None = None,
    maximum_interval: int | None = None,
    bury_siblings: bool | None = None,
) -> dict[str, Any]:
    """The options that are there, within the bounds of a deck file."""
    options: dict[str, Any] = {}
    for name, limit in (("new_per_day", new_per_day), ("reviews_per_day", reviews_per_day)):
        if limit is not None:
            options[name] = min(max(limit, 0), _MOST_A_DAY)
    if desired_retention and math.isfinite(desired_retention):
        options["desired_retention"] = round(min(max(desired_retention, _RETENTION[0]), _RETENTION[1]), 4)
    for name, minutes in (("learning_steps", learning_minutes), ("relearning_steps", relearning_minutes)):
        if minutes is not None:
            options[name] = tuple(_seconds(minutes))[:_MOST_STEPS]
    if maximum_interval:
        options["maximum_interval"] = min(max(maximum_interval, 1), _LONGEST_DAYS)
    if bury_siblings is not None:
        options["bury_siblings"] = bury_siblings
    return options


def _seconds(minutes: Iterable[float]) -> Iterable[int]:
    """Steps as whole seconds; those of no length are none."""
    for step in minutes:
        if math.isfinite(step) and 0 < round(step * 60) <= _LONGEST_DAYS * DAY_S:
            yield round(step * 60)


def _are_uneven(percentages: Iterable[float]) -> bool:
    return any(share != _ALL_DAYS_ALIKE for share in percentages)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _whole(value: object) -> int | None:
    number = _number(value)
    return None if number is None or not math.isfinite(number) else int(number)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and _is_sane(value) else None


def _numbers(value: object) -> list[float] | None:
    return (
        [number for one in value if (number := _number(one)) is not None] if isinstance(value, list | tuple) else None
    )


def _is_sane(value: float) -> bool:
    return abs(value) < 1e300
