"""Mocks: what to rehearse, and how; what was begun, and what to rehearse next and why."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from prepdeck.errors import PrepdeckError
from prepdeck.text.safe import visible
from prepdeck.tui.screens.mock_choice import MockChoice
from prepdeck.tui.screens.reading import ReadingScreen
from prepdeck.tui.screens.today_lines import counted, day_name
from prepdeck.tui.widgets.debrief_view import BANDS
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.labelled import Labelled, LabelledLines
from prepdeck.tui.widgets.scenario_list import ScenarioList, ScenarioRow

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.mock_history import MockHistory, PastMock
    from prepdeck.study.mock_records import StoredMock
    from prepdeck.study.scenarios import Rehearsable
    from prepdeck.study.suggesting import Suggestion
    from prepdeck.tui.shell import Shell


ROOM_FOR_NOTE = 30
"""Rows of a terminal that also has room for the framework's note."""


class MocksScreen(ReadingScreen):
    """The list of scenarios, and beneath it how the chosen one will be rehearsed."""

    app: "Shell"
    CSS_PATH = "mocks.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Start", id="mocks.start", tooltip="Start the clock on the chosen scenario"),
        Binding("r", "resume", "Resume", id="mocks.resume", tooltip="Go on with the mock that was left"),
        Binding("d", "debrief", "Debrief", id="mocks.debrief", tooltip="Debrief the mock that waits for it"),
        Binding("g", "mode", "Guided, real", id="mocks.mode", tooltip="Guided has hints; real has one curveball"),
        Binding("w", "form", "Spoken, written", id="mocks.form", tooltip="Aloud beside a clock, or with notes"),
        Binding("h", "history", "History", id="mocks.history", tooltip="All mocks, habits and comparisons"),
        Binding("plus,equals_sign", "longer(5)", "Longer", show=False, id="mocks.longer", tooltip="Five minutes more"),
        Binding("minus", "longer(-5)", "Shorter", show=False, id="mocks.shorter", tooltip="Five minutes less"),
        Binding(
            "s", "slot", "Slot or net", show=False, id="mocks.slot", tooltip="Count a calendar slot, or net minutes"
        ),
        Binding("o", "part(1)", "One phase", show=False, id="mocks.part", tooltip="Rehearse the whole, or one phase"),
        Binding("O", "part(-1)", "Phase before", show=False, id="mocks.part_before", tooltip="The phase before"),
        Binding("x", "strict", "Strict", show=False, id="mocks.strict", tooltip="Move on by itself when time is up"),
        Binding("u", "app.undo", "Undo", show=False, id="mocks.undo", tooltip="Take back the last thing you did"),
        Binding("escape,q", "dismiss", "Back", show=False, id="mocks.back", tooltip="Back to Today"),
    ]

    scenarios = getters.query_one(ScenarioList)

    def __init__(self, collection: "Collection", choose: str = "") -> None:
        super().__init__()
        self._collection = collection
        self._choose = choose
        self._there_are: dict[str, Rehearsable] = {}
        self._history: MockHistory | None = None
        self._suggestion: Suggestion | None = None
        self._choice = MockChoice()

    def compose(self) -> ComposeResult:
        """What waits, the list, how it will be rehearsed."""
        yield TopLine("prepdeck › Mocks")
        yield LabelledLines(id="next")
        yield Static(id="titles", markup=False)
        yield ScenarioList(id="scenarios")
        yield LabelledLines(id="how")
        yield KeyLine()

    def on_mount(self) -> None:
        """Take the form of the last mock, and point at what comes next."""
        self._read()
        if self._history is not None and self._history.mocks:
            self._choice = self._choice.like(self._history.mocks[-1].stored.run.setup)
        self.show_again(self._choose or (self._suggestion.scenario if self._suggestion else ""))
        self.scenarios.focus()

    def read_again(self) -> None:
        """Something may have been rehearsed meanwhile."""
        self._read()
        self.show_again()

    def _read(self) -> None:
        from prepdeck.study.mock_history import history_of
        from prepdeck.study.scenarios import rehearsables_of
        from prepdeck.study.suggesting import suggestion_of

        self._there_are = rehearsables_of(self._collection)
        self._history = history_of(self._collection)
        self._suggestion = suggestion_of(self._collection, self._history)

    # Showing ----------------------------------------------------------------------------------------------------------

    def show_again(self, choose: str = "") -> None:
        """The list, what comes next, how the chosen one will be rehearsed; the cursor on the scenario `choose`."""
        history = self._history
        if history is None:
            return
        ordered = sorted(self._there_are.values(), key=lambda about: (about.framework.slug, about.scenario.title))
        self.scenarios.show([self._row(about, history) for about in ordered], choose)
        self.query_one("#titles", Static).update(self.scenarios.titles() if self._there_are else "")
        performed = len(history.mocks) + len(history.elsewhere)
        self.query_one(TopLine).far = counted(performed, "mock") if performed else "none yet"
        self.query_one("#next", LabelledLines).show(list(self._next_lines(history)))
        self._show_how()
        self.refresh_bindings()

    def _row(self, about: "Rehearsable", history: "MockHistory") -> ScenarioRow:
        scenario = about.scenario
        past = [mock for mock in history.debriefed if mock.stored.run.setup.scenario == scenario.slug]
        band = past[-1].result.band if past and past[-1].result else None
        style = "$muted" if band is None else "$good" if band > 2 else "$hard"
        last = BANDS[band] if band is not None else ""
        return ScenarioRow(
            scenario.slug, scenario.title, about.framework.slug, history.attempts(scenario.slug), last, style
        )

    def _next_lines(self, history: "MockHistory") -> list[Labelled]:
        lines = []
        if history.unfinished is not None:
            left = history.unfinished
            text = Content.assemble((visible(left.title), "bold"), f", {self._left_at(left.stored)}")
            lines.append(Labelled(text, "UNFINISHED", "Resume", "resume"))
        if history.to_debrief is not None:
            text = Content.assemble((visible(history.to_debrief.title), "bold"), ", performed and not debriefed")
            lines.append(Labelled(text, "DEBRIEF", "Go on", "debrief"))
        suggestion = self._suggestion
        if suggestion is not None:
            today = self._collection.now().day
            when = day_name(max(suggestion.day, today), today)
            lines.append(
                Labelled(
                    Content.assemble((visible(suggestion.title), "bold"), f", {when}: {visible(suggestion.why)}"),
                    "NEXT",
                )
            )
        if not self._there_are:
            lines.append(
                Labelled(Content("No scenarios yet. A file of kind scenario in your decks folder brings one."))
            )
        return lines

    def _left_at(self, stored: "StoredMock") -> str:
        from prepdeck.mocks.spans import clock_text
        from prepdeck.study.mock_lookup import as_left

        return f"left at {clock_text(as_left(self._collection, stored).run.at_ms)}"

    def _show_how(self) -> None:
        row = self.scenarios.chosen
        about = self._there_are.get(row.slug) if row else None
        with_note = self.size.height >= ROOM_FOR_NOTE
        self.query_one("#how", LabelledLines).show(self._choice.lines(about, with_note=with_note) if about else [])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another scenario may have another framework, and so other lengths and phases."""
        event.stop()
        self._choice = self._choice.whole()
        self._show_how()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        event.stop()
        self.action_start()

    # Keys -------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        history = self._history
        if action == "resume":
            return history is not None and history.unfinished is not None
        if action == "debrief":
            return history is not None and history.to_debrief is not None
        if action in ("start", "mode", "form", "longer", "slot", "part", "strict"):
            return bool(self._there_are)
        return True

    def action_start(self) -> None:
        """Start the clock."""
        from prepdeck.study.mock_opening import MockOpening

        row = self.scenarios.chosen
        if row is not None:
            self.app.begin(MockOpening(self._choice.request(self._there_are[row.slug])))

    def action_resume(self) -> None:
        """Go on with the mock that was left."""
        self._go_on(self._history.unfinished if self._history else None)

    def action_debrief(self) -> None:
        """Debrief the mock that waits for it."""
        self._go_on(self._history.to_debrief if self._history else None)

    def _go_on(self, mock: "PastMock | None") -> None:
        from prepdeck.study.mock_opening import MockOpening

        if mock is not None:
            self.app.begin(MockOpening(resume=mock.stored.id))

    def action_mode(self) -> None:
        """Guided or real."""
        self._choose_how(self._choice.other_mode())

    def action_form(self) -> None:
        """Spoken or written."""
        self._choose_how(self._choice.other_form())

    def action_strict(self) -> None:
        """Move on by itself, or wait."""
        self._choose_how(self._choice.other_strictness())

    def action_slot(self) -> None:
        """A calendar slot, or net minutes."""
        self._with_scenario(lambda about: self._choice.other_count(about))

    def action_longer(self, by: int) -> None:
        """More or fewer minutes."""
        self._with_scenario(lambda about: self._choice.longer(about, by))

    def action_part(self, by: int) -> None:
        """The whole, or one of its phases."""
        self._with_scenario(lambda about: self._choice.other_part(about, by))

    def action_history(self) -> None:
        """All mocks."""
        from prepdeck.tui.screens.mock_history import MockHistoryScreen

        self.app.push_screen(MockHistoryScreen(self._collection))

    def _with_scenario(self, change: "Callable[[Rehearsable], MockChoice]") -> None:
        row = self.scenarios.chosen
        if row is not None:
            try:
                self._choose_how(change(self._there_are[row.slug]))
            except PrepdeckError as error:
                self.app.tell(f"{error.message} {error.hint}", severity="warning")

    def _choose_how(self, choice: MockChoice) -> None:
        self._choice = choice
        self._show_how()
