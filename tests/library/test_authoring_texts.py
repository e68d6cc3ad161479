"""Schemas, the documentation page and templates are made from the tables of fields and must not drift from them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from prepdeck.errors import UsageError
from prepdeck.library.fields import Field, Table
from prepdeck.library.file_tables import DECK, DEFAULTS, OPTIONS, OUTLINE
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
from prepdeck.library.note_tables import COMMON_FIELDS, NOTE_KINDS
from prepdeck.library.problems import CODES
from prepdeck.library.reader import read_file
from prepdeck.library.reference import filled
from prepdeck.library.role_tables import CHECKLIST_ITEM, REQUIREMENT, ROLE
from prepdeck.library.schema import SCHEMAS, schema_text
from prepdeck.library.search_path import builtin_root
from prepdeck.library.story_tables import CLAIM, PROBE, STORY, TELLINGS_TABLE
from prepdeck.library.templates import deck_template, note_template
from prepdeck.model.note import KINDS

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY / "docs" / "deck-format.md"
FRAMEWORK_TABLES = (FRAMEWORK, FRAMEWORK_PHASE, AXIS)
SCENARIO_TABLES = (SCENARIO, SCENARIO_PHASE, RUBRIC_ITEM, CLARIFICATION, CURVEBALL, NUMBER)
ROLE_TABLES = (ROLE, REQUIREMENT, CHECKLIST_ITEM)
STORY_TABLES = (STORY, TELLINGS_TABLE, PROBE, CLAIM)
OTHER_TABLES = (*FRAMEWORK_TABLES, *SCENARIO_TABLES, *ROLE_TABLES, *STORY_TABLES)
OTHER_FIELDS = [field for table in OTHER_TABLES for field in table.fields]


class PlainLoader(yaml.SafeLoader):
    """As a YAML 1.2 editor reads: dates stay text, 1e8 is a number."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+$"), list("-+0123456789")
)


def problems_of_editor(source: str) -> list[str]:
    """What an editor with the schema would mark."""
    content: Any = yaml.load(source, PlainLoader)
    kind = content.get("kind", "deck")
    return [error.message for error in Draft7Validator(SCHEMAS[kind]()).iter_errors(content)]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schemas_that_are_kept_are_up_to_date(kind: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[kind]())
    kept = (REPOSITORY / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(kind), "run: prepdeck schema schemas"
    assert json.loads(kept)["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("path", sorted(builtin_root().path.rglob("*.yaml")), ids=lambda path: path.stem)
def test_an_editor_marks_nothing_in_built_in_files(path: Path) -> None:
    assert problems_of_editor(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "deck: a\nnotes: [{front: f}]",
        "deck: a\nnotes: [{front: f, back: b, backk: c}]",
        "deck: a\nnotes: [{front: f, back: b, typed: [c]}]",
        "deck: a\nnotes: [{front: f, back: b, tier: hard}]",
        "deck: a\nnotes: [{front: f, explain: {seconds: 1, points: [a]}}]",
        "deck: a\noptions: {new_per_day: ten}",
        "deck: A b",
        "title: none",
        "kind: outline\noutline: o\ntitle: O\nitems: [{id: a}]",
        "kind: framework\nframework: f\ntitle: F\nphases: [{phase: a, title: A, minutes: {20: 500}}]\naxes: []",
        "kind: scenario\nscenario: s\ntitle: S\nframework: f\nprompt: p\nphases: {}\ncurveballs: []\nsource: [a, b]",
        "kind: role\nrole: r\ntitle: R\nrequirements: [{requirement: a, title: A, class: wish, weight: 4}]",
        "kind: story\nstory: s\ntitle: S\nsituation: s\ntask: t\naction: a\nresult: r\ncompetencies: {growing: weak}",
        "kind: story\nstory: s\ntitle: S\nsituation: s\ntask: t\naction: a",
    ],
)
def test_an_editor_marks_what_the_reader_reports(source: str) -> None:
    assert problems_of_editor(source)
    assert read_file("a.yaml", source.encode()).problems


def test_the_page_on_the_format_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == filled(page), "run: python -m prepdeck.library.reference docs/deck-format.md"


def test_the_page_shows_every_field_and_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = [DECK.fields, DEFAULTS.fields, OPTIONS.fields, OUTLINE.fields, COMMON_FIELDS, OTHER_FIELDS]
    tables += [kind.fields for kind in NOTE_KINDS]
    for field in (field for fields in tables for field in fields):
        assert f"`{field.name}`" in page
    for code in CODES:
        assert f"| `{code}` |" in page


def test_the_examples_of_the_page_can_be_read() -> None:
    examples = re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(examples) > 10
    for example in examples:
        source = "deck: example\nnotes:\n" + example if example.startswith("- ") else example
        assert read_file("example.yaml", source.encode(), builtin=True).problems == (), example


def all_fields() -> list[Field]:
    fields = [*DECK.fields, *OUTLINE.fields, *COMMON_FIELDS, *OTHER_FIELDS]
    fields += [field for kind in NOTE_KINDS for field in kind.fields]
    return fields + [field for table in fields if isinstance(table.type, Table) for field in table.type.fields]


@pytest.mark.parametrize("field", all_fields(), ids=lambda field: field.name)
def test_every_example_of_a_field_is_one(field: Field) -> None:
    source = f"{field.name}: {field.example}"
    content = yaml.load(source, PlainLoader)
    names = ("note", "item", "phase", "axis", "clarification", "curveball", "number", "requirement", "probe", "claim")
    schema = {**field.type.schema(), "definitions": {name: {} for name in names}}
    assert list(Draft7Validator(schema).iter_errors(content[field.name])) == []


def test_there_is_a_table_for_every_kind_of_note() -> None:
    assert tuple(kind.name for kind in NOTE_KINDS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_of_each_kind_has_no_problems(kind: str) -> None:
    content = read_file("new.yaml", f"deck: new\nnotes:\n{note_template(kind, 'an-id')}".encode(), builtin=True)
    assert content.problems == ()
    assert content.deck_file is not None
    assert [note.kind for note in content.deck_file.notes] == [kind]
    without_id = read_file("new.yaml", f"deck: new\nnotes:\n{note_template(kind)}".encode())
    assert [problem.code for problem in without_id.problems] == ["missing-id"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_comment_of_a_template_can_be_put_to_use(kind: str) -> None:
    lines = note_template(kind, "an-id").splitlines()
    optional = {field.name for field in (*COMMON_FIELDS, *next(k.fields for k in NOTE_KINDS if k.name == kind))}
    uncommented = [
        line.replace("# ", "", 1) if line.strip().startswith("#   ") or _key_of(line) in optional else line
        for line in lines
    ]
    content = read_file("new.yaml", ("deck: new\nnotes:\n" + "\n".join(uncommented) + "\n").encode())
    assert content.problems == ()


def _key_of(line: str) -> str:
    match = re.match(r"\s*# ([a-z_]+):", line)
    return match[1] if match else ""


def test_a_new_deck_has_no_problems() -> None:
    text = deck_template("my-deck", "What's: new # here", "schemas/deck.schema.json")
    content = read_file("my-deck.yaml", text.encode(), builtin=True)
    assert content.problems == ()
    assert content.deck_file is not None
    assert (content.deck_file.slug, content.deck_file.title) == ("my-deck", "What's: new # here")
    assert text.startswith("# yaml-language-server: $schema=schemas/deck.schema.json\n")


def test_an_unknown_kind_of_note_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(UsageError) as error:
        note_template("numerc")
    assert error.value.hint == "did you mean numeric?"
