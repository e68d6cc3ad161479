"""A problem of a file as lines: a sign, what is wrong, and what to write instead."""

from collections.abc import Sequence

from textual.content import Content

from prepdeck.model.problem import Problem, Severity
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

SIGNS = {
    Severity.ERROR: ("✗", "$again"),
    Severity.WARNING: ("!", "$hard"),
    Severity.SUGGESTION: ("~", "$muted"),
}


def problem_lines(problem: Problem, width: int) -> list[Content]:
    """The lines in this width."""
    sign, style = SIGNS[problem.severity]
    hint = f"; {visible(problem.hint)}" if problem.hint else ""
    said = Content.assemble((visible(problem.message), style), (hint, "$muted"))
    return hanging(Content.styled(f"{sign} ", f"{style} bold"), wrapped(said, width - 2))


class ProblemLines(LinesView):
    """Problems one below the other; none take no room."""

    _problems: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is none."""
        return not self._problems

    def show(self, problems: Sequence[Problem]) -> None:
        """Show these from now on."""
        if tuple(problems) != self._problems:
            self._problems = tuple(problems)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Each with its sign."""
        return [line for problem in self._problems for line in problem_lines(problem, width)]
