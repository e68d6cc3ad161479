"""The wheel: decks, schemas and styles travel in it, and the program works where only the wheel is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

import prepdeck

ROOT = Path(__file__).parents[1]


def done(*command: str | Path, **environment: str) -> str:
    """Run a command in the project's folder and give what it printed."""
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working copy by the build backend itself, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    return folder / done(sys.executable, "-c", build, str(folder)).split()[-1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds prepdeck from the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    options = ("--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check")
    done(sys.executable, "-m", "pip", "install", *options, "--target", folder, wheel)
    return folder


def test_everything_the_program_reads_is_in_the_wheel(wheel: Path) -> None:
    packed = set(ZipFile(wheel).namelist())
    wanted = {
        f"prepdeck/builtin/{path.relative_to(ROOT / 'decks').as_posix()}" for path in (ROOT / "decks").rglob("*.yaml")
    }
    wanted |= {f"prepdeck/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    wanted |= {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.tcss")}
    wanted |= {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert len([name for name in wanted if name.startswith("prepdeck/builtin/")]) >= 4
    assert sorted(wanted - packed) == []


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    strange = [
        name
        for name in ZipFile(wheel).namelist()
        if (not name.startswith("prepdeck/") and ".dist-info/" not in name) or "__pycache__" in name
    ]
    assert strange == []


def test_licence_and_notice_travel_along(wheel: Path) -> None:
    names = [Path(name).name for name in ZipFile(wheel).namelist() if ".dist-info/" in name]
    assert {"LICENSE", "NOTICE"} <= set(names)


def test_the_program_works_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "PREPDECK_HOME": str(tmp_path)}
    program = next((installed / "bin").glob("prepdeck*"))
    assert done(program, "--version", **environment) == f"prepdeck, version {prepdeck.__version__}\n"
    assert done(program, "locate", "builtin", **environment) == f"{installed / 'prepdeck' / 'builtin'}\n"
    decks = json.loads(done(program, "decks", "--json", **environment))
    assert {deck["deck"] for deck in decks} >= {"nine-step", "dsa-patterns"}
