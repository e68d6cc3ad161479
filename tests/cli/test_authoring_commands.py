"""check, new, schema: what they print, what they write, and what they leave alone."""

import json
from pathlib import Path

import pytest
from command_line import FSDP, CommandLine

from prepdeck.model.note import KINDS

BROKEN = """\
deck: broken
notes:
  - id: good
    front: A good one.
    back: It stays.
  - id: bad
    frnt: Misspelt.
    back: A back.
  - id: good
    front: The same id again.
    back: Two of it.
"""
WITHOUT_IDS = """\
# A comment that stays.
deck: fresh
notes:
  - front: 'One?'   # and this one
    back: '1'
  - {front: Two?, back: '2'}
"""
CODE = """\
deck: dsa
notes:
  - id: double
    front: Write double.
    code:
      language: python
      answer: |-
        def double(x):
            return 2 * x
      check: |-
        assert double(2) == 4
"""


def test_of_a_file_that_extends_a_deck_it_is_told_what_it_does_to_it(prepdeck: CommandLine) -> None:
    added = "  - {id: ranks, front: How many ranks?, back: All.}\n  - {id: hosts, front: How many hosts?, back: Two.}\n"
    adding = prepdeck.write("more/adding.yaml", f"extends: fsdp\nnotes:\n{added}")
    assert prepdeck("check", str(adding)).err == "1 file, 2 notes (2 added in fsdp): clean.\n"
    prepdeck.write(
        "more/adding.yaml",
        f"extends: fsdp\nhide: [stages]\nnotes:\n{added}  - {{id: threads, front: Which value?, typed: ['1']}}\n",
    )
    said = prepdeck("check", str(adding)).err
    assert said == "1 file, 3 notes (2 added, 1 replaced, 1 hidden in fsdp): 1 suggestion.\n"
    hiding = prepdeck.write("more/hiding.yaml", "extends: fsdp\nhide: [overlap]\n")
    assert prepdeck("check", str(hiding)).err == "1 file, 0 notes (1 hidden in fsdp): clean.\n"
    assert prepdeck("check").err == "3 files, 4 notes: 1 suggestion.\n"


def test_checks_of_code_that_extends_a_deck_are_run_when_their_file_is_named(prepdeck: CommandLine) -> None:
    mine = prepdeck.write("mine.yaml", CODE.replace("deck: dsa", "extends: fsdp"))
    assert "mine.yaml is not in a folder you trust" in prepdeck("check", "--run", str(mine)).err


def test_a_clean_library_passes(prepdeck: CommandLine) -> None:
    said = prepdeck("check")
    assert (said.code, said.out) == (0, "")
    assert said.err == "1 file, 4 notes: clean.\n"
    assert prepdeck("check", "--json").document == []


def test_errors_are_all_told_at_their_place_with_what_to_write(prepdeck: CommandLine) -> None:
    path = prepdeck.write("broken.yaml", BROKEN)
    said = prepdeck("check")
    assert said.code == 1
    lines = said.out.splitlines()
    assert [line for line in lines if line.startswith(f"{path}:7:5: error unknown-key ")]
    assert [line for line in lines if line.startswith(f"{path}:9:") and "duplicate-id" in line]
    assert "front" in said.out.split("unknown-key", 1)[1]
    assert "2 files, " in said.err


def test_check_document(prepdeck: CommandLine) -> None:
    path = prepdeck.write("broken.yaml", BROKEN)
    said = prepdeck("check", "--json")
    assert said.code == 1
    problems = json.loads(said.out)
    assert all(
        set(problem) >= {"path", "line", "column", "severity", "code", "message", "hint"} for problem in problems
    )
    found = [(problem["path"], problem["line"], problem["severity"], problem["code"]) for problem in problems]
    assert (str(path), 7, "error", "unknown-key") in found
    assert [(problem["line"], problem["column"]) for problem in problems] == sorted(
        (problem["line"], problem["column"]) for problem in problems
    )


