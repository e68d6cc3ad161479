"""A role's requirements as bars, what holds most back first, and its checklist beneath."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prepdeck.model.role import short_title
from prepdeck.readiness.gaps import Gap
from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.bars import known_bar, score_text
from prepdeck.tui.widgets.deck_list import DeckList

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


class RequirementList(OptionList, inherit_bindings=False):
    """One row each; a heading cannot be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = DeckList.BINDINGS

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self._rows: tuple[Row, ...] = ()
        self._pointed_at: int | None = None

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        at = self.highlighted
        return None if at is None or at >= len(self._rows) else self._rows[at]

    def show(self, rows: tuple[Row, ...]) -> None:
        """List these rows; the cursor stays on the requirement or item it was on."""
        before = _name_of(self.chosen)
        self._rows = ()
        self.clear_options()
        self.add_options(Option("", disabled=isinstance(row, str)) for row in rows)
        self._rows = rows
        places = {_name_of(row): place for place, row in enumerate(rows) if not isinstance(row, str)}
        self.highlighted = places.get(before, min(places.values(), default=None))
        self._draw_all()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._draw_all()

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Point at the row under the cursor."""
        super().watch_highlighted(highlighted)
        for place in {self._pointed_at, highlighted} - {None}:
            self._draw(place or 0)
        self._pointed_at = highlighted

    def _draw_all(self) -> None:
        for place in range(len(self._rows)):
            self._draw(place)

    def _draw(self, place: int) -> None:
        if place < len(self._rows):
            width = max(self.scrollable_content_region.width, 30) - 1
            prompt = _prompt(self._rows[place], width, pointed_at=place == self.highlighted)
            self.replace_option_prompt_at_index(place, prompt)


def _name_of(row: Row | None) -> str | None:
    if isinstance(row, Gap):
        return row.score.requirement.slug
    return f"item {row.item}" if isinstance(row, CheckRow) else row


def _prompt(row: Row, width: int, *, pointed_at: bool) -> Content:
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
