"""The tables of fields of stories."""

from prepdeck.library.fields import Field, Table
from prepdeck.library.list_types import ListOf, NodeList
from prepdeck.library.story_types import RequirementName, StrengthByName
from prepdeck.library.value_types import NoteKey, OneOf, Slug, Tag, Text
from prepdeck.model.story import SCOPES

MAX_PROBES = 12
MAX_CLAIMS = 20

_TEXT = Text()
_LINE = Text(one_line=True)
_HEADING = Text(one_line=True, comment_may_follow=True)

TELLINGS_TABLE = Table(
    (
        Field(
            "30s",
            _TEXT,
            "The telling of 30 seconds, about 70 words.",
            "I cut a nightly run from 8 hours to 10 minutes.",
        ),
        Field(
            "120s", _TEXT, "The telling of two minutes, about 280 words.", "|-\n    Our shops ordered blind until noon."
        ),
    ),
    words="30s and 120s",
)
PROBE = Table(
    (
        Field("probe", _TEXT, "What the interviewer asks next.", "'On the same hardware?'", required=True),
        Field("answer", _TEXT, "What you mean to say to it.", "Yes, on the same 16 cores."),
    )
)
CLAIM = Table(
    (
        Field("claim", Slug(), "The number's name, the same in every story that uses it.", "speedup", required=True),
        Field("value", _LINE, "The number.", "48", required=True),
        Field("unit", _LINE, "Its unit.", "x"),
        Field("means", _LINE, "What it measures.", "wall-clock time of one nightly run", required=True),
        Field("baseline", _LINE, "What it is compared with.", "8 hours, on the same 16 cores"),
        Field("now", _LINE, "What the baseline became, so that the ratio can be computed.", "10 minutes"),
        Field("measured", _LINE, "How it was measured, over how long.", "median of five nights"),
        Field("source", _LINE, "Where it can be looked up.", "run log of March"),
        Field("retracted", _LINE, "Why it is not to be used any more.", "the first baseline was a debug build"),
    )
)
STORY = Table(
    (
        Field("kind", _HEADING, "What the file is.", "story", required=True),
        Field("story", Slug(), "The story's name, unique among yours.", "nightly-forecast", required=True),
        Field("title", _HEADING, "The name people see.", "The nightly forecast", required=True),
        Field("one_liner", _LINE, "The story in one sentence.", "I cut a nightly run from 8 hours to 10 minutes."),
        Field("scope", OneOf(SCOPES), "How far it reached; self where nothing is said.", "team"),
        Field(
            "situation", _TEXT, "Where it was, and what was at stake.", "Orders went out after opening.", required=True
        ),
        Field("task", _TEXT, "What was yours to do.", "Forecasts before six in the morning.", required=True),
        Field("action", _TEXT, "What you did and decided, with reasons.", "I profiled the run first.", required=True),
        Field("result", _TEXT, "What came of it, measured.", "The run takes 10 minutes instead of 8 hours.", True),
        Field("reflection", _TEXT, "What you would do differently.", "I would profile on the first day."),
        Field("tellings", TELLINGS_TABLE, "The story as you tell it.", "{30s: In one breath.}"),
        Field("probes", NodeList("probe"), "Follow-up questions, newest last.", "[{probe: 'On the same hardware?'}]"),
        Field("competencies", StrengthByName(), "What it shows, and how well.", "{driving-results: strong}"),
        Field(
            "evidence_for",
            ListOf(RequirementName(), most=20),
            "Requirements of a role that it is evidence for, by their names.",
            "[data-loading]",
        ),
        Field(
            "claims", NodeList("claim"), "Its numbers.", "[{claim: speedup, value: 48, unit: x, means: time of a run}]"
        ),
        Field("domains", ListOf(Tag(), most=20), "What it is about.", "[forecasting]"),
        Field("used_in", ListOf(_LINE, most=100), "Interviews it was told in.", "['2026-11-20, second round']"),
        Field("was", ListOf(NoteKey(), most=20), "Earlier keys, so that progress follows it.", "[stories/forecast]"),
    )
)
