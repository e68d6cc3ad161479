"""What stands under an answer: the working, the reason, a drawing, the source, and the labels hidden until now."""

from textual.content import Content

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.faces import code_span
from prepdeck.text.cells import cell_width, cut
from prepdeck.text.safe import one_line, visible
from prepdeck.tui.widgets.blocks import code_lines, markdown_lines
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped


class Details(LinesView):
    """All that was hidden before the answer, besides the answer."""

    _attempt: Attempt | None = None

    def show(self, attempt: Attempt) -> None:
        """Show what belongs to this answer, once it may be seen."""
        self.display = attempt.is_committed
        if attempt is not self._attempt:
            self._attempt = attempt
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """One paragraph each, what is absent left out."""
        return [] if self._attempt is None else detail_lines(self._attempt, width)


def detail_lines(attempt: Attempt, width: int) -> list[Content]:
    """One paragraph each, an empty line before it, what is absent left out."""
    face = attempt.face
    paragraphs = []
    if face.working:
        paragraphs.append(markdown_lines(face.working, width))
    if face.calculation:
        paragraphs.append(markdown_lines(code_span(face.calculation), width))
    if face.diagram:
        paragraphs.append(code_lines(face.diagram, "", width))
    if face.why:
        label = Content.styled("why  ", "$muted")
        paragraphs.append(hanging(label, markdown_lines(face.why, width - label.cell_length)))
    paragraphs.append(_origin(attempt, width))
    return [line for lines in paragraphs if lines for line in (Content(""), *lines)]


def _origin(attempt: Attempt, width: int) -> list[Content]:
    """Where it comes from and when that was checked, then tier and tags."""
    face = attempt.face
    lines = [Content.styled(f"source  {short_address(source, width - 8)}", "$muted") for source in face.sources]
    if face.verified:
        checked = f"checked {visible(face.verified.date)} with {visible(face.verified.checked_with)}"
        if lines and lines[-1].cell_length + 3 + cell_width(checked) <= width:
            lines[-1] = Content.assemble(lines[-1], (f" · {checked}", "$muted"))
        else:
            lines.extend(line.stylize_before("$muted") for line in wrapped(Content(checked), width))
    if attempt.shown.state.is_leech:
        advice = f"Forgotten {attempt.shown.state.lapses} times: rewriting it would help more than repeating it."
        lines.extend(line.stylize_before("$hard") for line in wrapped(Content(advice), width))
    labels = " · ".join(one_line(label, 40) for label in attempt.labels if label)
    return [*lines, *(line.stylize_before("$muted") for line in wrapped(Content(labels), width) if labels)]


def short_address(address: str, width: int) -> str:
    """An address in one line: without its scheme, its middle left out where it is too long."""
    shown = one_line(address.removeprefix("https://").removeprefix("http://"), 10_000)
    if cell_width(shown) <= width:
        return shown
    host, _, path = shown.partition("/")
    end = path.rpartition("/")[2]
    short = f"{host}/…/{end}"
    return short if cell_width(short) <= width else f"{cut(shown, max(width - 1, 1))}…"
