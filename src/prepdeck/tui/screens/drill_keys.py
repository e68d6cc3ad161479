"""The keys of the drill: what each does, and which of them the bottom line shows at which moment."""

from collections.abc import Callable

from textual.binding import Binding

from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.drill import Drill
from prepdeck.drills.faces import Interaction
from prepdeck.drills.grading import CodeVerdict
from prepdeck.drills.session import DrillState, Notice, PutAway


def _key(keys: str, action: str, label: str, name: str, tooltip: str) -> Binding:
    return Binding(keys, action, label, show=False, id=f"drill.{name}", tooltip=tooltip)


BINDINGS: list[Binding] = [
    _key("space", "advance", "Next step", "advance", "The obvious next thing: show, had it, take the proposed rating"),
    _key("enter", "accept", "Take", "accept", "Give the answer, or take the proposed rating"),
    _key("1", "rate(1)", "Again", "again", "Rate: forgotten"),
    _key("2", "rate(2)", "Hard", "hard", "Rate: recalled with trouble"),
    _key("3", "rate(3)", "Good", "good", "Rate: recalled"),
    _key("4", "rate(4)", "Easy", "easy", "Rate: recalled at once"),
    _key("x", "tick('missed')", "Missed", "missed", "This item was missed; on to the next"),
    _key("p", "tick('partly')", "Partly", "partly", "This item was half there; on to the next"),
    _key("r", "do('reveal')", "Show it", "reveal", "Show the answer without giving one"),
    _key("w", "write", "Write it", "write", "Write the code in your editor and run its check"),
    _key("h,f2", "do('hint')", "Hint", "hint", "Show the hint; the proposal is then Hard at best"),
    _key("minus", "do('bury')", "Bury", "bury", "Put the card away until tomorrow"),
    _key("e", "edit", "Edit", "edit", "Edit the card here; it is drawn anew on return"),
    _key("E", "edit_outside", "In $EDITOR", "edit_outside", "Edit the card in your own editor"),
    _key("u", "do('undo')", "Undo", "undo", "Take back the last thing you did, also from before this drill"),
    _key("ctrl+r,U", "do('redo')", "Redo", "redo", "Take back the last undo"),
    _key("i", "info", "Info", "info", "This card: its place, its memory, its history"),
    _key("exclamation_mark,S", "do('suspend')", "Suspend", "suspend", "Put the card away until you take it back"),
    _key("K", "do('know')", "I know this", "know", "A new card you know already: it is tested in some weeks"),
    _key("asterisk", "do('flag')", "Flag", "flag", "Flag the card, or take the flag back"),
    _key("l", "do('skip')", "Later", "later", "Ask this card again at the end"),
    _key("a", "choose(0)", "Option a", "option_a", "Choose option a"),
    _key("b", "choose(1)", "Option b", "option_b", "Choose option b"),
    _key("c", "choose(2)", "Option c", "option_c", "Choose option c"),
    _key("d", "choose(3)", "Option d", "option_d", "Choose option d"),
    _key("j,down", "move(1)", "Down", "down", "To the next item or option, or scroll down"),
    _key("k,up", "move(-1)", "Up", "up", "To the item or option before, or scroll up"),
    _key("g,home", "scroll('top')", "Top", "top", "To the top of the card"),
    _key("G,end", "scroll('bottom')", "Bottom", "bottom", "To the bottom of the card"),
    _key("pagedown,ctrl+d", "scroll('down')", "Page down", "page_down", "Scroll a page down"),
    _key("pageup,ctrl+u", "scroll('up')", "Page up", "page_up", "Scroll a page up"),
    _key("escape,q", "leave", "End", "leave", "End the drill; everything rated is stored already"),
]
"""Every key has an id, under which config.toml may give it another, and says what it does."""

_BACK = {
    "bury": "u takes it back.",
    "know": "u takes it back.",
    "suspend": "u takes it back, prepdeck unsuspend does so later.",
}

ACTIONS = frozenset(binding.action.partition("(")[0] for binding in BINDINGS)
"""What the drill itself does; everything else is the app's or a widget's."""


