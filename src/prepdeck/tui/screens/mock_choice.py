"""How a mock will be rehearsed, as it is chosen key by key."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.mocks.events import Mode, Setup
from prepdeck.mocks.timetable import REHEARSAL_MINUTES, SLOT_MARGIN, length_limits
from prepdeck.text.safe import visible
from prepdeck.tui.widgets.labelled import Labelled

if TYPE_CHECKING:
    from prepdeck.study.mock_request import MockRequest
    from prepdeck.study.scenarios import Rehearsable

_MODES: dict[Mode, str] = {
    "guided": "hints when you ask, and pauses",
    "real": "no hints, one curveball; a pause is told in the report",
}


@dataclass(frozen=True, slots=True)
class MockChoice:
    """What was chosen; `minutes` net, None for the framework's usual, `part` the place of one phase, None for all."""

    mode: Mode = "guided"
    written: bool = False
    strict: bool = False
    minutes: int | None = None
    as_slot: bool = False
    part: int | None = None

    def like(self, setup: Setup) -> "MockChoice":
        """In the mode and form of an earlier run."""
        return replace(self, mode=setup.mode, written=setup.written, strict=setup.strict)

    def whole(self) -> "MockChoice":
        """All phases, in the usual time."""
        return replace(self, part=None, minutes=None)

    def other_mode(self) -> "MockChoice":
        """Guided instead of real, and back."""
        return replace(self, mode="real" if self.mode == "guided" else "guided")

    def other_form(self) -> "MockChoice":
        """Written instead of spoken, and back."""
        return replace(self, written=not self.written)

    def other_strictness(self) -> "MockChoice":
        """Moving on by itself, or not."""
        return replace(self, strict=not self.strict)

    def other_count(self, about: "Rehearsable") -> "MockChoice":
        """The same number as a calendar slot, or net, as far as the framework allows."""
        as_slot = not self.as_slot
        shown = self.net(about) + (0 if as_slot else SLOT_MARGIN)
        return replace(self, as_slot=as_slot, minutes=self._within(about, shown - (SLOT_MARGIN if as_slot else 0)))

    def longer(self, about: "Rehearsable", by: int) -> "MockChoice":
        """So many minutes more, to the next multiple of five, as far as it goes."""
        if self.part is not None:
            return replace(self, minutes=max(1, min(90, self.net(about) + (1 if by > 0 else -1))))
        now = self.net(about)
        wanted = now + by
        if now % 5:
            wanted = now - now % 5 + (5 if by > 0 else 0)
        return replace(self, minutes=self._within(about, wanted))

    def other_part(self, about: "Rehearsable", by: int) -> "MockChoice":
        """The next of: the whole, then each phase that has a rubric."""
        graded = [place for place, phase in enumerate(about.framework.phases) if phase.graded]
        cycle = [None, *graded]
        at = cycle.index(self.part) if self.part in cycle else 0
        return replace(self, part=cycle[(at + by) % len(cycle)], minutes=None)

    def net(self, about: "Rehearsable") -> int:
        """The minutes of the run."""
        from prepdeck.study.mock_request import usual_minutes

        if self.minutes is not None:
            return self.minutes
        return REHEARSAL_MINUTES if self.part is not None else usual_minutes(about.framework)

    def request(self, about: "Rehearsable") -> "MockRequest":
        """The mock to begin."""
        from prepdeck.study.mock_request import MockRequest

        part = about.framework.phases[self.part].slug if self.part is not None else ""
        return MockRequest(
            about.scenario.slug,
            minutes=self.net(about),
            phase=part,
            mode=self.mode,
            written=self.written,
            strict=self.strict,
        )

    def lines(self, about: "Rehearsable", *, with_note: bool = True) -> list[Labelled]:
        """The choice in words, each line with the key that changes it."""
        framework = about.framework
        form = "written: notes for every phase" if self.written else "spoken: a large clock, Space for the next phase"
        by_itself = " · moves on by itself" if self.strict else ""
        return [
            Labelled(
                Content.assemble((self.mode, "bold"), f": {_MODES[self.mode]}"), "MODE", _other(self.mode), "mode"
            ),
            Labelled(Content(form + by_itself), "FORM", "Spoken" if self.written else "Written", "form"),
            Labelled(self._time(about), "TIME", "Longer", "longer(5)"),
            Labelled(self._part(about), "PART", "Another", "part(1)"),
            *(
                [Labelled(Content.styled(visible(framework.note), "$muted"), "")]
                if framework.note and with_note
                else []
            ),
        ]

    def _time(self, about: "Rehearsable") -> Content:
        net = self.net(about)
        if self.as_slot and self.part is None:
            return Content.assemble((f"slot of {net + SLOT_MARGIN} min", "bold"), f", of which {net} are the interview")
        return Content.assemble((f"{net} min", "bold"), (", then a debrief", "$muted"))

    def _part(self, about: "Rehearsable") -> Content:
        phases = about.framework.phases
        if self.part is None:
            return Content.assemble(
                ("the whole", "bold"), f", {len(phases)} phases of {visible(about.framework.title)}"
            )
        phase = phases[self.part]
        given = about.scenario.phase(phase.slug)
        settled = "; what came before is given" if given and given.given else ""
        return Content.assemble(("one phase", "bold"), f": {visible(phase.title)}{settled}")

    def _within(self, about: "Rehearsable", minutes: int) -> int:
        shortest, longest = length_limits(about.framework)
        return max(shortest, min(longest, minutes))


def _other(mode: Mode) -> str:
    return "Real" if mode == "guided" else "Guided"
