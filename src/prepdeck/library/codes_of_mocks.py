"""Problem codes of frameworks and scenarios, by themselves and among the other files."""

from prepdeck.library.problem_code import error, warning

MOCK_CODES = (
    error(
        "duplicate-name",
        "Two phases, axes, rubric items, requirements or the like of a file have the same name.",
        "give the newer one another name",
    ),
    error("missing-length", "A phase gives no minutes for a length that another phase has.", "add its minutes"),
    error("minutes-sum", "The minutes of the phases do not sum to the length.", "correct the minutes"),
    error("weights-sum", "The weights of the axes do not sum to 100.", "correct the weights"),
    error(
        "long-rubric",
        "A rubric is too long to go through in eight minutes: more than 24 must items, or 36 in all.",
        "keep what decides; make cards of the rest",
    ),
)
"""Single frameworks and scenarios."""

MOCK_LIBRARY_CODES = (
    error("duplicate-framework", "Two files are the same framework; the later one is not used.", "rename one"),
    error("duplicate-scenario", "Two files are the same scenario; the later one is not used.", "rename one"),
    error("unknown-framework", "A scenario or a role names a framework that is not there.", "correct the name"),
    error("unknown-sibling", "`siblings` names a scenario that is not there.", "correct the name"),
    error("unknown-phase", "A scenario names a phase that its framework does not have.", "correct the name"),
    error(
        "unknown-axis", "A rubric item or a role names an axis that the framework does not have.", "correct the name"
    ),
    error("unknown-card", "A rubric item names a note or card that no deck has.", "correct the key"),
    error("must-count", "A graded phase has not two to four must items.", "keep what no strong answer leaves out"),
    warning(
        "bare-phase",
        "A graded phase has no hints, or no reference to compare an answer with.",
        "write three hints and a reference",
    ),
    warning(
        "ungraded-items",
        "A phase that is not graded has rubric items; they would not be asked.",
        "move them to a graded phase",
    ),
)
"""Scenarios among the other files."""
