"""From the root of a role file to a role."""

from collections.abc import Iterable

from prepdeck.library.events import Mapping, Node, Sequence, value_at
from prepdeck.library.names_once import report_repeated
from prepdeck.library.reading import Reading
from prepdeck.library.role_tables import CHECKLIST_ITEM, REQUIREMENT, ROLE
from prepdeck.model.role import ChecklistItem, Requirement, Role, RoleMention


def build_role(root: Mapping, reading: Reading) -> Role | None:
    """A role, or None after reporting any error: readiness must not go by half of its requirements."""
    values = ROLE.read_entries(root, reading)
    requirement_nodes: list[Node] = values.get("requirements", [])
    item_nodes: list[Node] = values.get("checklist", [])
    requirements = _requirements(requirement_nodes, reading)
    checklist = _checklist(item_nodes, reading)
    if "requirements" in values and not requirement_nodes:
        reading.report(root.entries["requirements"].key, "too-few-items", "a role needs a requirement", "add one")
    report_repeated(requirement_nodes, "requirement", reading)
    report_repeated(item_nodes, "item", reading)
    if reading.errors:
        return None
    place = reading.place(root.entries["role"].value)
    return Role(
        slug=values["role"],
        title=values["title"],
        path=reading.source.path,
        requirements=requirements,
        checklist=checklist,
        note=values.get("note", ""),
        mentions=tuple(_mentions(requirement_nodes, requirements, reading)),
        line=place.line,
        column=place.column,
    )


def _requirements(nodes: list[Node], reading: Reading) -> tuple[Requirement, ...]:
    read = (REQUIREMENT.read(node, reading) for node in nodes)
    return tuple(
        Requirement(
            slug=values["requirement"],
            title=values["title"],
            requirement_class=values["class"],
            weight=values["weight"],
            cards=values.get("cards", ""),
            axes=values.get("axes", ()),
            evidence=values.get("evidence", False),
        )
        for values in read
        if values is not None
    )


def _checklist(nodes: list[Node], reading: Reading) -> tuple[ChecklistItem, ...]:
    read = (CHECKLIST_ITEM.read(node, reading) for node in nodes)
    return tuple(ChecklistItem(values["item"], values["title"]) for values in read if values is not None)


def _mentions(nodes: list[Node], requirements: tuple[Requirement, ...], reading: Reading) -> Iterable[RoleMention]:
    """The axes and queries that the rest of the library must know, in a role that was read without an error."""
    for node, requirement in zip(nodes, requirements, strict=True):
        if requirement.cards:
            place = reading.place(value_at(node, "cards"))
            yield RoleMention("cards", requirement.cards, place.line, place.column)
        axes = value_at(node, "axes")
        for axis, name in zip(axes.items if isinstance(axes, Sequence) else (), requirement.axes, strict=True):
            place = reading.place(axis)
            yield RoleMention("axis", name, place.line, place.column)
