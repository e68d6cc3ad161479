"""What the command palette offers: the keys of the screen, and any deck by some of its name."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.screen import Screen

from prepdeck.text.safe import one_line
from prepdeck.tui.shell import Shell

if TYPE_CHECKING:
    from prepdeck.study.request import DrillRequest

_TITLE_WIDTH = 60


def key_commands(app: App[object], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Every key of the screen and the app that does something now, with the key to learn."""
    actives = [active for active in screen.active_bindings.values() if active.binding.id]
    for active in {active.binding.description: active for active in reversed(actives)}.values():
        binding = active.binding
        if active.enabled and active.node in (screen, app) and binding.tooltip:
            what = escape(f"{binding.tooltip}  ·  {app.get_key_display(binding)}")
            yield SystemCommand(binding.description, what, partial(app.run_action, binding.action, active.node))


class DeckCommands(Provider):
    """One command a deck; titles are deck text and reach the palette as content, never as markup."""

    async def discover(self) -> Hits:
        """Every deck, before anything is typed."""
        for text, request in self._commands():
            if not request.cram:
                yield DiscoveryHit(Content(text), partial(self._drill, request), text, "Drill what waits in this deck")

    async def search(self, query: str) -> Hits:
        """The decks that match."""
        matcher = self.matcher(query)
        for text, request in self._commands():
            score, offsets = matcher.fuzzy_search.match(query, text)
            if score > 0:
                shown = Content(text)
                for offset in offsets:
                    shown = shown.stylize("bold underline", offset, offset + 1)
                what = "Cards that are not due; the schedule stays" if request.cram else "What waits in this deck"
                yield Hit(score, shown, partial(self._drill, request), text, what)

    def _commands(self) -> Iterator[tuple[str, "DrillRequest"]]:
        app = self._prepdeck
        if app.collection is None or self.screen.is_modal:
            return
        from prepdeck.study.request import DrillRequest

        for deck in app.collection.decks:
            title = one_line(deck.title, _TITLE_WIDTH)
            yield f"Drill {title}", DrillRequest(decks=(deck.slug,))
            yield f"Practise {title}", DrillRequest(decks=(deck.slug,), cram=True)

    def _drill(self, request: "DrillRequest") -> None:
        self._prepdeck.drill(request)

    @property
    def _prepdeck(self) -> Shell:
        if not isinstance(self.app, Shell):
            raise TypeError("the palette belongs to prepdeck's own app")
        return self.app
