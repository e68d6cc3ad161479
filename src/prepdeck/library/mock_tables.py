"""The tables of fields of frameworks and scenarios."""

from prepdeck.library.fields import Field, Table
from prepdeck.library.list_types import ListOf, NodeList
from prepdeck.library.mapping_types import MinutesByLength, NodesByName
from prepdeck.library.number_types import Flag, Integer
from prepdeck.library.numeric_types import ExpressionText, GivenNumbers, ToleranceValue
from prepdeck.library.value_types import CardOrNoteKey, OneOf, Slug, Text
from prepdeck.model.framework import LEVELS

LEAST_CURVEBALLS = 2
LEAST_SOURCES = 2

_TEXT = Text()
_LINE = Text(one_line=True)
_HEADING = Text(one_line=True, comment_may_follow=True)
_POINTS = ListOf(_TEXT, least=0, most=12)

FRAMEWORK_PHASE = Table(
    (
        Field("phase", Slug(), "The phase's name, unique in the framework.", "model", required=True),
        Field("title", _LINE, "The name people see.", "Model and offline evaluation", required=True),
        Field(
            "minutes",
            MinutesByLength(),
            "Its minutes for each length of the whole; over all phases they sum to the length.",
            "{35: 8, 45: 9, 60: 12}",
            required=True,
        ),
        Field("done_when", _LINE, "The test for moving on.", "'baseline, choice, loss, validation said'"),
        Field("nudge", _LINE, "What to say to someone who does not move on.", "'Name the loss and move.'"),
        Field("graded", Flag(), "Whether it has a rubric; true where nothing is said.", "false"),
    )
)
AXIS = Table(
    (
        Field("axis", Slug(), "The axis's name, unique in the framework.", "modeling", required=True),
        Field("title", _LINE, "The name people see.", "Modeling", required=True),
        Field("weight", Integer(1, 100), "Its share in percent; all axes sum to 100.", "25", required=True),
        Field("mid", _LINE, "What a mid-level candidate shows.", "Picks a standard model", required=True),
        Field("senior", _LINE, "What a senior candidate shows.", "Argues from a baseline", required=True),
        Field("staff", _LINE, "What a staff candidate shows.", "Says where it breaks at ten times the load", True),
    )
)
FRAMEWORK = Table(
    (
        Field("kind", _HEADING, "What the file is.", "framework", required=True),
        Field("framework", Slug(), "The framework's name, unique in the library.", "nine-step", required=True),
        Field("title", _HEADING, "The name people see.", "Nine steps of ML system design", required=True),
        Field("note", _TEXT, "A remark shown where it is chosen.", "Steps 3 to 5 are our reconstruction."),
        Field(
            "source",
            ListOf(_HEADING, most=20, or_one=True),
            "Where its structure comes from.",
            "https://example.org/guide",
        ),
        Field(
            "phases",
            NodeList("phase"),
            "The phases in order.",
            "[{phase: model, title: Model, minutes: {20: 20}}]",
            required=True,
        ),
        Field(
            "axes",
            NodeList("axis"),
            "What the interview is judged on.",
            "[{axis: modeling, weight: 100, mid: Picks}]",
            required=True,
        ),
    )
)

