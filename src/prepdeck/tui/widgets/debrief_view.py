"""The left side of a debrief: what was noted and done in a phase, its reference, and the axes' levels."""

from collections.abc import Iterator

from textual.content import Content

from prepdeck.mocks.debrief import Debrief
from prepdeck.mocks.judging import HIGHEST, STRONG
from prepdeck.mocks.run import Run
from prepdeck.mocks.spans import clock_text, offset_text
from prepdeck.mocks.timetable import PlannedPhase
from prepdeck.model.framework import LEVELS, Axis
from prepdeck.model.scenario import Scenario
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.blocks import code_lines, markdown_lines
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped
from prepdeck.tui.widgets.rows import Rows

BANDS = {1: "very weak", 2: "weak", 3: "strong", 4: "very strong"}
BAND_MEANINGS = {
    1: "no hire",
    2: "no hire, or a level lower",
    3: "hire",
    4: "hire, and someone speaks up for you",
}


class DebriefText(LinesView):
    """Lines made by the debrief screen for the phase at hand."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._paragraphs: tuple[tuple[str, str, str], ...] = ()

    def show(self, paragraphs: tuple[tuple[str, str, str], ...]) -> None:
        """Show these paragraphs: heading, text, and how: markdown, plain or drawing."""
        if paragraphs != self._paragraphs:
            self._paragraphs = paragraphs
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Headings above their texts."""
        lines: list[Content] = []
        for heading, text, how in self._paragraphs:
            if lines:
                lines.append(Content(""))
            if heading:
                lines.append(Content.styled(visible(heading), "$muted"))
            if how == "drawing":
                lines += code_lines(text, "", width)
            elif how == "plain":
                lines += [part for row in visible(text).split("\n") for part in wrapped(Content(row), width)]
            elif text:
                lines += markdown_lines(text, width)
        return lines


def notes_of(run: Run, place: int) -> tuple[tuple[str, str, str], ...]:
    """What was noted, asked, parked and marked in a phase, and the time it took."""
    phase = run.phases[place]
    used_ms = run.used_ms(place, run.at_ms)
    time = f"{clock_text(used_ms)} of {clock_text(phase.planned.ms)}, {offset_text(used_ms - phase.planned.ms)}"
    paragraphs = [("", time if phase.reached else "You did not come to this phase.", "plain")]
    if phase.notes.strip():
        paragraphs.append(("Your notes", phase.notes.rstrip(), "plain"))
    moments = "\n".join(f"{clock_text(at_ms)}  {text}" for at_ms, text in sorted(_moments(run, place)))
    if moments:
        paragraphs.append(("On the way", moments, "plain"))
    if phase.hints:
        paragraphs.append(("", f"{phase.hints} of 3 hints taken: 3 is the most on its axes.", "plain"))
    if phase.reached and len(paragraphs) == 1:
        paragraphs.append(("", "Nothing was noted here. What did you say? Go by memory.", "plain"))
    return tuple(paragraphs)


def _moments(run: Run, place: int) -> Iterator[tuple[int, str]]:
    yield from ((mark.at_ms, "marked") for mark in run.marks if mark.phase == place)
    yield from ((asked.at_ms, f"asked: {asked.words}") for asked in run.asked if asked.phase == place)
    yield from ((parked.at_ms, f"parked: {parked.text}") for parked in run.parked if parked.phase == place)


def reference_of(scenario: Scenario, phase: PlannedPhase) -> tuple[tuple[str, str, str], ...]:
    """What a strong answer has in a phase."""
    found = scenario.phase(phase.slug)
    if found is None:
        return ()
    paragraphs = [("A strong answer", found.reference or "No reference was written for this phase.", "markdown")]
    if found.diagram:
        paragraphs.append(("", found.diagram, "drawing"))
    if found.listen_for:
        paragraphs.append(
            ("Heard in a strong answer", "\n".join(f"- {point}" for point in found.listen_for), "markdown")
        )
    return tuple(paragraphs)


class AxisRows(Rows):
    """One row an axis: its score, what is proposed, and what would be needed for more."""

    _debrief: Debrief | None = None

    @property
    def chosen(self) -> Axis | None:
        """The axis under the cursor."""
        return self._debrief.axes[self.cursor] if self._debrief and self.cursor is not None else None

    def show(self, debrief: Debrief) -> None:
        """Show the axes as they stand."""
        self._debrief = debrief
        self.cursor = min(self.cursor or 0, len(debrief.axes) - 1) if debrief.axes else None
        self.changed()

    def move(self, by: int) -> None:
        """Move the cursor."""
        if self._debrief is not None and self.cursor is not None:
            self.cursor = min(max(self.cursor + by, 0), len(self._debrief.axes) - 1)
            self.changed()

    def rows(self, width: int) -> list[tuple[Content, list[Content]]]:
        """One row an axis."""
        debrief = self._debrief
        return [] if debrief is None else [self._row(debrief, axis, width) for axis in debrief.axes]

    def _row(self, debrief: Debrief, axis: Axis, width: int) -> tuple[Content, list[Content]]:
        score = debrief.score(axis.slug)
        marker = score_bar(score)
        inner = width - marker.cell_length
        lines = wrapped(Content.assemble((visible(axis.title), "bold"), (f"  {axis.weight} %", "$muted")), inner)
        given = debrief.scores.get(axis.slug)
        proposed, cap = debrief.proposed_score(axis.slug), debrief.cap(axis.slug)
        told = []
        if given is None:
            told.append(f"proposed {proposed}" if proposed is not None else "nothing judged yet")
            if proposed is not None and proposed >= STRONG:
                told.append(f"needs your evidence, else it stays {STRONG - 1}")
        elif given.evidence is not None:
            told.append(f'"{given.evidence.text}" ({given.evidence.source})')
        if cap < HIGHEST:
            told.append(f"hints: {cap} is the most")
        return marker, lines + wrapped(Content.styled(visible(" · ".join(told)), "$muted"), inner)


def score_bar(score: int | None) -> Content:
    """`███░ 3`, hatched where the score is not known."""
    if score is None:
        return Content.styled("▒▒▒▒ ?  ", "$muted")
    style = "$again" if score == 1 else "$hard" if score < STRONG else "$good"
    return Content.assemble(("█" * score, style), ("░" * (HIGHEST - score), "$rule"), f" {score}  ")


def anchors_of(axis: Axis) -> tuple[tuple[str, str, str], ...]:
    """What each level shows on an axis."""
    return ((axis.title, "", "plain"), *((level.title(), axis.anchor(level), "plain") for level in LEVELS))


def guess_lines(width: int) -> list[Content]:
    """The four bands to guess among."""
    lines: list[Content] = []
    for band, name in BANDS.items():
        marker = Content.assemble((f"  {band}  ", "$accent bold"), (f"{name:<12}", "bold"))
        lines += hanging(marker, wrapped(Content.styled(BAND_MEANINGS[band], "$muted"), width - marker.cell_length))
    return lines
