"""What a terminal shows that is too small for anything else."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST_WIDTH, LEAST_HEIGHT = 40, 12


def is_too_small(size: Size) -> bool:
    """Whether nothing can be shown well on this many cells."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


class TooSmallScreen(ModalScreen[None]):
    """One sentence until the terminal has grown; the screen beneath keeps its place, and no key reaches it."""

    DEFAULT_CSS = """
    TooSmallScreen Static { width: 100%; text-align: center; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Quit", id="small.quit", tooltip="Leave prepdeck")
    ]

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(f"Make the terminal at least {LEAST_WIDTH}x{LEAST_HEIGHT}.", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Go away once there is room."""
        self._leave_if_large(event.size)

    def on_screen_resume(self) -> None:
        """The terminal may have grown while another message lay on top."""
        self._leave_if_large(self.app.size)

    def _leave_if_large(self, size: Size) -> None:
        if self.is_current and not is_too_small(size):
            self.dismiss()
