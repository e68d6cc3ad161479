"""import and export as commands: what is written, what is told, and that twice changes nothing."""

import json
from pathlib import Path

import pytest
from command_line import CommandLine

TABLE = "Question;Answer;Tags\nWhat is NCCL?;A library of collectives;gpu comm\nWhat is a ring?;;\n=1+1;Two;\n"


def own(prepdeck: CommandLine) -> Path:
    return prepdeck.home / "data" / "decks"


def test_a_table_becomes_a_private_deck_and_twice_changes_nothing(empty: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "comm.csv"
    path.write_text(TABLE, "utf-8")
    preview = empty.done("import", "--dry-run", str(path))
    assert "What is NCCL?" in preview
    assert "Nothing was written." in preview
    assert not own(empty).exists()
    said = empty.done("import", str(path))
    assert "comm: 2 notes new" in said
    assert "line 3: What is a ring?: it has no back" in said
    deck = own(empty) / "comm.yaml"
    assert deck.stat().st_mode & 0o777 == 0o600
    before = deck.read_bytes()
    assert empty("check", "--strict", str(deck)).code == 0
    again = empty.done("import", str(path))
    assert "Nothing changed." in again
    assert deck.read_bytes() == before
    assert [card["deck"] for card in empty("search", "NCCL", "--json").document] == ["comm"]


@pytest.mark.parametrize("name", ["empty.md", "empty.org", "empty.csv"])
def test_an_empty_file_is_no_success(empty: CommandLine, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")
    said = empty("import", str(tmp_path / name))
    assert said.code == 2
    assert "holds no" in said.err


def test_a_folder_is_no_file(empty: CommandLine, tmp_path: Path) -> None:
    said = empty("import", str(tmp_path))
    assert (said.code, "is a folder" in said.err) == (2, True)


def test_what_i_changed_stays_and_what_is_new_is_added(empty: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "comm.csv"
    path.write_text("front,back\nA?,B\n", "utf-8")
    empty.done("import", str(path))
    deck = own(empty) / "comm.yaml"
    deck.write_text(deck.read_text().replace("back: B", "back: 'Better'   # mine"))
    path.write_text("front,back\nA?,B\nC?,D\n", "utf-8")
    said = empty.done("import", str(path))
    assert "1 note new, 1 here already (1 of them read otherwise here; yours stay)" in said
    text = deck.read_text()
    assert "back: 'Better'   # mine" in text
    assert "front: C?" in text


def test_columns_are_guessed_or_named(empty: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("B\tA?\tx\nD\tC?\ty\n", "utf-8")
    guessed = empty("import", "--dry-run", "--json", str(path)).document
    assert guessed["form"] == "tsv, columns guessed"
    named = empty("import", "--json", "--columns", "back,front,tags", str(path)).document
    assert named["notes"] == 2
    assert empty("search", "A?", "--json").document[0]["front"] == "A?"
    assert empty("import", "--columns", "bakc,front", str(path)).code == 2


def test_anki_text_export(empty: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "anki.txt"
    path.write_text(
        "#separator:tab\n#html:true\n#guid column:1\n#deck column:3\n#tags column:6\n"
        "g1\tBasic\tInterviews::GPU\t<b>A</b>?\tB &amp; C\tone two\n", "utf-8",
    )  # fmt: skip
    document = empty("import", "--json", str(path)).document
    assert (document["notes"], document["left_out"]) == (1, [])


def test_a_deck_that_is_not_mine_is_added_to_beside_it(prepdeck: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    prepdeck.done("export", str(path), "fsdp")
    assert "Nothing changed." in prepdeck.done("import", str(path))
    path.write_text(path.read_text() + "fsdp,extra,basic,An extra one?,Yes.,,\r\n")
    prepdeck.done("import", str(path))
    assert (own(prepdeck) / "fsdp-more.yaml").read_text().splitlines()[2] == "extends: fsdp"
    assert prepdeck("card", "fsdp/extra", "--json").document["front"] == "An extra one?"
    title = tmp_path / "fsdp.csv"
    title.write_text("front,back\nQuite another?,Yes\n")
    assert "fsdp-imported: 1 note new" in prepdeck.done("import", str(title))


def test_an_export_does_not_overwrite(prepdeck: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "cards.md"
    path.write_text("mine")
    said = prepdeck("export", str(path))
    assert (said.code, path.read_text()) == (2, "mine")
    prepdeck.done("export", str(path), "--force")
    assert "Q: What does reduce-scatter leave on each rank?" in path.read_text()


@pytest.mark.parametrize(
    "arguments",
    [["export", "a.doc"], ["export", "a.csv", "nodeck"], ["export", "a.csv", "--scheduling"],
     ["export", "a.jsonl", "fsdp"],
     ["export", "a.apkg", "--public", "--scheduling"], ["import", "nowhere.csv"], ["import", "a.doc"],
     ["import", "--deck", "Not A Slug", __file__.replace(".py", ".md")]],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_a_sentence(prepdeck: CommandLine, arguments: list[str]) -> None:
    said = prepdeck(*arguments)
    assert said.code == 2
    assert said.err.startswith("prepdeck: ")


def test_a_history_is_one_action_that_undo_takes_back(
    prepdeck: CommandLine, empty: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "all.jsonl"
    prepdeck.done("answer", "fsdp/scatter", "good")
    prepdeck.done("export", str(path))
    first = json.loads(path.read_text().splitlines()[0])
    assert first == {"prepdeck": "collection", "version": 1}
    assert "Nothing changed." in prepdeck.done("import", str(path))
    other = CommandLine(tmp_path / "other", prepdeck.capsys, prepdeck.monkeypatch)
    said = other.done("import", str(path))
    assert "1 file new" in said
    assert other("card", "fsdp/scatter", "--json").document == prepdeck("card", "fsdp/scatter", "--json").document


def test_pictures_beside_a_text_file_come_along_and_no_others(empty: CommandLine, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    (notes / "img").mkdir(parents=True)
    (notes / "img" / "warp 1.png").write_bytes(b"png")
    (tmp_path / "secret.png").write_bytes(b"secret")
    path = notes / "gpu.md"
    path.write_text(
        "Q: What is ![a warp](<img/warp 1.png>)?\nA: See ![other](../secret.png) and ![web](https://a.b/c.png)\n"
    )
    said = empty.done("import", str(path))
    assert "Pictures that are not beside the file: 1" in said
    assert [found.name for found in (own(empty) / "media").iterdir()] == ["warp 1.png"]
    assert "![a warp](<media/warp 1.png>)" in (own(empty) / "gpu.yaml").read_text()
    assert "Nothing changed." in empty.done("import", str(path))


PROGRAM = (
    'd,double,code,Double it.,,,"{""code"": {""language"": ""python"", ""answer"": ""x"", ""check"": ""evil()""}}"'
)


def test_programs_of_others_stay_behind_unless_they_are_trusted(empty: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "code.csv"
    path.write_text(f"deck,id,kind,front,back,tags,more\n{PROGRAM}\n")
    assert "Code checks that did not come: 1" in empty.done("import", str(path))
    assert "evil()" not in (own(empty) / "d.yaml").read_text()
    trusting = CommandLine(tmp_path / "trusting", empty.capsys, empty.monkeypatch)
    trusting.done("import", "--trust", str(path))
    assert "evil()" in (own(trusting) / "d.yaml").read_text()
    everything = tmp_path / "all.jsonl"
    trusting.done("export", str(everything))
    other = CommandLine(tmp_path / "other", empty.capsys, empty.monkeypatch)
    assert "it holds programs" in other.done("import", str(everything))
    assert not (own(other) / "d.yaml").exists()
    other.done("import", "--trust", str(everything))
    assert "evil()" in (own(other) / "d.yaml").read_text()


@pytest.mark.parametrize("name", ["../../evil", "/tmp/evil", "a/b", ".hidden", "x" * 300, "A B"])
@pytest.mark.parametrize("ending", ["csv", "md"])
def test_the_name_of_a_deck_is_no_path(empty: CommandLine, tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / f"named.{ending}"
    table = f"deck,id,kind,front,back,tags,more\n{name},a,basic,Q?,A,,\n"
    page = f'<!-- prepdeck {{"deck": "{name}", "title": "T"}} -->\n\nQ: Q?\nA: A\n'
    path.write_text(table if ending == "csv" else page)
    empty.done("import", str(path))
    written = list(tmp_path.rglob("*.yaml"))
    assert [found.parent for found in written] == [own(empty)]
    assert not Path("/tmp/evil.yaml").exists()
