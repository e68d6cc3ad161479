"""The result of a mock: would you advance, what was weakest, and what to do about it now."""

from typing import TYPE_CHECKING, ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from prepdeck.errors import PrepdeckError
from prepdeck.mocks.difference import difference, difference_lines
from prepdeck.model.study_day import date_of
from prepdeck.text.safe import visible
from prepdeck.tui.screens.message import MessageScreen
from prepdeck.tui.screens.today_lines import day_name
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.result_view import ResultPage, ResultView

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.mock_history import MockHistory, PastMock
    from prepdeck.tui.shell import Shell


class MockResultScreen(Screen[Literal["drill", "back"]]):
    """One page to read; gives whether the pulled cards are to be drilled now."""

    app: "Shell"
    CSS_PATH = "mock_result.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "drill", "Drill the gaps", id="result.drill", tooltip="Drill the cards of this mock first"),
        Binding("d", "compare", "Compare", id="result.compare", tooltip="Compare with your last attempt at it"),
        Binding("x", "export", "Export", id="result.export", tooltip="Write the report as Markdown into your folder"),
        Binding("j,down", "move(2)", "Down", show=False, id="result.down", tooltip="Scroll down"),
        Binding("k,up", "move(-2)", "Up", show=False, id="result.up", tooltip="Scroll up"),
        Binding("escape,q,space", "dismiss('back')", "Back", id="result.back", tooltip="Back one level"),
    ]

    def __init__(self, collection: "Collection", mock: "PastMock", history: "MockHistory") -> None:
        """Raises ValueError for a mock without a result."""
        super().__init__()
        if mock.result is None:
            raise ValueError("a mock without a debrief has no result")
        self._collection = collection
        self._mock = mock
        self._result = mock.result
        self._history = history
        self._page = result_page(collection, mock, history)

    def compose(self) -> ComposeResult:
        """The page between the two lines all screens have."""
        setup = self._mock.stored.run.setup
        on = date_of(self._mock.stored.started.day)
        minutes = setup.planned_ms // 60_000
        yield TopLine(f"Result › {self._mock.title}", f"{on.day} {on:%b} · {setup.mode}, {minutes} min")
        with VerticalScroll(id="page", can_focus=False):
            yield ResultView(self._page)
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Drilling needs pulled cards, comparing an earlier attempt."""
        if action == "drill":
            return self._page.pulled > 0
        return self._before is not None if action == "compare" else True

    @property
    def _before(self) -> "PastMock | None":
        """The attempt at the same scenario before this one."""
        setup, earlier = self._mock.stored.run.setup, None
        for past in self._history.debriefed:
            if past.stored.id == self._mock.stored.id:
                break
            if past.stored.run.setup.scenario == setup.scenario:
                earlier = past
        return earlier

    def action_drill(self) -> None:
        """Drill; the pulled cards come first."""
        self.dismiss("drill")

    def action_compare(self) -> None:
        """What became better, and what is still missed."""
        before = self._before
        if before is not None and before.result is not None:
            on = date_of(before.stored.started.day)
            text = "\n".join(difference_lines(difference(before.result, self._result)))
            self.app.push_screen(MessageScreen(f"Compared with {on.day} {on:%B}", text, yes="Back"))

    def action_export(self) -> None:
        """Write the report, and say where it is."""
        from prepdeck.study.mock_export import write_report

        try:
            path = write_report(self._collection, self._mock)
        except PrepdeckError as error:
            self.app.complain(error)
        else:
            self.app.tell(f"Written: {visible(str(path))}")

    def action_move(self, by: int) -> None:
        """Scroll."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)


def result_page(collection: "Collection", mock: "PastMock", history: "MockHistory") -> ResultPage:
    """What the result screen shows of a debriefed mock."""
    from prepdeck.study.goals import goal_of
    from prepdeck.study.mock_history import next_after, pulled_cards, seen_scenarios
    from prepdeck.study.scenarios import rehearsables_of

    if mock.result is None:
        raise ValueError("a mock without a debrief has no result")
    run, goal = mock.stored.run, goal_of(collection)
    there_are = rehearsables_of(collection)
    following = next_after(mock, history, there_are, goal.on_day if goal else None)
    said = ""
    if following is not None:
        day, today = following.day, collection.now().day
        when = day_name(day, today) if day >= today else f"now: it was planned for {date_of(day):%d %b}"
        said = f"{there_are[following.scenario].scenario.title}, {when}"
    remarks = []
    if run.setup.scenario in seen_scenarios(collection):
        remarks.append("you had looked at this scenario's reference outside a debrief")
    if run.setup.mode == "real" and run.pauses:
        remarks.append(f"the clock was paused {run.pauses} time{'s' * (run.pauses > 1)}")
    return ResultPage(
        result=mock.result,
        overrun=history.overrun(run.setup.framework),
        pulled=pulled_cards(collection, mock.stored.id),
        following=said,
        remarks=tuple(remarks),
    )
