"""Everything Today shows, gathered in one go away from the event loop."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prepdeck.study.away import AbsenceCost
    from prepdeck.study.collection import Collection
    from prepdeck.study.ready_today import ReadyToday
    from prepdeck.study.refreshing import RefreshReport
    from prepdeck.study.suggesting import MockToday
    from prepdeck.study.today import Today


@dataclass(frozen=True, slots=True)
class News:
    """Note keys that the deck files added, changed or lost since the user last looked."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.vanished)

    def with_report(self, report: "RefreshReport") -> "News":
        """This news and what one more reading of the files brought; each note counts once, by what happened last."""
        change = report.change
        latest = (set(change.added), set(change.changed), set(change.vanished))
        added = [key for key in (*self.added, *change.added) if key not in latest[2]]
        vanished = [key for key in (*self.vanished, *change.vanished) if key not in latest[0]]
        changed = [key for key in (*self.changed, *change.changed) if key not in latest[2] and key not in added]
        return News(*(tuple(dict.fromkeys(keys)) for keys in (added, changed, vanished)))


@dataclass(frozen=True, slots=True)
class Page:
    """Today, with what waits tomorrow (reviews), new cards there are in all, the problems of deck files, the mock.

    `ready` is there where the goal has a role, and `absence` after days away, once they are worked out.
    """

    today: "Today"
    tomorrow: int
    new_in_all: int
    problems: int
    errors: int
    mock: "MockToday | None" = None
    ready: "ReadyToday | None" = None
    absence: "AbsenceCost | None" = None


def read_page(collection: "Collection") -> Page:
    """Gather the page from the collection; some milliseconds."""
    from prepdeck.model.problem import Severity
    from prepdeck.study.lookup import decks_of
    from prepdeck.study.refreshing import stored_problems
    from prepdeck.study.suggesting import mock_today
    from prepdeck.study.today import today_of

    today = today_of(collection)
    found = stored_problems(collection)
    return Page(
        today=today,
        tomorrow=collection.load(today.now.day + 1),
        new_in_all=sum(deck.waiting.new for deck in decks_of(collection)),
        problems=sum(problem.severity >= Severity.WARNING for problem in found),
        errors=sum(problem.severity is Severity.ERROR for problem in found),
        mock=mock_today(collection),
    )
