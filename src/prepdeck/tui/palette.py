"""What the command palette offers: the keys of the screen, and any deck by some of its name."""

from collections.abc import Callable, Iterator
from functools import partial

from textual.app import App, SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.screen import Screen

from prepdeck.text.safe import one_line
from prepdeck.tui.shell import Shell

_TITLE_WIDTH = 60


def key_commands(app: App[object], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Every key of the screen and the app that does something now, with the key to learn."""
    actives = [active for active in screen.active_bindings.values() if active.binding.id]
    for active in {active.binding.description: active for active in reversed(actives)}.values():
        binding = active.binding
        if active.enabled and active.node in (screen, app) and binding.tooltip:
            what = escape(f"{binding.tooltip}  ·  {app.get_key_display(binding)}")
            yield SystemCommand(binding.description, what, partial(app.run_action, binding.action, active.node))


def exchange_commands(app: Shell, screen: Screen[object]) -> Iterator[SystemCommand]:
    """Import and export, on the screens one rests on: not in the middle of a drill, a mock or a form."""
    from prepdeck.tui.screens.today import TodayScreen

    if app.collection is not None and isinstance(screen, TodayScreen):
        bring = partial(app.run_action, "app.import_file", app)
        write = partial(app.run_action, "app.export_file", app)
        yield SystemCommand("Import a file", "Cards and history from Anki, tables, Markdown or another home", bring)
        yield SystemCommand("Export", "Decks for Anki, as a table or to read; or everything, with the history", write)


class DeckCommands(Provider):
    """One command a deck; titles are deck text and reach the palette as content, never as markup."""

    async def discover(self) -> Hits:
        """Every deck, before anything is typed."""
        for text, what, do in self._commands():
            if text.startswith("Drill"):
                yield DiscoveryHit(Content(text), do, text, what)

    async def search(self, query: str) -> Hits:
        """The decks that match."""
        matcher = self.matcher(query)
        for text, what, do in self._commands():
            score, offsets = matcher.fuzzy_search.match(query, text)
            if score > 0:
                shown = Content(text)
                for offset in offsets:
                    shown = shown.stylize("bold underline", offset, offset + 1)
                yield Hit(score, shown, do, text, what)

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        """What each command is called, what it does in words, and what does it."""
        app = self._prepdeck
        if app.collection is None or self.screen.is_modal:
            return
        from prepdeck.study.request import DrillRequest

        for deck in app.collection.decks:
            title = one_line(deck.title, _TITLE_WIDTH)
            drill, practise = (
                partial(app.drill, DrillRequest(decks=(deck.slug,), cram=cram)) for cram in (False, True)
            )
            yield f"Drill {title}", "Drill what waits in this deck", drill
            yield f"Practise {title}", "Cards that are not due; the schedule stays", practise
            yield f"Browse {title}", "Its cards: read, search, edit", partial(app.browse, f"deck:{deck.slug}")

    @property
    def _prepdeck(self) -> Shell:
        if not isinstance(self.app, Shell):
            raise TypeError("the palette belongs to prepdeck's own app")
        return self.app
