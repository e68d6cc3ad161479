"""due, decks, card, search, log, locate: what they print and the keys of their documents."""

from command_line import CommandLine
from support.homes import HandClock, numbered_deck

DUE_KEYS = {"day", "minutes", "new", "learning", "due", "pulled", "decks"}
DECK_KEYS = {"deck", "title", "path", "notes", "cards", "core", "kinds", "new", "learning", "due"}
CARD_KEYS = {
    "key", "deck", "kind", "front", "queue", "due", "interval_days", "stability", "difficulty", "retrievability",
    "reps", "lapses", "reviews",
}  # fmt: skip
REVIEW_KEYS = {"at", "rating", "interval_days", "stability", "difficulty"}


def test_today_is_printed_where_there_is_no_terminal(prepdeck: CommandLine) -> None:
    alone = prepdeck.done()
    assert "Today · Fri 20 Nov 2026" in alone
    assert "4 cards wait, about 2 min." in alone
    assert alone == prepdeck.done("due")


def test_today_of_an_empty_home_says_how_to_begin(empty: CommandLine) -> None:
    said = empty(decks=False)
    assert said.code == 0
    assert "prepdeck new deck" in said.out
    assert said.err == ""


def test_today_with_nothing_left_says_so_and_when_it_goes_on(empty: CommandLine) -> None:
    empty.write("one.yaml", numbered_deck("one", 1))
    empty.done("answer", "one/q1", "easy")
    out = empty.done()
    assert "Nothing waits: you are done for today." in out
    assert "The next review is in" in out


def test_a_deck_file_without_notes_is_an_empty_library(empty: CommandLine) -> None:
    empty.write("none.yaml", "deck: none\nnotes: []\n")
    assert "No cards yet" in empty.done()


def test_due_document(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "again")
    document = prepdeck("due", "--json").document
    assert set(document) >= DUE_KEYS
    counts = {name: document[name] for name in ("day", "new", "learning", "due", "pulled")}
    assert counts == {"day": "2026-11-20", "new": 3, "learning": 1, "due": 0, "pulled": 0}
    assert [(deck["deck"], deck["new"], deck["learning"], deck["due"]) for deck in document["decks"]] == [
        ("fsdp", 3, 1, 0)
    ]


def test_days_to_go_stand_on_today(prepdeck: CommandLine) -> None:
    prepdeck.done("plan", "--on", "2026-12-13")
    assert "23 days to go" in prepdeck.done("due")
    prepdeck.done("plan", "--on", "2026-11-20")
    assert "the interview is today" in prepdeck.done("due")


def test_decks_document_and_table(prepdeck: CommandLine) -> None:
    (deck,) = prepdeck("decks", "--json").document
    assert set(deck) >= DECK_KEYS
    assert deck["path"] == str(prepdeck.decks / "fsdp.yaml")
    assert {name: deck[name] for name in ("deck", "title", "notes", "cards", "core", "new")} == {
        "deck": "fsdp", "title": "FSDP and ZeRO", "notes": 4, "cards": 5, "core": 3, "new": 5,
    }  # fmt: skip
    assert deck["kinds"] == {"basic": 1, "cloze": 1, "steps": 1, "typed": 1}
    header, row = prepdeck.done("decks").splitlines()
    assert header.split() == ["deck", "notes", "core", "new", "learning", "due", "title"]
    assert row.split() == ["fsdp", "4", "3", "5", "0", "0", "FSDP", "and", "ZeRO"]


def test_no_decks_is_an_empty_list(empty: CommandLine) -> None:
    assert empty("decks", "--json").document == []
    assert "prepdeck new deck" in empty.done("decks")


def test_decks_add_reads_them_from_now_on(empty: CommandLine) -> None:
    elsewhere = empty.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "far.yaml").write_text(numbered_deck("far", 2), "utf-8")
    assert str(elsewhere) in empty.done("decks", "add", str(elsewhere))
    assert [deck["deck"] for deck in empty("decks", "--json").document] == ["far"]
    assert "before" in empty.done("decks", "add", str(elsewhere))
    config = (empty.home / "config" / "config.toml").read_text("utf-8")
    assert config.count(str(elsewhere)) == 1


def test_card_document_of_a_new_card(prepdeck: CommandLine) -> None:
    document = prepdeck("card", "fsdp/scatter", "--json").document
    assert set(document) >= CARD_KEYS
    assert document["front"] == "What does reduce-scatter leave on each rank?"
    assert (document["kind"], document["queue"], document["due"], document["reps"]) == ("basic", "new", None, 0)
    assert document["stability"] is document["retrievability"] is None
    assert document["reviews"] == []


