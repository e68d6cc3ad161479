"""JSON Schemas (draft-07) of the files people write, for editors; made from the tables of fields."""

import json
from collections.abc import Mapping

from prepdeck.library.fields import Table
from prepdeck.library.file_tables import DECK, OUTLINE, OUTLINE_ITEM
from prepdeck.library.mock_tables import (
    AXIS,
    CLARIFICATION,
    CURVEBALL,
    FRAMEWORK,
    FRAMEWORK_PHASE,
    NUMBER,
    RUBRIC_ITEM,
    SCENARIO,
    SCENARIO_PHASE,
)
from prepdeck.library.note_tables import NOTE_KINDS
from prepdeck.library.role_tables import CHECKLIST_ITEM, REQUIREMENT, ROLE
from prepdeck.library.story_tables import CLAIM, PROBE, STORY
from prepdeck.library.value_types import Schema

_DRAFT = "http://json-schema.org/draft-07/schema#"


def deck_schema() -> Schema:
    """The schema of deck files: a note is one of its kinds."""
    kinds: Mapping[str, Schema] = {kind.name: {"title": kind.title, **kind.table.schema()} for kind in NOTE_KINDS}
    note: Schema = {"anyOf": [{"$ref": f"#/definitions/{name}"} for name in kinds]}
    named: Schema = {
        "oneOf": [{"required": ["deck"]}, {"required": ["extends"]}],
        "dependencies": {"hide": ["extends"]},
    }
    return _file_schema("prepdeck deck", DECK, "deck", {"note": note, **kinds}) | named


def outline_schema() -> Schema:
    """The schema of outlines."""
    return _file_schema("prepdeck outline", OUTLINE, "outline", {"item": OUTLINE_ITEM.schema()})


def framework_schema() -> Schema:
    """The schema of frameworks."""
    definitions = {"phase": FRAMEWORK_PHASE.schema(), "axis": AXIS.schema()}
    return _file_schema("prepdeck framework", FRAMEWORK, "framework", definitions)


def scenario_schema() -> Schema:
    """The schema of scenarios."""
    definitions = {
        "phase": SCENARIO_PHASE.schema(),
        "item": RUBRIC_ITEM.schema(),
        "clarification": CLARIFICATION.schema(),
        "curveball": CURVEBALL.schema(),
        "number": NUMBER.schema(),
    }
    return _file_schema("prepdeck scenario", SCENARIO, "scenario", definitions)


def role_schema() -> Schema:
    """The schema of roles."""
    definitions = {"requirement": REQUIREMENT.schema(), "item": CHECKLIST_ITEM.schema()}
    return _file_schema("prepdeck role", ROLE, "role", definitions)


def story_schema() -> Schema:
    """The schema of stories."""
    return _file_schema("prepdeck story", STORY, "story", {"probe": PROBE.schema(), "claim": CLAIM.schema()})


SCHEMAS = {
    "deck": deck_schema,
    "framework": framework_schema,
    "scenario": scenario_schema,
    "role": role_schema,
    "story": story_schema,
    "outline": outline_schema,
}
"""The schema of each kind of file; `schemas/<kind>.schema.json` holds its text."""


def schema_text(kind: str) -> str:
    """The schema of a kind of file as the text of its file."""
    return json.dumps(SCHEMAS[kind](), indent=2, ensure_ascii=False) + "\n"


def _file_schema(title: str, table: Table, kind: str, definitions: dict[str, Schema]) -> Schema:
    schema = table.schema()
    schema["properties"]["kind"] = {**schema["properties"]["kind"], "const": kind}
    return {"$schema": _DRAFT, "title": title, **schema, "definitions": definitions}
