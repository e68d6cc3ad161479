"""What the story form asks of the collection: texts of a story, what contradicts in them, and the file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.reader import read_file
from prepdeck.library.story_writer import Draft, story_text
from prepdeck.model.keys import title_slug
from prepdeck.model.story import PARTS, TELLINGS, Story
from prepdeck.stories.form import (
    FIELDS,
    FormProblem,
    claims_text,
    competencies_text,
    probes_text,
    read_claims,
    read_competencies,
    read_probes,
    read_requirements,
    read_scope,
)
from prepdeck.stories.lint import lint
from prepdeck.stories.matrix import competency_names
from prepdeck.study.collection import Collection
from prepdeck.study.outlines import outlines_of
from prepdeck.study.refreshing import refresh
from prepdeck.study.roles import requirement_names
from prepdeck.study.stories import stories_of
from prepdeck.study.story_files import draft_of, path_for, save_story

_TEXTS = ("one_liner", *PARTS, *TELLINGS)
_NAMES = {field.key: field.name for field in FIELDS}


@dataclass(frozen=True, slots=True)
class FormFinding:
    """Something an interviewer would ask, or that cannot be saved yet: the field it is in, and that field's name."""

    field: str
    name: str
    message: str


def texts_of(story: Story | None) -> dict[str, str]:
    """The text of every field; all empty for a new story."""
    texts = {field.key: "" for field in FIELDS}
    if story is None:
        return texts
    draft = draft_of(story)
    return {
        **texts,
        **draft.texts,
        "title": draft.title,
        "scope": draft.scope,
        "probes": probes_text(draft.probes),
        "competencies": competencies_text(draft.competencies),
        "evidence_for": "\n".join(draft.evidence_for),
        "claims": claims_text(draft.claims),
    }


def draft_from(texts: Mapping[str, str], before: Draft | None) -> Draft:
    """The fields as a draft; raises FormProblem at the first that is empty and needed, or cannot be read."""
    for field in FIELDS:
        if field.needed and not texts[field.key].strip():
            raise FormProblem(field.key, f"{field.name} is empty.")
    title = " ".join(texts["title"].split())
    slug = before.slug if before else title_slug(title)[:60].strip("-")
    if not slug:
        raise FormProblem("title", "The title has no letters to name the story by.")
    kept = before or Draft(slug, title)
    spoken = {name: texts[name].strip() for name in _TEXTS if texts[name].strip()}
    if "one_liner" in spoken:
        spoken["one_liner"] = " ".join(spoken["one_liner"].split())
    return replace(
        kept,
        slug=slug,
        title=title,
        scope=read_scope(texts["scope"]),
        texts=spoken,
        probes=read_probes(texts["probes"]),
        competencies=read_competencies(texts["competencies"]),
        evidence_for=read_requirements(texts["evidence_for"]),
        claims=read_claims(texts["claims"]),
    )


def findings_of(collection: Collection, story: Story | None, texts: Mapping[str, str]) -> list[FormFinding]:
    """What would be asked about the story as it is typed, beside all others; empty while it is no story yet."""
    try:
        draft = draft_from(texts, draft_of(story) if story else None)
    except FormProblem as problem:
        started = any(text.strip() for text in texts.values())
        return [FormFinding(problem.field, _NAMES[problem.field], str(problem))] if started else []
    known = requirement_names(collection)
    unknown = [name for name in draft.evidence_for if known and name not in known]
    found = [
        FormFinding("evidence_for", _NAMES["evidence_for"], f"no role has a requirement {name}") for name in unknown
    ]
    path = story.path if story else f"{draft.slug}.yaml"
    text = story_text(draft)
    content = read_file(path, text.encode())
    found += [FormFinding(*_field_at(text, problem.line), problem.message) for problem in content.problems]
    if content.story is not None:
        others = [one for one in stories_of(collection) if one.slug != draft.slug]
        told = [finding for finding in lint([*others, content.story]) if finding.path == path]
        found += [FormFinding(*_field_at(text, finding.line), finding.message) for finding in told]
    return found


def save_form(collection: Collection, story: Story | None, texts: Mapping[str, str]) -> Story:
    """Write the file and read the library anew; the story as it is now.

    Raises FormProblem for a field that cannot be read, and UsageError where the file cannot be written.
    """
    draft = draft_from(texts, draft_of(story) if story else None)
    path = Path(story.path) if story else path_for(collection.setup, draft.slug)
    save_story(collection.setup, path, draft)
    refresh(collection)
    saved = next((one for one in stories_of(collection) if one.slug == draft.slug), None)
    if saved is None:
        raise UsageError(f"{path} was written, but is not among your stories.", "prepdeck check tells why.")
    return saved


def name_words(collection: Collection, field: str) -> str:
    """The names that may stand in a field of the form: competencies, or requirements; empty for other fields."""
    if field == "competencies":
        return ", ".join(competency_names(outlines_of(collection)))
    return ", ".join(requirement_names(collection)) if field == "evidence_for" else ""


def _field_at(text: str, line: int) -> tuple[str, str]:
    """The form's field that a line of the file belongs to, by the nearest key above it."""
    for row in reversed(text.split("\n")[:line]):
        key = row.strip().partition(":")[0]
        indented = row.startswith(" ")
        if key in _NAMES and (not indented or key in TELLINGS):
            return key, _NAMES[key]
    return "title", _NAMES["title"]
