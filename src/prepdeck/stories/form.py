"""The fields of the story form: what each is for, and lists written as lines.

A probe is a line, its answer behind ` | `; a competency a line `growing strong`; a requirement a line with its name; a
claim a few lines `key: text`, with an empty line between claims.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from prepdeck.model.keys import SLUG
from prepdeck.model.story import SCOPES, STRENGTHS

CLAIM_KEYS = ("claim", "value", "unit", "means", "baseline", "now", "measured", "source", "retracted")
NEW_CLAIM = "\n".join(f"{key}: " for key in CLAIM_KEYS[:-1])
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: the key in the file, its name, what belongs there, and the seconds it may take aloud (0: not said)."""

    key: str
    name: str
    guide: str
    seconds: int = 0
    needed: bool = False
    one_line: bool = False


FIELDS = (
    FormField("title", "Title", "A name you recognize it by.", needed=True, one_line=True),
    FormField("one_liner", "In one line", "The story in one sentence, the result first.", 12, one_line=True),
    FormField("situation", "Situation", "Where, when, what was at stake. Two sentences; cut the history.", 20, True),
    FormField("task", "Task", "What was yours to do, and by when. One sentence.", 10, True),
    FormField(
        "action", "Action", "What you did, as I. Say why, and which choice you dropped. Half of the story.", 60, True
    ),
    FormField("result", "Result", "What came of it: a number, what it was before, how you measured it.", 20, True),
    FormField("reflection", "Reflection", "What you would do differently. This is what sounds senior.", 15),
    FormField("30s", "30 seconds", "The telling as you say it in the hallway: result, your part, why it mattered.", 30),
    FormField("120s", "2 minutes", "The telling as you say it in the interview, in your spoken words.", 120),
    FormField(
        "probes", "Probes", "What they will ask next, a line each; your answer behind ' | '. New ones at the end."
    ),
    FormField("competencies", "Shows", "What it shows, a line each: a name, then strong or ok."),
    FormField("evidence_for", "Evidence", "Requirements it is evidence for, a line each."),
    FormField("claims", "Claims", "Each number they may ask about. ctrl+t puts in the lines to fill."),
    FormField("scope", "Scope", "self, team (three or more people) or org (two teams or more).", one_line=True),
)
SPOKEN = ("situation", "task", "action", "result", "reflection")


class FormProblem(ValueError):  # noqa: N818  (of what was typed, not of the program)
    """What was typed into a field cannot be read, and how it is written."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def probes_text(probes: Iterable[tuple[str, str]]) -> str:
    """Probes as lines."""
    return "\n".join(f"{_line(probe)} | {_line(answer)}" if answer else _line(probe) for probe, answer in probes)


def read_probes(text: str) -> tuple[tuple[str, str], ...]:
    """Lines as probes with answers."""
    pairs = (line.partition("|") for line in text.split("\n") if line.strip())
    return tuple((probe.strip(), answer.strip()) for probe, _, answer in pairs if probe.strip())


def competencies_text(shown: Iterable[tuple[str, str]]) -> str:
    """Competencies as lines."""
    return "\n".join(f"{name} {strength}" for name, strength in shown)


def read_competencies(text: str) -> tuple[tuple[str, str], ...]:
    """Lines as competencies; raises FormProblem for a strength that is none."""
    shown: dict[str, str] = {}
    for line in (line.replace(":", " ").split() for line in text.split("\n")):
        if not line:
            continue
        name, strength = line[0], line[1] if len(line) > 1 else "ok"
        if strength not in STRENGTHS or len(line) > 2:
            raise FormProblem("competencies", f"{' '.join(line)!r}: write a name, then strong or ok")
        shown[name] = strength
    return tuple(shown.items())


def read_requirements(text: str) -> tuple[str, ...]:
    """Lines as names of requirements, each once; raises FormProblem for what cannot be a name."""
    names = [name for line in text.split("\n") if (name := line.strip().removeprefix("- ").rstrip(","))]
    for name in names:
        if not SLUG.fullmatch(name):
            raise FormProblem("evidence_for", f"{name[:40]!r}: write the name of a requirement, such as data-loading")
    return tuple(dict.fromkeys(names))


def claims_text(claims: Iterable[Mapping[str, str]]) -> str:
    """Claims as lines `key: text`, an empty line between them."""
    return "\n\n".join("\n".join(f"{key}: {one[key]}" for key in CLAIM_KEYS if one.get(key)) for one in claims)


def read_claims(text: str) -> tuple[dict[str, str], ...]:
    """Lines as claims; raises FormProblem for a line that is none, or a claim without value or meaning."""
    claims = []
    for block in re.split(r"\n\s*\n", text):
        claim: dict[str, str] = {}
        for line in filter(str.strip, block.split("\n")):
            key, colon, value = line.partition(":")
            name = key.strip().lower()
            if not colon or name not in CLAIM_KEYS:
                raise FormProblem(
                    "claims", f"{line.strip()[:40]!r}: begin the line with one of {', '.join(CLAIM_KEYS)}"
                )
            if value.strip():
                claim[name] = value.strip()
        if claim:
            claims.append(_named(claim))
    return tuple(claims)


def _named(claim: dict[str, str]) -> dict[str, str]:
    for key in ("value", "means"):
        if key not in claim:
            raise FormProblem(
                "claims", f"a claim needs {key}: {'the number' if key == 'value' else 'what it measures'}"
            )
    name = _SLUG.sub("-", claim.get("claim", claim["means"]).lower()).strip("-")[:40].strip("-")
    return {**claim, "claim": name or "number"}


def read_scope(text: str) -> str:
    """The scope; raises FormProblem for a word that is none."""
    scope = text.strip().lower() or SCOPES[0]
    if scope not in SCOPES:
        raise FormProblem("scope", f"{scope!r}: write {', '.join(SCOPES)}")
    return scope


def _line(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
