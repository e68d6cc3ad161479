"""The registry of problem codes: what the reader reports from and what the table in docs/deck-format.md is made of."""

from prepdeck.library.codes_of_files import FIELD_CODES, FILE_CODES, YAML_CODES
from prepdeck.library.codes_of_mocks import MOCK_CODES, MOCK_LIBRARY_CODES
from prepdeck.library.codes_of_notes import CODE_CHECK_CODES, LIBRARY_CODES, NOTE_CODES, STYLE_CODES
from prepdeck.library.codes_of_roles import ROLE_CODES, ROLE_LIBRARY_CODES
from prepdeck.library.codes_of_stories import CLAIM_CODES, STORY_CODES
from prepdeck.library.problem_code import ProblemCode
from prepdeck.model.problem import Problem, Severity

CODE_GROUPS: tuple[tuple[str, tuple[ProblemCode, ...]], ...] = (
    ("Files and folders", FILE_CODES),
    ("YAML", YAML_CODES),
    ("Keys and values", FIELD_CODES),
    ("Notes", NOTE_CODES),
    ("Frameworks and scenarios", MOCK_CODES),
    ("Roles", ROLE_CODES),
    ("Stories", STORY_CODES),
    ("Claims of stories", CLAIM_CODES),
    ("The library as a whole", (*LIBRARY_CODES, *MOCK_LIBRARY_CODES, *ROLE_LIBRARY_CODES)),
    ("Style, told by `prepdeck check --style`", STYLE_CODES),
    ("Code checks, run by `prepdeck check --run`", CODE_CHECK_CODES),
)
CODES = {code.code: code for _, group in CODE_GROUPS for code in group}
"""All problem codes by name."""


def problem(
    path: str, line: int, column: int, code: str, message: str, hint: str = "", severity: Severity | None = None
) -> Problem:
    """A finding of a registered code; severity and hint are the code's unless better ones are passed."""
    registered = CODES[code]
    return Problem(path, line, column, severity or registered.severity, code, message, hint or registered.instead)
