"""Roles of the library, as they were last read well, and which items of their checklists are done."""

from prepdeck.errors import UsageError
from prepdeck.library.file_codec import decode_file
from prepdeck.model.records import ItemChecked
from prepdeck.model.role import Role
from prepdeck.storage.content import contents_holding
from prepdeck.storage.log import live_records_of_kind
from prepdeck.study.collection import Collection
from prepdeck.study.goals import goal_of


def roles_of(collection: Collection) -> dict[str, Role]:
    """Every role by its name, in the order of the search path; of two with one name the first."""
    return collection.kept("roles", collection.seen_indexing, lambda: _read_roles(collection))


def _read_roles(collection: Collection) -> dict[str, Role]:
    found: dict[str, Role] = {}
    with collection.store.reading() as rows:
        contents = contents_holding(rows, "role")
    for content in contents:
        if role := decode_file(content).role:
            found.setdefault(role.slug, role)
    return found


def require_role(collection: Collection, slug: str | None) -> Role:
    """The role of that name, or without a name the only one there is; raises UsageError that lists them."""
    there_are = roles_of(collection)
    if slug in there_are:
        return there_are[slug]
    if not slug and len(there_are) == 1:
        return next(iter(there_are.values()))
    if not there_are:
        hint = "The library has none yet: docs/deck-format.md says how one is written."
    else:
        hint = f"There are: {', '.join(sorted(there_are))}."
    raise UsageError(f"There is no role {slug}." if slug else "Say which role to prepare for.", hint)


def requirement_names(collection: Collection) -> tuple[str, ...]:
    """What stories can be evidence for: the requirements of the goal's role, else of every role, each name once."""
    there_are, goal = roles_of(collection), goal_of(collection)
    aimed_at = there_are.get(goal.role or "") if goal else None
    roles = [aimed_at] if aimed_at else there_are.values()
    return tuple(dict.fromkeys(each.slug for role in roles for each in role.requirements if each.evidence))


def done_items(collection: Collection, role: str) -> frozenset[str]:
    """The items of a role's checklist that are done."""
    done: dict[str, bool] = {}
    with collection.store.reading() as rows:
        records = live_records_of_kind(rows, "checked")
    for record in records:
        if isinstance(record.payload, ItemChecked) and record.payload.role == role:
            done[record.payload.item] = record.payload.done
    return frozenset(item for item, is_done in done.items() if is_done)


def check_items(collection: Collection, role: Role, items: tuple[str, ...]) -> None:
    """Tick these items, or open those again that are done; one action. Raises UsageError for one there is not."""
    known = {item.slug for item in role.checklist}
    for item in items:
        if item not in known:
            raise UsageError(f"The checklist of {role.slug} has no item {item}.", f"There are: {', '.join(known)}.")
    done = done_items(collection, role.slug)
    collection.append([ItemChecked(role.slug, item, item not in done) for item in dict.fromkeys(items)])
