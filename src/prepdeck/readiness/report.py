"""Readiness written down: one JSON document, and a page of Markdown to keep or to show somebody."""

from collections.abc import Sequence
from typing import Any

from prepdeck.readiness.gaps import next_action, ranked_gaps
from prepdeck.readiness.scores import EVIDENCE, KNOWLEDGE, PERFORMANCE, Part, Readiness, RequirementScore

_UNKNOWN = "unknown"
_CLASSES = {"must": "Must have", "minimum": "Minimum", "preferred": "Preferred"}


def readiness_document(readiness: Readiness) -> dict[str, Any]:
    """Every number as one document; what is not known is null."""
    weakest = readiness.weakest_must
    return {
        "role": readiness.role,
        "on": readiness.on,
        "overall": _rounded(readiness.overall),
        "known": round(readiness.known, 3),
        "weakest_must": weakest.requirement.slug if weakest else None,
        "requirements": [_requirement_document(score) for score in readiness.requirements],
    }


def _requirement_document(score: RequirementScore) -> dict[str, Any]:
    requirement = score.requirement
    return {
        "id": requirement.slug,
        "title": requirement.title,
        "class": requirement.requirement_class,
        "weight": requirement.weight,
        "ready": _rounded(score.ready),
        "known": round(score.known, 3),
        **{name: _rounded(score.part(name).score) for name in (KNOWLEDGE, PERFORMANCE, EVIDENCE)},
        "story": requirement.story.slug if requirement.story else None,
        "gap": round(score.gap, 1),
        "next": next_action(score).text,
    }


def history_document(weeks: Sequence[Readiness]) -> list[dict[str, Any]]:
    """The end of each week, oldest first: the role's numbers then, and each requirement's parts."""
    return [
        {
            "on": week.on,
            "overall": _rounded(week.overall),
            "known": round(week.known, 3),
            "shown": round(week.shown, 1),
            "requirements": [_week_document(score) for score in week.requirements],
        }
        for week in weeks
    ]


def _week_document(score: RequirementScore) -> dict[str, Any]:
    knowledge = score.part(KNOWLEDGE)
    return {
        "id": score.requirement.slug,
        "seen": round(knowledge.share, 3) if knowledge.weight else None,
        **{name: _rounded(score.part(name).score) for name in (KNOWLEDGE, PERFORMANCE, EVIDENCE)},
        "ready": _rounded(score.ready),
        "known": round(score.known, 3),
        "shown": round(100 - score.shortfall, 1),
    }


def readiness_report(readiness: Readiness) -> str:
    """The page: the weakest must-have first, every part of every score, then what to do, most useful first."""
    lines = [f"# Readiness: {readiness.title}", "", f"On {readiness.on}, if nothing more is studied until then.", ""]
    lines += _headline(readiness)
    for requirement_class, title in _CLASSES.items():
        scores = [each for each in readiness.requirements if each.requirement.requirement_class == requirement_class]
        if scores:
            lines += ["", f"## {title}", "", *_table(scores)]
    gaps = ranked_gaps(readiness)
    if gaps:
        lines += ["", "## What to do next", ""]
        lines += [
            f"{number}. **{gap.score.requirement.title}** (weight {gap.score.requirement.weight:g},"
            f" {gap.score.shortfall:.0f} points short): {gap.action.text}"
            for number, gap in enumerate(gaps, start=1)
        ]
    lines += [
        "",
        "Scores weigh what is known only. They say how prepared you are, not what an interviewer will decide.",
    ]
    return "\n".join(lines) + "\n"


def _headline(readiness: Readiness) -> list[str]:
    lines = []
    weakest = readiness.weakest_must
    if weakest is not None:
        lines.append(f"**Weakest must-have: {weakest.requirement.title}, {_score_text(weakest.ready)}**")
    if readiness.unknown_musts:
        titles = ", ".join(each.requirement.title for each in readiness.unknown_musts)
        lines.append(f"**Must-haves of which nothing is known: {titles}**")
    overall = f"Overall {_score_text(readiness.overall)}; {readiness.known:.0%} of it is known."
    return [line for each in lines for line in (each, "")] + [overall]


def _table(scores: list[RequirementScore]) -> list[str]:
    rows = [
        "| requirement | weight | ready | known | knowledge | performance | evidence |",
        "|---|---:|---:|---:|---|---|---|",
    ]
    for score in scores:
        parts = " | ".join(_part_text(score.part(name)) for name in (KNOWLEDGE, PERFORMANCE, EVIDENCE))
        title = _cell(score.requirement.title)
        rows.append(
            f"| {title} | {score.requirement.weight:g} | {_score_text(score.ready)} | {score.known:.0%} | {parts} |"
        )
    return rows


def _part_text(part: Part) -> str:
    if not part.weight:
        return f"not counted ({part.detail})"
    return f"{_score_text(part.score)} ({_cell(part.detail)})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _score_text(score: float | None) -> str:
    return _UNKNOWN if score is None else f"{score:.0f}"


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)
