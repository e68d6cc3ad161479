"""What a JSON Schema cannot say, and why; every other problem code an editor marks as well."""

from collections.abc import Mapping

from prepdeck.library.codes_of_files import FILE_CODES
from prepdeck.library.codes_of_notes import CODE_CHECK_CODES, LIBRARY_CODES, STYLE_CODES
from prepdeck.library.codes_of_roles import ROLE_LIBRARY_CODES
from prepdeck.library.codes_of_stories import CLAIM_CODES
from prepdeck.library.problem_code import ProblemCode

_FILES = "a schema sees no files and folders"
_YAML = "it concerns how YAML is written, which is gone once it is read"
_SEVERAL = "a schema sees one file only"
_COMPARES = "a schema does not compare values with one another"
_LANGUAGE = "it reads a language of its own inside the text"
_RUNS = "it runs a program"
_COUNTS = "a schema does not count over a whole file"
_DAY = "it depends on the day"
_ALLOWED = "it is no error: an editor would mark what may stay"


def _all(codes: tuple[ProblemCode, ...], why: str) -> dict[str, str]:
    return {code.code: why for code in codes}


_OF_YAML = (
    *("yaml-syntax", "tab", "control-character", "cut-text", "split-text", "anchor", "alias", "tag", "merge-key"),
    *("duplicate-key", "second-document"),
)
_OF_EXPRESSIONS = (
    *("cloze-syntax", "bad-expression", "unknown-name", "value-not-shown", "unknown-placeholder", "no-result"),
    *("image-without-alt", "unused-name"),
)
_OF_COMPARISONS = (
    *("duplicate-id", "right-and-wrong", "bad-case", "no-bug", "duplicate-name"),
    *("missing-length", "minutes-sum", "weights-sum"),
)
_OF_COUNTS = ("too-deep", "too-many-problems", "too-many-nodes", "too-many-combinations", "long-rubric")
_OF_FRAMEWORKS = (
    *("duplicate-framework", "duplicate-scenario", "unknown-framework", "unknown-sibling", "unknown-phase"),
    *("unknown-axis", "unknown-card", "must-count", "bare-phase", "ungraded-items"),
)
NOT_EXPRESSIBLE: Mapping[str, str] = {
    **_all(FILE_CODES, _FILES),
    **dict.fromkeys(_OF_YAML, _YAML),
    **dict.fromkeys(_OF_EXPRESSIONS, _LANGUAGE),
    **dict.fromkeys(_OF_COMPARISONS, _COMPARES),
    **dict.fromkeys(_OF_COUNTS, _COUNTS),
    **_all(LIBRARY_CODES, _SEVERAL),
    **_all(ROLE_LIBRARY_CODES, _SEVERAL),
    "bad-query": _LANGUAGE,
    **dict.fromkeys(_OF_FRAMEWORKS, _SEVERAL),
    "missing-image": _FILES,
    "missing-id": _ALLOWED,
    "bug-without-check": _ALLOWED,
    "long-back": _ALLOWED,
    "too-long-back": _ALLOWED,
    "stale-fact": _DAY,
    **_all(STYLE_CODES, _ALLOWED),
    **_all(CODE_CHECK_CODES, _RUNS),
    **dict.fromkeys(("duplicate-story", "unknown-competency", "unknown-requirement"), _SEVERAL),
    **dict.fromkeys(("story-elsewhere", "story-in-work-tree"), _FILES),
    **_all(CLAIM_CODES, _COMPARES),
}
"""Codes that only `prepdeck check` finds, each with why."""
