"""DistributedDataParallel."""

import pytest
import torch
from torch.nn.parallel import DistributedDataParallel

from facts.gloo import on_ranks


def _mean_gradient(rank: int) -> float:
    model = DistributedDataParallel(torch.nn.Linear(1, 1, bias=False))
    model(torch.tensor([[float(rank + 1)]])).sum().backward()
    return float(model.module.weight.grad)


@pytest.mark.proves("ddp/mean-not-sum")
def test_ddp_averages_gradients() -> None:
    assert on_ranks(2, _mean_gradient) == [1.5, 1.5]
