"""What prepdeck tells a person when something is wrong: one sentence, and what to do next."""


class PrepdeckError(Exception):
    """A failure the user can understand and act on; front ends print it without a traceback.

    `message` says what happened and where, `hint` what to do; `exit_code` is the process's (see docs/cli.md).
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(PrepdeckError):
    """Wrong usage or input: a key that does not exist, a rating of 7."""


class StoreError(PrepdeckError):
    """The store could not be opened or written; nothing that was acknowledged is lost."""

    exit_code = 3


class StaleCardError(PrepdeckError):
    """The card was changed by another process since it was shown; the answer was not stored."""
