"""A card as the drill will show it, question and answer at once, in one widget: quick enough to follow a cursor."""

from collections.abc import Sequence

from textual.content import Content

from prepdeck.drills.attempt import Attempt, Stage, begun
from prepdeck.drills.faces import Interaction
from prepdeck.drills.host import ShownCard
from prepdeck.model.card import Card
from prepdeck.model.card_state import CardState
from prepdeck.scheduling.fuzz import seed_of
from prepdeck.tui.widgets.blocks import markdown_lines
from prepdeck.tui.widgets.details import detail_lines
from prepdeck.tui.widgets.lines import LinesView, hanging

_HOW = {
    Interaction.TYPED: "typed into a field",
    Interaction.NUMERIC: "a number or arithmetic; other values each time",
    Interaction.LIST: "ticked off item by item",
    Interaction.CODE: "written in your editor",
}


class CardPreview(LinesView):
    """Cards one below the other; several are named by their part."""

    _shown: tuple[tuple[Card, CardState], ...] = ()

    def show(self, cards: Sequence[tuple[Card, CardState]]) -> None:
        """Show these cards as they stand."""
        if tuple(cards) != self._shown:
            self._shown = tuple(cards)
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """Each card: its question, how it is answered, a rule, its answer."""
        lines: list[Content] = []
        for card, state in self._shown:
            if lines:
                lines += [Content(""), Content("")]
            if len(self._shown) > 1:
                lines += [Content.styled(f"card {card.part or 'front'}", "$accent bold"), Content("")]
            lines += card_lines(card, state, width)
        return lines


def card_lines(card: Card, state: CardState, width: int) -> list[Content]:
    """One card in this width; its options and numbers are those the next drill will draw."""
    asked = begun(ShownCard(card, state, (), seed_of(card.key, state.reps)), 0.0)
    face = asked.face
    lines = [*markdown_lines(face.question, width)]
    if face.options:
        lines += [Content(""), *_option_lines(asked, width)]
    if face.hint:
        lines += [Content(""), *(line.stylize_before("$muted") for line in _led("hint", face.hint, width))]
    how = f"{face.seconds} s aloud" if face.seconds is not None else _HOW.get(face.interaction, "")
    if how:
        lines += [Content(""), Content.styled(how[:width], "$muted italic")]
    lines += [Content(""), Content.styled("─" * width, "$rule")]
    if not face.options:
        lines += markdown_lines(face.answer, width)
    revealed = Attempt(asked.shown, face, 0.0, Stage.REVEALED, ticks=asked.ticks)
    return [*lines, *detail_lines(revealed, width)]


def _option_lines(attempt: Attempt, width: int) -> list[Content]:
    lines = []
    for option in attempt.face.options:
        sign = ("✓ ", "$good bold") if option.right else ("  ", "")
        marker = Content.assemble(sign, (f"{option.letter}  ", "$muted"))
        lines += hanging(marker, markdown_lines(option.text, width - marker.cell_length))
    return lines


def _led(word: str, text: str, width: int) -> list[Content]:
    lead = Content(f"{word}  ")
    return hanging(lead, markdown_lines(text, width - lead.cell_length))
