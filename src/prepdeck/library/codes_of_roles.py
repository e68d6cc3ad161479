"""Problem codes of roles, by themselves and among the other files."""

from prepdeck.library.problem_code import error, warning

ROLE_CODES = (
    error(
        "bad-query",
        "A query has a part that is not understood, or asks for the state of cards.",
        "write it as in the search box, by deck:, tag:, tier:, kind:, covers: or words",
    ),
    error("bad-axis", "An axis is not written as framework/axis.", "write framework/axis"),
)
"""Single roles."""

ROLE_LIBRARY_CODES = (
    error("duplicate-role", "Two files are the same role; the later one is not used.", "rename one"),
    warning("unknown-query-deck", "`deck:` in a query of a role names a deck that is not there.", "correct the name"),
    warning("no-cards", "A query of a role finds no card.", "correct it, or remove `cards`"),
)
"""Roles among the other files."""
