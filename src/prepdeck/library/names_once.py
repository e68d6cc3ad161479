"""Names that may stand only once in a file."""

from collections.abc import Iterable

from prepdeck.library.events import Mapping, Node, Scalar
from prepdeck.library.reading import Reading


def report_repeated(nodes: Iterable[Node], key: str, reading: Reading) -> None:
    """Tell each name under `key` that one of the nodes before has as well; nodes without one are passed over."""
    lines: dict[str, int] = {}
    for node in nodes:
        entry = node.entries.get(key) if isinstance(node, Mapping) else None
        if entry is None or not isinstance(entry.value, Scalar):
            continue
        name = entry.value.text.strip()
        if name in lines:
            told = f"{name} is also the name of the {key} in line {lines[name]}"
            reading.report(entry.value, "duplicate-name", told)
        lines.setdefault(name, reading.place(entry.value).line)
