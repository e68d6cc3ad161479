"""Memory and ZeRO."""

from typing import Any

import pytest
import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from facts.gloo import on_ranks


def _step_of_zero_redundancy_optimizer(rank: int) -> dict[str, Any]:
    from torch.distributed.optim import ZeroRedundancyOptimizer  # its module warns of its own deprecation

    torch.manual_seed(0)
    layers = nn.Sequential(*(nn.Linear(4, 4, bias=False) for _ in range(4)))
    alone = nn.Sequential(*(nn.Linear(4, 4, bias=False) for _ in range(4)))
    alone.load_state_dict(layers.state_dict())
    model, plain = DistributedDataParallel(layers), torch.optim.Adam(alone.parameters(), lr=0.1)
    sharded = ZeroRedundancyOptimizer(model.parameters(), optimizer_class=torch.optim.Adam, lr=0.1)
    model(torch.ones(1, 4)).sum().backward()
    alone(torch.ones(1, 4)).sum().backward()
    sharded.step()
    plain.step()
    with pytest.raises(RuntimeError, match="consolidate_state_dict"):
        sharded.state_dict()
    sharded.consolidate_state_dict(to=0)
    return {
        "states": len(sharded.optim.state),
        "gradients": sum(each.grad is not None for each in layers.parameters()),
        "same": all(
            torch.allclose(ours, theirs) for ours, theirs in zip(layers.parameters(), alone.parameters(), strict=True)
        ),
        "saved": len(sharded.state_dict()["state"]) if rank == 0 else None,
    }


@pytest.mark.proves("memory-zero/zero-redundancy-optimizer")
def test_zero_redundancy_optimizer_shards_states_and_must_collect_them_to_save() -> None:
    """Four weights over two ranks: two states a rank, all gradients on both, the same weights as plain Adam."""
    first, second = on_ranks(2, _step_of_zero_redundancy_optimizer)
    assert first == {"states": 2, "gradients": 4, "same": True, "saved": 4}
    assert second == {"states": 2, "gradients": 4, "same": True, "saved": None}
