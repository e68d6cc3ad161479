"""What is asked for when a drill begins: said before anything is opened, so it costs nothing to import."""

from dataclasses import dataclass

from prepdeck.model.query import And, Field, Or, Query, parse_query


@dataclass(frozen=True, slots=True)
class DrillRequest:
    """Which cards to drill: decks (none means all), a tag, a search; `cram` leaves the schedule alone."""

    decks: tuple[str, ...] = ()
    tag: str = ""
    search: str = ""
    limit: int | None = None
    cram: bool = False
    quiet: bool = False

    @property
    def query(self) -> Query | None:
        """The request as one search; None when it narrows nothing."""
        parts: list[Query] = []
        if self.decks:
            decks: list[Query] = [Field("deck", slug) for slug in self.decks]
            parts.append(decks[0] if len(decks) == 1 else Or(tuple(decks)))
        if self.tag:
            parts.append(Field("tag", self.tag))
        if self.search:
            parts.append(parse_query(self.search))
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else And(tuple(parts))


@dataclass(frozen=True, slots=True)
class RehearsalRequest:
    """What to tell aloud: the question that `words` name (none: one is drawn), with a story; or a pitch by seconds."""

    words: str = ""
    story: str = ""
    pitch: int | None = None
