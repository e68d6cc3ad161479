"""Where the mocks are opened from the command line: said before anything is opened, so it costs nothing to import."""

from dataclasses import dataclass

from prepdeck.study.mock_request import MockRequest


@dataclass(frozen=True, slots=True)
class MockOpening:
    """Start `request`, or go on with the mock `resume` (its id), or else show what there is to choose from."""

    request: MockRequest | None = None
    resume: str = ""
