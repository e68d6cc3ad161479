"""Scenarios to choose from, one row each: title, framework, tries, what the last one showed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.deck_list import DeckList

_FRAMEWORK = 16
_TRIES = 7
_LAST = 12


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One scenario; `last` is what its last debrief said, `style` how that is drawn."""

    slug: str
    title: str
    framework: str
    tries: int
    last: str = ""
    style: str = "$muted"


class ScenarioList(OptionList, inherit_bindings=False):
    """The rows; moving keys are as in vim, Enter is left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = DeckList.BINDINGS
    DEFAULT_CSS = """
    ScenarioList {
        background: $background;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $background 0%; }
    }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self._rows: tuple[ScenarioRow, ...] = ()
        self._pointed_at: int | None = None

    @property
    def chosen(self) -> ScenarioRow | None:
        """The row under the cursor."""
        return None if self.highlighted is None or not self._rows else self._rows[self.highlighted]

    def show(self, rows: Sequence[ScenarioRow], choose: str = "") -> None:
        """List these rows, the cursor on the scenario `choose`, else where it was."""
        wanted = choose or (self.chosen.slug if self.chosen else "")
        self._rows = ()
        self.clear_options()
        self.add_options(Option("") for _ in rows)
        self._rows = tuple(rows)
        places = {row.slug: place for place, row in enumerate(rows)}
        self.highlighted = places.get(wanted, 0) if rows else None
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
            self.replace_option_prompt_at_index(place, self._prompt(self._rows[place], place == self.highlighted))

    @property
    def _title_width(self) -> int:
        width = max(self.scrollable_content_region.width, 20)
        return width - 3 - _TRIES - _LAST - (_FRAMEWORK if self._shows_frameworks else 0)

    @property
    def _shows_frameworks(self) -> bool:
        return self.scrollable_content_region.width >= 60

    def titles(self) -> Content:
        """The line above the list, on the same columns."""
        framework = f"{'framework':<{_FRAMEWORK}}" if self._shows_frameworks else ""
        text = f"{'SCENARIOS':<{self._title_width + 2}}{framework}{'tries':>{_TRIES - 2}}  {'last':<{_LAST}}"
        return Content.styled(text, "$muted")

    def _prompt(self, row: ScenarioRow, pointed_at: bool) -> Content:
        width = self._title_width
        framework = padded(one_line(row.framework, _FRAMEWORK - 2), _FRAMEWORK) if self._shows_frameworks else ""
        return Content.assemble(
            ("▸ " if pointed_at else "  ", "$accent"),
            padded(one_line(row.title, width - 2), width),
            (framework, "$muted"),
            (f"{row.tries or '·':>{_TRIES - 2}}  ", "" if row.tries else "$muted"),
            (padded(one_line(row.last, _LAST), _LAST), row.style),
        )
