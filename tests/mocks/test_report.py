from hypothesis import example, given
from hypothesis import strategies as st
from mocks.debriefs import NOTES, finished_run, guessed, told, with_all
from mocks.rounds import FEED, MINUTE, started

from prepdeck.mocks import debrief_steps, session
from prepdeck.mocks.debrief import Evidence
from prepdeck.mocks.judging import Coverage
from prepdeck.mocks.report import report
from prepdeck.mocks.result import result_of


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading that are not empty."""
    lines = text.splitlines()
    start = lines.index(heading) + 1
    end = next((at for at in range(start, len(lines)) if lines[at].startswith("## ")), len(lines))
    return [line for line in lines[start:end] if line]


def test_a_report_holds_every_note_mark_question_and_thought() -> None:
    run = started().run
    run = session.note(run, 1000, "roadmap\n- first").run
    run = session.mark(run, 2000).run
    run = session.next_phase(run, MINUTE).run
    run = session.ask(run, MINUTE + 5000, "how many users", FEED).run
    run = session.ask(run, MINUTE + 6000, "what colour", FEED).run
    run = session.park(run, MINUTE + 7000, "cold\nstart").run
    run = session.hint(run, MINUTE + 8000, FEED).run
    run = session.notice_gap(run, MINUTE + 9000, 65_000).run
    run = session.resume(session.pause(run, MINUTE + 9000).run, 30_000).run
    run = session.finish(run, 8 * MINUTE).run
    text = report(run, FEED.title, "2026-11-20")
    assert section(text, "## Course") == [
        "### Opening",
        "```text",
        "roadmap",
        "- first",
        "```",
        "- 0:02 marked",
        "### Architecture",
        "- 1:05 asked: how many users - 100M daily users",
        "- 1:06 asked: what colour - no reply",
        "- 1:07 parked: cold start",
        "- 6:00 nudged: a quarter over",
        "- hints taken: 1",
    ]
    assert text.splitlines()[:7] == [
        "# Home feed",
        "",
        "2026-11-20, small, guided, spoken, whole",
        "",
        "- planned 20:00, used 8:00",
        "- pauses: 1, together 0:30, not counted",
        "- at 1:09 suspended: 1:05, not counted",
    ]


def test_planned_and_used_time_stand_beside_each_other() -> None:
    run = session.finish(session.next_phase(started().run, 3 * MINUTE + 10_000).run, 5 * MINUTE).run
    assert section(report(run, "Home feed", "2026-11-20"), "## Time")[2:4] == [
        "| Opening | 2:00 | 3:10 | +1:10 |",
        "| Architecture | 4:00 | 1:50 | -2:10 |",
    ]
    assert "| Model | 7:00 | not reached |  |" in report(run, "Home feed", "2026-11-20")


def test_the_result_and_the_gaps_stand_in_the_report_of_a_debriefed_run() -> None:
    debrief = with_all(guessed(finished_run()), Coverage.SAID, delay=Coverage.MISSED)
    given = debrief_steps.score(debrief, 9, "modeling", 3, Evidence("notes", NOTES[3]))
    text = report(debrief.run, FEED.title, "2026-11-20", result_of(told(debrief, given)))
    assert section(text, "## Result") == [
        "- Would you advance? not yet",
        "- Overall 2 of 4, guessed 3 of 4",
        "- Lowest axis: Navigation, 2 of 4",
        "- First gap: Label delay and its window: say it in Data and labels, by 12:00.",
        "| Axis | Score | Evidence |",
        "|---|---|---|",
        "| Navigation | 2 of 4 |  |",
        "| Training-Data | 2 of 4 |  |",
        "| Modeling | 3 of 4 | baseline: logistic (from notes) |",
    ]
    assert section(text, "## Gaps") == ["- must, Data and labels: Label delay and its window (cards: d/delay)"]


def test_a_run_without_its_end_says_so() -> None:
    run = started().run
    assert "used 0:00, not finished" in report(run, "Home feed", "2026-11-20")
    assert "used 0:09, abandoned" in report(session.abandon(run, 9000).run, "Home feed", "2026-11-20")


@example("a ```` b")
@given(st.text(alphabet="`\x1b|a\n# ", max_size=30))
def test_typed_text_stays_whole_and_cannot_leave_its_fence(typed: str) -> None:
    run = session.note(started().run, 10, typed).run
    text = report(run, "Home feed", "2026-11-20")
    assert "\x1b" not in text
    if typed.strip():
        _, _, notes = text.partition("### Opening\n\n")
        opening, *lines = notes.splitlines()
        fence = opening.removesuffix("text")
        assert set(fence) == {"`"}
        assert lines[-1] == fence
        assert "\n".join(lines[:-1]) == typed.rstrip().replace("\x1b", "␛")
        assert fence not in typed
