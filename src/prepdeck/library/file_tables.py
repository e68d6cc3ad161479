"""The one table of fields for every kind of file."""

from prepdeck.library.fields import Field, Table
from prepdeck.library.list_types import ListOf, NodeList
from prepdeck.library.note_tables import COMMON_FIELDS, TAGS
from prepdeck.library.number_types import Decimal, Duration, Flag, Integer
from prepdeck.library.value_types import Slug, Text

_LINE = Text(one_line=True)
_HEADING = Text(one_line=True, comment_may_follow=True)

DEFAULTS = Table(
    tuple(known for known in COMMON_FIELDS if known.name in ("tier", "source", "verified", "expires_after", "tags"))
)
_STEPS = ListOf(Duration(), least=0, most=10)
OPTIONS = Table(
    (
        Field("new_per_day", Integer(0, 9999), "New cards a study day; 0 adds none.", "10"),
        Field("reviews_per_day", Integer(0, 9999), "Reviews a study day.", "200"),
        Field("desired_retention", Decimal(0.7, 0.99), "The share that should be recalled when a card is due.", "0.9"),
        Field("learning_steps", _STEPS, "Waits before a new card is learnt.", "[1m, 10m]"),
        Field("relearning_steps", _STEPS, "Waits after a lapse.", "[10m]"),
        Field("maximum_interval", Integer(1, 36_500), "The longest interval, in days.", "36500"),
        Field("bury_siblings", Flag(), "Keep cards of one note on different days.", "true"),
    )
)

DECK = Table(
    (
        Field("kind", _HEADING, "What the file is; deck where nothing is said.", "deck"),
        Field("deck", Slug(), "The deck's name, unique in the library.", "fsdp"),
        Field(
            "extends",
            Slug(),
            "Instead of deck: the deck this file adds to, replaces notes of (same id) or hides notes of.",
            "fsdp",
        ),
        Field("title", _HEADING, "The name people see; the deck's name where nothing is said.", "FSDP and ZeRO"),
        Field("was", ListOf(Slug()), "Earlier names of the deck, so that progress follows it.", "[zero]"),
        Field("tags", TAGS, "Tags of every note.", "[distributed-training]"),
        Field("defaults", DEFAULTS, "What its notes have where they do not say otherwise.", "{tier: core}"),
        Field("options", OPTIONS, "How its cards are scheduled.", "{new_per_day: 10}"),
        Field("hide", ListOf(Slug(), most=10_000), "Ids of notes of the extended deck to leave out.", "[zero1-memory]"),
        Field("notes", NodeList("note"), "The notes.", "[{id: one, front: 'Question?', back: Answer.}]"),
    )
)
OUTLINE_ITEM = Table(
    (
        Field("id", Slug(), "What `covers` names.", "nine.1.1", required=True),
        Field("title", _LINE, "What should have a card.", "Clarifying questions first", required=True),
    )
)
OUTLINE = Table(
    (
        Field("kind", _HEADING, "What the file is.", "outline", required=True),
        Field("outline", Slug(), "The outline's name.", "nine-step", required=True),
        Field("title", _HEADING, "The name people see.", "The nine steps, point by point", required=True),
        Field("source", _HEADING, "Where its structure comes from.", "https://example.org/outline"),
        Field("items", NodeList("item"), "What should have cards.", "[{id: one.1, title: First}]", required=True),
    )
)
