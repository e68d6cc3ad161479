"""The two pages that show a reference before the attempt; showing one is remembered, for the next result to say so."""

from prepdeck.mocks.partner import partner_sheet
from prepdeck.mocks.whole_scenario import whole_scenario
from prepdeck.study.collection import Collection
from prepdeck.study.mock_checking import checked
from prepdeck.study.mock_history import mark_seen
from prepdeck.study.mock_request import MockRequest
from prepdeck.study.scenarios import require_rehearsable


def partner_sheet_of(collection: Collection, request: MockRequest) -> str:
    """The sheet for whoever plays the interviewer; the scenario counts as seen before it is given."""
    about, setup = checked(collection, request)
    sheet = partner_sheet(about.scenario, about.framework, setup)
    mark_seen(collection, about.scenario.slug, "partner")
    return sheet


def preview_of(collection: Collection, scenario: str) -> str:
    """A scenario whole; it counts as seen before it is given."""
    about = require_rehearsable(collection, scenario)
    shown = whole_scenario(about.scenario, about.framework)
    mark_seen(collection, scenario, "preview")
    return shown
