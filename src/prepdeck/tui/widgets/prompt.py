"""What can be done now: the keys under a question, and the wait where no card is left to ask."""

from collections.abc import Mapping

from textual.content import Content

from prepdeck.drills.attempt import Attempt
from prepdeck.drills.faces import Interaction
from prepdeck.drills.intervals import span_text
from prepdeck.drills.session import DrillState

DIRECT_OPTIONS = 4
"""How many options have a key of their own: a to d; more of them are reached with j and k."""


def prompt_content(attempt: Attempt, typing: bool, keys: Mapping[str, str]) -> Content:
    """The keys that lead on from this question, one a line; `keys` maps actions to the keys shown for them."""
    rows = _typing_rows() if typing else _rows(attempt, keys)
    if attempt.face.hint and not attempt.hint_shown:
        rows.append(("f2" if typing else keys.get("do('hint')", ""), "hint"))
    width = max(len(key) for key, _ in rows)
    words = max(len(label) for _, label in rows)
    return Content("\n").join(
        Content.assemble((key.rjust(width), "$accent bold"), "  ", (label.ljust(words), "$muted"))
        for key, label in rows
    )


def _typing_rows() -> list[tuple[str, str]]:
    return [("enter", "answer; left empty it is shown"), ("esc", "other keys")]


def _rows(attempt: Attempt, keys: Mapping[str, str]) -> list[tuple[str, str]]:
    face = attempt.face
    advance = (keys.get("advance", ""), attempt.advance_label.lower())
    reveal = (keys.get("do('reveal')", ""), "show it without an answer")
    if face.interaction in (Interaction.TYPED, Interaction.NUMERIC):
        return [(advance[0], "type the answer"), reveal]
    if face.interaction is Interaction.CHOICES:
        letters = f"{face.options[0].letter}-{face.options[min(len(face.options), DIRECT_OPTIONS) - 1].letter}"
        if face.several:
            return [(f"{letters} or {advance[0]}", "choose all that apply"), (keys.get("accept", ""), "answer"), reveal]
        return [(letters, "choose"), (keys.get("accept", ""), "answer"), reveal]
    if face.interaction is Interaction.CODE:
        return [advance, (keys.get("write", ""), "write it in your editor, and have it checked")]
    return [advance]


def waiting_content(state: DrillState, now_ms: int, keys: Mapping[str, str]) -> Content:
    """What comes back, and when, while no card is asked."""
    if state.comes_back_ms is None:
        return Content.assemble(
            ("The next card could not be read.", "bold"),
            "\n\n",
            (keys.get("advance", ""), "$accent bold"),
            ("  try again", "$muted"),
        )
    count = len(state.learning)
    back = span_text((state.comes_back_ms - now_ms) / 1000)
    text = f"1 card comes back in {back}" if count == 1 else f"{count} cards come back, the first in {back}"
    return Content.assemble(
        (text, "bold"),
        "\n",
        ("Everything you rated is stored.", "$muted"),
        "\n\n",
        (keys.get("advance", ""), "$accent bold"),
        ("  ask it now     " if count == 1 else "  ask the first now     ", "$muted"),
        (keys.get("leave", ""), "$accent bold"),
        ("  end here", "$muted"),
    )
