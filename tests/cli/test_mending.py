"""doctor and carry: finding what does not follow from the log, and progress whose note was renamed."""

import json
import sqlite3
from contextlib import closing

import pytest
from command_line import FSDP, CommandLine


def tamper(prepdeck: CommandLine, statement: str) -> None:
    with closing(sqlite3.connect(prepdeck.store)) as connection:
        assert connection.execute(statement).rowcount
        connection.commit()


def test_a_sound_store_is_told_sound(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "good")
    assert prepdeck("doctor", "--json").document == {"records": 1, "differing": [], "damage": [], "rebuilt": False}
    assert prepdeck.done("doctor") == "1 record replayed.\nEverything derived from the log is as it should be.\n"


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("card", "UPDATE card SET stability = 999 WHERE key = 'fsdp/scatter'"),
        ("card", "UPDATE card SET suspended = 1 WHERE key = 'fsdp/threads'"),
        ("review", "DELETE FROM review"),
    ],
)
def test_a_tampered_row_is_found_and_rebuild_mends_it(prepdeck: CommandLine, table: str, statement: str) -> None:
    before = prepdeck("answer", "fsdp/scatter", "easy", "--json").document
    tamper(prepdeck, statement)
    found = prepdeck("doctor", "--json")
    assert found.code == 1
    assert json.loads(found.out)["differing"] == [table]
    told = prepdeck("doctor")
    assert told.code == 1
    assert f"Different from the log: {table}." in told.out
    assert "prepdeck doctor --rebuild" in told.out
    mended = prepdeck("doctor", "--rebuild", "--json").document
    assert (mended["differing"], mended["rebuilt"]) == ([table], True)
    assert prepdeck("doctor", "--json").document["differing"] == []
    assert prepdeck("card", "fsdp/scatter", "--json").document == before
    assert prepdeck("card", "fsdp/threads", "--json").document["queue"] == "new"


def test_progress_follows_a_note_that_was_rewritten_when_one_says_so(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "easy")
    assert prepdeck("carry", "--json").document == []
    assert prepdeck.done("carry") == "No note looks renamed.\n"
    rewritten = FSDP.replace("id: scatter", "id: reduced").replace("leave on each rank", "leave on every rank")
    prepdeck.write("fsdp.yaml", rewritten.replace("Its shard of the sum.", "One shard of the sum."))
    (proposal,) = prepdeck("carry", "--json").document
    assert set(proposal) == {"from", "to", "similarity"}
    assert (proposal["from"], proposal["to"]) == ("fsdp/scatter", "fsdp/reduced")
    assert 0.8 < proposal["similarity"] < 1
    assert "prepdeck carry fsdp/scatter fsdp/reduced" in prepdeck.done("carry")
    assert "1 card" in prepdeck.done("carry", "fsdp/scatter", "fsdp/reduced")
    assert prepdeck("card", "fsdp/reduced", "--json").document["reps"] == 1
    assert prepdeck("carry", "--json").document == []
    prepdeck.done("undo")
    assert prepdeck("card", "fsdp/reduced", "--json").document["reps"] == 0
