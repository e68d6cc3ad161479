"""An interview trainer for the terminal: drills, timed mocks and the gaps between them, aimed at one date."""

__version__ = "0.1.0"
