"""Opening the collection behind the first frame."""

import threading
from typing import TYPE_CHECKING

from textual.message_pump import MessagePump

from prepdeck.tui.messages import Opened, OpeningFailed

if TYPE_CHECKING:
    from prepdeck.study.setup import Setup


def open_behind(app: MessagePump, setup: "Setup") -> None:
    """Open the collection in a thread and post Opened or OpeningFailed to `app`.

    The thread is a daemon, not one of Textual's workers: those are waited for at exit, and opening may wait for another
    process that writes. Whatever it has not committed then was not acknowledged either.
    """
    threading.Thread(target=_open, args=(app, setup), name="open the collection", daemon=True).start()


def _open(app: MessagePump, setup: "Setup") -> None:
    try:
        from prepdeck.study.collection import Collection
        from prepdeck.study.refreshing import refresh

        collection = Collection.open(setup)
        try:
            had_decks = bool(collection.decks)
            report = refresh(collection)
        except BaseException:
            collection.close()
            raise
    except Exception as error:  # noqa: BLE001  (whatever it is, the app tells it)
        app.post_message(OpeningFailed(error))
    else:
        app.post_message(Opened(collection, report if had_decks else None))
