"""Which groups count: undo voids a group, redo voids the void."""

from sqlalchemy import Connection, bindparam, delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from prepdeck.scheduling.replay import voided_groups
from prepdeck.storage.log import LIVE
from prepdeck.storage.payloads import MOCK_COURSE
from prepdeck.storage.schema import dead_group, log

_VOIDS_OF = select(log.c.group_id).where(log.c.subject == bindparam("group"), log.c.kind == "void")
_TARGETS = select(log.c.subject).where(log.c.group_id == bindparam("group"), log.c.kind == "void")
_IS_DEAD = select(exists().where(dead_group.c.group_id == bindparam("group")))
_KILL = insert(dead_group).values(group_id=bindparam("group")).on_conflict_do_nothing()
_REVIVE = delete(dead_group).where(dead_group.c.group_id == bindparam("dead"))
_ALL_VOIDS = select(log.c.group_id, log.c.subject).where(log.c.kind == "void", log.c.kind != "review")


def refresh_liveness(connection: Connection, group: str) -> list[str]:
    """Settle whether `group` counts, and with it what it voids; returns the groups that changed sides.

    A group is dead while a void of it is alive. Voids may arrive before or after what they void.
    """
    voids = connection.execute(_VOIDS_OF, {"group": group}).scalars().all()
    dead = any(not connection.execute(_IS_DEAD, {"group": void}).scalar_one() for void in voids)
    was_dead = connection.execute(_IS_DEAD, {"group": group}).scalar_one()
    if dead == bool(was_dead):
        return []
    connection.execute(*((_KILL, {"group": group}) if dead else (_REVIVE, {"dead": group})))
    changed = [group]
    for target in connection.execute(_TARGETS, {"group": group}).scalars().all():
        changed += refresh_liveness(connection, target)
    return changed


def rebuild_liveness(connection: Connection) -> None:
    """Settle every group from the log alone."""
    connection.execute(delete(dead_group))
    for group in voided_groups((row.group_id, row.subject) for row in connection.execute(_ALL_VOIDS)):
        connection.execute(_KILL, {"group": group})


_PASSED_OVER = (MOCK_COURSE, "seen")
"""What no undo takes back: what the clock brought, and that a reference was looked at."""

_STANDING = (
    select(log.c.group_id, log.c.kind, log.c.subject)
    .where(log.c.device == bindparam("device"), log.c.kind.not_in(_PASSED_OVER), LIVE)
    .order_by(log.c.sequence.desc())
)
_NEWEST_ACTION = _STANDING.where(log.c.kind != "void").limit(1)


def newest_to_undo(connection: Connection, device: str) -> str | None:
    """This device's newest group that counts and is not itself an undo, or None when there is nothing left."""
    newest = connection.execute(_NEWEST_ACTION, {"device": device}).first()
    return newest.group_id if newest else None


def newest_to_redo(connection: Connection, device: str) -> str | None:
    """The group of this device's newest undo that still stands, unless something was done after it."""
    for row in connection.execute(_STANDING, {"device": device}):
        if row.kind != "void":
            return None
        if not _voids_an_undo(connection, row.subject):
            return str(row.group_id)
    return None


_SIZE = select(func.count()).where(log.c.group_id == bindparam("group"))


def size_to_undo(connection: Connection, device: str) -> int:
    """How many records the next undo takes back."""
    group = newest_to_undo(connection, device)
    return int(connection.execute(_SIZE, {"group": group}).scalar_one()) if group else 0


def size_to_redo(connection: Connection, device: str) -> int:
    """How many records the next redo brings back."""
    void = newest_to_redo(connection, device)
    targets = connection.execute(_TARGETS, {"group": void}).scalars().all() if void else ()
    return sum(int(connection.execute(_SIZE, {"group": target}).scalar_one()) for target in targets)


def _voids_an_undo(connection: Connection, group: str) -> bool:
    return connection.execute(_TARGETS, {"group": group}).first() is not None
