"""What the drill has done behind the screen: deck files reread, written code checked.

The threads are daemons, not Textual's workers: those are waited for at exit. Each posts one message when it is done.
"""

from threading import Thread

from textual.message import Message
from textual.message_pump import MessagePump

from prepdeck.drills.host import CodeTrial
from prepdeck.errors import PrepdeckError
from prepdeck.model.card import Card
from prepdeck.tui.desk import DrillDesk


class FilesRead(Message):
    """The deck files were looked at: whether any changed, or why that failed."""

    def __init__(self, changed: bool, error: Exception | None = None) -> None:
        super().__init__()
        self.changed = changed
        self.error = error


class CodeChecked(Message):
    """Code written for the card `key` was checked; `run` counts the runs, so that one that was stopped is known."""

    def __init__(self, run: int, key: str, code: str, trial: CodeTrial) -> None:
        super().__init__()
        self.run = run
        self.key = key
        self.code = code
        self.trial = trial


class FileWatch:
    """Looks at the deck files, once at a time."""

    def __init__(self) -> None:
        self.is_looking = False
        self._is_wanted = False

    def look(self, to: MessagePump, desk: DrillDesk, *, surely: bool = False) -> None:
        """Reread the deck files that changed, then post FilesRead; nothing while a look is under way.

        With `surely` that one may have come too early, and another is wanted after it.
        """
        if self.is_looking:
            self._is_wanted |= surely
            return
        self.is_looking = True

        def work() -> None:
            try:
                to.post_message(FilesRead(desk.reread()))
            except Exception as error:  # noqa: BLE001  (whatever it is, the screen tells it)
                to.post_message(FilesRead(False, error))

        Thread(target=work, name="read deck files", daemon=True).start()

    def looked(self) -> bool:
        """The look is over; returns whether another one is wanted."""
        self.is_looking, is_wanted, self._is_wanted = False, self._is_wanted, False
        return is_wanted


class CodeCheck:
    """At most one run of a check at a time; a run that was stopped goes on to its limit, and nobody listens."""

    def __init__(self) -> None:
        self.is_running = False
        self._run = 0

    def start(self, to: MessagePump, desk: DrillDesk, card: Card, code: str) -> None:
        """Run the card's check on this code, then post CodeChecked."""
        self._run += 1
        self.is_running = True
        run = self._run

        def work() -> None:
            try:
                trial = desk.try_code(card, code)
            except PrepdeckError as error:
                trial = CodeTrial(None, f"{error.message} {error.hint}".strip())
            except Exception as error:  # noqa: BLE001  (the check is lost, the drill is not)
                trial = CodeTrial(None, f"The check could not be run: {error}")
            to.post_message(CodeChecked(run, card.key, code, trial))

        Thread(target=work, name="check code", daemon=True).start()

    def stop(self) -> None:
        """Forget the run."""
        self.is_running = False

    def ends_with(self, message: CodeChecked) -> bool:
        """Whether this is the outcome that was waited for; then the run is over."""
        ended = self.is_running and message.run == self._run
        if ended:
            self.is_running = False
        return ended
