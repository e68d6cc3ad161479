"""The history of mocks: what each showed, and the habits over several."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prepdeck.errors import PrepdeckError
from prepdeck.mocks.spans import clock_text
from prepdeck.model.study_day import date_of
from prepdeck.text.cells import padded
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.screens.reading import ReadingScreen
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.debrief_view import BANDS
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.labelled import Labelled, LabelledLines
from prepdeck.tui.widgets.row_list import LIST_KEYS

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.mock_history import MockHistory, PastMock
    from prepdeck.study.mock_records import StoredElsewhere
    from prepdeck.tui.shell import Shell

_STATE = 14
_FORM = 20


class MockList(OptionList, inherit_bindings=False):
    """One row a mock."""

    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS


class MockHistoryScreen(ReadingScreen):
    """Newest first; Enter opens what there is of the row."""

    app: "Shell"
    CSS_PATH = "mock_history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", id="history.open", tooltip="Its result, its debrief, or its run"),
        Binding("x", "export", "Export", id="history.export", tooltip="Write the report as Markdown into your folder"),
        Binding("escape,q", "dismiss", "Back", id="history.back", tooltip="Back to Mocks"),
    ]

    listed = getters.query_one(MockList)

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        self._collection = collection
        self._history: MockHistory | None = None
        self._rows: list[PastMock | StoredElsewhere] = []

    def compose(self) -> ComposeResult:
        """Habits, then the list."""
        yield TopLine("prepdeck › Mocks › History")
        yield LabelledLines(id="habits")
        yield Static(id="empty", markup=False)
        yield MockList(id="mocks", compact=True, markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read it."""
        self.read_again()
        self.listed.focus()

    def read_again(self) -> None:
        """Mocks may have been debriefed or resumed meanwhile."""
        from prepdeck.study.mock_history import history_of

        self._history = history_of(self._collection)
        rows: list[tuple[int, PastMock | StoredElsewhere]] = []
        rows += [(mock.stored.started.at_ms, mock) for mock in self._history.mocks]
        rows += [(other.logged.at_ms, other) for other in self._history.elsewhere]
        self._rows = [row for _, row in sorted(rows, key=lambda pair: -pair[0])]
        self.show_again()

    def show_again(self) -> None:
        """Habits, then the list."""
        history = self._history
        if history is None:
            return
        self.query_one(TopLine).far = counted(len(self._rows), "mock")
        empty = self.query_one("#empty", Static)
        empty.display = not self._rows
        empty.update("Mocks will stand here, with what each showed. Back on Mocks, Enter starts one.")
        self.query_one("#habits", LabelledLines).show(habit_lines(history))
        at = self.listed.highlighted
        width = max(self.listed.scrollable_content_region.width - 1, 30)
        self.listed.clear_options()
        self.listed.add_options(Option(_row(row, width)) for row in self._rows)
        self.listed.highlighted = min(at or 0, len(self._rows) - 1) if self._rows else None
        self.refresh_bindings()

    @property
    def _chosen(self) -> "PastMock | None":
        from prepdeck.study.mock_history import PastMock

        at = self.listed.highlighted
        row = self._rows[at] if at is not None and at < len(self._rows) else None
        return row if isinstance(row, PastMock) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A row is needed."""
        return bool(self._rows) if action in ("open", "export") else True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """The result of a debriefed mock, the debrief of a finished one, the run of one that was left."""
        from prepdeck.study.mock_opening import MockOpening

        mock = self._chosen
        if mock is None:
            self.app.tell("Done elsewhere: there is no more of it than this row.")
        elif mock.state == "abandoned":
            self.app.tell("x writes what was noted into a file.")
        else:
            self.app.begin(MockOpening(resume=mock.stored.id))

    def action_export(self) -> None:
        """Write the report, and say where it is."""
        from prepdeck.study.mock_export import write_report

        mock = self._chosen
        if mock is None:
            return
        try:
            path = write_report(self._collection, mock)
        except PrepdeckError as error:
            self.app.complain(error)
        else:
            self.app.tell(f"Written: {visible(str(path))}")


def habit_lines(history: "MockHistory") -> list[Labelled]:
    """The phase that takes too long again and again, and how well guesses are calibrated."""
    lines = []
    frameworks = dict.fromkeys(mock.stored.run.setup.framework for mock in history.debriefed)
    for framework in frameworks:
        overrun = history.overrun(framework)
        if overrun is not None:
            mean = clock_text(overrun.mean_over_ms)
            lines.append(Labelled(Content(visible(f"{overrun.text}, by {mean} on average")), "TIME"))
    guesses = history.calibration
    if guesses is not None:
        tendency = "too high" if guesses.mean_delta > 0.25 else "too low" if guesses.mean_delta < -0.25 else "balanced"
        text = f"{guesses.right} of {guesses.guesses} guesses were right; on the whole {tendency}"
        lines.append(Labelled(Content(text), "GUESSES"))
    return lines


def _row(row: "PastMock | StoredElsewhere", width: int) -> Content:
    from prepdeck.study.mock_history import PastMock

    if isinstance(row, PastMock):
        setup = row.stored.run.setup
        on = date_of(row.stored.started.day)
        form = f"{setup.mode}, {setup.planned_ms // 60_000} min{'' if setup.whole else ', part'}"
        title, state = row.title, _state(row)
    else:
        on = date_of(row.logged.day)
        form, title = f"elsewhere, {row.mock.minutes} min", row.mock.scenario
        state = ("logged", "$muted")
    room = max(width - 10 - _FORM - _STATE, 12)
    return Content.assemble(
        (f"{on:%d %b %y} "[:10].ljust(10), "$muted"),
        padded(one_line(title, room - 1), room),
        (f"{form:<{_FORM}}", "$muted"),
        state,
    )


def _state(mock: "PastMock") -> tuple[str, str]:
    band = mock.result.band if mock.result else None
    if band is not None:
        return (BANDS[band], "$good" if band > 2 else "$hard")
    return (mock.state, "$muted")
