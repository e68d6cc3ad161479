"""Any number of keys in one statement: SQLite binds 32,766 values at most, and a library may have more cards."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select


def among(column: ColumnElement[Any], name: str = "keys") -> ColumnElement[bool]:
    """The condition that a column is one of the texts bound as `name`, which `listed` makes; it uses an index."""
    return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))


def listed(texts: Iterable[str]) -> str:
    """The texts as one value to bind."""
    return json.dumps(list(texts), ensure_ascii=False)