def test_only_the_named_files_are_told(prepdeck: CommandLine) -> None:
    broken = prepdeck.write("broken.yaml", BROKEN)
    assert prepdeck("check", str(prepdeck.decks / "fsdp.yaml")).code == 0
    assert prepdeck("check", str(broken)).code == 1
    assert prepdeck("check", str(prepdeck.decks)).code == 1


def test_warnings_fail_only_a_strict_check(prepdeck: CommandLine) -> None:
    path = prepdeck.write("fresh.yaml", WITHOUT_IDS)
    assert prepdeck("check", str(path)).code == 0
    assert "missing-id" in prepdeck("check", str(path)).out
    assert prepdeck("check", str(path), "--strict").code == 1


def test_fix_writes_ids_and_nothing_else(prepdeck: CommandLine) -> None:
    path = prepdeck.write("fresh.yaml", WITHOUT_IDS)
    said = prepdeck("check", "--fix", str(path))
    assert said.code == 0
    assert f"{path}: wrote 2 ids" in said.err
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == len(WITHOUT_IDS.splitlines()) + 1
    assert [line for line in lines if line in WITHOUT_IDS.splitlines()] == [
        "# A comment that stays.", "deck: fresh", "notes:", "    back: '1'",
    ]  # fmt: skip
    assert "    front: 'One?'   # and this one" in lines
    assert "front: Two?, back: '2'}" in lines[-1]
    fixed = path.read_bytes()
    assert prepdeck("check", "--fix", "--strict", str(path)).code == 0
    assert path.read_bytes() == fixed


def test_fix_leaves_complete_and_broken_files_as_they_are(prepdeck: CommandLine) -> None:
    broken = prepdeck.write("broken.yaml", BROKEN)
    torn = prepdeck.write("torn.yaml", "deck: torn\nnotes:\n  - front: 'never closed\n")
    assert prepdeck("check", "--fix").code == 1
    assert broken.read_text("utf-8") == BROKEN
    assert torn.read_text("utf-8") == "deck: torn\nnotes:\n  - front: 'never closed\n"
    assert (prepdeck.decks / "fsdp.yaml").read_text("utf-8") == FSDP


def test_checks_of_code_run_only_in_folders_one_trusts(prepdeck: CommandLine) -> None:
    path = prepdeck.write("dsa.yaml", CODE)
    said = prepdeck("check", "--run", str(path))
    assert said.code == 2
    assert "is not in a folder you trust" in said.err
    assert f'trusted = ["{prepdeck.decks}"]' in said.err
    config = prepdeck.home / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'trusted = ["{prepdeck.decks}"]\n', "utf-8")
    trusted = prepdeck("check", "--run", str(path))
    assert trusted.code == 0
    assert "checks executed" in trusted.err


def test_a_check_that_tells_nothing_is_an_error(prepdeck: CommandLine) -> None:
    own = prepdeck.home / "data" / "decks"
    own.mkdir(parents=True)
    (own / "dsa.yaml").write_text(CODE.replace("== 4", "== 5"), "utf-8")
    assert prepdeck("check").code == 0
    said = prepdeck("check", "--run")
    assert said.code == 1
    assert "check-fails" in said.out


def test_stale_facts_are_told_when_asked(prepdeck: CommandLine) -> None:
    path = prepdeck.write(
        "facts.yaml",
        "deck: facts\ndefaults: {verified: {with: torch 2.1, date: 2026-01-01}, expires_after: 180d}\n"
        "notes:\n  - {id: one, front: One?, back: '1'}\n",
    )
    assert prepdeck("check", str(path)).out == ""
    said = prepdeck("check", "--stale", str(path))
    assert "stale-fact" in said.out
    assert said.code == 0


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_new_note_of_every_kind_passes_the_check(empty: CommandLine, kind: str) -> None:
    path = empty.write("mine.yaml", "deck: mine\ntitle: Mine\nnotes:\n")
    assert "line 4" in empty.done("new", "note", "--kind", kind, str(path))
    said = empty("check", "--strict", str(path))
    assert (said.code, said.out) == (0, "")
    assert "- " in empty.done("new", "note", "--kind", kind)


