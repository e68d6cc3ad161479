"""Stories out of a Markdown file, by its headings for situation, task, action and result."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from prepdeck.model.keys import title_slug

_HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<text>.+?)\s*#*$")
_LABEL = re.compile(
    r"^\s*(?:[-*]\s+)?(?:\*\*|__)?(?P<text>[A-Za-z][A-Za-z /-]{0,30}?)(?:\*\*|__)?\s*:(?:\*\*|__)?(?:\s+(?P<rest>.*))?$"
)
_PARTS = {
    "s": "situation", "situation": "situation", "context": "situation", "background": "situation",
    "t": "task", "task": "task", "challenge": "task", "problem": "task",
    "a": "action", "action": "action", "actions": "action", "approach": "action",
    "r": "result", "result": "result", "results": "result", "outcome": "result", "impact": "result",
    "reflection": "reflection", "learning": "reflection", "learnings": "reflection", "lessons": "reflection",
    "lesson": "reflection", "what i learned": "reflection",
    "one-liner": "one_liner", "one liner": "one_liner", "summary": "one_liner", "headline": "one_liner",
    "30s": "30s", "120s": "120s", "probes": "probes", "follow-ups": "probes", "questions": "probes",
}  # fmt: skip
_NEEDED = ("situation", "task", "action", "result")
_BULLET = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+")
_MAX_SLUG = 60


@dataclass(slots=True)
class ImportedStory:
    """A story as it was found: its title, the text under each heading, follow-up questions one a line."""

    title: str
    slug: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    probes: tuple[str, ...] = ()


def parse_stories(markdown: str) -> list[ImportedStory]:
    """Every story with all four of S, T, A and R; parts are headings (`### Situation`, `S:`) or labels (`**Task:**`).

    The newest heading that is no part before them is the story's title. A part that stands twice is joined.
    """
    stories: list[ImportedStory] = []
    for title, parts in _blocks(markdown):
        if not all(parts.get(name, "").strip() for name in _NEEDED):
            continue
        probes = tuple(_BULLET.sub("", line).strip() for line in parts.get("probes", "").split("\n") if line.strip())
        texts = {name: text.strip() for name, text in parts.items() if name != "probes" and text.strip()}
        if "one_liner" in texts:
            texts["one_liner"] = " ".join(texts["one_liner"].split())
        stories.append(ImportedStory(title, _slug(title, stories), texts, probes))
    return stories


def _slug(title: str, before: list[ImportedStory]) -> str:
    base = title_slug(title)[:_MAX_SLUG].strip("-") or "story"
    taken = {story.slug for story in before}
    number, slug = 2, base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _blocks(markdown: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each title with the texts below it, by part."""
    title, part = "Story", ""
    parts: dict[str, list[str]] = {}
    fenced = False
    for line in markdown.replace("\r\n", "\n").split("\n"):
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else _HEADING.match(line)
        if heading:
            name, rest = _part_of(heading["text"]), ""
        else:
            name, rest = ("", "") if fenced else _labelled(line)
        if heading and not name:
            if parts:
                yield title, _joined(parts)
            title, part, parts = _cleaned(heading["text"]), "", {}
        elif name:
            part = name
            parts.setdefault(part, []).append(rest)
        elif part:
            parts[part].append(line.rstrip())
    if parts:
        yield title, _joined(parts)


def _joined(parts: dict[str, list[str]]) -> dict[str, str]:
    return {name: "\n".join(lines) for name, lines in parts.items()}


def _part_of(heading: str) -> str:
    """The part a heading names, `S - Situation` and `Result (measured)` included; empty for any other."""
    words = re.sub(r"[*_`]", "", heading).strip().lower()
    words = re.sub(r"\s*\(.*\)$", "", words).rstrip(":").strip()
    if words in _PARTS:
        return _PARTS[words]
    first, _, last = words.partition(" - ")
    return _PARTS.get(last.strip(), "") if first.strip() in _PARTS else ""


def _labelled(line: str) -> tuple[str, str]:
    label = _LABEL.match(line)
    name = _PARTS.get(label["text"].strip().lower(), "") if label else ""
    return (name, (label["rest"] or "").rstrip()) if label and name else ("", "")


def _cleaned(heading: str) -> str:
    text = re.sub(r"[*_`]", "", heading)
    return re.sub(r"^(?:story\s*)?\d+[.:)]\s*", "", text, flags=re.IGNORECASE).strip() or "Story"
