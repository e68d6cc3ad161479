"""Questions to put to the interviewer: picked by audience and purpose, filled in with what is known of the company."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from prepdeck.errors import PrepdeckError
from prepdeck.stories.asking import PLACEHOLDERS, OwnQuestion, audiences_of, picked
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.screens.line_entry import LineEntryScreen
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.lines import wrapped
from prepdeck.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prepdeck.study.collection import Collection
    from prepdeck.tui.shell import Shell

EVERYBODY = "everybody"
_ASKED = {
    "company": ("Which company is it?", "The name as you would say it.", "Initech"),
    "product": (
        "Which product, or part of it?",
        "What the team works on, as they would say it.",
        "the ranking of the feed",
    ),
    "value": ("Which value do they name?", "One from their own page on culture.", "move fast"),
}


class QuestionRows(Rows):
    """One row a question: the text, and whom and what for; the one under the cursor says why it helps."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.questions: list[OwnQuestion] = []
        self._values: dict[str, str] = {}

    def show(self, questions: list[OwnQuestion], values: dict[str, str]) -> None:
        """Show these questions with these values."""
        self.questions, self._values = questions, values
        self.cursor = min(self.cursor or 0, len(questions) - 1) if questions else None
        self.changed()

    def rows(self, width: int) -> "Sequence[tuple[Content, list[Content]]]":
        """All questions."""
        return [self._row(place, question, width) for place, question in enumerate(self.questions)]

    def _row(self, place: int, question: OwnQuestion, width: int) -> tuple[Content, list[Content]]:
        text = Content(visible(question.filled(self._values)))
        for name in question.lacking(self._values):
            text = text.highlight_regex(rf"\{{{name}\}}", style="$hard bold")
        lines = wrapped(text.stylize_before("bold") if place == self.cursor else text, width)
        lines.append(Content.styled(one_line(f"{question.audience} · {question.purpose}", width), "$muted"))
        if place == self.cursor and question.why:
            lines += [line.stylize_before("$muted italic") for line in wrapped(Content(visible(question.why)), width)]
        return Content(""), lines


class OwnQuestionsScreen(Screen[None]):
    """All questions to ask, or those for one audience, or with some words."""

    app: "Shell"
    CSS_PATH = "own_questions.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "audience", "Whom", id="asking.audience", tooltip="Questions for another audience"),
        Binding("slash", "purpose", "What for", id="asking.purpose", tooltip="Only questions with these words"),
        Binding("c", "fill('company')", "Company", id="asking.company", tooltip="Fill in {company}"),
        Binding("p", "fill('product')", "Product", id="asking.product", tooltip="Fill in {product}"),
        Binding("v", "fill('value')", "Value", id="asking.value", tooltip="Fill in {value}"),
        Binding("j,down", "move(1)", "Down", show=False, id="asking.down", tooltip="Next question"),
        Binding("k,up", "move(-1)", "Up", show=False, id="asking.up", tooltip="Previous question"),
        Binding("escape,q", "leave", "Back", show=False, id="asking.leave", tooltip="Back to where you came from"),
    ]

    rows = getters.query_one(QuestionRows)

    def __init__(self, collection: "Collection") -> None:
        super().__init__()
        from prepdeck.study.own_questions import own_questions_of

        self._collection = collection
        self._all = own_questions_of(collection)
        self._audience = ""
        self._purpose = ""

    def compose(self) -> ComposeResult:
        """What is known, and the questions."""
        yield TopLine("Stories › Questions to ask")
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="known", markup=False)
            yield QuestionRows(id="rows")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show them."""
        self._draw()

    def _draw(self) -> None:
        from prepdeck.study.own_questions import interview_values

        try:
            values = interview_values(self._collection)
        except PrepdeckError as error:
            self.app.complain(error)
            values = {}
        questions = picked(self._all, self._audience, self._purpose)
        whom = self._audience or EVERYBODY
        words = f' · with "{one_line(self._purpose, 20)}"' if self._purpose else ""
        self.query_one(TopLine).far = f"for {whom}{words} · {len(questions)} of {len(self._all)}"
        self.query_one("#known", Static).update(_known(values))
        self.rows.show(questions, values)

    def action_audience(self) -> None:
        """Everybody, then one audience after the other."""
        choices = ["", *audiences_of(self._all)]
        self._audience = choices[(choices.index(self._audience) + 1) % len(choices)]
        self.rows.cursor = 0
        self._draw()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def action_purpose(self) -> None:
        """Only questions with some words."""

        def given(words: str | None) -> None:
            self._purpose = (words or "").strip()
            self._draw()

        hint = "Some words of the question or its purpose; nothing shows all."
        self.app.push_screen(LineEntryScreen("What is it for?", hint, "success"), given)

    def action_fill(self, name: str) -> None:
        """Remember what a placeholder stands for."""
        from prepdeck.study.own_questions import set_interview_values

        def given(text: str | None) -> None:
            if not text or not text.strip():
                return
            try:
                set_interview_values(self._collection, {name: text})
            except (PrepdeckError, OSError) as error:
                self.app.tell(f"It could not be kept: {error}", severity="error")
            self._draw()

        title, hint, placeholder = _ASKED[name]
        self.app.push_screen(LineEntryScreen(title, f"{hint} Kept in config.toml.", placeholder), given)

    def action_move(self, by: int) -> None:
        """Another question."""
        if self.rows.cursor is not None:
            self._point(self.rows.cursor + by)

    def on_rows_picked(self, event: Rows.Picked) -> None:
        """A question was clicked."""
        event.stop()
        self._point(event.index)

    def _point(self, place: int) -> None:
        self.rows.cursor = max(0, min(place, len(self.rows.questions) - 1))
        self.rows.changed()
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        page = self.query_one("#page", VerticalScroll)
        line = self.rows.virtual_region.y + self.rows.line_of(self.rows.cursor or 0)
        if not page.scroll_y <= line < page.scroll_y + page.size.height - 4:
            page.scroll_to(y=max(0, line - 2), animate=False)

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.dismiss()


def _known(values: dict[str, str]) -> Content:
    """What is filled in, and what is not."""
    pieces: list[Content] = []
    for name in PLACEHOLDERS:
        shown = one_line(values[name], 24) if name in values else "not said"
        pieces.append(Content.assemble((f"{name} ", "$muted"), (shown, "bold" if name in values else "$hard")))
    return Content("   ").join(pieces)
