"""Payloads of records as JSON text, and back; a kind this version does not know is kept as it came."""

import json
from typing import Any

from prepdeck.model.card_state import Phase
from prepdeck.model.rating import Rating
from prepdeck.model.records import (
    AskedRound,
    Carry,
    GoalSet,
    ItemChecked,
    Mark,
    MockElsewhere,
    MockStep,
    OptionsSet,
    ParametersSet,
    Payload,
    Pull,
    Rehearsal,
    Reschedule,
    Review,
    ScenarioSeen,
    Unknown,
    Void,
)
from prepdeck.model.story import STORY_DECK

MOCK_COURSE = "mock-course"
"""The kind of a step of a mock that came by itself: undo passes it over."""

_KINDS: dict[type[Payload], str] = {
    Review: "review",
    Mark: "mark",
    Reschedule: "reschedule",
    Carry: "carry",
    Pull: "pull",
    MockStep: "mock",
    MockElsewhere: "mock-elsewhere",
    ScenarioSeen: "seen",
    Rehearsal: "rehearsal",
    AskedRound: "asked",
    Void: "void",
    GoalSet: "goal",
    ItemChecked: "checked",
    OptionsSet: "options",
    ParametersSet: "parameters",
}


def kind_of(payload: Payload) -> str:
    """The word stored as the record's kind."""
    if isinstance(payload, MockStep) and payload.by_itself:
        return MOCK_COURSE
    return _KINDS[type(payload)]


def subject_of(payload: Payload) -> str | None:
    """What a record is looked up by: its card's key, a step's mock, a scenario, or for a void the group it voids."""
    match payload:
        case Review(key=key) | Mark(key=key) | Reschedule(key=key) | Carry(from_key=key):
            return key
        case MockStep(mock=mock):
            return mock
        case MockElsewhere(scenario=scenario) | ScenarioSeen(scenario=scenario):
            return scenario
        case Rehearsal(story=story, question=question):
            return f"{STORY_DECK}/{story}" if story else question
        case Void(group=group):
            return group
    return None


def encode_payload(payload: Payload) -> str:
    """Write the payload's fields as compact JSON; only what differs from nothing is written for a review."""
    match payload:
        case Review():
            fields: dict[str, Any] = {
                "rating": int(payload.rating),
                "ms": payload.duration_ms,
                "source": payload.source,
                "on": payload.decided_on,
                "phase": int(payload.phase),
                "step": payload.step,
                "due": payload.due_day,
                "at": payload.due_at_ms,
                "interval": payload.interval_days,
                "parameters": payload.parameters,
                "options": payload.options,
                "values": [list(pair) for pair in payload.values],
                "answer": payload.answer,
            }
            fields = {name: value for name, value in fields.items() if value not in (None, "", [])}
        case Mark():
            fields = {"action": payload.action}
        case Reschedule():
            fields = {"due": payload.due_day}
        case Carry():
            fields = {"to": payload.to_key}
        case Pull():
            fields = {"keys": list(payload.keys), "mock": payload.mock}
        case MockStep():
            fields = {"events": list(payload.events)}
        case MockElsewhere():
            fields = {
                "on": payload.on,
                "minutes": payload.minutes,
                "axes": dict(payload.axes),
                "missed": list(payload.missed),
                "note": payload.note,
            }
            if payload.framework:
                fields["framework"] = payload.framework
        case ScenarioSeen():
            fields = {"how": payload.how}
        case Rehearsal():
            fields = {
                "story": payload.story,
                "question": payload.question,
                "seconds": payload.seconds,
                "ms": payload.used_ms,
                "probes": [list(probe) for probe in payload.probes],
                "checklist": [list(item) for item in payload.checklist],
                "fix": payload.fix,
                "take": list(payload.take),
            }
        case AskedRound():
            fields = {
                "company": payload.company,
                "round": payload.round,
                "on": payload.on,
                "questions": [list(question) for question in payload.questions],
            }
        case Void():
            fields = {}
        case GoalSet():
            fields = {"on": payload.on, "minutes": list(payload.minutes), "role": payload.role}
        case ItemChecked():
            fields = {"role": payload.role, "item": payload.item, "done": payload.done}
        case OptionsSet():
            fields = {"deck": payload.deck, "options": dict(payload.options)}
        case ParametersSet():
            fields = {"weights": list(payload.weights)}
        case Unknown():
            fields = payload.fields
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def decode_payload(kind: str, subject: str | None, body: str) -> Payload:
    """Read a payload back; what another version wrote in a way this one cannot read becomes Unknown."""
    fields = json.loads(body)
    try:
        return _decoded(kind, subject or "", fields)
    except (KeyError, TypeError, ValueError):
        return Unknown(fields)


def _decoded(kind: str, subject: str, fields: dict[str, Any]) -> Payload:
    match kind:
        case "review":
            return Review(
                key=subject,
                rating=Rating(fields["rating"]),
                duration_ms=fields["ms"],
                source=fields["source"],
                decided_on=fields.get("on"),
                phase=Phase(fields["phase"]),
                step=fields.get("step"),
                due_day=fields.get("due"),
                due_at_ms=fields.get("at"),
                interval_days=fields["interval"],
                parameters=fields.get("parameters", ""),
                options=fields.get("options", ""),
                values=tuple((name, value) for name, value in fields.get("values", ())),
                answer=fields.get("answer", ""),
            )
        case "mark":
            return Mark(subject, fields["action"])
        case "reschedule":
            return Reschedule(subject, fields["due"])
        case "carry":
            return Carry(subject, fields["to"])
        case "pull":
            return Pull(tuple(fields["keys"]), fields["mock"])
        case "mock" | "mock-course":
            return MockStep(subject, tuple(fields["events"]), by_itself=kind == MOCK_COURSE)
        case "mock-elsewhere":
            axes = tuple(fields["axes"].items())
            framework = fields.get("framework", "")
            return MockElsewhere(
                subject, fields["on"], fields["minutes"], axes, tuple(fields["missed"]), fields["note"], framework
            )
        case "seen":
            return ScenarioSeen(subject, fields["how"])
        case "rehearsal":
            return Rehearsal(
                story=fields["story"],
                question=fields["question"],
                seconds=fields["seconds"],
                used_ms=fields["ms"],
                probes=tuple((number, ms, tick) for number, ms, tick in fields["probes"]),
                checklist=tuple((item, tick) for item, tick in fields["checklist"]),
                fix=fields["fix"],
                take=tuple(fields["take"]),
            )
        case "asked":
            questions = tuple((key, words) for key, words in fields["questions"])
            return AskedRound(fields["company"], fields["round"], fields["on"], questions)
        case "void":
            return Void(subject)
        case "goal":
            return GoalSet(fields["on"], tuple(fields["minutes"]), fields.get("role", ""))
        case "checked":
            return ItemChecked(fields["role"], fields["item"], bool(fields["done"]))
        case "options":
            return OptionsSet(fields["deck"], tuple(fields["options"].items()))
        case "parameters":
            return ParametersSet(tuple(fields["weights"]))
    return Unknown(fields)
