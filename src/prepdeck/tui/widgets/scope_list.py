"""What to browse: the whole library, its topics with their decks, and cards in a state; a tree of two levels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prepdeck.text.cells import cell_width, padded
from prepdeck.text.safe import one_line
from prepdeck.tui.widgets.row_list import LIST_KEYS

if TYPE_CHECKING:
    from prepdeck.study.browsing import DeckTopic

ALL = "All cards"
OWN = "Your own"
STATES = (
    ("Due now", "is:due"),
    ("New", "is:new"),
    ("Learning", "is:learning"),
    ("Weak today", "prop:retrievability<0.7"),
    ("Wrong this week", "rated:7:again"),
    ("Leeches", "is:leech"),
    ("Pulled by a mock", "is:pulled"),
    ("Flagged", "is:flagged"),
    ("Suspended", "is:suspended"),
)
"""Searches that are always at hand; choosing one also teaches how it is written."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One row: its decks (none means all), or a search; `level` is its depth, `topic` the title it unfolds under."""

    title: str
    decks: tuple[str, ...] = ()
    search: str = ""
    cards: int | None = None
    level: int = 0
    topic: str = ""
    unfolds: bool = False


class ScopeList(OptionList, inherit_bindings=False):
    """The rows; topics fold. What is chosen is told by the list's own messages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        Binding("h,left", "fold", "Fold", id="scope.fold", show=False, tooltip="Fold the topic"),
        Binding("l,right", "unfold", "Unfold", id="scope.unfold", show=False, tooltip="Unfold it, or on to the cards"),
    ]
    DEFAULT_CSS = """
    ScopeList {
        background: $background;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        &:focus { border: none; background-tint: $background 0%; }
    }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, markup=False)
        self._topics: Sequence[DeckTopic] = ()
        self._folded: set[str] = set()
        self._scopes: list[Scope] = []

    @property
    def chosen(self) -> Scope:
        """The row under the cursor."""
        if self.highlighted is None or self.highlighted >= len(self._scopes):
            return Scope(ALL)
        return self._scopes[self.highlighted]

    def show(self, topics: "Sequence[DeckTopic]") -> None:
        """List these; the cursor stays on its row. Topics that do not all fit begin folded, but for the user's own."""
        is_first, self._topics = not self._topics, topics
        if is_first and len(self._rows()) > max(self.size.height, 1):
            self._folded = {topic.title for topic in topics if topic.title != OWN}
        self._list(self.chosen)

    def _list(self, wanted: Scope) -> None:
        self._scopes = list(self._rows())
        places = {(scope.title, scope.decks, scope.search): at for at, scope in enumerate(self._scopes)}
        self.clear_options()
        self.add_options(Option(self._prompt(scope), disabled=not scope.title) for scope in self._scopes)
        self.highlighted = places.get((wanted.title, wanted.decks, wanted.search), 0)

    def _rows(self) -> "Sequence[Scope]":
        rows = [Scope(ALL, cards=sum(topic.cards for topic in self._topics))]
        for topic in self._topics:
            slugs = tuple(deck.slug for deck in topic.decks)
            if len(slugs) == 1 and topic.title == topic.decks[0].slug:
                rows.append(Scope(topic.decks[0].title, slugs, cards=topic.cards))
                continue
            rows.append(Scope(topic.title, slugs, cards=topic.cards, topic=topic.title, unfolds=True))
            if topic.title not in self._folded:
                rows += [
                    Scope(deck.title, (deck.slug,), cards=deck.cards, level=1, topic=topic.title)
                    for deck in topic.decks
                ]
        return [*rows, Scope(""), *(Scope(title, search=search) for title, search in STATES)]

    def on_resize(self) -> None:
        """Lay the rows out anew."""
        for at, scope in enumerate(self._scopes):
            self.replace_option_prompt_at_index(at, self._prompt(scope))

    def _prompt(self, scope: Scope) -> Content:
        width = max(self.scrollable_content_region.width, 12)
        fold = ("▸ " if scope.topic in self._folded else "▾ ") if scope.unfolds else "  " * scope.level
        count = "" if scope.cards is None else str(scope.cards)
        room = width - cell_width(fold) - len(count) - 1
        return Content.assemble(
            (fold, "$muted"),
            (padded(one_line(scope.title, room), room), "bold" if scope.unfolds or scope.title == ALL else ""),
            (f" {count}", "$muted"),
        )

    def action_fold(self) -> None:
        """Fold the topic that the row is or belongs to."""
        scope = self.chosen
        if scope.topic and scope.topic not in self._folded:
            self._folded.add(scope.topic)
            topic = next(row for row in self._rows() if row.unfolds and row.topic == scope.topic)
            self._list(topic)

    def action_unfold(self) -> None:
        """Unfold the topic; where nothing is folded, on to the cards."""
        scope = self.chosen
        if scope.unfolds and scope.topic in self._folded:
            self._folded.discard(scope.topic)
            self._list(scope)
        else:
            self.screen.focus_next()
