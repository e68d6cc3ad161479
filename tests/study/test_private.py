"""What is personal stays where it is: in the user's own folder, and out of everything made to be given away."""

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.homes import Home, numbered_deck
from support.stories import CLEAN, SECRETS

from prepdeck.library.check import check_library
from prepdeck.library.search_path import Root
from prepdeck.model.note import PRIVATE_KINDS
from prepdeck.model.records import AskedRound, Rehearsal
from prepdeck.storage.content import indexed_notes
from prepdeck.storage.payloads import decode_payload, encode_payload, kind_of, subject_of
from prepdeck.study.actions import newest_actions
from prepdeck.study.asked import record_asked
from prepdeck.study.exporting import export
from prepdeck.study.refreshing import stored_problems

REHEARSAL = Rehearsal(
    story="nightly-forecast",
    question="question-bank/known-for",
    seconds=120,
    used_ms=90_000,
    probes=((1, 30_000, "had"),),
    checklist=(("The result", "partly"),),
    fix="a secret line",
    take=(200, 133, 4),
)
ASKED = AskedRound("Initech", "onsite", "2026-11-20", (("asked/why-1a2b", "Why?"),))


@pytest.fixture
def told(home: Home) -> Home:
    folder = home.setup.paths.stories
    folder.mkdir(parents=True)
    for number in range(3):
        (folder / f"{number}.yaml").write_text(
            CLEAN.replace("story: nightly", f"story: n{number}-nightly") + "evidence_for: [a-private-aim]\n"
        )
    home.write("facts.yaml", numbered_deck("facts", 3))
    home.refresh()
    return home


@pytest.mark.parametrize("payload", [REHEARSAL, ASKED])
def test_records_come_back_from_the_log_as_they_were(payload: Rehearsal | AskedRound) -> None:
    assert decode_payload(kind_of(payload), subject_of(payload), encode_payload(payload)) == payload


def test_rehearsals_and_asked_questions_are_undone_like_anything_else(told: Home) -> None:
    collection = told.collection
    collection.append([REHEARSAL])
    assert [action.text for action in newest_actions(collection, 1)] == ["rehearsal of stories/nightly-forecast"]
    collection.undo()
    assert newest_actions(collection, 1)[0].undone


@pytest.mark.parametrize("ending", ["jsonl", "md", "csv", "tsv", "apkg"])
@pytest.mark.parametrize("named", [False, True], ids=["whole", "facts-named"])
def test_a_public_export_holds_nothing_of_three_stories(told: Home, tmp_path: Path, ending: str, named: bool) -> None:
    if named and ending == "jsonl":
        return  # it holds the whole collection
    record_asked(told.collection, "Initech", "onsite", date(2026, 11, 20), ["A secret question?"])
    told.collection.append([REHEARSAL])
    told.refresh()
    written = tmp_path / f"public.{ending}"
    export(told.collection, written, ["facts"] if named else (), public=True)
    content = written.read_bytes()
    if ending == "apkg":
        content = b"".join(unpacked(written))
    assert content.count(b"statement") >= 3
    for secret in (*SECRETS, "nightly", "Initech", "secret question", "secret line", "private-aim"):
        assert secret.encode() not in content
    with told.collection.store.reading() as rows:
        assert sum(note.kind in PRIVATE_KINDS for note in indexed_notes(rows)) == 3


def unpacked(package: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(package) as archive:
        yield from (archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("ending", ["md", "csv", "apkg"])
def test_stories_are_no_cards_of_tables_and_packages_either(told: Home, tmp_path: Path, ending: str) -> None:
    exported = export(told.collection, tmp_path / f"mine.{ending}")
    assert any("stories" in left for left in exported.left_out)
    assert exported.notes == 3


def test_a_private_export_takes_the_stories_along(told: Home, tmp_path: Path) -> None:
    written = tmp_path / "all.jsonl"
    export(told.collection, written)
    assert written.read_bytes().count(b"kind: story") == 3
    assert written.stat().st_mode & 0o777 == 0o600


def test_problems_that_are_kept_name_figures_and_never_a_text(told: Home) -> None:
    broken = CLEAN.replace("story: nightly", "story: broken-nightly").replace(
        "    baseline: 8 hours", "    was: 8 hours"
    )
    (told.setup.paths.stories / "broken.yaml").write_text(broken)
    told.refresh()
    found = stored_problems(told.collection)
    assert [problem.code for problem in found] == ["unknown-key"]
    assert not any(secret in str(problem) for problem in found for secret in SECRETS)


def test_a_vanished_story_keeps_its_progress_and_a_renamed_one_takes_it_along(told: Home) -> None:
    from prepdeck.model.rating import Rating
    from prepdeck.study.marking import answer_card

    answer_card(told.collection, "stories/n0-nightly-forecast#120s", Rating.GOOD)
    path = told.setup.paths.stories / "0.yaml"
    text = path.read_text()
    path.write_text(text.replace("story: n0-nightly-forecast", "story: the-run\nwas: [stories/n0-nightly-forecast]"))
    report = told.refresh()
    assert report.carried == (("stories/n0-nightly-forecast", "stories/the-run"),)


def test_no_built_in_file_is_personal() -> None:
    decks = Path(__file__).parents[2] / "decks"
    assert check_library([Root(decks, builtin=True)]).stories == ()
