"""Which mock to open and where: said before anything is opened, so it costs nothing to import."""

from dataclasses import dataclass

from prepdeck.study.mock_request import MockRequest


@dataclass(frozen=True, slots=True)
class MockOpening:
    """Start `request`, or go on with the mock `resume` (its id) where it stands, or show what there is to choose from.

    Going on is its run, its debrief or its result.
    """

    request: MockRequest | None = None
    resume: str = ""
