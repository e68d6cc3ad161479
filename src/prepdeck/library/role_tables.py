"""The tables of fields of roles."""

from prepdeck.library.fields import Field, Table
from prepdeck.library.list_types import ListOf, NodeList
from prepdeck.library.number_types import Flag, Integer
from prepdeck.library.role_types import AxisName, NoteQuery
from prepdeck.library.value_types import OneOf, Slug, Text
from prepdeck.model.role import MAX_WEIGHT, REQUIREMENT_CLASSES

_LINE = Text(one_line=True)
_HEADING = Text(one_line=True, comment_may_follow=True)

REQUIREMENT = Table(
    (
        Field("requirement", Slug(), "The requirement's name, unique in the role.", "data-loading", required=True),
        Field("title", _LINE, "The name people see.", "Dataset and DataLoader", required=True),
        Field("class", OneOf(REQUIREMENT_CLASSES), "How firmly the posting asks for it.", "must", required=True),
        Field("weight", Integer(1, MAX_WEIGHT), "How much it counts against the others.", "4", required=True),
        Field("cards", NoteQuery(), "A search for the cards that prepare for it.", "'deck:dataloader tier:core'"),
        Field(
            "axes",
            ListOf(AxisName(), least=0, most=20),
            "Axes of frameworks whose mock scores tell about it.",
            "[ml-infra/data-path]",
        ),
        Field("evidence", Flag(), "Whether a story or project can show it; false where nothing is said.", "true"),
    )
)
CHECKLIST_ITEM = Table(
    (
        Field("item", Slug(), "The item's name, unique in the role.", "resume", required=True),
        Field("title", _LINE, "What is to be done.", "One page in the words of the posting", required=True),
    )
)
ROLE = Table(
    (
        Field("kind", _HEADING, "What the file is.", "role", required=True),
        Field("role", Slug(), "The role's name, unique in the library.", "senior-ml-engineer", required=True),
        Field("title", _HEADING, "The name people see.", "Senior ML engineer", required=True),
        Field("note", Text(), "A remark shown where it is chosen.", "Weights follow the posting."),
        Field(
            "requirements",
            NodeList("requirement"),
            "What the job asks for, at least one thing.",
            "[{requirement: python, title: Python, class: must, weight: 4}]",
            required=True,
        ),
        Field(
            "checklist",
            NodeList("item"),
            "What to have done before the interview.",
            "[{item: resume, title: One page}]",
        ),
    )
)
