"""Collectives."""

from functools import cache
from typing import Any

import pytest
import torch
import torch.distributed as dist

from facts.gloo import on_ranks

RANKS = 3


def local(rank: int) -> torch.Tensor:
    """Six numbers that tell rank and position."""
    return torch.arange(6.0) + 10 * rank


def reduce_scattered(rank: int) -> list[float]:
    shard = torch.empty(2)
    dist.reduce_scatter_tensor(shard, local(rank))
    return shard.tolist()


def all_reduced(rank: int) -> list[float]:
    whole = local(rank)
    dist.all_reduce(whole)
    return whole.tolist()


def reduce_scattered_and_gathered(rank: int) -> list[float]:
    shard, whole = torch.empty(2), torch.empty(6)
    dist.reduce_scatter_tensor(shard, local(rank))
    dist.all_gather_into_tensor(whole, shard)
    return whole.tolist()


def transposed(rank: int) -> list[float]:
    received = torch.empty(RANKS)
    dist.all_to_all_single(received, torch.arange(float(RANKS)) + 10 * rank)
    return received.tolist()


def updated_by_shard(rank: int) -> list[float]:
    """A step of SGD on the own shard between the two halves of an all-reduce."""
    weights, shard = torch.ones(6), torch.empty(2)
    dist.reduce_scatter_tensor(shard, local(rank))
    own = weights[2 * rank : 2 * rank + 2] - 0.1 * shard / RANKS
    dist.all_gather_into_tensor(weights, own)
    return weights.tolist()


def updated_everywhere(rank: int) -> list[float]:
    gradient = local(rank)
    dist.all_reduce(gradient)
    return (torch.ones(6) - 0.1 * gradient / RANKS).tolist()


OBSERVATIONS = (
    reduce_scattered,
    all_reduced,
    reduce_scattered_and_gathered,
    transposed,
    updated_by_shard,
    updated_everywhere,
)


def _observe(rank: int) -> dict[str, Any]:
    return {observation.__name__: observation(rank) for observation in OBSERVATIONS}


@cache
def _all_seen() -> list[dict[str, Any]]:
    return on_ranks(RANKS, _observe)


def seen(name: str) -> list[Any]:
    """What an observation returned on each rank; all are made in one run."""
    return [of_rank[name] for of_rank in _all_seen()]


@pytest.mark.proves("collectives/sharded-gradient-collective")
def test_reduce_scatter_gives_each_rank_its_part_of_the_sum() -> None:
    assert seen("reduce_scattered") == [[30.0, 33.0], [36.0, 39.0], [42.0, 45.0]]


@pytest.mark.proves("collectives/transpose-collective")
def test_all_to_all_transposes() -> None:
    assert seen("transposed") == [[0.0, 10.0, 20.0], [1.0, 11.0, 21.0], [2.0, 12.0, 22.0]]


@pytest.mark.proves("collectives/all-reduce-two-halves")
def test_all_reduce_is_reduce_scatter_and_all_gather() -> None:
    assert seen("all_reduced") == seen("reduce_scattered_and_gathered") == [[30.0, 33.0, 36.0, 39.0, 42.0, 45.0]] * 3


@pytest.mark.proves("collectives/all-reduce-two-halves")
def test_updating_shards_between_the_halves_gives_the_weights_of_data_parallelism() -> None:
    for sharded, replicated in zip(seen("updated_by_shard"), seen("updated_everywhere"), strict=True):
        assert sharded == pytest.approx(replicated)
