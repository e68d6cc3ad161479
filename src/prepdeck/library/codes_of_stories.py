"""Problem codes of stories: where they are kept, and what an interviewer would find in their numbers."""

from prepdeck.library.problem_code import error, warning

STORY_CODES = (
    error("duplicate-story", "Two files are the same story; the later one is not used.", "rename one"),
    warning(
        "story-elsewhere",
        "A story is not in your folder of stories, where nobody else looks.",
        "move it there: `prepdeck locate stories` prints the folder",
    ),
    error(
        "story-in-work-tree",
        "A story stands in a git work tree that does not ignore it, one push away from everybody.",
        "move it to the folder that `prepdeck locate stories` prints, or add it to .gitignore",
    ),
    warning(
        "unknown-competency",
        "A story shows a competency that no outline named `competencies` has.",
        "correct the name",
    ),
    warning("unknown-requirement", "A story is evidence for a requirement that no role has.", "correct the name"),
)
"""Stories as files."""

CLAIM_CODES = (
    warning("two-meanings", "One figure has two meanings.", "keep one meaning; give the other its own number"),
    warning("two-figures", "One thing has two figures.", "find out which is right, and use it everywhere"),
    warning("no-baseline", "A ratio or a percentage has no baseline.", "add baseline: what it was before"),
    warning(
        "unmeasured",
        "A result that nobody measured, or nothing says how.",
        "add measured: how, or say a number instead",
    ),
    warning("retracted-in-use", "A figure that was retracted is still in use.", "take it out, or say the new one"),
    warning("no-window", "An availability without the time over which it held.", "say over how many weeks or months"),
    warning("ratio-differs", "A ratio does not follow from its before and after.", "compute it again, and say that"),
    warning(
        "unclear-percent",
        "A change of a share by percent that may be relative, or in points.",
        "say it in points, or from what to what",
    ),
    warning("no-claim", "A ratio or a percentage in a text has no claim.", "add it to claims, with its baseline"),
    warning(
        "unproven-first", "A superlative that one counterexample would end.", "say what you did, not who came later"
    ),
    warning("long-telling", "A telling takes longer aloud than it may.", "cut the situation first"),
)
"""The numbers of stories."""
