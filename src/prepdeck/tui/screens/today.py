"""Today: what waits, and the key that begins it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from prepdeck.errors import PrepdeckError
from prepdeck.tui.absence import Absence, AbsenceRead
from prepdeck.tui.messages import PageFailed, PageRead, ReadyRead
from prepdeck.tui.patience import Patience, works_on
from prepdeck.tui.screens import today_lines
from prepdeck.tui.screens.today_page import News, Page, read_page
from prepdeck.tui.widgets.deck_list import DeckList, DeckRow
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.labelled import LabelledLines
from prepdeck.tui.widgets.queue_bar import QueueBar
from prepdeck.tui.widgets.ready_lines import ReadyLines

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.refreshing import RefreshReport
    from prepdeck.tui.shell import Shell

REREAD_S = 3.0
"""How often deck files are looked at while Today is on top: cheap when nothing changed."""
PATIENCE_S = 1.0
"""When opening is said to take long."""
SPACED_FROM = 72
ROOM_FOR_BARS, ROOM_FOR_AIR = 22, 34
"""Rows from which on the weakest requirements stand each on a line, and from which on with air around them."""
ALL_DECKS = "All decks"


class TodayScreen(Screen[None]):
    """The first screen. It never waits: what is not known yet has its place already."""

    app: "Shell"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "drill", "Drill", id="today.drill", tooltip="Drill what waits in the chosen row"),
        Binding(
            "c",
            "practise",
            "Practise",
            show=False,
            id="today.practise",
            tooltip="Practise cards that are not due; the schedule stays",
        ),
        Binding("m", "mocks", "Mock", id="today.mocks", tooltip="Rehearse an interview under a clock"),
        Binding("s", "stories", "Story", id="today.stories", tooltip="Your stories: what they show, one aloud"),
        Binding("b", "browse", "Browse", id="today.browse", tooltip="Search, read, change and write cards"),
        Binding("D", "decks", "Decks", id="today.decks", show=False, tooltip="All decks, and problems in their files"),
        Binding(
            "p", "progress", "Progress", id="today.progress", tooltip="What you kept, what comes, where you overrun"
        ),
        Binding(
            "r", "readiness", "Readiness", id="today.readiness", tooltip="How ready you are, and what holds you back"
        ),
        Binding(
            "g", "goal", "Plan", id="today.goal", tooltip="The interview's date, your minutes, and what they lead to"
        ),
        Binding("n", "news", "What changed", id="today.news", tooltip="Show the notes that changed in the deck files"),
        Binding("q", "app.quit", "Quit", id="today.quit", tooltip="Leave prepdeck; everything is stored"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        """What is shown; None while the collection is being opened."""
        self.news = News()
        """What the deck files brought and the user has not looked at."""
        self._read_in_minute = -1
        self._absence = Absence()
        self._wanted: Callable[[Collection], object] | None = None
        self._patience = Patience(self, lambda: works_on(self, "today"))

    def compose(self) -> ComposeResult:
        """The frame, with a place for everything that is to come."""
        yield TopLine("prepdeck › Today")
        with VerticalScroll(id="page", can_focus=False):
            with Vertical(id="main"):
                yield LabelledLines(*today_lines.opening_lines(), id="waiting", labelled=False)
                yield QueueBar(id="bar")
                yield Static(id="titles", markup=False)
                yield DeckList(id="decks")
            with Vertical(id="side"):
                yield LabelledLines(id="notices")
                yield LabelledLines(id="mock")
                yield LabelledLines(today_lines.UNKNOWN_GOAL, id="goal")
                yield ReadyLines(id="ready")
                yield LabelledLines(today_lines.UNKNOWN_DAYS, id="recent")
        yield KeyLine()

    def on_mount(self) -> None:
        """Look at the deck files again and again while this screen is on top."""
        self.query_one("#notices", LabelledLines).display = False
        self.query_one("#mock", LabelledLines).display = False
        self.query_one(DeckList).focus()
        self.set_interval(REREAD_S, self._reread_if_current)
        self.set_timer(PATIENCE_S, self._say_what_takes_long)

    def on_screen_resume(self) -> None:
        """Something was done meanwhile."""
        self.reread()

    def on_resize(self) -> None:
        """The chart and the titles depend on the room there is; what waits stays in sight."""
        self.call_after_refresh(self._show)
        self.call_after_refresh(self.query_one("#page", VerticalScroll).scroll_home, animate=False)

    def _say_what_takes_long(self) -> None:
        if self.page is None:
            lines = today_lines.opening_lines("opening: reading deck files. q leaves at once")
            self.query_one("#waiting", LabelledLines).show(lines)

    # Reading ------------------------------------------------------------------------------------------------------

    def opened(self, news: "RefreshReport | None") -> None:
        """The collection is there: show it, and on later days what changed since."""
        if news is not None:
            self.news = self.news.with_report(news)
        self.reread()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.app.collection is not None:
            wanted(self.app.collection)

    def _once_open(self, do: Callable[["Collection"], object]) -> None:
        """Do what a key asks for, now or as soon as the collection is there; of several keys the last counts."""
        if self.app.collection is not None:
            do(self.app.collection)
        else:
            self._wanted = do

    def on_stepped(self) -> None:
        """Something was undone."""
        self.reread()

    def _reread_if_current(self) -> None:
        if self.app.screen is self and self.app.collection is not None:
            minute = int(self.app.setup.clock.monotonic_s() // 60)
            self._read(even_if_unchanged=minute != self._read_in_minute)
            self._read_in_minute = minute

    def reread(self) -> None:
        """Read the page anew, if there is a collection yet."""
        if self.app.collection is not None:
            self._read(even_if_unchanged=True)

    def _read(self, even_if_unchanged: bool) -> None:
        self._patience.begin()
        self._read_behind(even_if_unchanged)

    @work(thread=True, exclusive=True, group="today")
    def _read_behind(self, even_if_unchanged: bool) -> None:
        from prepdeck.study.ready_today import ready_today
        from prepdeck.study.refreshing import refresh

        collection = self.app.collection
        if collection is None:
            return
        try:
            report = refresh(collection)
            if not report.changed and not even_if_unchanged:
                return
            page = read_page(collection)
        except PrepdeckError as error:
            self.post_message(PageFailed(error))
            return
        if report.changed or not get_current_worker().is_cancelled:
            self.post_message(PageRead(page, report))
            self.post_message(ReadyRead(ready_today(collection, page.today)))

    def on_page_read(self, message: PageRead) -> None:
        """Show it."""
        self.news = self.news.with_report(message.report)
        if self.app.collection is not None:
            self._absence.look(self, self.app.collection, message.page.today)
        ready = self.page.ready if self.page is not None else None
        self.page = replace(message.page, ready=ready, absence=self._absence.cost)
        self._show()

    def on_ready_read(self, message: ReadyRead) -> None:
        """Say how ready somebody is, which takes longer than the page where something was answered."""
        if self.page is not None and message.ready != self.page.ready:
            self.page = replace(self.page, ready=message.ready)
            self._show()

    def on_absence_read(self, message: AbsenceRead) -> None:
        """Say what the days away cost."""
        self._absence.cost = message.cost
        if self.page is not None:
            self.page = replace(self.page, absence=message.cost)
            self._show()

    def on_page_failed(self, message: PageFailed) -> None:
        """Say why, once: the next look comes by itself."""
        self.app.tell(f"{message.error.message} {message.error.hint}", severity="error")

    # Showing ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        page = self.page
        decks = self.query_one(DeckList)
        titles = self.query_one("#titles", Static)
        titles.update(decks.titles())
        if page is None:
            return
        today = page.today
        self.query_one(TopLine).far = today_lines.far_text(today, short=self.has_class("-narrow"))
        self.query_one(QueueBar).counts = (today.due + today.pulled, today.learning, today.new)
        decks.show(_rows(page))
        decks.display = titles.display = bool(decks.rows)
        self._show_waiting()
        wide = self.has_class("-wide")
        recent = today_lines.recent_lines(today, tall=wide, spaced=self.size.width >= SPACED_FROM)
        for name, lines in (
            ("#notices", today_lines.notice_lines(page, self.news)),
            ("#mock", today_lines.mock_lines(page)),
            ("#goal", today_lines.goal_lines(today)),
            ("#recent", recent),
        ):
            self.query_one(name, LabelledLines).show(lines, headings=wide)
        self.query_one(ReadyLines).show(page.ready, short=self.size.height < ROOM_FOR_BARS)
        self.set_class(page.ready is not None and self.size.height < ROOM_FOR_AIR, "-crowded")
        self.refresh_bindings()

    def _show_waiting(self) -> None:
        if self.page is not None:
            row = self.query_one(DeckList).chosen
            title = row.title if row is not None and row.decks else None
            waiting = self.query_one("#waiting", LabelledLines)
            waiting.show(today_lines.waiting_lines(self.page, title, waiting.content_size.width))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what Enter does now."""
        event.stop()
        self._show_waiting()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        event.stop()
        self.action_drill()

    # Keys ---------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what can be done now."""
        page = self.page
        if action == "news":
            return bool(self.news)
        if page is None:
            return True
        if action in ("drill", "practise") and not page.today.cards_in_library:
            return False
        if action == "drill":
            row = self.query_one(DeckList).chosen
            return page.today.cards > 0 or (row is not None and any(row.counts))
        return True

    def action_drill(self) -> None:
        """Drill what waits in the chosen row."""
        from prepdeck.study.request import DrillRequest

        row = self.query_one(DeckList).chosen
        if row is not None and not any(row.counts) and self.page is not None:
            self.app.tell(f"Nothing waits in {row.title}. Practise asks its cards all the same; the schedule stays.")
            return
        self.app.drill(DrillRequest(decks=row.decks if row is not None else ()))

    def action_practise(self) -> None:
        """Practise cards of the chosen row whether they are due or not."""
        from prepdeck.study.request import DrillRequest

        row = self.query_one(DeckList).chosen
        self.app.drill(DrillRequest(decks=row.decks if row is not None else (), cram=True))

    def action_decks(self) -> None:
        """Show all decks."""
        from prepdeck.tui.screens.decks import DecksScreen

        self._once_open(lambda collection: self.app.push_screen(DecksScreen(collection)))

    def action_browse(self) -> None:
        """Open the library."""
        self._once_open(lambda _: self.app.browse())

    def action_mocks(self) -> None:
        """Choose a mock, or go on with one."""
        from prepdeck.tui.screens.mocks import MocksScreen

        self._once_open(lambda collection: self.app.push_screen(MocksScreen(collection)))

    def action_stories(self) -> None:
        """Show stories against what a behavioral round judges, and rehearse one."""
        from prepdeck.tui.telling import open_stories

        self._once_open(lambda _: open_stories(self.app))

    def action_goal(self) -> None:
        """Set the interview's date, or show what follows from it."""
        from prepdeck.tui.screens.plan import open_plan

        self._once_open(lambda collection: open_plan(self.app, collection))

    def action_readiness(self) -> None:
        """Show every requirement of the role."""
        from prepdeck.tui.screens.readiness import ReadinessScreen

        self._once_open(lambda collection: self.app.push_screen(ReadinessScreen(collection)))

    def action_progress(self) -> None:
        """Show what was done, and how well it was kept."""
        from prepdeck.tui.screens.progress import ProgressScreen

        self._once_open(lambda collection: self.app.push_screen(ProgressScreen(collection)))

    def action_news(self) -> None:
        """Show what changed in the deck files; having been seen, it is no news any more."""
        from prepdeck.tui.screens.news import NewsScreen

        if self.app.collection is not None:
            news, self.news = self.news, News()
            self.app.push_screen(NewsScreen(self.app.collection, news))


def _rows(page: Page) -> list[DeckRow]:
    """All decks together, then those with something waiting, then the others, each in library order."""
    rows = [
        DeckRow((deck.deck,), deck.title, (deck.due + deck.pulled, deck.learning, deck.new))
        for deck in page.today.decks
    ]
    rows.sort(key=lambda row: not any(row.counts))
    if len(rows) < 2:
        return rows
    today = page.today
    return [DeckRow((), ALL_DECKS, (today.due + today.pulled, today.learning, today.new)), *rows]
