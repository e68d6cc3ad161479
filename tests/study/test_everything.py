"""A home made of an export has the rows of the one it came from, whatever was done there."""

import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.homes import Home, make_home, numbered_deck
from support.stories import CLEAN

from prepdeck.config import read_config, write_privately
from prepdeck.errors import UsageError
from prepdeck.model.rating import Rating
from prepdeck.storage.content import indexed_decks, indexed_files, indexed_notes
from prepdeck.storage.taking_over import stored_records
from prepdeck.study.asked import asked_questions, record_asked
from prepdeck.study.authoring import write_schemas
from prepdeck.study.exporting import export
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.refreshing import stored_problems
from prepdeck.study.rescheduling import put_on_day
from prepdeck.study.restoring import plan_restore, restore

Homes = Callable[[str], Home]

ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(1, 4), st.sampled_from(Rating)),
        st.tuples(st.sampled_from(("suspend", "unsuspend", "flag", "bury", "reset")), st.integers(1, 4), st.just(0)),
        st.tuples(st.sampled_from(("undo", "redo")), st.just(1), st.just(0)),
        st.tuples(st.just("wait"), st.integers(0, 30), st.just(0)),
        st.tuples(st.just("rename"), st.integers(1, 4), st.just(0)),
        st.tuples(st.just("put"), st.integers(1, 4), st.integers(0, 40)),
    ),
    max_size=14,
)


def do(home: Home, action: str, number: int, rating: int) -> None:
    key = f"one/q{number}"
    try:
        match action:
            case "answer":
                answer_card(home.collection, key, Rating(rating))
            case "put":
                put_on_day(home.collection, (key,), home.collection.now().day + rating)
            case "undo":
                home.collection.undo()
            case "redo":
                home.collection.redo()
            case "wait":
                home.clock.advance(days=number)
            case "rename":
                path = home.decks / "one.yaml"
                path.write_text(path.read_text().replace(f"id: q{number}\n", f"id: r{number}\n"), "utf-8")
                home.refresh()
            case mark:
                mark_cards(home.collection, (key,), mark)  # type: ignore[arg-type]
    except UsageError:
        pass  # suspended, or renamed


