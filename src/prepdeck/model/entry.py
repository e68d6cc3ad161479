"""A note as plain keys and values: what every file format carries between itself and a deck file."""

from typing import Any

Entry = dict[str, Any]
"""A note as it stands in a deck file: `{"id": ..., "front": ..., "choices": {"answer": ..., "others": [...]}}`.

Values are texts, lists and mappings of them, whole numbers and truth values; JSON holds it as it is.
"""