RUBRIC_ITEM = Table(
    (
        Field("item", Slug(), "The item's name, unique in the scenario.", "negatives", required=True),
        Field("text", _LINE, "What is said.", "Negatives differ by stage", required=True),
        Field("axis", Slug(), "The framework's axis it counts for.", "training-data", required=True),
        Field("level", OneOf(LEVELS), "Who is expected to say it; everyone where nothing is said.", "staff"),
        Field(
            "cards",
            ListOf(CardOrNoteKey(), least=0, most=12),
            "The notes or cards that teach it, pulled when it is missed.",
            "[nine-step/negatives-for-retrieval]",
        ),
    )
)
SCENARIO_PHASE = Table(
    (
        Field("given", _TEXT, "What was settled before, for those who rehearse this phase alone.", "100M daily users."),
        Field("ask", _TEXT, "What the interviewer asks as the phase begins.", "Tell me about a conflict."),
        Field("probes", _POINTS, "What is asked afterwards, one at a time.", "['What was your own part?']"),
        Field("answer_seconds", Integer(5, 600), "How long the answer may take before the probes.", "120"),
        Field("hints", ListOf(_TEXT, least=3, most=3), "Three hints, from vague to plain.", "[one, two, three]"),
        Field(
            "must",
            NodeList("item"),
            "What no strong answer leaves out: two to four in a graded phase.",
            "[{item: loss, text: The loss, axis: modeling}]",
        ),
        Field("should", NodeList("item"), "What a strong answer also has.", "[]"),
        Field("bonus", NodeList("item"), "What few say.", "[]"),
        Field(
            "listen_for", _POINTS, "What tells a strong answer, for a partner who listens.", "['a number, then why']"
        ),
        Field("reference", _TEXT, "A strong answer, hidden until the debrief.", "|-\n  Log every impression."),
        Field("diagram", _TEXT, "A drawing in characters, shown with the reference.", "|-\n  log --> join --> train"),
    )
)
CLARIFICATION = Table(
    (
        Field("ask", ListOf(_LINE, most=20), "Words of a question that gets this answer.", "[scale, users]", True),
        Field("say", _TEXT, "The answer.", "100M daily users", required=True),
    )
)
CURVEBALL = Table(
    (
        Field("curveball", Slug(), "Its name, unique in the scenario.", "cold-start", required=True),
        Field("after", Slug(), "The phase after which it may come.", "architecture", required=True),
        Field("text", _TEXT, "What changes.", "Half of the creators are new this week.", required=True),
        Field("good", _POINTS, "What a good reaction has.", "['asks for the goal first']"),
    )
)
NUMBER = Table(
    (
        Field("number", Slug(), "Its name, unique in the scenario.", "ann-memory", required=True),
        Field("answer", ExpressionText(), "The answer, in the given names.", "items*dim*bytes/1e9", required=True),
        Field("given", GivenNumbers(), "The numbers it starts from.", "{items: 1e8, dim: 256, bytes: 1}", True),
        Field("unit", _LINE, "The answer's unit.", "GB"),
        Field("tolerance", ToleranceValue(), "How far off is still right; 25% where nothing is said.", "25%"),
    )
)
SCENARIO = Table(
    (
        Field("kind", _HEADING, "What the file is.", "scenario", required=True),
        Field("scenario", Slug(), "The scenario's name, unique in the library.", "short-video-feed", required=True),
        Field("title", _HEADING, "The name people see.", "Short-video home feed", required=True),
        Field("framework", Slug(), "The framework whose phases and axes it uses.", "nine-step", required=True),
        Field("siblings", ListOf(Slug(), most=20), "Scenarios to rehearse next.", "[event-recommendations]"),
        Field("prompt", _TEXT, "The question as the interviewer puts it.", "Design a home feed.", required=True),
        Field(
            "clarifications",
            NodeList("clarification"),
            "Answers to what the candidate asks.",
            "[{ask: [scale], say: 100M daily users}]",
        ),
        Field(
            "phases",
            NodesByName("phase"),
            "The phases by name.",
            "{data: {given: The goal is settled.}}",
            required=True,
        ),
        Field(
            "curveballs",
            NodeList("curveball"),
            "Changes on the way, at least two.",
            "[{curveball: cold, after: model, text: All are new.}]",
            required=True,
        ),
        Field(
            "numbers",
            NodeList("number"),
            "Numbers to estimate aloud.",
            "[{number: ram, answer: n*4/1e9, given: {n: 1e9}, unit: GB}]",
        ),
        Field(
            "source",
            ListOf(_HEADING, least=LEAST_SOURCES, most=20),
            "Where the facts come from, at least two.",
            "[https://example.org/paper, A book]",
            required=True,
        ),
    )
)
