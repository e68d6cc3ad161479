"""What an editor with a YAML language server and our schemas marks in a file."""

import re
from typing import Any

from jsonschema import Draft7Validator

from prepdeck.library.events import Mapping, Node, Scalar, read_tree
from prepdeck.library.schema import SCHEMAS
from prepdeck.library.source import Source, decode


def marks(content: bytes) -> list[str]:
    """The messages of the schema of the file's kind; none for bytes or YAML that cannot be read at all."""
    source = decode("", content)
    tree = read_tree(source) if isinstance(source, Source) else None
    if tree is None or tree.root is None:
        return []
    value = _value(tree.root)
    kind = value.get("kind", "deck") if isinstance(value, dict) else "deck"
    schema = SCHEMAS.get(str(kind), SCHEMAS["deck"])()
    return [error.message for error in Draft7Validator(schema).iter_errors(value)]


def _value(node: Node) -> Any:
    """As YAML 1.2's core schema resolves it."""
    if isinstance(node, Mapping):
        return {name: _value(entry.value) for name, entry in node.entries.items()}
    if not isinstance(node, Scalar):
        return [_value(item) for item in node.items]
    text = node.text
    if node.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text
