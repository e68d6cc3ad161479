"""What was given against what is right: the verdict in words, and the difference underlined."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from textual.content import Content

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.faces import Interaction
from prepdeck.drills.grading import (
    ChoicesVerdict,
    CodeVerdict,
    NumericVerdict,
    Segment,
    TypedVerdict,
    number_text,
)
from prepdeck.model.note import Body, Code
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.blocks import code_lines
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

_LABEL = 8
_MOST_OUTPUT_LINES = 12


class Comparison(LinesView):
    """The verdict on an answer that was put down; empty where none was asked for."""

    _attempt: Attempt | None = None

    def show(self, attempt: Attempt) -> None:
        """Show the verdict on this attempt."""
        if attempt is not self._attempt:
            self._attempt = attempt
            self.changed()
        self.display = attempt.is_committed and bool(self.lines(76))

    def lines(self, width: int) -> list[Content]:
        """The verdict, then yours above the answer; of a bug, what has to change."""
        attempt = self._attempt
        if attempt is None:
            return []
        bug = _bug_lines(attempt.shown.card.note.body, width) if attempt.is_committed else []
        verdict = self._verdict_lines(attempt, width)
        return [*verdict, Content(""), *bug] if verdict and bug else verdict or bug

    def _verdict_lines(self, attempt: Attempt, width: int) -> list[Content]:
        match attempt.verdict:
            case TypedVerdict() as typed:
                return _typed_lines(typed, width)
            case NumericVerdict() as numeric:
                return _numeric_lines(attempt, numeric, width)
            case ChoicesVerdict(right, missed, wrong):
                how = _choices_text(len(missed), len(wrong)) if attempt.face.several else ""
                return wrapped(_verdict(right, how), width)
            case CodeVerdict(right, output):
                return [
                    *wrapped(_verdict(right, f"the check {'passes' if right else 'fails'}"), width),
                    *_output_lines(output, width),
                    *_written_lines(attempt, width),
                ]
            case None if attempt.problem:
                return [
                    *wrapped(Content.styled(visible(attempt.problem), "$hard"), width),
                    *_written_lines(attempt, width),
                ]
            case None if attempt.face.interaction.commits:
                return [Content.styled("No answer given.", "$muted")]
        return []


def _verdict(right: bool, how: str = "", near: bool = False) -> Content:
    sign, word, style = ("✓", "Right", "$good") if right else ("✗", "Wrong", "$again")
    if near:
        sign, word, style = "~", "Nearly right", "$hard"
    return Content.assemble((f"{sign} {word}", f"{style} bold"), (f": {how}" if how else "", style))


def _typed_lines(verdict: TypedVerdict, width: int) -> list[Content]:
    lines = [_verdict(verdict.right, near=verdict.near)]
    given = _spelled(verdict.segments, "extra", "$again underline bold") or Content(visible(verdict.given))
    lines += hanging(_label("yours"), wrapped(given, width - _LABEL))
    if not verdict.right:
        closest = _spelled(verdict.segments, "missing", "$good underline bold")
        lines += hanging(_label("answer"), wrapped(closest, width - _LABEL))
    return lines


def _spelled(segments: Iterable[Segment], own: str, style: str) -> Content:
    """What one side spells: the stretches both share, and its own underlined."""
    kept = [segment for segment in segments if segment.kind in ("same", own)]
    return Content.assemble(*((visible(segment.text), style if segment.kind == own else "") for segment in kept))


def _numeric_lines(attempt: Attempt, verdict: NumericVerdict, width: int) -> list[Content]:
    value = f"{number_text(verdict.value)} {attempt.face.unit}".strip() if verdict.value is not None else ""
    given = attempt.given or ""
    steps = "" if given.removesuffix(attempt.face.unit).strip().replace(",", "").replace(".", "").isdecimal() else given
    yours = visible(f"{steps} = {value}" if steps else value)
    answer = Content.assemble((visible(attempt.face.answer), "bold"))
    return [
        *wrapped(_verdict(verdict.right, verdict.distance), width),
        *hanging(_label("yours"), wrapped(Content(yours), width - _LABEL)),
        *hanging(_label("answer"), wrapped(answer, width - _LABEL)),
    ]


def _choices_text(missed: int, wrong: int) -> str:
    parts = [f"{wrong} chosen that {'is' if wrong == 1 else 'are'} not"] if wrong else []
    if missed:
        parts.append(f"{missed} missed")
    return ", ".join(parts)


def _output_lines(output: str, width: int) -> list[Content]:
    rows = visible(output).rstrip().split("\n") if output.strip() else []
    shown = rows[-_MOST_OUTPUT_LINES:]
    if len(rows) > len(shown):
        shown = [f"({len(rows) - len(shown)} lines more)", *shown]
    return [line.stylize_before("$muted") for row in shown for line in wrapped(Content(row), width)]


def _written_lines(attempt: Attempt, width: int) -> list[Content]:
    """The code that was written, to hold against the answer, which stands below."""
    if attempt.face.interaction is not Interaction.CODE or not attempt.given:
        return []
    written = code_lines(attempt.given, attempt.face.language, width)
    yours, answer = (Content.styled(label, "$muted") for label in ("yours", "answer"))
    return [Content(""), yours, *written, Content(""), answer]


def _bug_lines(body: Body, width: int) -> list[Content]:
    """The lines in which the buggy code and the answer differ, a sign before each."""
    if not isinstance(body, Code) or not body.bug:
        return []
    buggy, right = (visible(code).rstrip().split("\n") for code in (body.bug, body.answer))
    lines = [Content.styled("the bug", "$muted")]
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, buggy, right, autojunk=False).get_opcodes():
        if operation != "equal":
            lines += _signed("−", "$again", buggy[i1:i2], width) + _signed("+", "$good", right[j1:j2], width)
    return lines if len(lines) > 1 else []


def _signed(sign: str, style: str, rows: Iterable[str], width: int) -> list[Content]:
    marker = Content.styled(f"{sign} ", f"{style} bold")
    return [
        line for row in rows for line in hanging(marker, [part.stylize(style) for part in Content(row).fold(width - 2)])
    ]


def _label(text: str) -> Content:
    return Content.styled(text.ljust(_LABEL), "$muted")