def doings(drill: Drill) -> dict[str, Callable[[], None]]:
    """What each `do(...)` key has the drill do."""
    return {
        "reveal": drill.reveal,
        "hint": drill.hint,
        "bury": drill.bury,
        "suspend": drill.suspend,
        "know": drill.know,
        "flag": drill.flag,
        "skip": drill.skip,
        "undo": drill.undo,
        "redo": drill.redo,
    }


def told_after(what: str, state: DrillState) -> Notice | None:
    """What the drill says after `do(what)`, and beside it what a person would otherwise have to find out."""
    notice, attempt = state.notice, state.attempt
    if what == "hint" and notice is None and attempt and attempt.hint_shown:
        return Notice("After a hint, Hard at best is proposed.", "1-4 rate as you like.")
    if what in _BACK and notice and not notice.hint and state.history and isinstance(state.history[-1], PutAway):
        return Notice(notice.message, _BACK[what])
    return notice


def shown_keys(state: DrillState, *, typing: bool, busy: bool) -> dict[str, str]:
    """The actions the bottom line shows now, with their words; help is added there."""
    attempt = state.attempt
    if busy:
        return {"leave": "Stop the check"}
    if attempt is None:
        return {"advance": "Ask now", "do('undo')": "Undo", "leave": "End"}
    if attempt.stage is Stage.TICKING:
        return _while_ticking(attempt)
    if attempt.stage is Stage.REVEALED:
        return {
            "advance": attempt.advance_label,
            **_write(attempt),
            "edit": "Edit",
            "do('undo')": "Undo",
            "info": "Info",
        }
    return {**_toward_the_answer(attempt, typing), **_hint(attempt), **_around(typing)}


def _write(attempt: Attempt) -> dict[str, str]:
    """Code is written, and written anew until its check passes."""
    if attempt.face.interaction is not Interaction.CODE:
        return {}
    passed = isinstance(attempt.verdict, CodeVerdict) and attempt.verdict.right
    return {} if passed else {"write": "Write again" if attempt.given else "Write it"}


def _while_ticking(attempt: Attempt) -> dict[str, str]:
    marks = {"tick('missed')": "Missed", "tick('partly')": "Partly"}
    return {"advance": attempt.advance_label, **marks, "do('undo')": "Undo", "info": "Info"}


def _toward_the_answer(attempt: Attempt, typing: bool) -> dict[str, str]:
    match attempt.face.interaction:
        case Interaction.TYPED | Interaction.NUMERIC:
            return {"submit": "Answer"} if typing else {"advance": "Type", "do('reveal')": "Show it"}
        case Interaction.CHOICES:
            choose = {"advance": "Choose"} if attempt.face.several else {}
            return {**choose, "accept": "Answer", "do('reveal')": "Show it"}
        case Interaction.CODE:
            return {"advance": attempt.advance_label, "write": "Write it"}
    return {"advance": attempt.advance_label}


def _hint(attempt: Attempt) -> dict[str, str]:
    return {"do('hint')": "Hint"} if attempt.face.hint and not attempt.hint_shown else {}


def _around(typing: bool) -> dict[str, str]:
    return {"leave": "Other keys"} if typing else {"do('bury')": "Bury", "edit": "Edit", "do('undo')": "Undo"}


def is_possible(action: str, state: DrillState, *, busy: bool) -> bool:
    """Whether an action (or what `do` does) makes sense now: bottom line, help and palette leave out what does not."""
    attempt = state.attempt
    if busy or action in ("undo", "redo", "leave"):
        return not busy or action == "leave"
    if attempt is None:
        return action in ("advance", "accept")
    asking = attempt.stage is Stage.ASKING
    match action:
        case "rate":
            return attempt.may_rate
        case "tick":
            return attempt.stage is Stage.TICKING
        case "choose":
            return asking and bool(attempt.face.options)
        case "reveal":
            return asking and attempt.face.interaction.commits
        case "write":
            return attempt.face.interaction is Interaction.CODE
        case "hint":
            return bool(attempt.face.hint) and not attempt.is_committed
    return True
