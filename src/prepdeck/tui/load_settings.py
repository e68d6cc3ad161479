"""Asking for easy days and the desired retention, and telling what they changed."""

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from prepdeck.errors import PrepdeckError
from prepdeck.model.easy_days import easy_days_text, parse_easy_days
from prepdeck.model.retention import HIGHEST, LOWEST, parse_retention
from prepdeck.tui.screens.setting_entry import SettingEntryScreen

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.retention import RetentionCurve
    from prepdeck.tui.shell import Shell

_UNDO = " u takes it back."


def ask_easy_days(app: "Shell", collection: "Collection", changed: Callable[[], None]) -> None:
    """Ask how full the weekdays may be, set it, and call `changed`."""
    from prepdeck.study.easy_days import set_easy_days
    from prepdeck.study.load import KEPT

    def done(text: str | None) -> None:
        if text is None:
            return
        try:
            easy = set_easy_days(collection, text.strip() or "none")
        except PrepdeckError as error:
            app.complain(error)
            return
        days = easy_days_text(easy.percents).replace(",", ", ") or "none, all days alike"
        app.tell(f"Easy days: {days}. {KEPT}{_UNDO}")
        changed()

    hint = "100 is an ordinary day, 0 a free one. Empty: as your goal's minutes say, or all days alike."
    mine = collection.easy_days
    value = easy_days_text(mine.percents).replace(",", ", ") if mine.origin == "you" else ""
    app.push_screen(SettingEntryScreen("How full may each weekday be?", value, hint, _easy_meaning), done)


def _easy_meaning(text: str) -> str:
    if not text.strip():
        return "No easy days of your own. As: sat=50, sun=0"
    percents = parse_easy_days(text)
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    said = [
        f"{name} free" if share == 0 else f"{name} {share} %"
        for name, share in zip(names, percents, strict=True)
        if share != 100
    ]
    return f"{', '.join(said)} of an ordinary day; the others as ever." if said else "All days alike."


def ask_retention(
    app: "Shell", collection: "Collection", curve: "RetentionCurve | None", changed: Callable[[], None]
) -> None:
    """Ask for a desired retention, set it behind the screen, tell what that changes, and call `changed`.

    With the curve at hand what it would cost is said while it is typed.
    """
    from prepdeck.study.retention import retentions_of, retentions_text, reviews_share, shown

    decks = {deck.slug for deck in collection.decks}

    def meaning(text: str) -> str:
        number, deck = _parted(text)
        if not number:
            return "As 0.92, or 92 %"
        if deck and deck not in decks:
            raise ValueError(f"there is no deck {deck}")
        of = deck or "all decks"
        if number == "default":
            return f"What the deck files say, for {of}"
        retention = parse_retention(number)
        if curve is None or deck:
            return f"{shown(retention)} for {of}"
        return f"{shown(retention)} for {of}: {reviews_share(curve.present, curve.at(retention))}"

    def done(text: str | None) -> None:
        if not text:
            return
        number, deck = _parted(text)
        retention = None if number == "default" else parse_retention(number)
        Thread(target=work, args=(retention, deck), name="set the retention", daemon=True).start()

    def work(retention: float | None, deck: str) -> None:
        from prepdeck.study.retention import set_retention

        try:
            change = set_retention(collection, retention, deck)
        except PrepdeckError as error:
            app.call_from_thread(app.complain, error)
            return
        app.call_from_thread(told, change.text)

    def told(text: str) -> None:
        app.tell(f"{text}{_UNDO}")
        changed()

    hint = f"{LOWEST:.2f} to {HIGHEST:.2f}; with a deck's name for that one only; default for what the files say."
    title = f"Recalled when due: {retentions_text(retentions_of(collection))}" if decks else "Recalled when due"
    value = shown(curve.present.retention) if curve is not None else ""
    app.push_screen(SettingEntryScreen(title, value, hint, meaning), done)


def _parted(text: str) -> tuple[str, str]:
    """A number and the deck it is for, empty for all."""
    number, _, deck = text.strip().partition(" ")
    return number.lower(), deck.strip()
