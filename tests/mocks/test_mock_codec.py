"""Events survive being stored, whatever they hold."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mocks.rounds import FEED, SMALL

from prepdeck.mocks.codec import MockEvent, decode_events, encode_event
from prepdeck.mocks.debrief import AxisScored, BandGuessed, CurveballJudged, DebriefClosed, Evidence, ItemJudged
from prepdeck.mocks.events import (
    Abandoned,
    Asked,
    CurveballShown,
    Finished,
    GapNoticed,
    HintShown,
    Marked,
    NoteChanged,
    Nudged,
    Parked,
    Paused,
    PhaseEntered,
    ProbeAsked,
    Resumed,
    Started,
)
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.setup import prepared
from prepdeck.mocks.timetable import timetable

COUNT = st.integers(0, 10_000_000)
TEXT = st.text(max_size=40)
EVENTS = st.one_of(
    st.builds(
        Started,
        COUNT,
        st.builds(
            lambda real, written, strict, seed: prepared(
                SMALL,
                FEED,
                timetable(SMALL, 30),
                "real" if real else "guided",
                written=written,
                strict=strict,
                seed=seed,
            ),
            st.booleans(),
            st.booleans(),
            st.booleans(),
            COUNT,
        ),
    ),
    *(st.builds(kind, COUNT, COUNT) for kind in (PhaseEntered, Marked, Nudged, Resumed)),
    *(st.builds(kind, COUNT) for kind in (Paused, Finished, Abandoned, DebriefClosed)),
    *(st.builds(kind, COUNT, COUNT, TEXT) for kind in (NoteChanged, Parked, CurveballShown)),
    *(st.builds(kind, COUNT, COUNT, st.integers(1, 3)) for kind in (HintShown, ProbeAsked)),
    st.builds(Asked, COUNT, COUNT, TEXT, TEXT),
    st.builds(GapNoticed, COUNT, COUNT, st.sampled_from(["suspended", "restarted"])),
    st.builds(BandGuessed, COUNT, st.integers(1, 4)),
    st.builds(ItemJudged, COUNT, TEXT, st.sampled_from(Coverage)),
    st.builds(CurveballJudged, COUNT, st.sampled_from(Coverage)),
    st.builds(
        AxisScored,
        COUNT,
        TEXT,
        st.integers(1, 4),
        st.none() | st.builds(Evidence, st.sampled_from(["notes", "memory"]), TEXT),
    ),
)


@given(st.lists(EVENTS, max_size=5))
def test_what_is_stored_comes_back(events: list[MockEvent]) -> None:
    stored = json.loads(json.dumps([encode_event(event) for event in events]))
    assert decode_events(stored) == events


def test_events_of_a_later_version_are_left_out() -> None:
    assert decode_events([{"event": "telepathy", "at_ms": 5}, {"event": "finished", "at_ms": 7}]) == [Finished(7)]


def test_an_event_without_its_values_is_refused() -> None:
    with pytest.raises(ValueError, match="mark event"):
        decode_events([{"event": "mark", "at_ms": 5}])
