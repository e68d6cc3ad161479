"""Problem codes of notes, of the library as a whole, and of code checks."""

from prepdeck.library.problem_code import error, suggestion, warning

NOTE_CODES = (
    error(
        "no-answer-kind",
        "A note has no answer, so its kind is unknown.",
        "add back, or one of cloze, steps, items, choices, typed, numeric, code, explain, pitch, ask",
    ),
    error("mixed-kinds", "A note has keys of two kinds.", "make two notes of it, or move the explanation to why"),
    warning(
        "missing-id",
        "A note has no id, so progress cannot be kept: it is not drilled.",
        "prepdeck check --fix writes it",
    ),
    error("duplicate-id", "Two notes of a file have the same id.", "give the newer one another id"),
    error(
        "deck-and-extends",
        "A file both is a deck and extends one.",
        "keep deck for a deck of its own, extends to add to another",
    ),
    error("hide-without-extends", "`hide` works only in a file that extends a deck.", "delete the notes instead"),
    error("cloze-syntax", "A cloze deletion cannot be read.", "write {{c1::hidden}} or {{c1::hidden::hint}}"),
    error("no-deletion", "A cloze text hides nothing.", "hide a part: {{c1::hidden}}"),
    error("right-and-wrong", "A choice is both among the answers and the others.", "remove it from one of them"),
    error("answer-or-cases", "A calculation needs either answer or cases.", "keep one of the two"),
    error(
        "bad-expression", "An expression cannot be read.", "use numbers, names, + - * / ** % and functions such as sqrt"
    ),
    error(
        "bad-name",
        "A given name cannot be used in expressions.",
        "use letters, digits and _, and no name of a function or constant",
    ),
    error("unknown-name", "An expression uses a name that is not given.", "add it under given"),
    warning("unused-name", "A given name does not change the answer.", "remove it, or use it in the expression"),
    error("value-not-shown", "A given value changes, but the front does not show it.", "write {name} in the front"),
    warning(
        "unknown-placeholder",
        "The front has {name}, but the name is not given.",
        "add it under given, or correct its spelling",
    ),
    error("bad-case", "The cases do not fit the given values.", "write one case for each value of one given name"),
    error(
        "no-result",
        "A combination of the given values has no finite answer.",
        "leave the value out, or change the expression",
    ),
    error("too-many-combinations", "There are too many combinations of given values to check.", "give fewer values"),
    error("bad-tolerance", "Not a tolerance.", "write 5% or a number in the answer's unit"),
    error("no-bug", "The buggy code equals the answer.", "put the bug in"),
    suggestion("bug-without-check", "Nothing shows that the buggy code is wrong.", "add a check that fails on it"),
    warning(
        "stale-fact",
        "A fact was checked longer ago than its `expires_after` (told by `check --stale`).",
        "check it again and change `verified`",
    ),
    warning("long-back", "A back has more than 60 words.", "keep one fact a note; reasons go to why"),
    warning("too-long-back", "A back has more than 90 words (an error in built-in decks).", "split the note"),
    warning("image-without-alt", "An image has no text for those who cannot see it.", "write ![what it shows](path)"),
    warning("missing-image", "An image file is not there.", "correct the path; it starts at the deck's folder"),
)
"""Single notes and decks."""

LIBRARY_CODES = (
    error(
        "duplicate-deck",
        "Two files are the same deck; the later one is not used.",
        "rename one, or begin it with `extends:` instead of `deck:`",
    ),
    error(
        "unknown-deck",
        "A file extends a deck that is not there.",
        "correct the name, or add the deck's folder with `prepdeck decks add PATH`",
    ),
    error("unknown-hidden", "`hide` names a note that the deck does not have.", "correct the id"),
    suggestion(
        "replaces-note",
        "A note takes the place of a note of the deck it extends.",
        "choose another id if both are wanted",
    ),
    warning(
        "replaced-twice",
        "Two extending files have the same note; the later one is used.",
        "give one of them another id",
    ),
    warning("similar-front", "Two notes ask nearly the same.", "remove one, or say in each what sets it apart"),
    warning("unknown-outline-id", "`covers` names an id that no outline has.", "correct the id"),
    error("duplicate-outline", "Two files are the same outline; the later one is not used.", "rename one"),
    error(
        "was-still-used",
        "`was` names a deck or note that exists, so its progress would be taken away.",
        "remove it from was",
    ),
)
"""Files among each other."""

STYLE_CODES = (
    suggestion(
        "several-facts",
        "A note asks or answers more than one thing, so a half-known one cannot be graded.",
        "make a note of each, or use items: each is then graded by itself",
    ),
    suggestion(
        "yes-no-question",
        "A question can be answered by guessing yes or no.",
        "ask which, why or what happens; yes or no then follows from it",
    ),
    suggestion(
        "list-without-order",
        "A list is asked for in order, but the front does not say by what order.",
        "say in which order, or use items where the order does not count",
    ),
    suggestion(
        "number-without-source",
        "An answer states a figure, and nothing says where it comes from.",
        "add source, or verified where you measured it",
    ),
)
"""What `prepdeck check --style` finds; a comment `# style: CODE` silences one, in a note or in a whole file."""

CODE_CHECK_CODES = (
    error("check-fails", "The answer does not pass its own check.", "correct the answer or the check"),
    error(
        "check-passes-emptied",
        "The check passes on an answer whose functions are empty.",
        "assert what the functions return",
    ),
    error("bug-passes", "The check passes on the buggy code.", "assert what the bug breaks"),
    error("check-times-out", "A check takes too long.", "use smaller input"),
    suggestion("check-language-unknown", "Checks of this language are not run.", "nothing needs to change"),
)
"""What `prepdeck check --run` finds."""
