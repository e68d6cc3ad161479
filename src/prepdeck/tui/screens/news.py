"""What the deck files brought since the user last looked: changed, new and vanished notes, and what may be renames."""

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
from prepdeck.tui.widgets.footer import KeyLine
from prepdeck.tui.widgets.header import TopLine
from prepdeck.tui.widgets.row_list import LIST_KEYS

if TYPE_CHECKING:
    from prepdeck.study.carrying import CarryProposal
    from prepdeck.study.collection import Collection

MOST_NOTES = 1_000
_LONGEST_FRONT = 200


class NewsList(OptionList, inherit_bindings=False):
    """One row a note."""

    BINDINGS: ClassVar[list[BindingType]] = LIST_KEYS


class NewsScreen(Screen[None]):
    """A list to read; only a note that may have been renamed waits for a yes."""

    CSS_PATH = "news.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space", "leave", "Back", id="news.back", tooltip="Back to Today"),
        Binding("y", "carry", "Renamed", id="news.carry", tooltip="Carry the progress of the old note to the new"),
    ]

    def __init__(self, collection: "Collection", news: News) -> None:
        super().__init__()
        self._collection = collection
        self._news = news
        self._proposals: list[CarryProposal] = []

    def compose(self) -> ComposeResult:
        """What may be a rename first, because it waits for an answer; then changed notes, for a second look."""
        from prepdeck.study.carrying import proposals_of
        from prepdeck.study.lookup import fronts_of_notes

        self._proposals = proposals_of(self._collection)
        yield TopLine("prepdeck › What changed", news_text(self._news))
        news = self._news
        groups = [("changed", "$hard", news.changed), ("new", "$new", news.added), ("gone", "$muted", news.vanished)]
        marked = [(word, style, key) for word, style, keys in groups for key in keys][:MOST_NOTES]
        fronts = fronts_of_notes(self._collection, [key for _, _, key in marked])
        rows = [Option(_proposal_row(proposal)) for proposal in self._proposals]
        rows += [Option(_row(word, style, key, fronts.get(key, ""))) for word, style, key in marked]
        yield NewsList(*rows, compact=True, markup=False)
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`y` is there while a note may have been renamed."""
        return bool(self._proposals) if action == "carry" else True

    def action_carry(self) -> None:
        """The note under the cursor was renamed: its progress goes to the new one; undo takes it back."""
        from prepdeck.study.carrying import carry

        listed = self.query_one(NewsList)
        row = listed.highlighted
        if row is None or row >= len(self._proposals):
            self.notify("Choose a row that says renamed?", markup=False)
            return
        proposal = self._proposals.pop(row)
        carry(self._collection, proposal.from_key, proposal.to_key)
        listed.remove_option_at_index(row)
        self.refresh_bindings()
        self.notify(f"{one_line(proposal.to_key, 60)} has its progress back. u on Today undoes it.", markup=False)

    def action_leave(self) -> None:
        """Back to Today."""
        self.dismiss()


def _proposal_row(proposal: "CarryProposal") -> Content:
    return Content.assemble(
        (f"{'renamed?':9}", "$accent bold"),
        one_line(f"{proposal.from_key} → {proposal.to_key}", _LONGEST_FRONT),
        (f"  {proposal.similarity:.0%} alike", "$muted"),
    )


def _row(word: str, style: str, key: str, front: str) -> Content:
    return Content.assemble(
        (f"{word:9}", f"{style} bold"), one_line(front, _LONGEST_FRONT), ("  ", ""), (one_line(key, 80), "$muted")
    )
