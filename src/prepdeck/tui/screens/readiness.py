"""Readiness: every requirement of the role as a bar, the weakest must-have in large, and what to do next for each."""

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits, OptionList

from prepdeck.errors import PrepdeckError
from prepdeck.model.role import short_title
from prepdeck.readiness.gaps import Gap
from prepdeck.readiness.scores import Part
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.screens.reading import ReadingScreen
from prepdeck.tui.screens.today_lines import counted, date_text
from prepdeck.tui.widgets.bars import LEGEND, known_bar, score_text
from prepdeck.tui.widgets.footer import KeyLine, labelled
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.labelled import Labelled, LabelledLines
from prepdeck.tui.widgets.page import PageView
from prepdeck.tui.widgets.requirement_list import CLASSES, CheckRow, RequirementList

if TYPE_CHECKING:
    from textual.binding import ActiveBinding

    from prepdeck.study.collection import Collection
    from prepdeck.study.readiness import RoleReadiness
    from prepdeck.tui.shell import Shell

_PART, _BAR = 13, 24
_WORDS = {"learn": "Drill", "review": "Drill", "mock": "Rehearse", "story": "Stories", "claims": "Edit it"}
_ROOM_FOR_LARGE = 40
_LONGEST_DETAIL = 60


class ReadinessScreen(ReadingScreen):
    """The bars, and beneath them what the chosen one is made of; Enter does what helps it most."""

    app: "Shell"
    CSS_PATH = "readiness.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "next", "Do it", id="readiness.next", tooltip="Do what helps the chosen row most"),
        Binding("c", "checklist", "Checklist", id="readiness.checklist", tooltip="Go to the checklist, and back"),
        Binding("x", "export", "Export", id="readiness.export", tooltip="Write a report as Markdown into your folder"),
        Binding("g", "plan", "Plan", id="readiness.plan", tooltip="The days until the interview"),
        Binding("h", "history", "By week", id="readiness.history", tooltip="How it moved by week since you began"),
        Binding("escape,q", "dismiss", "Back", show=False, id="readiness.back", tooltip="Back one level"),
    ]

    listed = getters.query_one(RequirementList)

    def __init__(self, collection: "Collection", role: str = "") -> None:
        super().__init__()
        self._collection = collection
        self._role = role
        self._found: RoleReadiness | None = None
        self._problem = ""

    def compose(self) -> ComposeResult:
        """What is weakest, all bars, the chosen one's parts."""
        yield TopLine("prepdeck › Readiness")
        with Horizontal(id="head"):
            yield Digits(id="weakest")
            yield PageView(id="headline")
        yield RequirementList(id="requirements")
        yield LabelledLines(id="chosen", labelled=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read it."""
        self.read_again()
        self.listed.focus()

    def read_again(self) -> None:
        """Cards may have been drilled, mocks rehearsed, stories written meanwhile."""
        from prepdeck.study.readiness import readiness_for

        try:
            self._found = readiness_for(self._collection, self._role or None)
        except PrepdeckError as error:
            self._found, self._problem = None, f"{error.message} {error.hint}"
        self.show_again()

    # Showing ----------------------------------------------------------------------------------------------------------

    def show_again(self) -> None:
        """The bars, the checklist, and what the chosen one is made of."""
        found = self._found
        headline, large = self.query_one("#headline", PageView), self.query_one("#weakest", Digits)
        large.display = found is not None and self.size.width >= _ROOM_FOR_LARGE
        if found is None:
            headline.show(lambda width: [line for text in self._missing() for line in Content(text).wrap(width)])
            self.listed.display = False
            return
        weakest = found.scored.weakest_must
        large.update(f"{weakest.ready:.0f}%" if weakest is not None and weakest.ready is not None else "--")
        headline.show(lambda width: headline_lines(found, width))
        self.query_one(TopLine).far = far_text(found, self._collection.now().day)
        self.listed.display = True
        done = sum(item.slug in found.done for item in found.role.checklist)
        checklist = [CheckRow(item.slug, item.title, item.slug in found.done) for item in found.role.checklist]
        title = [f"CHECKLIST: {done} of {len(checklist)} done"] if checklist else []
        self.listed.show((*self._ranked(found), *title, *checklist))
        self._show_chosen()

    def _ranked(self, found: "RoleReadiness") -> tuple[Gap, ...]:
        from prepdeck.readiness.gaps import next_action

        gaps = found.gaps
        met = [score for score in found.scored.requirements if not score.gap]
        return (*gaps, *(Gap(score, next_action(score)) for score in met))

    def _missing(self) -> tuple[str, ...]:
        return (
            "How ready you are for a role will stand here: every requirement as a bar, what is known of it and what is"
            " not.",
            visible(self._problem),
            "Set the interview and its role on Today with g.",
        )

    def _show_chosen(self) -> None:
        row = self.listed.chosen
        self.query_one("#chosen", LabelledLines).show(list(chosen_lines(row)) if isinstance(row, Gap) else [])
        self.refresh_bindings()

    @property
    def active_bindings(self) -> "dict[str, ActiveBinding]":
        """What Enter does depends on the row."""
        row = self.listed.chosen if self.is_mounted else None
        if isinstance(row, Gap):
            return labelled(super().active_bindings, {"next": _WORDS.get(row.action.kind, "Do it")})
        if isinstance(row, CheckRow):
            return labelled(super().active_bindings, {"next": "Open again" if row.done else "Tick"})
        return super().active_bindings

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what the row is made of."""
        event.stop()
        self._show_chosen()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        event.stop()
        self.action_next()

    # Keys -------------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        if action not in ("next", "checklist", "export", "history"):
            return True
        if self._found is None:
            return False
        row = self.listed.chosen
        if action == "next":
            return isinstance(row, CheckRow) or (isinstance(row, Gap) and row.action.kind != "none")
        return bool(self._found.role.checklist) if action == "checklist" else True

    def action_next(self) -> None:
        """Tick an item; drill a requirement's cards, rehearse, or tell a story."""
        row = self.listed.chosen
        if isinstance(row, CheckRow) and self._found is not None:
            from prepdeck.study.roles import check_items

            check_items(self._collection, self._found.role, (row.item,))
            self.read_again()
        elif isinstance(row, Gap):
            self._do(row)

    def _do(self, gap: Gap) -> None:
        action = gap.action
        if action.kind in ("learn", "review"):
            from prepdeck.study.request import DrillRequest

            self.app.drill(DrillRequest(search=" or ".join(f"key:{key.partition('#')[0]}" for key in action.keys)))
        elif action.kind == "mock":
            from prepdeck.study.suggesting import scenario_for
            from prepdeck.tui.screens.mocks import MocksScreen

            scenario = scenario_for(self._collection, gap.score.requirement)
            self.app.push_screen(MocksScreen(self._collection, scenario))
        else:
            from prepdeck.tui.telling import open_stories, open_story

            if action.story:
                open_story(self.app, action.story)
            else:
                open_stories(self.app)

    def action_checklist(self) -> None:
        """To the first open item of the checklist, or back to the requirements."""
        if self._found is None:
            return
        first = len(self._ranked(self._found)) + 1
        at = self.listed.highlighted or 0
        done = [item.slug in self._found.done for item in self._found.role.checklist]
        self.listed.highlighted = 0 if at >= first else first + (done.index(False) if False in done else 0)

    def action_plan(self) -> None:
        """The days until the interview."""
        from prepdeck.tui.screens.plan import open_plan

        open_plan(self.app, self._collection)

    def action_history(self) -> None:
        """How it moved, week by week."""
        from prepdeck.tui.screens.progress import READY, ProgressScreen

        self.app.push_screen(ProgressScreen(self._collection, READY))

    def action_export(self) -> None:
        """Write the report, and say where it is."""
        from prepdeck.study.readiness import write_readiness

        if self._found is None:
            return
        try:
            path = write_readiness(self._collection, self._found)
        except PrepdeckError as error:
            self.app.complain(error)
        else:
            self.app.tell(f"Written: {visible(str(path))}")


def far_text(found: "RoleReadiness", today: int) -> str:
    """The day everything is said for."""
    from datetime import date

    from prepdeck.model.study_day import day_of

    day = day_of(date.fromisoformat(found.scored.on))
    if not found.is_aimed_at:
        return f"as of {date_text(day)}: no date is set"
    return f"on {date_text(day)} · " + (f"{counted(day - today, 'day')} to go" if day > today else "today")


def headline_lines(found: "RoleReadiness", width: int) -> list[Content]:
    """Beside the large number: what it is of, the whole, and what the signs mean."""
    scored = found.scored
    weakest = scored.weakest_must
    name = short_title(weakest.requirement.title) if weakest else "Nothing is known of any must-have yet"
    unknown = len(scored.unknown_musts)
    also = f", {counted(unknown, 'must-have')} unknown" if unknown and weakest else ""
    overall = f"All together {score_text(scored.overall)}, {scored.known:.0%} of it known".replace("%", " %").replace(
        "  ", " "
    )
    lines = [
        Content.assemble(
            (visible(name), "bold"), ("  weakest must-have" if weakest else "", "$muted"), (also, "$muted")
        ),
        Content(overall),
        Content.styled(LEGEND if width < 70 else f"{LEGEND}   if nothing more is studied until then", "$muted"),
    ]
    return [line.truncate(width, ellipsis=True) for line in lines]


def chosen_lines(gap: Gap) -> list[Labelled]:
    """What a requirement's score is made of, and the one next action with its key."""
    asked = gap.score.requirement
    head = f"  {CLASSES[asked.requirement_class]} weight {asked.weight:g}, {gap.score.shortfall:.0f} points short"
    lines = [Labelled(Content.assemble((visible(asked.title), "bold"), (head, "$muted")))]
    lines += [Labelled(_part_line(part), hang=_PART + _BAR + 8) for part in gap.score.parts]
    verb = _WORDS.get(gap.action.kind, "")
    lines.append(
        Labelled(
            Content.assemble(("Next  ", "$muted"), visible(gap.action.text)), "", verb, "next" if verb else "", hang=6
        )
    )
    return lines


def _part_line(part: Part) -> Content:
    name = f"{part.name.capitalize():<{_PART}}"
    if not part.weight:
        return Content.styled(f"{name}not counted: {visible(part.detail)}", "$muted")
    return Content.assemble(
        (name, "$muted"),
        known_bar(part.shown / 100, part.share, _BAR),
        f"{score_text(part.score):>8} ",
        (one_line(part.detail, _LONGEST_DETAIL), "$muted"),
    )
