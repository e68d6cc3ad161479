"""What is known before anything is opened: folders, clock, configuration."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prepdeck.clock import Clock
from prepdeck.config import Config, read_config
from prepdeck.paths import Paths


@dataclass(frozen=True, slots=True)
class Setup:
    """Where a collection is and what time it is there: enough to open one, at no cost."""

    paths: Paths
    clock: Clock
    config: Config
    deck_paths: tuple[Path, ...] = ()


def prepare(paths: Paths, deck_paths: Sequence[Path] = ()) -> Setup:
    """Read the configuration; raises UsageError for one that cannot be used."""
    config = read_config(paths.config_file)
    return Setup(paths, Clock(config.rollover_hour), config, tuple(deck_paths))
