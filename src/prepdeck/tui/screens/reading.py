"""What the screens have in common that show something read from the collection, and must not go stale."""

from textual.screen import Screen


class ReadingScreen(Screen[None]):
    """A screen that reads when it comes up, when what lay above it is gone, and after an undo; columns fit anew."""

    def read_again(self) -> None:
        """Read what is shown, and show it."""
        raise NotImplementedError

    def show_again(self) -> None:
        """Show what was read in the room there is."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """It came up, or something was done meanwhile on another screen."""
        self.read_again()

    def on_stepped(self) -> None:
        """Something was undone."""
        self.read_again()

    def on_resize(self) -> None:
        """The columns depend on the room there is."""
        self.call_after_refresh(self.show_again)
