"""What `mock show`, `history` and `diff` print with `--json`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prepdeck.mocks.difference import Difference
    from prepdeck.mocks.gaps import Gap
    from prepdeck.study.mock_history import MockHistory, PastMock
    from prepdeck.study.mock_records import StoredElsewhere
    from prepdeck.study.suggesting import Suggestion


def debriefed_frameworks(past: "MockHistory") -> list[str]:
    """The frameworks of which there are results."""
    return list(dict.fromkeys(mock.stored.run.setup.framework for mock in past.debriefed))


def mock_document(past: "PastMock") -> dict[str, Any]:
    """What `mock show --json` prints; of the reference nothing before the debrief, for there is no result then."""
    from prepdeck.mocks.result import phase_times
    from prepdeck.model.study_day import instant_text
    from prepdeck.study.mock_records import short_id

    run, result = past.stored.run, past.result
    setup = run.setup
    return {
        "id": short_id(past.stored.id),
        "scenario": setup.scenario,
        "title": past.title,
        "framework": setup.framework,
        "mode": setup.mode,
        "written": setup.written,
        "whole": setup.whole,
        "state": past.state,
        "started": instant_text(past.stored.started.at_ms),
        "minutes": setup.planned_ms // 60_000,
        "phases": [
            {
                "phase": time.slug,
                "planned_s": time.planned_ms // 1000,
                "used_s": time.used_ms // 1000,
                "notes": phase.notes,
                "hints": phase.hints,
            }
            for time, phase in zip(phase_times(run), run.phases, strict=True)
        ],
        "axes": {axis.slug: axis.score for axis in result.axes} if result else {},
        "missed": [_gap_document(gap) for gap in result.gaps] if result else [],
        "advance": result.advance if result else None,
        "band": result.band if result else None,
        "guess": result.guess if result else None,
        "note": None,
    }


def elsewhere_document(other: "StoredElsewhere") -> dict[str, Any]:
    """The same of one done elsewhere: what nobody logged is null, and it began on a day."""
    from prepdeck.study.mock_records import short_id

    logged = other.mock
    return {
        "id": short_id(other.id),
        "scenario": logged.scenario,
        "title": logged.scenario,
        "framework": logged.framework or None,
        "mode": "elsewhere",
        "written": None,
        "whole": None,
        "state": "logged",
        "started": logged.on,
        "minutes": logged.minutes,
        "phases": [],
        "axes": dict(logged.axes),
        "missed": [{"item": None, "text": text, "importance": None, "cards": []} for text in logged.missed],
        "advance": None,
        "band": None,
        "guess": None,
        "note": logged.note,
    }


def _gap_document(gap: "Gap") -> dict[str, Any]:
    item = gap.item
    return {"item": item.slug, "text": item.text, "importance": item.importance, "cards": list(item.cards)}


def history_document(
    past: "MockHistory", rows: "list[PastMock | StoredElsewhere]", suggestion: "Suggestion | None"
) -> dict[str, Any]:
    """What `mock history --json` prints; `rows` are all mocks, newest first."""
    from prepdeck.model.study_day import date_of

    guesses = past.calibration
    habits = [(framework, past.overrun(framework)) for framework in debriefed_frameworks(past)]
    return {
        "mocks": [_row_document(row) for row in rows],
        "habits": [
            {
                "framework": framework,
                "phase": overrun.slug,
                "times": overrun.times,
                "runs": overrun.runs,
                "mean_over_s": overrun.mean_over_ms // 1000,
            }
            for framework, overrun in habits
            if overrun is not None
        ],
        "guesses": {
            "guesses": guesses.guesses,
            "right": guesses.right,
            "too_high": guesses.too_high,
            "mean_delta": guesses.mean_delta,
        }
        if guesses
        else None,
        "next": {
            "scenario": suggestion.scenario,
            "on": date_of(suggestion.day).isoformat(),
            "why": suggestion.why,
        }
        if suggestion
        else None,
    }


def _row_document(row: "PastMock | StoredElsewhere") -> dict[str, Any]:
    from prepdeck.study.mock_history import PastMock

    whole = mock_document(row) if isinstance(row, PastMock) else elsewhere_document(row)
    kept = ("id", "scenario", "title", "framework", "mode", "state", "started", "minutes", "band", "guess", "advance")
    return {name: whole[name] for name in kept}


def difference_document(before: "PastMock", after: "PastMock", change: "Difference") -> dict[str, Any]:
    """What `mock diff --json` prints."""
    from prepdeck.study.mock_records import short_id

    return {
        "before": short_id(before.stored.id),
        "after": short_id(after.stored.id),
        "advance": list(change.advance),
        "axes": [{"title": axis.title, "before": axis.before, "after": axis.after} for axis in change.axes],
        "phases": [
            {
                "title": time.title,
                "before_over_s": time.before_over_ms // 1000,
                "after_over_s": time.after_over_ms // 1000,
            }
            for time in change.times
        ],
        "closed": [_gap_document(gap) for gap in change.closed],
        "opened": [_gap_document(gap) for gap in change.opened],
        "still": [_gap_document(gap) for gap in change.still],
    }
