"""Events as plain values for the log, and back; words instead of class names, so that renaming loses nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from prepdeck.mocks.debrief import (
    AxisScored,
    BandGuessed,
    CurveballJudged,
    DebriefClosed,
    DebriefEvent,
    Evidence,
    ItemJudged,
)
from prepdeck.mocks.events import (
    Abandoned,
    Asked,
    CurveballShown,
    Event,
    Finished,
    GapNoticed,
    HintShown,
    Marked,
    NoteChanged,
    Nudged,
    Parked,
    Paused,
    PhaseEntered,
    PlannedCurveball,
    ProbeAsked,
    Resumed,
    Setup,
    Started,
)
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.timetable import PlannedPhase

MockEvent = Event | DebriefEvent
EncodedEvent = dict[str, Any]

_WORDS: dict[type[MockEvent], str] = {
    Started: "started",
    PhaseEntered: "phase",
    Marked: "mark",
    NoteChanged: "note",
    HintShown: "hint",
    ProbeAsked: "probe",
    Asked: "asked",
    Parked: "parked",
    CurveballShown: "curveball",
    Nudged: "nudge",
    Paused: "paused",
    Resumed: "resumed",
    GapNoticed: "gap",
    Finished: "finished",
    Abandoned: "abandoned",
    BandGuessed: "guess",
    ItemJudged: "item",
    CurveballJudged: "curveball-judged",
    AxisScored: "axis",
    DebriefClosed: "closed",
}
_CLASSES = {word: kind for kind, word in _WORDS.items()}


def encode_event(event: MockEvent) -> EncodedEvent:
    """An event as values that JSON has."""
    encoded = {field.name: _plain(getattr(event, field.name)) for field in fields(event)}
    return {"event": _WORDS[type(event)], **encoded}


def decode_events(encoded: Iterable[Mapping[str, Any]]) -> list[MockEvent]:
    """The events again, in their order; those of a kind that this version does not know are left out.

    Raises ValueError for one that lacks what its kind has.
    """
    return [_decoded(each) for each in encoded if each.get("event") in _CLASSES]


def _plain(value: Any) -> Any:
    match value:
        case Coverage():
            return value.title
        case Setup():
            return {
                "scenario": value.scenario,
                "framework": value.framework,
                "phases": [[phase.slug, phase.title, phase.minutes, phase.graded] for phase in value.phases],
                "mode": value.mode,
                "written": value.written,
                "strict": value.strict,
                "whole": value.whole,
                "curveball": _plain(value.curveball),
            }
        case PlannedCurveball():
            return [value.slug, value.at_ms, value.first, value.latest]
        case Evidence():
            return [value.source, value.text]
    return value


def _decoded(encoded: Mapping[str, Any]) -> MockEvent:
    kind = _CLASSES[encoded["event"]]
    try:
        return kind(**{field.name: _value(field.name, encoded[field.name]) for field in fields(kind)})
    except (KeyError, TypeError) as error:
        raise ValueError(f"a {encoded['event']} event cannot be read: {error}") from error


def _value(name: str, plain: Any) -> Any:
    match name, plain:
        case "setup", Mapping():
            return _setup(plain)
        case "coverage", str():
            return Coverage[plain.upper()]
        case "evidence", [source, text]:
            return Evidence(source, text)
    return plain


def _setup(plain: Mapping[str, Any]) -> Setup:
    curveball = plain["curveball"]
    return Setup(
        scenario=plain["scenario"],
        framework=plain["framework"],
        phases=tuple(PlannedPhase(*phase) for phase in plain["phases"]),
        mode=plain["mode"],
        written=plain["written"],
        strict=plain["strict"],
        whole=plain["whole"],
        curveball=PlannedCurveball(*curveball) if curveball else None,
    )
