"""Run a function on several ranks, each a process of its own, joined by gloo on this machine."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch.distributed as dist
import torch.multiprocessing as mp


def on_ranks(ranks: int, work: Callable[..., Any], *arguments: Any) -> list[Any]:
    """What `work(rank, *arguments)` returned on every rank, by rank; an exception of any rank is raised here.

    `work` and what it returns must be picklable (a function of a module, plain values or small tensors as lists).
    """
    with tempfile.TemporaryDirectory() as folder:
        results = mp.get_context("spawn").Manager().dict()
        mp.spawn(_one_rank, args=(ranks, folder, results, work, arguments), nprocs=ranks)
        return [results[rank] for rank in range(ranks)]


def _one_rank(
    rank: int, ranks: int, folder: str, results: Any, work: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    store = dist.FileStore(str(Path(folder) / "store"), ranks)
    dist.init_process_group("gloo", store=store, rank=rank, world_size=ranks)
    try:
        results[rank] = work(rank, *arguments)
    finally:
        dist.destroy_process_group()
