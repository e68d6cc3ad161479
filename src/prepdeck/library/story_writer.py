"""A story as the text of its file: what the form, the import and the template write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from prepdeck.library.story_tables import CLAIM
from prepdeck.model.story import PARTS, TELLINGS

_MODELINE = "# yaml-language-server: $schema=schemas/story.schema.json"
_NEEDED = PARTS[:4]
_GUIDES = {
    "one_liner": "The story in one sentence, result first.",
    "situation": "Where, when, what was at stake. Two sentences.",
    "task": "What was yours, and by when.",
    "action": "What you did, as I, with the reason for it or the choice you dropped. Half of the story.",
    "result": "What came of it: a number, its baseline, how it was measured.",
    "reflection": "What you would do differently. This is what sounds senior.",
    "30s": "About 70 words, the result in the first sentence.",
    "120s": "About 280 words, as you say it.",
}
_STARTS = {
    "situation": "Where it was, and what was at stake.",
    "task": "What was mine to do, and by when.",
    "action": "What I did first, and why.",
    "result": "What came of it, in numbers such as 10 minutes instead of 8 hours.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be written: texts by name (`situation`, `30s`, ...), probes with answers, claims as their fields."""

    slug: str
    title: str
    scope: str = "self"
    texts: dict[str, str] = field(default_factory=dict)
    probes: tuple[tuple[str, str], ...] = ()
    competencies: tuple[tuple[str, str], ...] = ()
    claims: tuple[dict[str, str], ...] = ()
    domains: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    evidence_for: tuple[str, ...] = ()


def story_text(draft: Draft, *, guided: bool = False) -> str:
    """The file of a story; `guided` puts before each text what belongs into it."""
    lines = [_MODELINE, "kind: story", f"story: {draft.slug}", f"title: {quoted(draft.title)}"]
    lines += _text("one_liner", draft.texts, guided, "")
    lines.append(f"scope: {draft.scope}")
    for name in PARTS:
        lines += _text(name, draft.texts, guided, "")
    told = [line for name in TELLINGS for line in _text(name, draft.texts, guided, "  ")]
    if any(not line.lstrip().startswith("#") for line in told):
        lines += ["tellings:", *told]
    elif guided:
        lines += ["# tellings:", *(line if line.startswith("  #") else f"#{line}" for line in told)]
    lines += _listed("probes", [_mapping(_probe(*probe)) for probe in draft.probes])
    if draft.competencies:
        shown = ", ".join(f"{name}: {strength}" for name, strength in draft.competencies)
        lines.append(f"competencies: {{{shown}}}")
    elif guided:
        lines += ["# What it shows: strong or ok. prepdeck stories lists the names.", "# competencies: {growing: ok}"]
    if draft.evidence_for:
        lines.append(f"evidence_for: [{', '.join(draft.evidence_for)}]")
    elif guided:
        lines += [
            "# Requirements of your role that it shows; prepdeck readiness lists their names.",
            "# evidence_for: [data-loading]",
        ]
    lines += _listed("claims", [_mapping(_ordered(claim)) for claim in draft.claims])
    if guided and not draft.claims:
        lines += _claim_guide()
    for name, words in (("domains", draft.domains), ("used_in", draft.used_in), ("was", draft.was)):
        if words:
            lines.append(f"{name}: [{', '.join(map(quoted, words))}]")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """One line of text as a single-quoted scalar."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _text(name: str, texts: dict[str, str], guided: bool, indent: str) -> list[str]:
    text = texts.get(name, "").strip()
    guide = [f"{indent}# {_GUIDES[name]}"] if guided else []
    if not text:
        start = _STARTS.get(name, "")
        if name in _NEEDED:
            return [*guide, f"{indent}{name}: {start}"]
        return [*guide, f"{indent}# {name}: ..."] if guided else []
    rows = [row.rstrip() for row in text.expandtabs(2).split("\n")]
    if len(rows) == 1:
        return [*guide, f"{indent}{name}: {quoted(rows[0])}"]
    first = next(row for row in rows if row)
    marker = "|2-" if first.startswith(" ") else "|-"
    return [*guide, f"{indent}{name}: {marker}", *(f"{indent}  {row}" if row else "" for row in rows)]


def _probe(text: str, answer: str) -> dict[str, str]:
    return {"probe": text, "answer": answer}


def _ordered(claim: dict[str, str]) -> dict[str, str]:
    return {known.name: claim[known.name] for known in CLAIM.fields if claim.get(known.name)}


def _mapping(fields: dict[str, str]) -> list[str]:
    return [f"{name}: {quoted(text) if name != 'claim' else text}" for name, text in fields.items() if text.strip()]


def _listed(name: str, entries: Sequence[list[str]]) -> list[str]:
    lines = [f"{name}:"] if entries else []
    for first, *more in entries:
        lines += [f"  - {first}", *(f"    {line}" for line in more)]
    return lines


def _claim_guide() -> Iterable[str]:
    yield "# Each number an interviewer may ask about:"
    yield "# claims:"
    for place, known in enumerate(CLAIM.fields):
        if known.name != "retracted":
            yield f"#   {'- ' if not place else '  '}{known.name}: {known.example}"
