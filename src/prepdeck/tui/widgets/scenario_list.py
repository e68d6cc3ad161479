"""Scenarios to choose from, one row each: title, framework, tries, what the last one showed."""

from collections.abc import Hashable
from dataclasses import dataclass

from textual.content import Content

from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.row_list import RowList

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


class ScenarioList(RowList[ScenarioRow]):
    """One row a scenario, with what its last debrief said."""

    def name_of(self, row: ScenarioRow) -> Hashable:
        """The scenario's name."""
        return row.slug

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

    def prompt_of(self, row: ScenarioRow, pointed_at: bool) -> Content:
        """Title, framework, tries, what the last one showed."""
        width = self._title_width
        framework = padded(one_line(row.framework, _FRAMEWORK - 2), _FRAMEWORK) if self._shows_frameworks else ""
        return Content.assemble(
            ("▸ " if pointed_at else "  ", "$accent"),
            padded(one_line(row.title, width - 2), width),
            (framework, "$muted"),
            (f"{row.tries or '·':>{_TRIES - 2}}  ", "" if row.tries else "$muted"),
            (padded(one_line(row.last, _LAST), _LAST), row.style),
        )