def test_card_document_after_answers(prepdeck: CommandLine, clock: HandClock) -> None:
    prepdeck.done("answer", "fsdp/scatter", "good")
    learning = prepdeck("card", "fsdp/scatter", "--json").document
    assert learning["queue"] == "learning"
    assert learning["due"].startswith("2026-11-20T12:10")
    assert learning["due"].endswith("Z")
    clock.advance(minutes=11)
    document = prepdeck("answer", "fsdp/scatter", "good", "--json").document
    assert set(document) >= CARD_KEYS
    assert document["queue"] == "review"
    assert document["due"] == "2026-11-22"
    assert 0 < document["retrievability"] <= 1
    assert [review["rating"] for review in document["reviews"]] == [3, 3]
    assert all(set(review) >= REVIEW_KEYS for review in document["reviews"])
    assert document == prepdeck("card", "fsdp/scatter", "--json").document


def test_a_card_is_shown_with_its_place_memory_and_history(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "easy")
    prepdeck.done("flag", "fsdp/scatter")
    out = prepdeck.done("card", "fsdp/scatter")
    assert "fsdp/scatter  review, flagged" in out
    assert f"{prepdeck.decks / 'fsdp.yaml'}:5" in out
    assert "2026-11-20  Easy" in out


def test_a_card_whose_note_is_gone_keeps_its_history(prepdeck: CommandLine) -> None:
    prepdeck.done("answer", "fsdp/scatter", "easy")
    prepdeck.write("fsdp.yaml", numbered_deck("fsdp", 1))
    document = prepdeck("card", "fsdp/scatter", "--json").document
    assert document["front"] is None
    assert document["reps"] == 1
    assert "not in the library now" in prepdeck.done("card", "fsdp/scatter")


def test_search_document_and_table(prepdeck: CommandLine) -> None:
    found = prepdeck("search", "tag:collectives", "--json").document
    assert found == [
        {
            "key": "fsdp/scatter",
            "deck": "fsdp",
            "kind": "basic",
            "front": "What does reduce-scatter leave on each rank?",
        }
    ]
    assert [card["key"] for card in prepdeck("search", "kind:cloze", "--json").document] == [
        "fsdp/overlap#c1",
        "fsdp/overlap#c2",
    ]
    table = prepdeck("search", "OMP_NUM_THREADS")
    assert table.out.startswith("fsdp/threads  typed")
    assert table.err == "1 card\n"


def test_search_joins_words_and_limits(prepdeck: CommandLine) -> None:
    assert prepdeck("search", "reduce-scatter", "rank", "--json").document[0]["key"] == "fsdp/scatter"
    assert len(prepdeck("search", "deck:fsdp", "--limit", "2", "--json").document) == 2


def test_a_search_that_is_not_well_formed_finds_what_it_can_and_says_so(prepdeck: CommandLine) -> None:
    said = prepdeck("search", "(scatter", "--json")
    assert [card["key"] for card in said.document] == ["fsdp/scatter"]
    assert "parenthesis" in said.err


def test_log_names_actions_newest_first_and_marks_what_was_undone(prepdeck: CommandLine) -> None:
    assert prepdeck("log", "--json").document == []
    assert prepdeck.done("log") == "Nothing has been done yet.\n"
    prepdeck.done("answer", "fsdp/scatter", "good")
    prepdeck.done("suspend", "fsdp/overlap")
    prepdeck.done("undo")
    newest, oldest = prepdeck("log", "--json").document
    assert set(newest) == {"at", "what", "records", "undone"}
    assert (newest["records"], newest["undone"]) == (2, True)
    assert oldest["what"] == "Good on fsdp/scatter"
    assert not oldest["undone"]
    assert len(prepdeck("log", "--limit", "1", "--json").document) == 1
    first_line, second_line = prepdeck.done("log").splitlines()
    assert first_line.endswith("undone")
    assert second_line.startswith("2026-11-20 12:00")


def test_locate_says_where_everything_is(prepdeck: CommandLine) -> None:
    places = prepdeck("locate", "--json").document
    assert set(places) == {"config", "data", "cache", "store", "decks", "stories", "builtin"}
    assert places["store"] == str(prepdeck.store)
    assert prepdeck.done("locate", "store") == f"{prepdeck.store}\n"
    assert prepdeck("locate", "store", "--json").document == {"store": str(prepdeck.store)}
    assert str(prepdeck.home / "config" / "config.toml") in prepdeck.done("locate")
    assert not prepdeck.home.exists()