def test_a_new_deck_is_written_once_and_passes_the_check(prepdeck: CommandLine) -> None:
    out = prepdeck.done("new", "deck", "--title", "Feature stores")
    path = prepdeck.home / "data" / "decks" / "feature-stores.yaml"
    assert str(path) in out
    assert prepdeck("check", "--strict", str(path)).code == 0
    assert (path.parent / "schemas" / "deck.schema.json").is_file()
    assert "feature-stores" in [deck["deck"] for deck in prepdeck("decks", "--json").document]
    content = path.read_bytes()
    again = prepdeck("new", "deck", "--title", "Feature stores")
    assert again.code == 2
    assert "left as it is" in again.err
    assert path.read_bytes() == content


def test_a_new_deck_goes_where_it_is_told(prepdeck: CommandLine) -> None:
    path = prepdeck.folder / "here" / "vector-search.yaml"
    prepdeck.done("new", "deck", str(path))
    assert "deck: vector-search\ntitle: 'Vector search'" in path.read_text("utf-8")


def test_a_new_deck_asks_only_in_a_terminal(prepdeck: CommandLine) -> None:
    said = prepdeck("new", "deck")
    assert said.code == 2
    assert "--title" in said.err
    assert prepdeck("new", "deck", "--title", "!!!").code == 2


def test_schemas_are_written_and_those_of_the_project_are_current(prepdeck: CommandLine) -> None:
    folder = prepdeck.folder / "some" / "schemas"
    names = [Path(line) for line in prepdeck.done("schema", str(folder)).splitlines()]
    assert folder / "deck.schema.json" in names
    assert all(json.loads(path.read_text("utf-8"))["$schema"].endswith("draft-07/schema#") for path in names)
    assert {path.name: path.read_text("utf-8") for path in names} == {
        path.name: path.read_text("utf-8") for path in (Path(__file__).parents[2] / "schemas").iterdir()
    }


def test_a_named_file_is_checked_against_the_whole_library(
    prepdeck: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepdeck.write("more/mine.yaml", "extends: fsdp\nnotes:\n  - {id: mine, front: Mine?, back: Mine.}\n")
    prepdeck.write("more/lost.yaml", "extends: nowhere\nnotes: []\n")
    monkeypatch.chdir(prepdeck.decks)
    assert prepdeck("check", "more/mine.yaml").out == ""
    assert prepdeck("check", "more/lost.yaml").out.startswith("more/lost.yaml:1:10: error unknown-deck")


def test_other_findings_are_told_before_an_untrusted_check_is_refused(prepdeck: CommandLine) -> None:
    path = prepdeck.write(
        "code.yaml",
        "deck: code\nnotes:\n  - {id: one, front: One?, back: One., colour: red}\n"
        "  - {id: two, front: 'Two?', code: {language: python, answer: 'a = 1', check: 'assert a'}}\n",
    )
    said = prepdeck("check", "--run", str(path))
    assert "unknown-key" in said.out
    assert "not in a folder you trust" in said.err
    assert said.code == 2


def test_a_check_of_ones_own_deck_says_how_to_see_what_would_be_easier_to_learn(empty: CommandLine) -> None:
    path = empty.write("own.yaml", "deck: own\nnotes:\n  - {id: a, front: 'Is a set ordered?', back: 'No.'}\n")
    told = empty("check", str(path))
    assert (told.code, told.out) == (0, "")
    assert told.err.splitlines()[-1] == "1 style suggestion: --style shows it."
    assert "style suggestion" not in empty("check", "--style", str(path)).err
    assert empty("check", "--json", str(path)).err == ""
    path.write_text(path.read_text() + "    # style: yes-no-question\n", "utf-8")
    assert "style" not in empty("check", str(path)).err
