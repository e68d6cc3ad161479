"""Importing a file of another program: read, planned, written, and its history stored as one action."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prepdeck.errors import UsageError
from prepdeck.exchange.arrival import Arrival, Tick, no_tick
from prepdeck.model.study_day import moment
from prepdeck.storage.card_rows import find_card, state_of
from prepdeck.study.authoring import write_schemas
from prepdeck.study.collection import Collection
from prepdeck.study.deck_files import contents, write_own_files
from prepdeck.study.import_pictures import with_pictures
from prepdeck.study.import_plan import ImportPlan
from prepdeck.study.refreshing import refresh
from prepdeck.study.setup import Setup

ENDINGS = ("apkg", "colpkg", "csv", "tsv", "txt", "md", "markdown", "org", "jsonl")
_MEMORY_TOLERANCE = 2e-3


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the files it wrote, and of how many cards the memory equals the other program's."""

    files: tuple[Path, ...] = ()
    equal_memories: int = 0
    compared_memories: int = 0


def read_arrival(setup: Setup, path: Path, columns: Sequence[str] = (), tick: Tick = no_tick) -> Arrival:
    """Read a file by its ending; raises UsageError for one that cannot be read, with nothing written."""
    ending = path.suffix.lower().removeprefix(".")
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", f"Name a file: {', '.join(ENDINGS)}.")
    if ending not in ENDINGS:
        raise UsageError(f"Files ending in .{ending} are not imported.", f"These are: {', '.join(ENDINGS)}.")
    if ending in ("apkg", "colpkg"):
        from prepdeck.exchange.anki_package import read_package

        def lived(at_ms: int, rollover_hour: int | None) -> object:
            here = setup.clock.at(at_ms)
            return here if rollover_hour is None else moment(at_ms, here.offset_minutes, rollover_hour)

        return read_package(path, lived, tick)  # type: ignore[arg-type]
    from prepdeck.exchange.reading_text import read_text

    text = read_text(path)
    if ending in ("csv", "tsv", "txt"):
        from prepdeck.exchange.csv_files import read_csv

        return with_pictures(read_csv(text, path.stem, ending, columns), path.absolute().parent)
    from prepdeck.exchange.markdown_cards import read_markdown

    arrival = read_markdown(text, path.stem, is_org=ending == "org")
    if not arrival.left_out and not any(deck.notes for deck in arrival.decks):
        raise UsageError(
            f"{path} holds no notes.", "They look like Q: and A:, question::answer, or headings with text."
        )
    return with_pictures(arrival, path.absolute().parent)


def carry_out(collection: Collection, plan: ImportPlan, source: str) -> Imported:
    """Write the decks into the user's own folder, 0600, and store the history as one action that undo takes back.

    Files come first and are harmless alone: an import that was cut off is completed by the next one.
    """
    own = collection.setup.paths.own_decks
    comment = f"Imported from {source} by prepdeck; yours from now on."
    planned = [
        file
        for deck in plan.decks
        if deck.entries
        for file in contents(deck.target, deck.title, deck.entries, comment, deck.options)
    ]
    media = [(own / "media" / name, data) for name, data in plan.media.items() if not (own / "media" / name).exists()]
    files = write_own_files(own, [*media, *planned])
    if planned:
        if not (own / "schemas" / "deck.schema.json").exists():
            write_schemas(own / "schemas")
        refresh(collection)
    if plan.past:
        collection.append_past(plan.past)
    equal = sum(_is_equal(collection, plan, key) for key in plan.memories)
    return Imported(tuple(files), equal, len(plan.memories))


def _is_equal(collection: Collection, plan: ImportPlan, key: str) -> bool:
    theirs = plan.memories[key]
    with collection.store.reading() as rows:
        row = find_card(rows, key)
    ours = state_of(row).memory if row else None
    return ours is not None and all(
        abs(mine - other) <= _MEMORY_TOLERANCE * max(abs(other), 1e-9)
        for mine, other in ((ours.stability, theirs.stability), (ours.difficulty, theirs.difficulty))
    )
