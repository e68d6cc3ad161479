"""What the deck files brought since the user last looked: changed, new and vanished notes."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prepdeck.text.safe import one_line
from prepdeck.tui.screens.today_lines import news_text
from prepdeck.tui.screens.today_page import News
from prepdeck.tui.widgets.deck_list import DeckList
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection

MOST_NOTES = 1_000
_LONGEST_FRONT = 200


class NewsList(OptionList, inherit_bindings=False):
    """One row a note."""

    BINDINGS: ClassVar[list[BindingType]] = DeckList.BINDINGS


class NewsScreen(Screen[None]):
    """A list to read; having seen it is all there is to do."""

    CSS_PATH = "news.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space", "leave", "Back", id="news.back", tooltip="Back to Today"),
    ]

    def __init__(self, collection: "Collection", news: News) -> None:
        super().__init__()
        self._collection = collection
        self._news = news

    def compose(self) -> ComposeResult:
        """Changed ones first: their progress is the one that may need a second look."""
        yield TopLine("prepdeck › What changed", news_text(self._news))
        news = self._news
        groups = [("changed", "$hard", news.changed), ("new", "$new", news.added), ("gone", "$muted", news.vanished)]
        marked = [(word, style, key) for word, style, keys in groups for key in keys][:MOST_NOTES]
        fronts = self._fronts([key for _, _, key in marked])
        rows = [Option(_row(word, style, key, fronts.get(key, ""))) for word, style, key in marked]
        yield NewsList(*rows, compact=True, markup=False)
        yield KeyLine()

    def _fronts(self, keys: list[str]) -> dict[str, str]:
        from prepdeck.storage.content import fronts_of

        with self._collection.store.reading() as rows:
            return {key: front for key, (front, _) in fronts_of(rows, keys).items()}

    def action_leave(self) -> None:
        """Back to Today."""
        self.dismiss()


def _row(word: str, style: str, key: str, front: str) -> Content:
    return Content.assemble(
        (f"{word:9}", f"{style} bold"), one_line(front, _LONGEST_FRONT), ("  ", ""), (one_line(key, 80), "$muted")
    )
