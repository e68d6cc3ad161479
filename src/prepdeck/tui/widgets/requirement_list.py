"""A role's requirements as bars, what holds most back first, and its checklist beneath."""

from collections.abc import Hashable
from dataclasses import dataclass

from textual.content import Content

from prepdeck.model.role import short_title
from prepdeck.readiness.gaps import Gap
from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.bars import known_bar, score_text
from prepdeck.tui.widgets.row_list import RowList

CLASSES = {"must": "must", "minimum": "min.", "preferred": "pref."}
SHORT_ACTIONS = {
    "learn": "learn {} new",
    "review": "review {}",
    "mock": "rehearse",
    "story": "tell a story",
    "claims": "complete claims",
    "none": "keep it up",
}
_CLASS, _SCORE, _NEXT = 6, 9, 16
_LONGEST_TITLE = 36


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An item of the checklist."""

    item: str
    title: str
    done: bool


Row = Gap | CheckRow | str
"""A requirement, an item of the checklist, or a heading."""


class RequirementList(RowList[Row]):
    """One row each; a heading cannot be chosen."""

    def name_of(self, row: Row) -> Hashable:
        """The requirement's or the item's name."""
        if isinstance(row, Gap):
            return "requirement", row.score.requirement.slug
        return "item", row.item if isinstance(row, CheckRow) else row

    def is_heading(self, row: Row) -> bool:
        """Whether it is a heading."""
        return isinstance(row, str)

    def prompt_of(self, row: Row, pointed_at: bool) -> Content:
        """A bar with the next action, or a box to tick."""
        width = max(self.scrollable_content_region.width, 30) - 1
        if isinstance(row, str):
            return Content.styled(one_line(row, width), "$muted")
        pointer = Content.styled("▸ " if pointed_at else "  ", "$accent bold")
        if isinstance(row, CheckRow):
            sign, style = ("[x] ", "$good") if row.done else ("[ ] ", "$muted")
            return Content.assemble(pointer, (sign, style), one_line(row.title, width - 6))
        return Content.assemble(pointer, requirement_line(row, width - 2, with_next=width >= 70))


def requirement_line(gap: Gap, width: int, *, with_next: bool, remark: str = "") -> Content:
    """`Distributed training  must  ████░░▒▒  41 %  learn 77 new` in `width` cells."""
    score = gap.score
    title_width = min(_LONGEST_TITLE, max(12, (width - _CLASS - _SCORE - (_NEXT if with_next else 0)) // 2 + 4))
    bar_width = max(4, width - title_width - _CLASS - _SCORE - (_NEXT if with_next else 0))
    count = next((word for word in gap.action.text.split() if word.isdigit()), "")
    following = remark or SHORT_ACTIONS[gap.action.kind].format(count)
    return Content.assemble(
        padded(one_line(short_title(score.requirement.title), title_width - 1), title_width),
        (f"{CLASSES[score.requirement.requirement_class]:<{_CLASS}}", "$muted"),
        known_bar(1 - score.shortfall / 100, score.known, bar_width),
        (f"{score_text(score.ready):>{_SCORE - 1}} ", "" if score.ready is not None else "$muted"),
        (one_line(f" {following}", _NEXT) if with_next else "", "$muted"),
    )
