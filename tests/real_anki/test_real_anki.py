"""Against the real Anki (`make anki`): its collections come with equal memories, and it takes what we export.

Anki runs in processes of its own (`anki_side.py`). Skipped where it is not installed.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.homes import Home, make_home

from prepdeck.clock import Clock
from prepdeck.exchange.anki_writer import guid_of
from prepdeck.model.card import cards_of
from prepdeck.model.rating import Rating
from prepdeck.storage.card_rows import find_card, state_of
from prepdeck.storage.content import indexed_notes
from prepdeck.study.exporting import export
from prepdeck.study.import_plan import ImportPlan, plan_import
from prepdeck.study.importing import Imported, carry_out, read_arrival
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.refreshing import stored_problems

if importlib.util.find_spec("anki") is None or importlib.util.find_spec("genanki") is None:
    pytest.skip("needs Anki: make anki", allow_module_level=True)

NOTES = int(os.environ.get("ANKI_NOTES", "1000"))
ZONE = os.environ.get("ANKI_ZONE", "Asia/Kolkata")


def anki(*arguments: str | Path) -> Any:
    script = Path(__file__).with_name("anki_side.py")
    done = subprocess.run(
        [sys.executable, str(script), *map(str, arguments)],
        env={**os.environ, "TZ": ZONE}, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Any]]]:
    given = os.environ.get("ANKI_MADE")  # a folder made earlier, to save the minute
    folder = Path(given) if given else tmp_path_factory.mktemp("anki")
    known = json.loads((folder / "known.json").read_text()) if given else anki("make", folder, str(NOTES))
    yield folder, known
    if not given:
        shutil.rmtree(folder)


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", ZONE)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def here(tmp_path: Path, in_zone: None) -> Iterator[Home]:
    home = make_home(tmp_path / "here")
    home.clock = Clock()  # type: ignore[assignment]  (Anki's history is of the real yesterday)
    yield home
    home.close()


def brought(home: Home, package: Path) -> tuple[ImportPlan, Imported]:
    plan = plan_import(home.collection, read_arrival(home.setup, package))
    return plan, carry_out(home.collection, plan, package.name)


@pytest.mark.parametrize("package", ["new.apkg", "old.apkg", "new.colpkg", "old.colpkg"])
def test_a_collection_comes_with_its_cards_reviews_and_memories(
    made: tuple[Path, dict[str, Any]], here: Home, package: str
) -> None:
    folder, known = made
    plan, done = brought(here, folder / package)
    assert plan.left_out == []
    assert (plan.notes, plan.cards, plan.answers) == (known["notes"], len(known["cards"]), known["answers"])
    with_memory = [card for card in known["cards"] if card["s"] is not None]
    assert done.compared_memories == len(with_memory) > known["notes"] * 0.8
    assert done.equal_memories == done.compared_memories
    today = here.clock.now().day
    keys = {(note.where, card.part): key for note, key in _placed(plan) for card in note.cards}
    assert len(keys) == len(known["cards"])
    with here.collection.store.reading() as rows:
        states = [state_of(row) for key in sorted(_keys(plan)) if (row := find_card(rows, key))]
    assert sum(state.suspended for state in states) == sum(card["queue"] == -1 for card in known["cards"]) == 5
    assert sum(state.flagged for state in states) == sum(card["flags"] > 0 for card in known["cards"]) == 4
    due = sorted((state.due_day - today, state.interval_days) for state in states if state.phase == 2 and state.due_day)
    assert due == sorted((card["in_days"], card["interval"]) for card in known["cards"] if card["type"] == 2)
    assert (here.setup.paths.own_decks / "media" / "warp.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("package", ["new.apkg", "old.apkg", "new.colpkg", "old.colpkg"])
def test_decks_are_scheduled_by_the_options_they_had(
    made: tuple[Path, dict[str, Any]], here: Home, package: str
) -> None:
    plan, _ = brought(here, made[0] / package)
    assert [deck.slug for deck in plan.decks] == ["interviews-data", "interviews-gpu"]
    data, gpu = (here.collection.options_of(deck.slug) for deck in plan.decks)
    assert (data.new_per_day, data.reviews_per_day, data.maximum_interval) == (NOTES // 12 + 1, 9999, 400)
    assert (data.learning_steps, data.relearning_steps) == ((30, 720, 86_400), (900,))
    assert (data.desired_retention, data.bury_siblings) == (0.87, False)
    assert (gpu.new_per_day, gpu.reviews_per_day, gpu.desired_retention) == (7, 55, 0.93)
    assert gpu.learning_steps == data.learning_steps
    assert [told for told in plan.told if "did not come" in told] == [
        "Its easy days did not come; they are no option of a deck.",
        "Limits that decks above these set for all below together did not come: each deck has its own.",
    ]
    text = (here.setup.paths.own_decks / "interviews-gpu.yaml").read_text("utf-8")
    assert "  learning_steps: [30s, 12m, 1d]\n  relearning_steps: [15m]\n" in text
    assert stored_problems(here.collection) == []


def test_a_package_without_presets_brings_what_its_decks_set_and_says_so(
    made: tuple[Path, dict[str, Any]], here: Home
) -> None:
    plan, _ = brought(here, made[0] / "bare.apkg")
    options = {deck.slug: deck.options for deck in plan.decks}
    assert options["interviews-data"] == {}
    assert options["interviews-gpu"] == {"new_per_day": 7, "reviews_per_day": 55, "desired_retention": 0.93}
    assert any("no deck presets" in told for told in plan.told)


def _keys(plan: ImportPlan) -> set[str]:
    return {card.key for deck in plan.decks for note in deck.new for card in cards_of(note)}


def _placed(plan: ImportPlan) -> list[tuple[Any, str]]:
    return [(note, "") for deck in plan.arrival.decks for note in deck.notes]


def test_twice_changes_nothing_and_undo_takes_the_history_back(made: tuple[Path, dict[str, Any]], here: Home) -> None:
    folder, _ = made
    brought(here, folder / "old.colpkg")
    before = here.collection.store.projection_digests()
    files = {path: path.read_bytes() for path in here.setup.paths.own_decks.rglob("*") if path.is_file()}
    plan, done = brought(here, folder / "new.apkg")  # the same collection in another format
    assert (plan.notes, plan.answers, plan.past, done.files) == (0, 0, [], ())
    assert here.collection.store.projection_digests() == before
    assert {path: path.read_bytes() for path in files} == files
    assert {path.stat().st_mode & 0o777 for path in files if path.parent.name == "decks"} == {0o600}
    assert here.collection.store.rebuild_and_compare(here.collection.scheduler_of, keep=False)[1] == before
    here.collection.undo()
    with here.collection.store.reading() as rows:
        assert all(find_card(rows, card.key).reps == 0 for note in _notes(here) for card in cards_of(note))  # type: ignore[union-attr]


def _notes(home: Home) -> list[Any]:
    with home.collection.store.reading() as rows:
        keys = [note.key for note in indexed_notes(rows)]
    return [home.collection.find_note(key) for key in keys]


@pytest.mark.builtin_decks
def test_anki_takes_every_note_of_the_library_and_no_note_twice(here: Home, tmp_path: Path) -> None:
    notes = _notes(here)
    cards = sum(len(cards_of(note)) for note in notes)
    export(here.collection, tmp_path / "one.apkg")
    time.sleep(1.1)  # Anki updates notes by their seconds
    export(here.collection, tmp_path / "two.apkg")
    first, second = anki("import", tmp_path, tmp_path / "one.apkg", tmp_path / "two.apkg")
    assert (first["notes"], len(first["cards"]), first["log"]["new"]) == (len(notes), cards, len(notes))
    assert (second["notes"], len(second["cards"])) == (len(notes), cards)
    assert "new" not in second["log"]
    assert second["empty"] == 0
    assert set(second["fields"]) == {guid_of(note.key) for note in notes}


def test_an_edited_note_is_updated_and_its_schedule_goes_along(here: Home, tmp_path: Path) -> None:
    text = (
        "deck: d\nnotes:\n  - {id: a, front: What is a?, back: An old answer}\n"
        "  - {id: c, cloze: 'One `x::y` is {{c1::`{{}}`}} and {{c2::two::how many}}'}\n"
        "  - {id: r, front: Reverse?, back: Yes it does, reverse: true}\n"
        '  - {id: t, front: Typed?, typed: ["1", one]}\n'
    )
    path = here.write("d.yaml", text)
    answer_card(here.collection, "d/a", Rating.EASY)
    answer_card(here.collection, "d/c#c2", Rating.GOOD)
    mark_cards(here.collection, ("d/t",), "suspend")
    export(here.collection, tmp_path / "one.apkg", scheduling=True)
    path.write_text(text.replace("An old answer", "A new answer"), "utf-8")
    here.refresh()
    time.sleep(1.1)
    export(here.collection, tmp_path / "two.apkg", scheduling=True)
    first, second = anki("import", tmp_path, tmp_path / "one.apkg", tmp_path / "two.apkg")
    assert first["notes"] == second["notes"] == 4
    assert len(second["cards"]) == 6
    assert "A new answer" in second["fields"][guid_of("d/a")]
    (easy,) = [card for card in second["cards"] if card["guid"] == guid_of("d/a")]
    with here.collection.store.reading() as rows:
        state = state_of(find_card(rows, "d/a"))  # type: ignore[arg-type]
    assert state.memory is not None
    assert (easy["type"], easy["interval"], easy["answers"]) == (2, state.interval_days, 1)
    assert easy["in_days"] == state.due_day - here.clock.now().day  # type: ignore[operator]
    assert (easy["s"], easy["d"]) == (state.memory.stability, state.memory.difficulty)
    assert [card["queue"] for card in second["cards"] if card["guid"] == guid_of("d/t")] == [-1]
    assert sorted(card["type"] for card in second["cards"] if card["guid"] == guid_of("d/c")) == [0, 1]


def test_what_was_studied_in_anki_comes_back_to_the_same_cards(here: Home, homes: Any, tmp_path: Path) -> None:
    text = "deck: d\nnotes:\n  - {id: a, front: What is a?, back: B}\n  - {id: r, front: R?, back: S!, reverse: true}\n"
    here.write("d.yaml", text)
    answer_card(here.collection, "d/a", Rating.EASY)
    answer_card(here.collection, "d/r#reverse", Rating.GOOD)
    export(here.collection, tmp_path / "out.apkg", scheduling=True)
    other = homes("other")
    other.clock = Clock()
    other.write("d.yaml", text)
    plan, done = brought(other, tmp_path / "out.apkg")
    assert (plan.notes, plan.answers, done.files) == (0, 2, ())
    assert done.equal_memories == done.compared_memories == 2
    again, _ = brought(here, tmp_path / "out.apkg")
    assert (again.notes, again.answers) == (0, 0)
