"""What an import would do or did, in the lines that the command prints and the screen shows."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from prepdeck.library.deck_writer import option_lines
from prepdeck.model.note_text import back_text
from prepdeck.study.import_plan import ImportPlan, shown_front
from prepdeck.study.importing import Imported
from prepdeck.study.restoring import RestorePlan
from prepdeck.text.safe import one_line

_SHOWN_CARDS = 5
_CARD_WIDTH = 60


def import_lines(name: str, plan: ImportPlan, done: Imported | None, most_left_out: int) -> Iterator[str]:
    """The report on a file of another program: before it is carried out (`done` is None), or after."""
    yield f"{name}: {plan.arrival.form or 'no cards found'}"
    yield from (f"  {line}" for line in plan.told)
    for deck in plan.decks:
        known = f", {deck.known} here already" if deck.known else ""
        differ = f" ({deck.differing} of them read otherwise here; yours stay)" if deck.differing else ""
        yield f"  {deck.slug}: {_counted(len(deck.new), 'note')} new{known}{differ}"
        if deck.options:
            yield f"    options: {', '.join(option_lines(deck.options))}"
    if done is None:
        yield from _first_cards(plan)
    if plan.answers or plan.known_answers:
        known = f", {plan.known_answers:,} here already" if plan.known_answers else ""
        yield f"  history: {plan.answers:,} answers{known}"
    if plan.left_out:
        yield f"  left out: {len(plan.left_out)}"
        for left in plan.left_out[:most_left_out]:
            yield f"    {left.where}: {left.what + ': ' if left.what else ''}{left.why}"
        if len(plan.left_out) > most_left_out:
            yield f"    and {len(plan.left_out) - most_left_out} more (prepdeck import --json lists all)"
    if done is None:
        return
    if done.compared_memories:
        yield f"  memory equals Anki's for {done.equal_memories} of {_counted(done.compared_memories, 'card')}"
    yield from (f"Wrote {file}" for file in done.files if file.suffix in (".yaml", ".yml"))


def restore_lines(name: str, plan: RestorePlan) -> Iterator[str]:
    """The report on an export of everything."""
    yield f"{name}: jsonl of a collection"
    yield f"  {_counted(len(plan.written), 'file')} new, {plan.known_files} here already"
    for folder in dict.fromkeys(file.parent for file in plan.written):
        yield f"    into {folder}: {sum(file.parent == folder for file in plan.written)}"
    yield f"  {_counted(plan.new_records, 'record')} new, {plan.known_records} here already"
    if plan.settings:
        yield f"  settings that are not set here: {', '.join(plan.settings)}"
    yield from (f"  left out {left.where}: {left.why}" for left in plan.left_out)


def story_lines(name: str, titles: Sequence[str], written: Sequence[Path]) -> Iterator[str]:
    """The report on a file of stories; `written` is empty before they are taken over."""
    yield f"{name}: {'1 story' if len(titles) == 1 else f'{len(titles)} stories'}"
    for place, title in enumerate(titles):
        yield f"  {title}" + (f": {written[place]}" if written else "")


def _first_cards(plan: ImportPlan) -> Iterator[str]:
    notes = [note for deck in plan.decks for note in deck.new]
    for note in notes[:_SHOWN_CARDS]:
        yield f"    {note.kind:8} {one_line(shown_front(note), _CARD_WIDTH)}"
        if back := back_text(note.body):
            yield f"             {one_line(back, _CARD_WIDTH)}"
    if len(notes) > _SHOWN_CARDS:
        yield f"    and {len(notes) - _SHOWN_CARDS} more"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
