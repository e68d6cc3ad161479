"""A problem of a file as lines: a sign, what is wrong, and what to write instead."""

from textual.content import Content

from prepdeck.model.problem import Problem, Severity
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.lines import hanging, wrapped

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
