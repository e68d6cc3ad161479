"""Every key of the screen one is on."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from prepdeck.text.cells import cell_width, padded
from prepdeck.tui.widgets.lines import LinesView, hanging, wrapped

_HERE, _LIST, _EVERYWHERE = "On this screen", "In the list", "Everywhere"
_WIDEST_KEYS = 20


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Keys, what they do, and the name config.toml knows them by."""

    keys: str
    meaning: str
    name: str


Groups = dict[str, list[KeyRow]]


class KeyTable(LinesView):
    """Keys on the left, what they do on the right, in groups."""

    def __init__(self, groups: Groups) -> None:
        super().__init__()
        self._groups = groups

    def show(self, groups: Groups) -> None:
        """Show these from now on."""
        self._groups = groups
        self.changed()

    def lines(self, width: int) -> list[Content]:
        """A title and its keys, group by group."""
        keys = [row.keys for rows in self._groups.values() for row in rows]
        column = min(max(map(cell_width, keys), default=0), _WIDEST_KEYS) + 2
        lines: list[Content] = []
        for title, rows in self._groups.items():
            lines += [Content(""), Content.styled(title, "$muted")] if lines else [Content.styled(title, "$muted")]
            for row in rows:
                key = Content.styled(padded(row.keys, column), "$accent bold")
                lines += hanging(key, wrapped(Content(row.meaning), width - column))
        return lines


class HelpScreen(ModalScreen[None]):
    """The keys that work now, taken from the bindings themselves, so that none is forgotten."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "Back", id="help.back", tooltip="Close the help"),
        Binding("n", "names", "Names", id="help.names", show=False),
        Binding("j,down", "scroll('down')", "Down", id="help.down", show=False),
        Binding("k,up", "scroll('up')", "Up", id="help.up", show=False),
        Binding("G,end", "scroll('end')", "End", id="help.end", show=False),
        Binding("g,home", "scroll('home')", "Top", id="help.top", show=False),
        Binding("pagedown,space", "scroll('page_down')", "Page down", id="help.page_down", show=False),
        Binding("pageup", "scroll('page_up')", "Page up", id="help.page_up", show=False),
    ]

    def __init__(self, groups: Groups) -> None:
        super().__init__()
        self._groups = groups
        self._shows_names = False

    @classmethod
    def of(cls, screen: Screen[object]) -> Self:
        """Help for a screen: keys with the same effect share a row, its own come before those of the app."""
        keys_by_id: dict[tuple[str, str], list[str]] = {}
        meanings: dict[str, str] = {}
        app = screen.app
        for active in screen.active_bindings.values():
            binding = active.binding
            if not binding.id or not (binding.tooltip or binding.description):
                continue
            group = _EVERYWHERE if active.node is app else _HERE if active.node is screen else _LIST
            meanings[binding.id] = binding.tooltip or binding.description
            keys = keys_by_id.setdefault((group, binding.id), [])
            if (shown := app.get_key_display(binding)) not in keys:
                keys.append(shown)
        groups: Groups = {_HERE: [], _LIST: [], _EVERYWHERE: []}
        for (group, name), keys in keys_by_id.items():
            groups[group].append(KeyRow(" ".join(keys), meanings[name], name))
        palette = app.get_key_display(Binding(app.COMMAND_PALETTE_BINDING, ""))
        groups[_EVERYWHERE].append(KeyRow(palette, "Find anything by typing some of its name", ""))
        return cls({title: found for title, found in groups.items() if found})

    def compose(self) -> ComposeResult:
        """The table, in a box that scrolls."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = "Keys"
            dialog.border_subtitle = "esc back"
            yield KeyTable(self._groups)
            yield Static("n shows the names by which [keys] in config.toml changes them.", markup=False)

    def action_names(self) -> None:
        """Turn meanings into names and back."""
        self._shows_names = not self._shows_names
        groups = self._groups
        if self._shows_names:
            named = {
                title: [replace(row, meaning=row.name) for row in rows if row.name] for title, rows in groups.items()
            }
            groups = {title: rows for title, rows in named.items() if rows}
        self.query_one(KeyTable).show(groups)

    def action_scroll(self, where: str) -> None:
        """Move within the table."""
        scroll = getattr(self.query_one(VerticalScroll), f"scroll_{where}")
        scroll(animate=False)
