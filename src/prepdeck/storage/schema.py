"""The tables: one log, and what is derived from it or from the deck files.

`log` is the truth and only ever grows; `draft` holds what a running mock has not logged yet. Everything else can be
made again: `dead_group`, `card`, `review` and `day_stat` from the log, `source_file`, `note` and `note_search` from the
deck files, `rank` from the cards, the goal and the day.
"""

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text, literal_column, text

APPLICATION_ID = 0x70726564
"""`pred` in ASCII, kept in the file's header: a foreign SQLite file is never written to."""

SCHEMA_VERSION = 1
"""The version of the log's table (`PRAGMA user_version`); a file with a newer one is refused."""

PROJECTION_VERSION = 9
"""The version of everything derived; another one in the file means: make it again."""

metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

log = Table(
    "log",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("device", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("offset_minutes", Integer, nullable=False),
    Column("group_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text),  # card key of a review, mark, reschedule or carry (its source), the group of a void
    Column("body", Text, nullable=False),
)
Index("log_device", log.c.device, log.c.sequence, unique=True)
Index("log_subject", log.c.subject, log.c.at_ms)
Index("log_group", log.c.group_id)
Index("log_other", log.c.kind, log.c.at_ms, sqlite_where=log.c.kind != "review")

dead_group = Table("dead_group", metadata, Column("group_id", Text, primary_key=True))

NEW, LEARNING, REVIEW, RELEARNING, SUSPENDED, ABSENT = range(6)
"""The values of `card.queue`: the phase, unless the card is suspended or its note is gone."""

card = Table(
    "card",
    metadata,
    Column("key", Text, primary_key=True),
    Column("note_key", Text, nullable=False),
    Column("deck", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    Column("queue", Integer, nullable=False),
    Column("phase", Integer, nullable=False),
    Column("step", Integer),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("due_day", Integer),
    Column("due_at_ms", Integer),
    Column("interval_days", Integer, nullable=False),
    Column("last_day", Integer),
    Column("last_at_ms", Integer),
    Column("reps", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("decided_on", Text),
    Column("buried_on", Integer),
    Column("flagged", Integer, nullable=False),
    Column("suspended", Integer, nullable=False),
    Column("pulled_by", Text),
    Column("put_on", Integer),
    sqlite_with_rowid=False,
)
Index("card_note", card.c.note_key)
Index("card_new", card.c.deck, card.c.tier, card.c.position, sqlite_where=card.c.queue == NEW)
Index("card_learning", card.c.due_at_ms, card.c.queue, sqlite_where=card.c.queue.in_((LEARNING, RELEARNING)))
Index("card_due", card.c.due_day, card.c.deck, card.c.queue, sqlite_where=card.c.queue == REVIEW)
Index("card_pulled", card.c.pulled_by, sqlite_where=card.c.pulled_by.is_not(None))
Index("card_put", card.c.put_on, sqlite_where=card.c.put_on.is_not(None))

review = Table(
    "review",
    metadata,
    Column("record_id", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("deck", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("introduced", Integer, nullable=False),
    Column("phase_before", Integer, nullable=False),
    Column("phase", Integer, nullable=False),
    Column("interval_days", Integer, nullable=False),
    Column("offset_minutes", Integer, nullable=False),
    Column("stability", Float),
    Column("difficulty", Float),
    sqlite_with_rowid=False,
)
WEEK_OF_REVIEW = literal_column("(review.day + 3) / 7", Integer)
"""`model.study_day.week_of` of a review's day, spelled as in the index."""
Index(  # holds all that the weeks ask for, in their order
    "review_key",
    review.c.key,
    text("(day + 3) / 7"),
    review.c.at_ms,
    review.c.day,
    review.c.stability,
    review.c.source,
)
Index("review_day", review.c.day, review.c.key)

day_stat = Table(
    "day_stat",
    metadata,
    Column("day", Integer, primary_key=True),
    Column("deck", Text, primary_key=True),
    Column("reviews", Integer, nullable=False),
    Column("introduced", Integer, nullable=False),
    Column("reviewed", Integer, nullable=False),
    Column("passed", Integer, nullable=False),
    Column("duration_ms", Integer, nullable=False),
    sqlite_with_rowid=False,
)

draft = Table(
    "draft",
    metadata,
    Column("mock", Text, primary_key=True),
    Column("at_ms", Integer, nullable=False),
    Column("phase", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("wall_ms", Integer, nullable=False),
    Column("process", Integer, nullable=False),
)

rank = Table(
    "rank",
    metadata,
    Column("key", Text, primary_key=True),
    Column("is_new", Integer, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("position", Integer, nullable=False),  # in its deck: among equal gains the author's order
    Column("weight", Float, nullable=False),
    Column("gain", Float),  # weighted, per second; 0: not to be asked, null: the card changed since it was ranked
    Column("seconds", Float, nullable=False),
    sqlite_with_rowid=False,
)
Index("rank_order", rank.c.is_new, rank.c.lane, rank.c.gain.desc(), rank.c.position)
Index("rank_stale", rank.c.key, sqlite_where=rank.c.gain.is_(None))

source_file = Table(
    "source_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("place", Integer, nullable=False),  # order on the search path
    Column("size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("inode", Integer, nullable=False),
    Column("scanned_ns", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("holds", Text, nullable=False),  # what content is, by kind and name: deck:fsdp, scenario:short-video-feed
    Column("content", LargeBinary, nullable=False),  # the last good file, as the library encodes it
    Column("problems", LargeBinary, nullable=False),
)

ACTIVE, VANISHED = 1, 0

note = Table(
    "note",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("deck", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", Integer, nullable=False),
    Column("front", Text, nullable=False),
    Column("folded_front", Text, nullable=False),  # without case: what words are looked for in
    Column("folded_back", Text, nullable=False),
    Column("tags", Text, nullable=False),  # each between spaces: ' zero memory '
    Column("covers", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("parts", Text, nullable=False),  # the card parts, comma-joined
    Column("digest", Text, nullable=False),  # of what it says, wherever it stands
    Column("content", LargeBinary, nullable=False),
    Column("vanished_on", Integer),
)
Index("note_deck", note.c.deck, note.c.position)

deck = Table(
    "deck",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("was", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("facts", LargeBinary, nullable=False),  # what the other files are checked against, as the library encodes it
)

DERIVED = tuple(table for table in metadata.sorted_tables if table not in (meta, log, draft))
"""What can be made again: dropped and made anew when it was made by another version."""

DROP_SEARCH = text("DROP TABLE IF EXISTS note_search")
REBUILD_SEARCH = text("INSERT INTO note_search(note_search) VALUES ('rebuild')")
CREATE_SEARCH = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS note_search USING fts5("
    "folded_front, folded_back, content='note', content_rowid='row', tokenize='trigram case_sensitive 1')"
)
