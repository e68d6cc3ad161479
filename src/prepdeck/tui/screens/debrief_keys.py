"""The keys of the debrief: what each does, and which make sense at which stage."""

from textual.binding import Binding

from prepdeck.mocks.debrief import Debrief
from prepdeck.tui.screens.debrief_stages import Part, Stage
from prepdeck.tui.widgets.debrief_view import BANDS

BINDINGS: list[Binding] = [
    Binding("y", "judge('said')", "Said", id="debrief.said", tooltip="You said it; on to the next item"),
    Binding("p", "judge('partly')", "Partly", id="debrief.partly", tooltip="Half of it; on to the next item"),
    Binding("x", "judge('missed')", "Missed", id="debrief.missed", tooltip="Not said; its cards are pulled"),
    Binding("Y", "take", "Take proposed", id="debrief.take", tooltip="Take all that is proposed in this phase"),
    Binding("enter,space", "next", "Next", id="debrief.next", tooltip="On to the next stage"),
    Binding("tab", "flip", "Reference", id="debrief.flip", tooltip="Your notes, or a strong answer"),
    Binding("plus", "unfold", "All items", show=False, id="debrief.unfold", tooltip="Less important items too"),
    Binding("1", "number(1)", "1", show=False, id="debrief.one", tooltip="Very weak"),
    Binding("2", "number(2)", "2", show=False, id="debrief.two", tooltip="Weak"),
    Binding("3", "number(3)", "3", show=False, id="debrief.three", tooltip="Strong; needs evidence"),
    Binding("4", "number(4)", "4", show=False, id="debrief.four", tooltip="Very strong; needs evidence"),
    Binding("j,down", "move(1)", "Down", show=False, id="debrief.down", tooltip="Next row"),
    Binding("k,up", "move(-1)", "Up", show=False, id="debrief.up", tooltip="Previous row"),
    Binding("backspace,left", "back", "Stage before", show=False, id="debrief.back", tooltip="Back one stage"),
    Binding("u", "undo", "Undo", show=False, id="debrief.undo", tooltip="Take back your last answer"),
    Binding("escape,q", "leave", "Leave", show=False, id="debrief.leave", tooltip="Leave; it goes on where it was"),
]


def words_of(part: Part, *, reference_shown: bool) -> dict[str, str]:
    """The words of this stage for actions that have none of their own, or others at other stages."""
    words = {"flip": "Your notes" if reference_shown else "Reference"}
    if part in (Part.GUESS, Part.AXES):
        words |= {f"number({band})": name.capitalize() for band, name in BANDS.items()}
    if part is Part.AXES:
        words["next"] = "Done"
    return words


def is_possible(action: str, debrief: Debrief, stage: Stage, *, first: bool) -> bool:
    """Whether an action makes sense at this stage; `first` is the guess and the stage after it."""
    part = stage.part
    match action:
        case "judge":
            return part in (Part.PHASE, Part.CURVEBALL)
        case "take":
            proposed = debrief.proposals
            return part is Part.PHASE and any(
                placed.phase == stage.phase and placed.item.slug in proposed for placed in debrief.items
            )
        case "number":
            return part in (Part.GUESS, Part.AXES)
        case "flip" | "unfold":
            return part is Part.PHASE
        case "next":
            return part is not Part.GUESS
        case "back":
            return not first
    return True
