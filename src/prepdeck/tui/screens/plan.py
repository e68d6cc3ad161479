"""The plan: what follows from the date and the minutes, and what other minutes would lead to."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from prepdeck.errors import PrepdeckError
from prepdeck.text.safe import visible
from prepdeck.tui.planning import PlanMade, Planning, PlanProgress
from prepdeck.tui.screens.plan_lines import goal_lines, plan_lines
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.bars import share_bar
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.page import PageView, paragraph

if TYPE_CHECKING:
    from prepdeck.model.goal import Goal
    from prepdeck.study.collection import Collection
    from prepdeck.study.planning import Plan
    from prepdeck.tui.shell import Shell


class PlanScreen(Screen[None]):
    """The dates and the forecast; the forecast is simulated behind the screen, and can be stopped."""

    app: "Shell"
    CSS_PATH = "plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,g", "goal", "Change", id="plan.goal", tooltip="Change the date, the minutes, the role"),
        Binding("s", "stop", "Stop", id="plan.stop", tooltip="Stop the forecast that is being simulated"),
        Binding("f", "forecast", "Forecast", id="plan.forecast", tooltip="Simulate the days again"),
        Binding("r", "readiness", "Readiness", id="plan.readiness", tooltip="Every requirement of the role"),
        Binding("j,down", "move(2)", "Down", show=False, id="plan.down", tooltip="Scroll down"),
        Binding("k,up", "move(-2)", "Up", show=False, id="plan.up", tooltip="Scroll up"),
        Binding("escape,q", "dismiss", "Back", id="plan.back", tooltip="Back to Today"),
    ]

    def __init__(self, collection: "Collection", goal: "Goal") -> None:
        super().__init__()
        self._collection = collection
        self._goal = goal
        self._planning = Planning()
        self._plan: Plan | None = None
        self._share: float | None = None

    def compose(self) -> ComposeResult:
        """One page."""
        yield TopLine("prepdeck › Plan")
        with VerticalScroll(id="page", can_focus=False):
            yield PageView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the forecast."""
        self.action_forecast()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._planning.stop()

    def on_stepped(self) -> None:
        """Something was undone, the goal perhaps."""
        self._reread()

    def _reread(self) -> None:
        from prepdeck.study.goals import goal_of

        goal = goal_of(self._collection)
        if goal is None or goal.on_day < self._collection.now().day:
            self.dismiss()
            return
        self._goal = goal
        self.action_forecast()

    # The forecast -----------------------------------------------------------------------------------------------------

    def action_forecast(self) -> None:
        """Simulate the days."""
        self._plan, self._share = None, 0.0
        self._planning.start(self, self._collection, self._goal)
        self._show()

    def action_stop(self) -> None:
        """Stop simulating."""
        self._planning.stop()
        self._share = None
        self._show()

    def on_plan_progress(self, message: PlanProgress) -> None:
        """Say how far it is."""
        if message.run == self._planning.run and self._share is not None:
            self._share = message.share
            self._show()

    def on_plan_made(self, message: PlanMade) -> None:
        """Show it."""
        if message.run != self._planning.run:
            return
        self._plan, self._share = message.plan, None
        if isinstance(message.error, PrepdeckError):
            self.app.complain(message.error)
        elif message.error is not None:
            raise message.error
        self._show()

    # Showing ----------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        days = self._goal.on_day - self._collection.now().day
        self.query_one(TopLine).far = f"{counted(days, 'day')} to go" if days else "interview today"
        self.query_one(PageView).show(self._lines)
        self.refresh_bindings()

    def _lines(self, width: int) -> list[Content]:
        lines = goal_lines(self._goal, self._role_title(), self._collection.now().day, width)
        if self._plan is not None:
            return [*lines, *plan_lines(self._plan, self._titles(), width)]
        if self._share is None:
            return [*lines, *paragraph("forecast", "stopped: f simulates the days to the interview", width)]
        bar = Content.assemble(share_bar(self._share, 24), f"{100 * self._share:>4.0f} %")
        return [*lines, *paragraph("forecast", "simulating the days; s stops", width), *paragraph("", bar, width)]

    def _role_title(self) -> str:
        from prepdeck.study.roles import roles_of

        role = roles_of(self._collection).get(self._goal.role or "")
        return visible(role.title) if role else ""

    def _titles(self) -> dict[str, str]:
        from prepdeck.study.roles import roles_of

        role = roles_of(self._collection).get(self._goal.role or "")
        return {each.slug: each.title for each in role.requirements} if role else {}

    # Keys -------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stop while it runs, again when it does not."""
        if action == "stop":
            return self._share is not None
        if action == "forecast":
            return self._share is None and self._plan is None
        return True

    def action_goal(self) -> None:
        """Change what it follows from."""
        from prepdeck.tui.screens.goal import GoalScreen

        def changed(was_changed: bool | None) -> None:
            if was_changed:
                self._reread()

        self.app.push_screen(GoalScreen(self._collection), changed)

    def action_readiness(self) -> None:
        """Every requirement."""
        from prepdeck.tui.screens.readiness import ReadinessScreen

        self.app.push_screen(ReadinessScreen(self._collection))

    def action_move(self, by: int) -> None:
        """Scroll."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=by, animate=False)


def open_plan(app: "Shell", collection: "Collection") -> None:
    """Show the plan; where no interview is ahead it is asked for first."""
    from prepdeck.study.goals import goal_of
    from prepdeck.tui.screens.goal import GoalScreen

    def show(was_set: bool | None = True) -> None:
        goal = goal_of(collection) if was_set else None
        if goal is not None and goal.on_day >= collection.now().day:
            app.push_screen(PlanScreen(collection, goal))

    goal = goal_of(collection)
    if goal is None or goal.on_day < collection.now().day:
        app.push_screen(GoalScreen(collection), show)
    else:
        show()
