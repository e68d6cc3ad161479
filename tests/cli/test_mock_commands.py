"""mock and its commands, preview: what they print, record and refuse."""

import stat
from pathlib import Path

import pytest
from command_line import CommandLine
from support.homes import Home
from support.performing import begin, debrief_of, debriefed, let_pass, performed
from support.rehearsals import FRAMEWORK, HIDDEN, SCENARIO

from prepdeck.study.mock_opening import MockOpening
from prepdeck.study.mock_records import short_id
from prepdeck.study.mock_request import MockRequest
from prepdeck.study.mocking import RunningMock

LIST_KEYS = {"scenario", "title", "framework", "minutes", "phases", "items", "attempts"}
SHOW_KEYS = {"id", "scenario", "mode", "started", "phases", "axes", "missed", "advance"}

Opened = list[MockOpening | None]


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A terminal, and what was opened in it."""
    opened: Opened = []

    def run(_setup: object, request: MockOpening | None = None) -> int:
        opened.append(request)
        return 0

    monkeypatch.setattr("prepdeck.tui.app.run", run)
    monkeypatch.setattr("prepdeck.cli.mock.has_terminal", lambda: True)
    return opened


def id_of(mock: RunningMock) -> str:
    return short_id(mock.id)


# Opening the screen ---------------------------------------------------------------------------------------------------


def test_alone_it_shows_what_there_is_to_choose(empty: CommandLine, rehearsing: Home, screens: Opened) -> None:
    empty.done("mock")
    assert screens == [MockOpening()]


@pytest.mark.parametrize(
    ("arguments", "request_"),
    [
        (["feed"], MockRequest("feed")),
        (["feed", "--minutes", "30"], MockRequest("feed", minutes=30)),
        (["--slot", "45", "feed"], MockRequest("feed", slot=45)),
        (["--written", "feed", "--strict"], MockRequest("feed", written=True, strict=True)),
        (["feed", "--phase", "data", "--framework", "small"], MockRequest("feed", "small", phase="data")),
        (["feed", "--mode", "real"], MockRequest("feed", mode="real")),
        (["--", "feed"], MockRequest("feed")),
    ],
)
def test_a_scenario_opens_the_screen_with_what_was_asked_for(
    empty: CommandLine, rehearsing: Home, screens: Opened, arguments: list[str], request_: MockRequest
) -> None:
    empty.done("mock", *arguments)
    assert screens == [MockOpening(request_)]


def test_a_scenario_named_like_a_command_is_reached_with_two_dashes(
    empty: CommandLine, rehearsing: Home, screens: Opened
) -> None:
    rehearsing.write("named.yaml", SCENARIO.format(slug="list", title="Listed", sibling="feed"))
    empty.done("mock", "--", "list")
    assert screens == [MockOpening(MockRequest("list"))]
    assert "Listed" in empty.done("mock", "list")
    assert "prepdeck mock -- list" in empty.done("mock", "--help")


REFUSED = [
    (["nothing"], "There is no scenario nothing.", "There are: events, feed."),
    (["fed"], "There is no scenario fed.", "Did you mean feed?"),
    (["lst"], "There is no scenario lst.", "Or did you mean prepdeck mock list?"),
    (["feed", "--phase", "dta"], "has no phase 'dta'", "Its phases: open, data, model, wrap."),
    (["feed", "--framework", "big"], "There is no framework big.", "There are: other, small."),
    (["feed", "--framework", "other"], "is written for the framework small", "Leave --framework out"),
    (["feed", "--slot", "3"], "A slot of 3 minutes leaves no time", "Choose a slot of"),
    (["feed", "--slot", "540"], "A slot of 540 minutes leaves 530", "Choose a slot of"),
    (["feed", "--minutes", "3"], "cannot be rehearsed in 3 minutes", "Choose 20 to 90 minutes."),
    (["feed", "--minutes", "540"], "cannot be rehearsed in 540 minutes", "Choose 20 to 90 minutes."),
    (["feed", "--minutes", "-5"], "cannot be rehearsed in -5 minutes", "Choose 20 to 90 minutes."),
    (["feed", "--phase", "data", "--minutes", "0"], "cannot be rehearsed in 0 minutes", "Choose 1 to 90 minutes."),
    (["feed", "--minutes", "30", "--slot", "45"], "not both", "A slot of 45"),
    (["feed", "--minutes", "many"], "'many' is not a valid integer", ""),
    (["feed", "--mode", "easy"], "'easy' is not one of 'guided', 'real'", ""),
    (["feed", "--as", "candidate"], "'candidate' is not", ""),
    (["feed", "events"], "unexpected extra argument (events)", ""),
    (["feed", "list"], "unexpected extra argument (list)", ""),
    (["--slot", "45"], "--slot needs a scenario", "prepdeck mock list"),
    (["--as", "interviewer"], "--as needs a scenario", "prepdeck mock list"),
    (["nothing", "--as", "interviewer", "--yes"], "There is no scenario nothing.", ""),
    (["feed", "--as", "interviewer", "--yes", "--slot", "3"], "A slot of 3 minutes", ""),
    (["resume"], "No mock waits to be resumed.", "prepdeck mock begins one"),
    (["resume", "abc"], "There is no mock yet.", ""),
    (["show"], "There is no mock yet.", ""),
    (["diff"], "no two attempts", "have to be debriefed"),
    (["diff", "abc"], "There is no mock yet.", ""),
    (["export"], "There is no mock yet.", ""),
    (["log", "feed"], "Missing option", ""),
]


@pytest.mark.parametrize(("arguments", "message", "hint"), REFUSED, ids=lambda value: " ".join(value)[:40])
def test_what_cannot_be_is_told_before_a_screen_opens(
    empty: CommandLine, rehearsing: Home, screens: Opened, arguments: list[str], message: str, hint: str
) -> None:
    rehearsing.write("other.yaml", FRAMEWORK.replace("framework: small", "framework: other"))
    said = empty("mock", *arguments)
    assert (said.code, said.out, screens) == (2, "", [])
    assert said.err.startswith("prepdeck: ")
    assert message in said.err
    assert hint in said.err


@pytest.mark.parametrize("arguments", [[], ["feed"], ["resume"]])
def test_without_a_terminal_it_says_what_can_be_had(empty: CommandLine, rehearsing: Home, arguments: list[str]) -> None:
    begin(rehearsing)
    said = empty("mock", *arguments)
    assert (said.code, said.out) == (2, "")
    assert "A mock needs a terminal" in said.err
    assert "list" in said.err
    assert "--as interviewer" in said.err


def test_without_a_scenario_in_the_library_it_says_so(empty: CommandLine) -> None:
    assert "has none yet" in empty("mock", "feed").err
    assert "No scenarios yet" in empty.done("mock", "list")
    assert empty("mock", "list", "--json").document == []


# Going on -------------------------------------------------------------------------------------------------------------


def test_resume_takes_the_newest_unfinished_before_one_to_debrief(
    empty: CommandLine, rehearsing: Home, screens: Opened
) -> None:
    unfinished = begin(rehearsing)
    waiting = performed(rehearsing, "events")
    empty.done("mock", "resume")
    empty.done("mock", "resume", id_of(waiting)[:6])
    unfinished.finish()
    debriefed(rehearsing, unfinished)
    empty.done("mock", "resume")
    assert screens == [MockOpening(resume=mock) for mock in (unfinished.id, waiting.id, waiting.id)]


def test_an_abandoned_mock_is_not_resumed(empty: CommandLine, rehearsing: Home, screens: Opened) -> None:
    mock = begin(rehearsing)
    mock.abandon()
    assert "No mock waits" in empty("mock", "resume").err
    said = empty("mock", "resume", id_of(mock))
    assert (said.code, screens) == (2, [])
    assert "was abandoned" in said.err


def test_a_mock_whose_scenario_is_gone_is_kept_and_not_resumed(
    empty: CommandLine, rehearsing: Home, screens: Opened
) -> None:
    mock = begin(rehearsing)
    (rehearsing.decks / "feed.yaml").unlink()
    assert "No mock waits" in empty("mock", "resume").err
    assert "There is no scenario feed." in empty("mock", "resume", id_of(mock)).err
    assert empty("mock", "show", "--json").document["title"] == "feed"
    assert screens == []


def test_an_id_that_is_none_lists_the_newest(empty: CommandLine, rehearsing: Home) -> None:
    mock = begin(rehearsing)
    for command in ("show", "resume", "export", "diff"):
        said = empty("mock", command, "0123456789")
        assert said.code == 2
        assert "There is no mock 0123456789." in said.err
        assert id_of(mock) in said.err


# What there is, and what was ------------------------------------------------------------------------------------------


def test_list_document_and_table(empty: CommandLine, rehearsing: Home) -> None:
    performed(rehearsing)
    document = empty("mock", "list", "--json").document
    assert all(set(entry) >= LIST_KEYS for entry in document)
    feed = next(entry for entry in document if entry["scenario"] == "feed")
    assert {name: feed[name] for name in LIST_KEYS} == {
        "scenario": "feed", "title": "Home feed", "framework": "small", "minutes": 20,
        "phases": ["open", "data", "model", "wrap"], "items": 6, "attempts": 1,
    }  # fmt: skip
    table = empty.done("mock", "list")
    assert table.splitlines()[0].split() == ["scenario", "framework", "minutes", "attempts", "title"]
    assert "Next, Fri 20 Nov: prepdeck mock" in table


def test_show_document_of_a_debriefed_mock(empty: CommandLine, rehearsing: Home) -> None:
    mock = performed(rehearsing)
    debriefed(rehearsing, mock, missed=("negatives", "tenfold"))
    document = empty("mock", "show", "--json").document
    assert set(document) >= SHOW_KEYS
    assert document["id"] == id_of(mock)
    assert (document["scenario"], document["mode"], document["advance"]) == ("feed", "guided", False)
    assert document["started"].startswith("2026-11-20T12:00:")
    assert [(p["phase"], p["planned_s"], p["used_s"]) for p in document["phases"]] == [
        ("open", 120, 120), ("data", 480, 120), ("model", 540, 120), ("wrap", 60, 0),
    ]  # fmt: skip
    assert document["axes"] == {"training-data": 2, "modeling": 2}
    assert [(gap["item"], gap["cards"]) for gap in document["missed"]] == [
        ("feed-negatives", ["mock-cards/q1", "mock-cards/q2"]),
        ("feed-tenfold", ["mock-cards/q7"]),
    ]
    assert document == empty("mock", "show", id_of(mock), "--json").document
    shown = empty.done("mock", "show")
    assert f"{id_of(mock)}  debriefed" in shown
    assert "Would you advance? not yet" in shown


def test_an_unfinished_mock_is_shown_as_it_was_left(empty: CommandLine, rehearsing: Home) -> None:
    mock = begin(rehearsing, written=True)
    let_pass(rehearsing, mock, 90)
    mock.type("ask for the goal")
    mock.leave()
    let_pass(rehearsing, mock, 20)
    rehearsing.close()  # killed
    document = empty("mock", "show", "--json").document
    assert document["state"] == "unfinished"
    assert document["phases"][0]["notes"] == "ask for the goal"
    assert 109 <= document["phases"][0]["used_s"] <= 110
    assert (document["axes"], document["missed"], document["advance"]) == ({}, [], None)
    assert f"prepdeck mock resume {document['id']}" in empty.done("mock", "show")
    assert "used 1:" in empty.done("mock", "export")


def test_history_holds_all_mocks_and_habits(empty: CommandLine, rehearsing: Home) -> None:
    for _ in range(2):
        mock = begin(rehearsing)
        let_pass(rehearsing, mock, 300)
        mock.next_phase()
        mock.finish()
        debriefed(rehearsing, mock, missed=("negatives",))
        rehearsing.clock.advance(days=2)
    begin(rehearsing, "events", mode="real", written=True, phase="data").abandon()
    empty.done("mock", "log", "Mock at a friend's", "--on", "2026-11-19", "--minutes", "40", "--axis", "modeling=3")
    document = empty("mock", "history", "--json").document
    assert [mock["state"] for mock in document["mocks"]] == ["logged", "abandoned", "debriefed", "debriefed"]
    assert document["habits"] == [{"framework": "small", "phase": "open", "times": 2, "runs": 2, "mean_over_s": 180}]
    assert document["guesses"] == {"guesses": 2, "right": 0, "too_high": 2, "mean_delta": 1.0}
    assert document["next"]["scenario"] == "events"
    table = empty.done("mock", "history")
    for words in (
        "2026-11-19  elsewhere", "real, written, data", "2 of 4", "Opening: over in 2 of your last 2, by +3:00",
        "Guesses: 0 of 2 were right, 2 too high, 0 too low.",
    ):  # fmt: skip
        assert words in table


def test_no_mock_yet_is_no_failure_of_history(empty: CommandLine, rehearsing: Home) -> None:
    assert "There is no mock yet." in empty.done("mock", "history")
    document = empty("mock", "history", "--json").document
    assert (document["mocks"], document["habits"], document["guesses"]) == ([], [], None)


# Two compared ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def attempts(rehearsing: Home) -> list[RunningMock]:
    """Three debriefed mocks: feed, feed, events."""
    made = []
    for scenario, missed in (("feed", ("negatives", "loss")), ("feed", ("loss", "bias")), ("events", ("loss",))):
        mock = performed(rehearsing, scenario)
        debriefed(rehearsing, mock, missed)
        rehearsing.clock.advance(days=1)
        made.append(mock)
    return made


def test_diff_takes_the_newest_two_of_one_scenario(empty: CommandLine, attempts: list[RunningMock]) -> None:
    first, second, _ = map(id_of, attempts)
    document = empty("mock", "diff", "--json").document
    assert (document["before"], document["after"]) == (first, second)
    assert [[gap["item"] for gap in document[name]] for name in ("closed", "opened", "still")] == [
        ["feed-negatives"], ["feed-bias"], ["feed-loss"],
    ]  # fmt: skip
    for arguments in ([second], [second, first], [first, second]):
        assert empty("mock", "diff", *arguments, "--json").document == document
    text = empty.done("mock", "diff")
    assert f"before  {first}  2026-11-20  Home feed" in text
    assert f"Closed: {HIDDEN} negatives differ by stage" in text


def test_two_scenarios_of_one_framework_are_compared_by_axes_and_time(
    empty: CommandLine, attempts: list[RunningMock]
) -> None:
    first, _, third = map(id_of, attempts)
    document = empty("mock", "diff", third, first, "--json").document
    assert (document["before"], document["after"]) == (first, third)
    assert document["closed"] == document["opened"] == document["still"] == []
    assert "two scenarios" in empty.done("mock", "diff", first, third)


def test_what_cannot_be_compared_is_told(empty: CommandLine, rehearsing: Home, attempts: list[RunningMock]) -> None:
    first, _, third = map(id_of, attempts)
    rehearsing.write("other.yaml", FRAMEWORK.replace("framework: small", "framework: other"))
    text = SCENARIO.format(slug="foreign", title="Foreign", sibling="feed")
    rehearsing.write("foreign.yaml", text.replace("framework: small", "framework: other"))
    rehearsing.refresh()
    foreign = performed(rehearsing, "foreign")
    assert "it is not debriefed yet" in empty("mock", "diff", first, id_of(foreign)).err
    assert f"prepdeck mock resume {id_of(foreign)}" in empty("mock", "diff", first, id_of(foreign)).err
    debriefed(rehearsing, foreign)
    abandoned = begin(rehearsing)
    abandoned.abandon()
    unfinished = begin(rehearsing)
    refused = {
        (first, id_of(foreign)): "no phase and no axis in common",
        (first, id_of(abandoned)): "has no result: it is abandoned",
        (id_of(unfinished),): "has no result: it is unfinished",
        (first, first): "twice the same mock",
        (third,): "no earlier attempt at Local events",
        (first, "zzz"): "There is no mock zzz.",
    }
    for arguments, told in refused.items():
        said = empty("mock", "diff", *arguments)
        assert (said.code, said.out) == (2, "")
        assert told in said.err


# Files and mocks done elsewhere ---------------------------------------------------------------------------------------


def test_export_prints_markdown_or_writes_a_private_file(empty: CommandLine, rehearsing: Home, tmp_path: Path) -> None:
    mock = begin(rehearsing, written=True)
    mock.type("# mine")
    mock.finish()
    debriefed(rehearsing, mock, missed=("delay",))
    printed = empty.done("mock", "export")
    assert printed.startswith("# Home feed\n")
    assert "# mine" in printed
    file = tmp_path / "report.md"
    said = empty("mock", "export", id_of(mock), str(file))
    assert (said.code, said.out) == (0, "")
    assert file.read_text("utf-8") == printed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_export_never_overwrites_unasked(empty: CommandLine, rehearsing: Home, tmp_path: Path) -> None:
    performed(rehearsing)
    file = tmp_path / "report.md"
    file.write_text("mine", "utf-8")
    said = empty("mock", "export", str(file))
    assert said.code == 2
    assert "is there already" in said.err
    assert file.read_text("utf-8") == "mine"
    empty.done("mock", "export", str(file), "--force")
    assert file.read_text("utf-8").startswith("# Home feed")


@pytest.mark.parametrize("place", ["{folder}", "{file}/in.md"])
def test_export_to_a_place_that_cannot_be_written_is_told(
    empty: CommandLine, rehearsing: Home, tmp_path: Path, place: str
) -> None:
    performed(rehearsing)
    (tmp_path / "file").write_text("mine", "utf-8")
    said = empty("mock", "export", place.format(folder=tmp_path, file=tmp_path / "file"), "--force")
    assert (said.code, said.out) == (2, "")
    assert str(tmp_path) in said.err
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_mock_done_elsewhere_counts_and_is_shown(empty: CommandLine, rehearsing: Home) -> None:
    empty.done(
        "mock", "log", "feed", "--on", "2026-11-18", "--minutes", "45", "--framework", "small",
        "--axis", "modeling=3", "--axis", "training-data=2", "--missed", "label delay", "--note", "spoke too fast",
    )  # fmt: skip
    feed = next(entry for entry in empty("mock", "list", "--json").document if entry["scenario"] == "feed")
    assert feed["attempts"] == 1
    (row,) = empty("mock", "history", "--json").document["mocks"]
    document = empty("mock", "show", row["id"], "--json").document
    assert set(document) >= SHOW_KEYS
    assert (document["mode"], document["started"], document["minutes"]) == ("elsewhere", "2026-11-18", 45)
    assert document["axes"] == {"modeling": 3, "training-data": 2}
    assert [gap["text"] for gap in document["missed"]] == ["label delay"]
    shown = empty.done("mock", "show", row["id"])
    assert "small/modeling: 3 of 4" in shown
    assert "spoke too fast" in shown
    assert (row["framework"], document["framework"]) == ("small", "small")
    assert "Undone: logging a mock done elsewhere" in empty.done("undo")
    assert empty("mock", "history", "--json").document["mocks"] == []


def test_the_framework_of_a_mock_done_elsewhere_is_its_scenarios_unless_said(
    empty: CommandLine, rehearsing: Home
) -> None:
    logged = ("--on", "2026-11-18", "--minutes", "45", "--axis", "modeling=3")
    empty.done("mock", "log", "feed", *logged)
    empty.done("mock", "log", "At a friend's", *logged)
    mocks = empty("mock", "history", "--json").document["mocks"]
    assert {mock["scenario"]: mock["framework"] for mock in mocks} == {"feed": "small", "At a friend's": None}


def test_a_title_that_is_no_scenario_is_kept_and_told(empty: CommandLine, rehearsing: Home) -> None:
    said = empty("mock", "log", "fed", "--on", "2026-11-18", "--minutes", "45")
    assert said.code == 0
    assert "kept as a title" in said.err
    assert "If you meant feed" in said.err


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--on": "2026-11-21"}, "still to come"),
        ({"--on": "18.11.2026"}, "is no date"),
        ({"--minutes": "0"}, "--minutes"),
        ({"--minutes": "9000"}, "--minutes"),
        ({"--framework": "big"}, "There is no framework big."),
        ({"--axis": "modelling=3"}, "There is no axis modelling."),
        ({"--axis": "modeling=5"}, "A score is 1 to 4"),
        ({"--axis": "modeling=-1"}, "has no score"),
        ({"--axis": "modeling"}, "has no score"),
        ({"--axis": "modeling=" + "9" * 5000}, "has no score"),
        ({"scenario": "  "}, "needs a name"),
    ],
)
def test_what_cannot_be_logged_is_told_and_not_stored(
    empty: CommandLine, rehearsing: Home, changed: dict[str, str], told: str
) -> None:
    given = {"scenario": "feed", "--on": "2026-11-18", "--minutes": "45"} | changed
    scenario = given.pop("scenario")
    said = empty("mock", "log", scenario, *(word for pair in given.items() for word in pair))
    assert said.code == 2
    assert told in said.err
    assert empty("log", "--json").document == []


def test_one_axis_has_one_score(empty: CommandLine, rehearsing: Home) -> None:
    twice = ["--axis", "modeling=2", "--axis", "modeling=3"]
    assert "two scores" in empty("mock", "log", "feed", "--on", "2026-11-18", "--minutes", "45", *twice).err


# The two that show the reference --------------------------------------------------------------------------------------

REVEALING = {"preview": ["preview", "feed"], "partner": ["mock", "feed", "--as", "interviewer"]}


def seen(empty: CommandLine) -> list[str]:
    return [entry["scenario"] for entry in empty("mock", "list", "--json").document if entry["seen"]]


@pytest.mark.parametrize("arguments", REVEALING.values(), ids=REVEALING)
def test_they_ask_first_and_no_shows_nothing(empty: CommandLine, rehearsing: Home, arguments: list[str]) -> None:
    for typed, at_terminal in (("y\n", False), ("n\n", True), ("\n", True), ("", True)):
        said = empty(*arguments, typed=typed, at_terminal=at_terminal)
        assert (said.code, said.out) == (2, "")
        assert "This shows the reference of Home feed" in said.err
        assert HIDDEN not in said.err
        assert seen(empty) == []


@pytest.mark.parametrize("arguments", REVEALING.values(), ids=REVEALING)
def test_a_yes_shows_it_and_marks_the_scenario_as_seen(
    empty: CommandLine, rehearsing: Home, arguments: list[str]
) -> None:
    shown = empty(*arguments, typed="y\n", at_terminal=True)
    assert shown.out.startswith("# Home feed")
    assert HIDDEN in shown.out
    assert seen(empty) == ["feed"]
    assert HIDDEN in empty.done(*arguments, "--yes")
    assert len(empty("log", "--json").document) == 1


@pytest.mark.parametrize("arguments", REVEALING.values(), ids=REVEALING)
def test_what_was_seen_is_not_undone(empty: CommandLine, rehearsing: Home, arguments: list[str]) -> None:
    empty.done("answer", "mock-cards/q1", "good")
    empty.done(*arguments, "--yes")
    assert "Good on mock-cards/q1" in empty.done("undo")
    assert "Nothing to undo" in empty.done("undo")
    assert seen(empty) == ["feed"]


def test_the_preview_holds_the_whole_file(empty: CommandLine, rehearsing: Home) -> None:
    shown = empty.done("preview", "feed", "--yes")
    for words in (
        "# Home feed", "> Rank the Home feed.", "| scale, users | A million users a day. |", "## Data and labels",
        "> The goal is watch time.", f"3. third {HIDDEN} hint", "[feed-delay, training-data; cards: mock-cards/q3]",
        "bonus (staff):", f"> The {HIDDEN} reference on models.", f"logs -> {HIDDEN} -> labels",
        "- after Data and labels: The latency budget is halved.", f"- good: {HIDDEN} distillation",
        "- rate: 11.57 requests/s, within", "A book on feeds",
    ):  # fmt: skip
        assert words in shown


def test_the_partner_sheet_is_a_form_to_read_from_and_tick(empty: CommandLine, rehearsing: Home) -> None:
    sheet = empty.done("mock", "feed", "--as", "interviewer", "--yes", "--minutes", "40")
    for words in (
        "Small design, 40 minutes.", "> Rank the Home feed.", "| Data and labels | 4:00 | 20:00 | 16 |",
        "| scale, users | A million users a day. |", "- Done when: negatives said",
        "- Still here at 24:00: No feature lists yet.", f"1. [ ] first {HIDDEN} hint", f"- {HIDDEN} window",
        f"| [ ] | [ ] | [ ] | must: {HIDDEN} label delay has a window | Training data |", "bonus (staff)",
        "- after Opening, from 4:00: Half of the creators are new.", f"- good: {HIDDEN} goal first",
        "### Modeling (50 %)   1 [ ]   2 [ ]   3 [ ]   4 [ ]", "- staff: Says where it breaks.",
        "prepdeck mock log feed --on DATE --minutes 40 --framework small --axis training-data=N --axis modeling=N",
    ):  # fmt: skip
        assert words in sheet
    assert "The goal is watch time." not in sheet


def test_the_partner_sheet_of_one_phase_holds_that_phase_alone(empty: CommandLine, rehearsing: Home) -> None:
    sheet = empty.done("mock", "feed", "--as", "interviewer", "--yes", "--phase", "model")
    assert "only Model" in sheet
    assert f"{HIDDEN} weighted logistic loss" in sheet
    for words in ("label delay", "### Training data", "Half of the creators", "latency budget"):
        assert words not in sheet


def test_text_of_a_scenario_steers_no_terminal(empty: CommandLine, rehearsing: Home) -> None:
    hostile = SCENARIO.format(slug="hostile", title="'a | b'", sibling="feed")
    rehearsing.write("hostile.yaml", hostile.replace("prompt: Rank the 'a | b'.", 'prompt: "rank \\u202e it"'))
    for arguments in (["preview", "hostile"], ["mock", "hostile", "--as", "interviewer"]):
        shown = empty.done(*arguments, "--yes")
        assert "\u202e" not in shown
        assert "<U+202E>" in shown


def test_the_debrief_tells_nothing_before_the_guess(empty: CommandLine, rehearsing: Home) -> None:
    mock = performed(rehearsing)
    debrief = debrief_of(rehearsing, mock)
    for arguments in (["show"], ["show", "--json"], ["export"], ["history", "--json"]):
        assert HIDDEN not in empty.done("mock", *arguments)
    debrief.guess(3)
    assert HIDDEN not in empty.done("mock", "show", "--json")


def test_the_words_of_what_was_done_in_a_mock(empty: CommandLine, rehearsing: Home) -> None:
    mock = begin(rehearsing)
    mock.mark()
    mock.next_phase()
    mock.finish()
    debriefed(rehearsing, mock, missed=("negatives",))
    done = [action["what"] for action in empty("log", "--json").document]
    assert done[-1] == "starting a mock"
    assert done[0] == "closing a debrief and 1 more"
    assert {"a mark in a mock", "a change of phase in a mock", "finishing a mock", "the guess of a debrief"} < set(done)
    assert "Undone: closing a debrief" in empty.done("undo")
