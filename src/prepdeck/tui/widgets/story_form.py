"""The rail of the story form: every field with its words, and how long the story takes aloud."""

from collections.abc import Mapping

from textual.content import Content

from prepdeck.stories.form import FIELDS, SPOKEN
from prepdeck.stories.speaking import Speaking, speaking_of
from prepdeck.tui.widgets.lines import LinesView, wrapped

AIM_S = 120


class FieldRail(LinesView):
    """One row a field: a sign for what it lacks, its name, its words; the whole story's time below."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._texts: dict[str, str] = {}
        self._current = 0

    def show(self, texts: Mapping[str, str], current: int) -> None:
        """Show these texts, the field at `current` pointed at."""
        if (dict(texts), current) != (self._texts, self._current):
            self._texts, self._current = dict(texts), current
            self.changed()

    def lines(self, width: int) -> list[Content]:
        """All fields, then the time."""
        lines = [self._line(place, width) for place in range(len(FIELDS))]
        speaking = told_speaking(self._texts)
        style = "$hard bold" if speaking.least_s > AIM_S else "$muted"
        total = f"{speaking.words} words told, {speaking.advice(AIM_S)}" if speaking.words else "nothing told yet"
        return [*lines, Content(""), *(line.stylize_before(style) for line in wrapped(Content(total), width))]

    def _line(self, place: int, width: int) -> Content:
        field = FIELDS[place]
        text = self._texts.get(field.key, "").strip()
        here = place == self._current
        speaking = speaking_of(text)
        over = bool(field.seconds) and speaking.least_s > field.seconds
        sign, style = ("✓", "$good") if text else ("!", "$hard") if field.needed else ("·", "$muted")
        count = f"{speaking.words}" if text and field.seconds else ""
        room = max(width - 9, 4)
        return Content.assemble(
            ("▸ " if here else "  ", "$accent bold"),
            (f"{sign} ", f"{style} bold"),
            (f"{field.name[:room]:<{room}}", "bold" if here else ""),
            (f"{count:>4}", "$hard bold" if over else "$muted"),
            ("!" if over else " ", "$hard bold"),
        )


def told_speaking(texts: Mapping[str, str]) -> Speaking:
    """How long the parts take, one after the other."""
    return speaking_of("\n".join(texts.get(key, "") for key in SPOKEN))