@given(ACTIONS)
@settings(max_examples=15)
def test_a_home_made_of_an_export_has_the_same_rows(actions: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = make_home(Path(folder, "old")), make_home(Path(folder, "new"))
        old.write("one.yaml", numbered_deck("one", 4, "options: {learning_steps: [1m], desired_retention: 0.85}"))
        old.write("sub/two.yaml", "# A comment that stays.\ndeck: two\nnotes:\n  - {id: a, front: A?, back: B}\n")
        for action in actions:
            do(old, *action)
        file = Path(folder, "all.jsonl")
        export(old.collection, file)
        restore(new.collection, file, plan_restore(new.collection, file))
        assert new.collection.store.projection_digests() == old.collection.store.projection_digests()
        assert (new.setup.paths.own_decks / "sub" / "two.yaml").read_text().startswith("# A comment")
        assert new.collection.store.rebuild_and_compare(new.collection.scheduler_of, keep=False)[1] == (
            old.collection.store.projection_digests()
        )
        again = plan_restore(new.collection, file)
        assert (again.changes_anything, again.left_out) == (False, [])
        old.close()
        new.close()


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def content_index(home: Home) -> tuple[list[object], list[object], list[tuple[str, str, str]]]:
    """What the index holds, apart from where on the machine and when it was read."""
    home_folder = str(home.setup.paths.data)
    with home.collection.store.reading() as rows:
        notes = [replace(note, content=b"") for note in indexed_notes(rows)]
        decks = [replace(deck, path=deck.path.removeprefix(home_folder)) for deck in indexed_decks(rows)]
        files = [
            (path.removeprefix(home_folder), file.digest, file.holds) for path, file in indexed_files(rows).items()
        ]
    return list(notes), list(decks), sorted(files)


def lived_in(home: Home) -> None:
    """A home with everything in it: decks in folders, pictures, a role, a story, a question, settings, a log."""
    paths = home.setup.paths
    own, stories = paths.own_decks, paths.stories
    texts = {
        own / "one.yaml": numbered_deck("one", 4, "options: {learning_steps: [1m], desired_retention: 0.85}"),
        own / "sub" / "deep" / "two.yaml": "deck: two\nnotes:\n"
        "  - {id: a, front: 'What is ![a warp](../../media/warp.png)?', back: 'A ![b](<here b.png>)'}\n",
        own
        / "pytorch"
        / "ddp.yaml": "# named as a built-in file is\nextends: one\nnotes: [{id: more, front: M?, back: N}]\n",
        own / "role.yaml": ROLE,
        stories / "forecast.yaml": CLEAN,
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (own / "media").mkdir()
    (own / "media" / "warp.png").write_bytes(b"\x89PNG one")
    (own / "sub" / "deep" / "here b.png").write_bytes(b"\x89PNG two")
    write_schemas(own / "schemas")
    write_schemas(stories / "schemas")
    home.reopen()
    record_asked(home.collection, "Initech", "onsite", date(2026, 11, 18), ["Tell me about a conflict."])
    answer_card(home.collection, "one/q1", Rating.GOOD)
    answer_card(home.collection, "stories/nightly-forecast#120s", Rating.HARD)
    mark_cards(home.collection, ("one/q2",), "suspend")
    set_goal(home.collection, date(2026, 12, 13), (40,) * 7)
    write_privately(paths.config_file, SETTINGS)
    home.refresh()


ROLE = (
    "kind: role\nrole: mine\ntitle: Mine\n"
    "requirements: [{requirement: gpu, title: GPU, class: must, weight: 4, cards: 'deck:one'}]\n"
)
SETTINGS = """theme = "paper"
rollover_hour = 3
decks = ["/nowhere"]
trusted = ["/nowhere"]
[interview]
company = "Initech"
"""


@pytest.mark.builtin_decks
def test_a_rebuilt_home_is_the_same_to_the_last_file(homes: Homes, tmp_path: Path) -> None:
    old, new = homes("old"), homes("new")
    lived_in(old)
    export(old.collection, tmp_path / "all.jsonl")
    restore(new.collection, tmp_path / "all.jsonl", plan_restore(new.collection, tmp_path / "all.jsonl"))
    for folder in ("own_decks", "stories"):
        was, now = (getattr(home.setup.paths, folder) for home in (old, new))
        assert files_below(now) == files_below(was)
        assert {path.stat().st_mode & 0o777 for path in now.glob("*.yaml")} == {0o600}
        assert now.stat().st_mode & 0o777 == 0o700
    with old.collection.store.reading() as was, new.collection.store.reading() as now:
        assert list(stored_records(now)) == list(stored_records(was))
    assert new.collection.store.projection_digests() == old.collection.store.projection_digests()
    assert content_index(new) == content_index(old)
    assert [found.code for found in stored_problems(new.collection)] == [
        found.code for found in stored_problems(old.collection)
    ]
    assert [asked.text for asked in asked_questions(new.collection)] == ["Tell me about a conflict."]
    config = read_config(new.setup.paths.config_file)
    assert (config.theme, config.rollover_hour, config.interview) == ("paper", 3, {"company": "Initech"})
    assert (config.deck_paths, config.trusted_paths) == ((), ())
    again = plan_restore(new.collection, tmp_path / "all.jsonl")
    assert (again.changes_anything, again.left_out) == (False, [])


def test_what_is_set_here_stays_and_folders_of_another_machine_never_come(homes: Homes, tmp_path: Path) -> None:
    old, new = homes("old"), homes("new")
    write_privately(old.setup.paths.config_file, SETTINGS)
    write_privately(new.setup.paths.config_file, '# mine\ntheme = "ink"\n')
    export(old.collection, tmp_path / "all.jsonl")
    plan = plan_restore(new.collection, tmp_path / "all.jsonl")
    assert list(plan.settings) == ["rollover_hour", "interview"]
    restore(new.collection, tmp_path / "all.jsonl", plan)
    text = new.setup.paths.config_file.read_text()
    assert text.startswith('# mine\ntheme = "ink"\n')
    assert "nowhere" not in text


def test_stories_do_not_come_where_git_would_publish_them(homes: Homes, tmp_path: Path) -> None:
    old, new = homes("old"), homes("new")
    lived_in(old)
    export(old.collection, tmp_path / "all.jsonl")
    subprocess.run(["git", "init", "--quiet", str(new.folder)], check=True)
    plan = plan_restore(new.collection, tmp_path / "all.jsonl")
    assert (plan.stories, [left.where for left in plan.left_out]) == ([], ["asked.yaml", "forecast.yaml"])
    restore(new.collection, tmp_path / "all.jsonl", plan)
    assert not new.setup.paths.stories.exists()
    assert (new.setup.paths.own_decks / "one.yaml").exists()


def test_a_story_goes_where_stories_live_wherever_it_was(homes: Homes, tmp_path: Path) -> None:
    old, new = homes("old"), homes("new")
    old.write("elsewhere.yaml", CLEAN)
    export(old.collection, tmp_path / "all.jsonl")
    restore(new.collection, tmp_path / "all.jsonl", plan_restore(new.collection, tmp_path / "all.jsonl"))
    assert (new.setup.paths.stories / "elsewhere.yaml").read_text("utf-8") == CLEAN
    assert not new.setup.paths.own_decks.exists()


@pytest.mark.parametrize(
    "name", ["a:b.yaml", "a\u202eb.yaml", "a\x1b[1m.yaml", "x" * 200 + ".yaml", "/".join("d" * 20) + "/deep.yaml"]
)
def test_a_file_with_an_odd_name_comes_as_well(homes: Homes, tmp_path: Path, name: str) -> None:
    old, new = homes("old"), homes("new")
    old.write(name, numbered_deck("one", 1))
    export(old.collection, tmp_path / "all.jsonl")
    restore(new.collection, tmp_path / "all.jsonl", plan_restore(new.collection, tmp_path / "all.jsonl"))
    assert "one" in {deck.slug for deck in new.collection.decks}


def test_a_file_that_is_here_and_reads_otherwise_stays(home: Home, homes, tmp_path: Path) -> None:
    home.write("one.yaml", numbered_deck("one", 2))
    export(home.collection, tmp_path / "all.jsonl")
    other = homes("other")
    mine = other.write("mine.yaml", numbered_deck("one", 3))
    plan = plan_restore(other.collection, tmp_path / "all.jsonl")
    assert (plan.files, [left.where for left in plan.left_out]) == ([], ["one.yaml"])
    restore(other.collection, tmp_path / "all.jsonl", plan)
    assert mine.read_text() == numbered_deck("one", 3)


def test_a_public_export_holds_nothing_personal(home: Home, tmp_path: Path) -> None:
    home.write("one.yaml", numbered_deck("one", 2))
    own = home.setup.paths.own_decks
    own.mkdir(parents=True)
    (own / "private.yaml").write_text("deck: private\nnotes:\n  - {id: a, front: Secret?, back: Word}\n", "utf-8")
    home.write(
        "me.yaml", "deck: me\nnotes:\n  - {id: p, front: Introduce yourself., pitch: {seconds: 60, points: [Me]}}\n"
    )
    answer_card(home.collection, "one/q1", Rating.GOOD)
    set_goal(home.collection, date(2026, 12, 13), (40,) * 7)
    for ending in ("jsonl", "csv", "md"):
        path = tmp_path / f"public.{ending}"
        done = export(home.collection, path, public=True)
        text = path.read_text("utf-8")
        assert "Secret" not in text
        assert str(home.folder) not in text
        assert "What is fact number 1" in text
        assert done.left_out
        assert path.stat().st_mode & 0o777 == 0o644
        assert "Introduce yourself" not in text
    assert "record" not in {
        key for line in (tmp_path / "public.jsonl").read_text("utf-8").splitlines() for key in json.loads(line)
    }
    export(home.collection, tmp_path / "mine.csv", ["private"], public=True)
    assert "Secret" in (tmp_path / "mine.csv").read_text()
    export(home.collection, tmp_path / "all.jsonl")
    assert (tmp_path / "all.jsonl").stat().st_mode & 0o777 == 0o600


HEADER = '{"prepdeck":"collection","version":1}\n'
RECORD = {"record": "r1", "device": "d", "sequence": 1, "at_ms": 1, "day": 1, "offset_minutes": 0, "group": "g",
          "kind": "review", "subject": "one/q1", "body": {"rating": 3, "ms": 5, "source": "drill", "phase": 2,
                                                         "due": 9, "interval": 8}}  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "{}\n",
        '{"prepdeck":"collection","version":99}\n',
        HEADER + "[" * 100_000 + "\n",
        HEADER + '{"what": 1}\n',
        *(
            HEADER + json.dumps({"file": name, "builtin": False, "text": "deck: a"}) + "\n"
            for name in (
                "../a.yaml",
                "/a.yaml",
                "a/../../b.yaml",
                ".ssh/a.yaml",
                "a\\b.yaml",
                "a.py",
                "c:a.yaml",
                "a//b.yaml",
            )
        ),
        HEADER + json.dumps({"file": "a.yaml", "builtin": False, "text": "deck: a", "folder": "../.."}) + "\n",
        *(
            HEADER + json.dumps({"picture": name, "folder": "decks", "base64": content}) + "\n"
            for name, content in (("../a.png", "aaaa"), ("a.yaml", "aaaa"), ("a.png", "a a"), ("a.png", 7))
        ),
        HEADER + json.dumps({"settings": {"rollover_hour": 99}}) + "\n",
        HEADER + json.dumps({"settings": {"theme": ["x"]}}) + "\n",
        HEADER + json.dumps(RECORD | {"at_ms": 1e30}) + "\n",
        HEADER + json.dumps(RECORD | {"body": []}) + "\n",
        HEADER + json.dumps(RECORD).replace('"rating": 3', '"rating": 1e400') + "\n",
        HEADER + json.dumps(RECORD | {"kind": "mark", "body": {"action": "flag", "more": float("nan")}}) + "\n",
        *(
            HEADER + json.dumps(RECORD | {"kind": kind, "subject": None, "body": body}) + "\n"
            for kind, body in (
                ("parameters", {"weights": [1, 2]}),
                ("parameters", {"weights": ["x"] * 21}),
                ("options", {"deck": "one", "options": {"learning_steps": [-60]}}),
                ("options", {"deck": "one", "options": {"desired_retention": 7}}),
                ("options", {"deck": "one", "options": {"new_per_day": "many"}}),
                ("goal", {"on": "never", "minutes": [40] * 7}),
                ("goal", {"on": "2026-12-13", "minutes": ["x"] * 7}),
            )
        ),
        HEADER + json.dumps({"file": "a\ud800.yaml", "builtin": False, "text": "deck: a"}) + "\n",
        HEADER + json.dumps({"file": "a\u202elmay.yaml", "builtin": False, "text": "deck: a"}) + "\n",
        HEADER + json.dumps({"file": "a.yaml", "builtin": False, "text": "x" * 9_000_000}) + "\n",
        HEADER + json.dumps(RECORD | {"body": RECORD["body"] | {"due": "tomorrow"}}) + "\n",
        HEADER + json.dumps(RECORD | {"body": {"rating": 9}}) + "\n",
        HEADER + json.dumps(RECORD) + "\n" + json.dumps(RECORD | {"record": "r2"}) + "\n",
    ],
)
def test_an_export_that_is_not_sound_is_refused_and_nothing_is_written(home: Home, tmp_path: Path, lines: str) -> None:
    home.write("one.yaml", numbered_deck("one", 2))
    before = home.collection.store.projection_digests()
    path = tmp_path / "hostile.jsonl"
    path.write_text(lines, "utf-8")
    with pytest.raises(UsageError):
        restore(home.collection, path, plan_restore(home.collection, path))
    assert not home.setup.paths.own_decks.exists()
    assert home.collection.store.projection_digests() == before
