"""What it costs to read one changed note of a large library: in an open prepdeck, and in one that was just started.

The library is made of pseudo-words that are as common as words are in a language (Zipf), beside the built-in decks. A
note's answer is edited in its file, then a whole note is added, then twenty files change at once, as after a pull; each
time the deck files are read again. Times are of the process, so that a busy machine does not count.

    python benchmarks/one_edit.py                      # 10,000 notes in 40 decks
    python benchmarks/one_edit.py --against CHECKOUT   # the same with the sources of another checkout before it
    python benchmarks/one_edit.py --notes 2000 --profile
"""

import argparse
import cProfile
import os
import pstats
import random
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.setup import Setup

TIMES = 5
SYLLABLES = [a + b for a, b in product("bcdfghklmnprstvw", ("a", "e", "i", "o", "u", "an", "er", "in", "or", "un"))]
VOCABULARY = [a + b for a, b in product(SYLLABLES, SYLLABLES[::4])]
WEIGHTS = [1 / (rank + 3) for rank in range(len(VOCABULARY))]


def deck_text(number: int, notes: int, seed: int) -> str:
    """A deck of plain notes with five to fourteen telling words in each question."""
    chance = random.Random(seed * 1000 + number)
    shuffled = random.Random(0).sample(VOCABULARY, len(VOCABULARY))

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(shuffled, WEIGHTS, k=chance.randint(least, most)))

    lines = [f"deck: deck-{number}", "tags: [bench]", "notes:"]
    for index in range(notes):
        lines += [
            f"  - id: note-{index}",
            f"    front: What of {words(5, 14)}?",
            f"    back: It is {words(5, 30)}.",
            "    why: Because.",
            "    source: https://example.org/page",
            f"    tags: [topic-{index % 7}]",
        ]
    return "\n".join(lines) + "\n"


def measured(setup: "Setup", decks: Path, profile: bool) -> None:
    from prepdeck.library.check import check_library
    from prepdeck.study.opening import open_collection
    from prepdeck.study.refreshing import refresh
    from prepdeck.study.roots import library_roots

    def edit_back(path: Path, time: int) -> None:
        path.write_text(
            path.read_text().replace(f"  - id: note-{time}\n", f"  - id: note-{time}\n    hint: No {time}.\n")
        )

    def add_note(path: Path, time: int) -> None:
        path.write_text(f"{path.read_text()}  - id: new-{time}\n    front: Is {time} new?\n    back: Yes.\n")

    def pull(_: Path, time: int) -> None:
        for path in paths[:20]:
            edit_back(path, 50 + time)

    def timed(name: str, change: Callable[[Path, int], None], path: Path, *, reopen: bool = False) -> None:
        nonlocal collection
        spent: list[float] = []
        waited: list[float] = []
        for time in range(TIMES):
            change(path, time)
            if reopen:
                collection.close()
            process_s, wall_s = process_time(), perf_counter()
            if reopen:
                collection = open_collection(setup)
            else:
                refresh(collection)
            spent.append(process_time() - process_s)
            waited.append(perf_counter() - wall_s)
        print(f"  {name:<46} {median(spent) * 1000:7.0f} ms  ({median(waited) * 1000:.0f} ms on the wall)")

    paths = sorted(decks.glob("*.yaml"))
    begun_s = process_time()
    collection: Collection = open_collection(setup)
    print(f"  {'the first time':<46} {(process_time() - begun_s) * 1000:7.0f} ms  {resident_mb():.0f} MB")
    timed("nothing changed", lambda path, time: None, paths[7])
    timed("one note edited", edit_back, paths[7])
    timed("one note added", add_note, paths[9])
    timed("one note edited, prepdeck just started", edit_back, paths[11], reopen=True)
    timed("a note in each of 20 files", pull, paths[0])
    print(f"  {'resident memory afterwards':<46} {resident_mb():7.0f} MB")
    if profile:
        edit_back(paths[13], 200)
        profiler = cProfile.Profile()
        profiler.runcall(refresh, collection)
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(40)
    collection.close()
    begun_s = process_time()
    check_library(library_roots(setup))
    print(f"  {'prepdeck check, everything from its files':<46} {(process_time() - begun_s) * 1000:7.0f} ms")


def resident_mb() -> float:
    """Memory of this process now, where the system tells it (Linux)."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if statm.exists() else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--decks", type=int, default=40)
    parser.add_argument("--against", type=Path, help="another checkout, measured first")
    parser.add_argument("--profile", action="store_true", help="tell where one more edit spends its time")
    parser.add_argument("--sources", type=Path, default=Path(__file__).parents[1], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.against:
        for checkout in (asked.against, asked.sources):
            size = ["--notes", str(asked.notes), "--decks", str(asked.decks)]
            subprocess.run([sys.executable, __file__, *size, "--sources", str(checkout)], check=True)
        return
    sys.path.insert(0, str(asked.sources / "src"))
    from prepdeck.config import Config
    from prepdeck.paths import resolve_paths
    from prepdeck.study.setup import Setup, prepare

    with TemporaryDirectory() as name:
        decks = Path(name) / "decks"
        decks.mkdir()
        for number in range(asked.decks):
            (decks / f"deck-{number:03}.yaml").write_text(deck_text(number, asked.notes // asked.decks, 1))
        paths = resolve_paths(str(Path(name) / "home"))
        setup = Setup(paths, prepare(paths).clock, Config(), (decks,))
        print(f"{asked.sources}: {asked.notes:,} notes in {asked.decks} decks, and the built-in ones")
        measured(setup, decks, asked.profile)


if __name__ == "__main__":
    main()
