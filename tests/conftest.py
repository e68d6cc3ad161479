"""What every test shares: quick hypothesis profiles and a home of one's own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support.homes import Home, make_home

from prepdeck.library.search_path import Root
from prepdeck.study import roots

settings.register_profile(
    "short", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("long", parent=settings.get_profile("short"), max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the home of whoever runs it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home-of-nobody"))
    monkeypatch.setenv("PREPDECK_HOME", str(tmp_path / "prepdeck-home"))


@pytest.fixture(autouse=True)
def _own_decks_only(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests bring their own decks; `builtin_decks` marks those that want the ones prepdeck comes with."""
    if request.node.get_closest_marker("builtin_decks"):
        return
    nothing = tmp_path / "no-builtin-decks"
    nothing.mkdir()
    monkeypatch.setattr(roots, "builtin_root", lambda: Root(nothing, builtin=True))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A collection with decks of the test's own, and a clock the test sets."""
    made = make_home(tmp_path)
    yield made
    made.close()


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Callable[[str], Home]]:
    """Several homes, by name."""
    made: list[Home] = []

    def make(name: str) -> Home:
        made.append(make_home(tmp_path / name))
        return made[-1]

    yield make
    for each in made:
        each.close()
