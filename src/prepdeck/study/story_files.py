"""New stories, and stories written back by the form: in the user's own folder, readable by them alone."""

from collections.abc import Iterable
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import ENDINGS, read_bytes
from prepdeck.library.story_writer import Draft, story_text
from prepdeck.model.keys import title_slug
from prepdeck.model.problem import Problem, Severity
from prepdeck.model.story import PARTS, TELLINGS, Story
from prepdeck.study.authoring import write_schemas
from prepdeck.study.private_files import OUTSIDE, refuse_in_work_tree, write_private
from prepdeck.study.setup import Setup
from prepdeck.study.story_import import ImportedStory, parse_stories


def create_story(setup: Setup, path: Path | None, title: str) -> Path:
    """Write a story to fill in; raises UsageError rather than overwrite a file or let git publish it."""
    slug = title_slug(title)
    if not slug:
        raise UsageError("That title has no letters to name the story by.", "Give one with some letters.")
    target = _target(setup, path, slug)
    _refuse(target, named=path is not None)
    _write_new(setup, target, story_text(Draft(slug, title), guided=True))
    return target


def stories_in(source: Path) -> list[ImportedStory]:
    """The stories of a Markdown file by its S/T/A/R headings, none where there are none; raises UsageError."""
    read = read_bytes(source)
    if isinstance(read, Problem):
        raise UsageError(f"{source} {read.message}.", "Give a Markdown file.")
    try:
        return parse_stories(read.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{source} is not encoded in UTF-8.", "Save it as UTF-8.") from error


def import_stories(setup: Setup, source: Path, folder: Path | None) -> list[Path]:
    """Write a file for each story of a Markdown file with S/T/A/R headings; none where one of them is there already."""
    stories = stories_in(source)
    if not stories:
        raise UsageError(
            f"{source} has no story with a heading for situation, task, action and result.",
            "Write '## Title', and below it '### Situation', '### Task', '### Action', '### Result'.",
        )
    targets = [(_target(setup, folder, story.slug), story) for story in stories]
    for target, _ in targets:
        _refuse(target, named=folder is not None)
    for target, story in targets:
        _write_new(setup, target, story_text(draft_of_import(story)))
    return [target for target, _ in targets]


def draft_of_import(story: ImportedStory) -> Draft:
    """What was found under the headings, as a draft."""
    probes = tuple((probe, "") for probe in story.probes)
    return Draft(story.slug, story.title, texts=story.texts, probes=probes)


def draft_of(story: Story) -> Draft:
    """A story as the form shows it."""
    names = ("one_liner", *PARTS, *TELLINGS)
    fields = ("value", "unit", "means", "baseline", "now", "measured", "source", "retracted")
    return Draft(
        slug=story.slug,
        title=story.title,
        scope=story.scope,
        texts={name: story.text(name) for name in names if story.text(name)},
        probes=tuple((probe.text, probe.answer) for probe in story.probes),
        competencies=tuple((shown.name, shown.strength) for shown in story.competencies),
        evidence_for=tuple(each.requirement for each in story.evidence_for),
        claims=tuple({"claim": one.slug, **{name: getattr(one, name) for name in fields}} for one in story.claims),
        domains=story.domains,
        used_in=story.used_in,
        was=story.was,
    )


def problems_of(draft: Draft, path: Path) -> tuple[Problem, ...]:
    """What `check` would say of the draft as a file."""
    return read_file(str(path), story_text(draft).encode()).problems


def save_story(setup: Setup, path: Path, draft: Draft) -> None:
    """Write a draft over its file, or as a new one; raises UsageError, with the file as it was, for one with errors."""
    errors = [problem for problem in problems_of(draft, path) if problem.severity is Severity.ERROR]
    if errors:
        raise UsageError(f"Not saved: {errors[0].message}.", errors[0].hint)
    _provide_schemas(setup, path.parent)
    write_private(path, story_text(draft).encode())


def path_for(setup: Setup, slug: str) -> Path:
    """Where a story of this name is written; raises UsageError where there is one already."""
    target = _target(setup, None, slug)
    _refuse_existing(target)
    return target


def lost_comments(path: Path) -> int:
    """How many comment lines of a file the form would not keep, those of the template left out of account."""
    read = read_bytes(path)
    if isinstance(read, Problem):
        return 0
    template = set(map(str.strip, story_text(Draft("a", "A"), guided=True).splitlines()))
    lines: Iterable[str] = map(str.strip, read.content.decode("utf-8", "replace").splitlines())
    return sum(line.startswith("#") and line not in template for line in lines)


def _target(setup: Setup, path: Path | None, slug: str) -> Path:
    target = path or setup.paths.stories
    if path is None or target.is_dir():
        return target / f"{slug}.yaml"
    return target if target.suffix.lower() in ENDINGS else target.with_name(f"{target.name}.yaml")


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise UsageError(f"{target} exists already; it was left as it is.", "Choose another title or path.")


def _refuse(target: Path, *, named: bool) -> None:
    """Raise UsageError for a file that exists, or one that git would publish; `named` where the user said the path."""
    _refuse_existing(target)
    refuse_in_work_tree(target, "Leave PATH out: then it goes where only you look." if named else OUTSIDE)


def _write_new(setup: Setup, target: Path, text: str) -> None:
    write_private(target, text.encode())
    _provide_schemas(setup, target.parent)


def _provide_schemas(setup: Setup, folder: Path) -> None:
    """The schema that the first line of a story names, in the folder of stories; elsewhere the user keeps house."""
    if folder == setup.paths.stories and not (folder / "schemas" / "story.schema.json").exists():
        write_schemas(folder / "schemas")
