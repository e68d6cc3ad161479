"""Every problem code is marked by an editor as well, or listed as what no schema can say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from editor import marks

from prepdeck.library.problems import CODES
from prepdeck.library.schema import SCHEMAS
from prepdeck.library.schema_limits import NOT_EXPRESSIBLE
from prepdeck.library.search_path import builtin_root

BROKEN = Path(__file__).parent / "broken"


def examples(code: str) -> list[Path]:
    folder = BROKEN / code
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else list(BROKEN.glob(f"{code}.yaml"))


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_is_marked_by_the_schema_or_listed(code: str) -> None:
    is_marked = any(marks(path.read_bytes()) for path in examples(code))
    assert is_marked is not (code in NOT_EXPRESSIBLE), "marked" if is_marked else "neither marked nor listed"


def test_nothing_else_is_listed() -> None:
    assert set(NOT_EXPRESSIBLE) <= set(CODES)
    assert all(NOT_EXPRESSIBLE.values())


def described(schema: object, at: str = "") -> Iterator[tuple[str, object]]:
    """Every key a file may have, with the text an editor shows when one rests on it."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        for name, value in properties.items():
            yield f"{at}.{name}", value.get("description")
        for name, value in schema.items():
            yield from described(value, at if name == "properties" else f"{at}.{name}")
    elif isinstance(schema, list):
        for value in schema:
            yield from described(value, at)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_an_editor_says_what_every_key_is_for(kind: str) -> None:
    texts = dict(described(SCHEMAS[kind]()))
    assert len(texts) > 4
    assert [key for key, text in texts.items() if not isinstance(text, str) or not text.endswith(".")] == []


@pytest.mark.parametrize("path", sorted(builtin_root().path.rglob("*.yaml")), ids=lambda path: path.stem)
def test_built_in_files_are_free_of_marks(path: Path) -> None:
    assert marks(path.read_bytes()) == []
