"""Readiness on Today: the requirements that hold most back, a line each, or one line where rows are few."""

from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.style import Style

from prepdeck.model.role import short_title
from prepdeck.model.study_day import date_of
from prepdeck.tui.widgets.bars import score_text
from prepdeck.tui.widgets.lines import LinesView, blank
from prepdeck.tui.widgets.requirement_list import requirement_line

if TYPE_CHECKING:
    from prepdeck.readiness.gaps import Gap
    from prepdeck.study.ready_today import ReadyToday

_ROOM_FOR_REMARK = 66


class ReadyLines(LinesView):
    """`READY on 13 Dec` and what is weakest; nothing without a goal that has a role."""

    _ready: "ReadyToday | None" = None
    _short = False

    def on_mount(self) -> None:
        """Nothing is known yet."""
        self.display = self._ready is not None

    def show(self, ready: "ReadyToday | None", *, short: bool) -> None:
        """Show this from now on; `short` in one line."""
        self._ready, self._short = ready, short
        self.display = ready is not None
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """A heading with its key, then the bars."""
        ready = self._ready
        if ready is None:
            return []
        on = date_of(ready.on_day)
        title = f"READY on {on.day} {on:%b}"
        if self._short:
            weakest = next((gap for gap in ready.weakest if gap.score.requirement.slug == ready.weakest_must), None)
            said = f"  {self._named(weakest)}" if weakest else ""
            return [self._with_key(Content.assemble((title, "$muted"), said), width)]
        heading = f"{title}   {ready.more} more" if ready.more else title
        rows = [self._with_key(Content.styled(heading, "$muted"), width)]
        for gap in ready.weakest:
            remark = self._remark(gap, ready.weakest_must)
            rows.append(requirement_line(gap, width, with_next=width >= _ROOM_FOR_REMARK, remark=remark))
        return rows

    @staticmethod
    def _named(gap: "Gap") -> str:
        return f"{short_title(gap.score.requirement.title)} {score_text(gap.score.ready)}, the weakest must-have"

    @staticmethod
    def _remark(gap: "Gap", weakest_must: str) -> str:
        return "weakest must" if gap.score.requirement.slug == weakest_must else ""

    def _with_key(self, left: Content, width: int) -> Content:
        actives = self.screen.active_bindings.values()
        found = next((active.binding for active in actives if active.binding.action == "readiness"), None)
        key = self.app.get_key_display(found) if found is not None else "r"
        right = Content.assemble((key, "$accent bold"), "  Readiness").stylize(
            Style.from_meta({"line_action": "readiness"})
        )
        left = left.truncate(max(4, width - right.cell_length - 2), ellipsis=True)
        return Content.assemble(left, blank(width - left.cell_length - right.cell_length), right)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        if event.style.meta.get("line_action"):
            await self.run_action("screen.readiness")
