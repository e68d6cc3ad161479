"""A home made of an export has the rows of the one it came from, whatever was done there."""

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.homes import Home, make_home, numbered_deck

from prepdeck.errors import UsageError
from prepdeck.model.rating import Rating
from prepdeck.study.everything import plan_restore, restore
from prepdeck.study.exporting import export
from prepdeck.study.goals import set_goal
from prepdeck.study.marking import answer_card, mark_cards
from prepdeck.study.rescheduling import put_on_day

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
        assert (again.files, again.new_records, again.left_out) == ([], 0, [])
        old.close()
        new.close()


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
        HEADER + json.dumps(RECORD | {"at_ms": 1e30}) + "\n",
        HEADER + json.dumps(RECORD | {"body": []}) + "\n",
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
