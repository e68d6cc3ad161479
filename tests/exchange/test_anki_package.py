"""Packages of Anki without Anki: note types of any make, and review logs of every shape."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hostile_files import collection, package

from prepdeck.exchange.anki_history import LEARN, MANUAL, RELEARN, REVIEW, CardRow, LogRow, arrived_card
from prepdeck.exchange.anki_notes import made_of
from prepdeck.exchange.anki_package import read_package
from prepdeck.exchange.anki_rows import NoteType, Template
from prepdeck.exchange.fsrs_weights import fsrs6
from prepdeck.model.card_state import Phase
from prepdeck.model.study_day import Moment, moment

BASIC = Template("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}")
BACKWARD = Template("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}")
DAY_MS = 86_400_000
START_MS = 1_700_000_000_000
FIRST_DAY = START_MS // DAY_MS


def lived(at_ms: int, rollover: int | None = 4) -> Moment:
    return moment(at_ms, 0, rollover or 4)


def made(templates: list[Template], values: list[str], ords: list[int], cloze: bool = False) -> list[dict[str, Any]]:
    fields = ("Front", "Back", "Extra")[: len(values)]
    note_type = NoteType("Any", fields, tuple(templates), cloze)
    return [note.entry for note in made_of("g", note_type, values, " gpu leech ", ords)]


def test_a_note_of_two_directions_is_one_note() -> None:
    assert made([BASIC, BACKWARD], ["f", "b"], [0, 1]) == [
        {"front": "f", "back": "b", "reverse": True, "tags": ["gpu"]}
    ]
    assert made([BASIC, BACKWARD], ["f", "b"], [0]) == [{"front": "f", "back": "b", "tags": ["gpu"]}]


def test_templates_are_filled_in() -> None:
    country = Template(
        "Capital of {{Front}}?{{#Extra}} ({{Extra}}){{/Extra}}{{^Extra}}!{{/Extra}}", "<b>{{Back}}</b> {{hint:Extra}}"
    )
    assert made([country], ["France", "Paris", ""], [0]) == [
        {"front": "Capital of France?!", "back": "**Paris**", "tags": ["gpu"]}
    ]
    assert made([country], ["France", "Paris", "x"], [0])[0]["front"] == "Capital of France? (x)"
    typed = Template("{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")
    assert made([typed], ["f", "a_b"], [0]) == [{"front": "f", "typed": ["a_b"], "tags": ["gpu"]}]


def test_cloze_and_what_comes_with_it() -> None:
    template = Template("{{cloze:Front}}", "{{cloze:Front}}<br>{{Back}}")
    assert made([template], ["{{c1::a}} {{c2::b}}", "why"], [0, 1], cloze=True) == [
        {"cloze": "{{c1::a}} {{c2::b}}", "why": "why", "tags": ["gpu"]}
    ]


@pytest.mark.parametrize("values", [["", "b"], ["f", ""], ["<img>", "b"]])
def test_empty_sides_are_told(values: list[str]) -> None:
    with pytest.raises(ValueError, match="is empty"):
        made([BASIC], values, [0])


def card(**changes: int | str) -> CardRow:
    values: dict[str, Any] = {"id": 1, "note": 1, "deck": 1, "ord": 0, "type": 2, "queue": 2, "due": 40, "interval": 9,
                              "left": 0, "original_due": 0, "original_deck": 0, "flags": 0, "data": "{}"}  # fmt: skip
    return CardRow(**(values | changes))


def log(*rows: tuple[int, int, int, int]) -> list[LogRow]:
    """Rows of day, ease, interval and type."""
    return [LogRow(START_MS + day * DAY_MS + at, ease, ivl, 2500 * (kind != MANUAL), 4000, kind)
            for at, (day, ease, ivl, kind) in enumerate(rows)]  # fmt: skip


def test_a_history_leads_to_where_the_card_stands() -> None:
    rows = log((0, 3, -600, LEARN), (0, 3, 3, LEARN), (3, 1, -600, REVIEW), (3, 3, 1, RELEARN), (4, 3, 9, REVIEW))
    arrived = arrived_card(card(), "", rows, FIRST_DAY, lived, is_fsrs=False)
    payloads = [payload for _, payload in arrived.past]
    assert [payload.phase for payload in payloads] == [
        Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING, Phase.REVIEW, Phase.REVIEW,
    ]  # fmt: skip
    assert [payload.rating for payload in payloads] == [3, 3, 1, 3, 3]
    assert payloads[-1].due_day == FIRST_DAY + 40
    assert payloads[-1].interval_days == 9
    assert payloads[0].due_at_ms == START_MS + 600_000


def test_a_card_made_new_again_begins_anew() -> None:
    forgot = log((0, 3, 3, LEARN), (3, 0, 0, MANUAL), (5, 3, 4, LEARN))
    arrived = arrived_card(card(), "", forgot, FIRST_DAY, lived, is_fsrs=False)
    assert [type(payload).__name__ for _, payload in arrived.past] == ["Review", "Mark", "Review"]
    silent = arrived_card(card(), "", log((0, 3, 3, LEARN), (3, 3, 9, REVIEW), (5, 3, 4, LEARN)), 0, lived, False)
    assert [type(payload).__name__ for _, payload in silent.past] == ["Review", "Review", "Mark", "Review"]
    new = arrived_card(card(type=0), "", log((0, 3, 3, LEARN)), 0, lived, False)
    assert [type(payload).__name__ for _, payload in new.past] == ["Review", "Mark"]


def test_crammed_and_rescheduled_rows_do_not_count() -> None:
    crammed = LogRow(START_MS + DAY_MS, 3, 3, 0, 1000, 3)
    by_hand = LogRow(START_MS + 2 * DAY_MS, 0, 30, 2500, 0, MANUAL)
    arrived = arrived_card(card(), "", [*log((0, 3, 3, LEARN)), crammed, by_hand], FIRST_DAY, lived, False)
    assert [payload.source for _, payload in arrived.past] == ["import", "cram"]
    assert arrived.past[0][1].interval_days == 9


def test_older_parameters_become_those_of_fsrs_6() -> None:
    assert fsrs6([1.0] * 21) == (1.0,) * 21
    assert fsrs6([1.0] * 19)[-2:] == (0.0, 0.5)
    assert len(fsrs6([1.0] * 17)) == 21
    assert fsrs6([1.0] * 5) == fsrs6([float("nan")] * 21) == ()


def test_an_old_package_is_read_with_its_media(tmp_path: Path) -> None:
    content = collection("UPDATE notes SET flds = 'Q <img src=\"a b.png\">' || char(31) || 'A'", notes=1)
    path = tmp_path / "old.apkg"
    path.write_bytes(
        package({"collection.anki2": content, "media": json.dumps({"0": "a b.png"}).encode(), "0": b"png"})
    )
    arrival = read_package(path, lived)
    assert arrival.form == "Anki package, old format"
    assert arrival.media == {"a b.png": b"png"}
    assert [note.entry["front"] for note in arrival.decks[0].notes] == ["Q ![a b](<media/a b.png>)"]


def test_a_new_package_holds_an_old_one_that_only_says_so(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "new.apkg"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("collection.anki21b", zstandard.compress(collection(notes=2)))
        archive.writestr("collection.anki2", collection(notes=1))
    path.write_bytes(made.getvalue())
    assert len(read_package(path, lived).decks[0].notes) == 2
