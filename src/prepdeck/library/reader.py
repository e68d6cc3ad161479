"""Reading one file of any kind, with every problem in it.

A new kind of file is a table of fields, a function that builds its value, and one line in `FILE_KINDS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from prepdeck.library.deck_reader import build_deck
from prepdeck.library.events import Mapping, read_tree
from prepdeck.library.framework_reader import build_framework
from prepdeck.library.outline_reader import build_outline
from prepdeck.library.reading import Reading, TooManyProblems, did_you_mean, one_of
from prepdeck.library.role_reader import build_role
from prepdeck.library.scenario_reader import build_scenario
from prepdeck.library.source import MAX_PROBLEMS, Source, decode
from prepdeck.library.story_reader import build_story
from prepdeck.model.deck import DeckFile
from prepdeck.model.framework import Framework
from prepdeck.model.outline import Outline
from prepdeck.model.problem import Problem
from prepdeck.model.role import Role
from prepdeck.model.scenario import Scenario
from prepdeck.model.story import Story

FileValue = DeckFile | Outline | Framework | Scenario | Role | Story
FILE_KINDS: dict[str, Callable[[Mapping, Reading], FileValue | None]] = {
    "deck": build_deck,
    "framework": build_framework,
    "scenario": build_scenario,
    "role": build_role,
    "story": build_story,
    "outline": build_outline,
}
"""How the root of each kind of file becomes its value; None where nothing of it can be used."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """What a file holds, and its problems in order of place.

    At most one value is there; none where the file cannot be used as a whole: then what was last read from it stays in
    use, as do the notes with `broken_ids`, which have errors.
    """

    path: str
    deck_file: DeckFile | None = None
    outline: Outline | None = None
    framework: Framework | None = None
    scenario: Scenario | None = None
    role: Role | None = None
    story: Story | None = None
    problems: tuple[Problem, ...] = ()
    broken_ids: frozenset[str] = frozenset()

    @property
    def is_unusable(self) -> bool:
        """Whether nothing of the file can be used."""
        values = (self.deck_file, self.outline, self.framework, self.scenario, self.role, self.story)
        return all(value is None for value in values)


def read_file(
    path_shown: str,
    content: bytes,
    *,
    builtin: bool = False,
    image_exists: Callable[[str], bool] | None = None,
) -> FileContent:
    """Read a file's bytes; never raises on any content.

    `path_shown` is the path as the user knows it. `builtin` holds the file to the rules of built-in decks.
    `image_exists` is asked for each image's path, which is relative to the file's folder.
    """
    source = decode(path_shown, content)
    if isinstance(source, Problem):
        return FileContent(path_shown, problems=(source,))
    reading = Reading(source, builtin, image_exists)
    try:
        return _read_source(source, reading)
    except TooManyProblems:
        told = source.problem(0, "too-many-problems", f"more than {MAX_PROBLEMS:,} problems")
        return FileContent(path_shown, problems=(told, *reading.in_order()))


def _read_source(source: Source, reading: Reading) -> FileContent:
    tree = read_tree(source)
    reading.take_over(tree.problems)
    if not isinstance(tree.root, Mapping):
        if tree.root is not None:
            reading.report(
                tree.root, "not-a-mapping", "a deck begins with keys", "write deck: name, and notes: below it"
            )
        elif not tree.problems:
            reading.report(0, "empty-file", "the file holds nothing")
        return FileContent(source.path, problems=reading.in_order())
    build = _builder_of(tree.root, reading)
    value = build(tree.root, reading) if build else None
    return FileContent(
        source.path,
        deck_file=value if isinstance(value, DeckFile) else None,
        outline=value if isinstance(value, Outline) else None,
        framework=value if isinstance(value, Framework) else None,
        scenario=value if isinstance(value, Scenario) else None,
        role=value if isinstance(value, Role) else None,
        story=value if isinstance(value, Story) else None,
        problems=reading.in_order(),
        broken_ids=frozenset(reading.broken_ids),
    )


def _builder_of(root: Mapping, reading: Reading) -> Callable[[Mapping, Reading], FileValue | None] | None:
    """What reads this kind of file; reports one that is unknown."""
    kind = root.entries.get("kind")
    if kind is None:
        return build_deck
    name = getattr(kind.value, "text", "")
    if name not in FILE_KINDS:
        hint = did_you_mean(name, FILE_KINDS) or one_of(FILE_KINDS)
        reading.report(kind.value, "unknown-kind", f"{name[:60]!r} is no kind of file", hint)
    return FILE_KINDS.get(name)
