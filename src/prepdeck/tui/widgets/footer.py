"""The bottom line: what now, in at most six keys."""

from dataclasses import replace

from textual import events
from textual.app import RenderResult
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

MOST_KEYS = 6
_HELP_ACTIONS = ("app.help", "help")
_GAP = "  "


def labelled(bindings: dict[str, ActiveBinding], labels: dict[str, str]) -> dict[str, ActiveBinding]:
    """The bindings with these words for their actions, shown; those without one stay as they are."""
    named: dict[str, ActiveBinding] = {}
    for key, active in bindings.items():
        label = labels.get(active.binding.action)
        binding = replace(active.binding, description=label, show=True) if label else active.binding
        named[key] = active._replace(binding=binding)
    return named


class KeyLine(Widget):
    """The shown bindings of the screen, clickable; those that do not fit are under `?`, which always stays.

    A screen shows a key by `show=True` in its BINDINGS, in their order, and hides it with `check_action`.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 2;
        padding: 0 1;
        border-top: solid $rule;
        background: $background;
    }
    """

    def on_mount(self) -> None:
        """Redraw whenever the keys change."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def keys(self) -> list[ActiveBinding]:
        """The bindings to show: the screen's in the order they are written (a user's keymap changes it), help last."""
        shown: dict[str, ActiveBinding] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.description and not binding.system:
                shown.setdefault(binding.action, active)
        helping = [shown.pop(action) for action in _HELP_ACTIONS if action in shown][:1]
        written = [one.id for one in self.screen.BINDINGS if isinstance(one, Binding) and one.show]
        places = {name: place for place, name in enumerate(written)}
        ordered = sorted(shown.values(), key=lambda active: places.get(active.binding.id, len(places)))
        return [*ordered[: MOST_KEYS - len(helping)], *helping]

    def render(self) -> RenderResult:
        """As many keys as fit, in order."""
        width = self.content_size.width
        keys = self.keys()
        pieces = [self._piece(index, active) for index, active in enumerate(keys)]
        while len(pieces) > 1 and sum(piece.cell_length for piece in pieces) + len(_GAP) * (len(pieces) - 1) > width:
            pieces.pop(-2)
        line = Content(_GAP).join(pieces)
        palette = self._palette()
        if palette is not None and line.cell_length + len(_GAP) + palette.cell_length <= width:
            line = Content.assemble(line, " " * (width - line.cell_length - palette.cell_length), palette)
        return line

    def _piece(self, index: int, active: ActiveBinding) -> Content:
        key = self.app.get_key_display(active.binding)
        text = Content.assemble(
            (key, "$accent bold" if active.enabled else "$muted"), " ", (active.binding.description, "$muted")
        )
        return text.stylize(Style.from_meta({"key_line": index}))

    def _palette(self) -> Content | None:
        active = self.screen.active_bindings.get(self.app.COMMAND_PALETTE_BINDING)
        if active is None:
            return None
        text = Content.assemble((self.app.get_key_display(active.binding), "$accent bold"), " ", ("Palette", "$muted"))
        return text.stylize(Style.from_meta({"key_line": -1}))

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        index = event.style.meta.get("key_line")
        if index is None:
            return
        if index == -1:
            await self.app.run_action("app.command_palette")
            return
        keys = self.keys()
        if index < len(keys) and keys[index].enabled:
            await self.app.run_action(keys[index].binding.action, keys[index].node)
