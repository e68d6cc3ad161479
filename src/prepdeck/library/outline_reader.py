"""From the root of an outline file to an outline."""

from prepdeck.library.events import Mapping, Node
from prepdeck.library.file_tables import OUTLINE, OUTLINE_ITEM
from prepdeck.library.reading import Reading
from prepdeck.model.outline import Outline, OutlineItem


def build_outline(root: Mapping, reading: Reading) -> Outline | None:
    """An outline with the items that have no error; None after reporting that its name or its items are of no use."""
    values = OUTLINE.read_entries(root, reading)
    if "outline" not in values or "items" not in values:
        return None
    place = reading.place(root.entries["outline"].value)
    items = _items(values.get("items", []), reading)
    return Outline(values["outline"], values.get("title", ""), reading.source.path, items, place.line, place.column)


def _items(nodes: list[Node], reading: Reading) -> tuple[OutlineItem, ...]:
    items: dict[str, OutlineItem] = {}
    for node in nodes:
        values = OUTLINE_ITEM.read(node, reading)
        if values is None:
            continue
        if values["id"] in items and isinstance(node, Mapping):
            reading.report(node.entries["id"].value, "repeated-item", f"the id {values['id']} stands here twice")
        items.setdefault(values["id"], OutlineItem(values["id"], values["title"]))
    return tuple(items.values())
