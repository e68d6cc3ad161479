"""The generated parts of docs/deck-format.md: tables of fields and of problem codes.

A part stands between `<!-- fields of ... -->` or `<!-- problem codes -->` and `<!-- end -->`; the rest is hand-written.
`python -m prepdeck.library.reference docs/deck-format.md` brings the page up to date.
"""

import re
import sys
from pathlib import Path

from prepdeck.library.fields import Field, Table
from prepdeck.library.file_tables import DECK, DEFAULTS, OPTIONS, OUTLINE, OUTLINE_ITEM
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
from prepdeck.library.note_tables import CHOICES, CODE, COMMON_FIELDS, NOTE_KINDS, NUMERIC, SPOKEN, VERIFIED
from prepdeck.library.problems import CODE_GROUPS
from prepdeck.library.role_tables import CHECKLIST_ITEM, REQUIREMENT, ROLE
from prepdeck.library.story_tables import CLAIM, PROBE, STORY, TELLINGS_TABLE

_PART = re.compile(r"<!-- (?P<name>fields of [a-z ]+|problem codes) -->\n.*?<!-- end -->", re.DOTALL)
_FIELDS: dict[str, tuple[Field, ...]] = {
    "deck": DECK.fields,
    "defaults": DEFAULTS.fields,
    "options": OPTIONS.fields,
    "outline": OUTLINE.fields,
    "outline items": OUTLINE_ITEM.fields,
    "framework": FRAMEWORK.fields,
    "framework phases": FRAMEWORK_PHASE.fields,
    "axes": AXIS.fields,
    "scenario": SCENARIO.fields,
    "scenario phases": SCENARIO_PHASE.fields,
    "rubric items": RUBRIC_ITEM.fields,
    "clarifications": CLARIFICATION.fields,
    "curveballs": CURVEBALL.fields,
    "numbers": NUMBER.fields,
    "role": ROLE.fields,
    "requirements": REQUIREMENT.fields,
    "checklist items": CHECKLIST_ITEM.fields,
    "story": STORY.fields,
    "tellings": TELLINGS_TABLE.fields,
    "probes": PROBE.fields,
    "claims": CLAIM.fields,
    "every note": COMMON_FIELDS,
    "verified": VERIFIED.fields,
    "choices": CHOICES.fields,
    "numeric": NUMERIC.fields,
    "code": CODE.fields,
    "explain and pitch": SPOKEN.fields,
} | {f"{kind.name} notes": kind.fields for kind in NOTE_KINDS}


def filled(page: str) -> str:
    """The page with its generated parts as the tables are now; raises KeyError for a part that does not exist."""
    return _PART.sub(lambda part: f"<!-- {part['name']} -->\n\n{_generated(part['name'])}\n\n<!-- end -->", page)


def _generated(name: str) -> str:
    return problem_tables() if name == "problem codes" else field_table(_FIELDS[name.removeprefix("fields of ")])


def field_table(fields: tuple[Field, ...]) -> str:
    """Fields as a Markdown table."""
    lines = ["| key | value | for | example |", "|---|---|---|---|"]
    for field in fields:
        name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        lines.append(f"| {name} | {_cell(field.type.words)} | {_cell(field.documentation)} | {_example(field)} |")
    return "\n".join(lines)


def problem_tables() -> str:
    """All problem codes as Markdown tables, one a group."""
    parts = []
    for title, codes in CODE_GROUPS:
        rows = [f"| `{c.code}` | {c.severity.title} | {_cell(c.meaning)} | {_cell(c.instead)} |" for c in codes]
        parts.append(
            "\n".join([f"### {title}", "", "| code | severity | means | instead |", "|---|---|---|---|", *rows])
        )
    return "\n\n".join(parts)


def _example(field: Field) -> str:
    if isinstance(field.type, Table):
        return "see below"
    return "a block" if "\n" in field.example else f"`{_cell(field.example)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
