"""What the threads tell the app."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from prepdeck.errors import PrepdeckError
    from prepdeck.study.collection import Collection
    from prepdeck.study.ready_today import ReadyToday
    from prepdeck.study.refreshing import RefreshReport
    from prepdeck.tui.screens.today_page import Page


class Opened(Message):
    """The collection is open, its deck files are read; `news` is what they brought, None for a first library."""

    def __init__(self, collection: "Collection", news: "RefreshReport | None") -> None:
        super().__init__()
        self.collection = collection
        self.news = news


class OpeningFailed(Message):
    """The collection could not be opened, and why."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class PageRead(Message):
    """Today's page as it stands now, and what the deck files brought since it was last read."""

    def __init__(self, page: "Page", report: "RefreshReport") -> None:
        super().__init__()
        self.page = page
        self.report = report


class ReadyRead(Message):
    """What Today says of readiness; None where there is nothing to say."""

    def __init__(self, ready: "ReadyToday | None") -> None:
        super().__init__()
        self.ready = ready


class PageFailed(Message):
    """Today's page could not be read, and why."""

    def __init__(self, error: "PrepdeckError") -> None:
        super().__init__()
        self.error = error


class Stepped(Message):
    """Something was undone or done again: the screen on top reads anew what it shows."""
