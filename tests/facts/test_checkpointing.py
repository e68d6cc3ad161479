"""Distributed checkpoints (DCP) and state dicts of sharded models."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict
from torch.distributed.fsdp import fully_shard

from facts.gloo import on_ranks

FULL_ON_CPU = StateDictOptions(full_state_dict=True, cpu_offload=True)


def _sharded_model(fill: float) -> nn.Module:
    model = nn.Linear(6, 8, bias=False)
    with torch.no_grad():
        model.weight.copy_(torch.arange(48.0).reshape(8, 6) * fill)
    return fully_shard(model)


def _save(rank: int, folder: str) -> int:
    model = _sharded_model(fill=1)
    dcp.save({"model": get_model_state_dict(model)}, checkpoint_id=folder)
    return len(get_model_state_dict(model, options=FULL_ON_CPU))


def _load(rank: int, folder: str) -> tuple[Any, bool, tuple[int, ...], list[list[float]]]:
    model = _sharded_model(fill=0)
    address = model.weight.to_local().data_ptr()
    returned = dcp.load({"model": get_model_state_dict(model)}, checkpoint_id=folder)
    shard = model.weight.to_local()
    return returned, shard.data_ptr() == address, tuple(shard.shape), model.weight.full_tensor().tolist()


@pytest.mark.proves("checkpointing/dcp-directory", "checkpointing/reshard-on-load", "checkpointing/load-needs-tensors")
def test_saved_on_two_ranks_and_loaded_in_place_on_four(tmp_path: Path) -> None:
    folder = tmp_path / "checkpoint"
    assert on_ranks(2, _save, str(folder)) == [1, 0]  # the full state dict is on rank 0 only
    assert sorted(path.name for path in folder.iterdir()) == [".metadata", "__0_0.distcp", "__1_0.distcp"]
    for returned, in_place, shape, weight in on_ranks(4, _load, str(folder)):
        assert returned is None
        assert in_place
        assert shape == (2, 6)
        assert weight == torch.arange(48.0).reshape(8, 6).tolist()


class Counter:
    """Something with a state of its own."""

    def __init__(self, step: int) -> None:
        self.step, self.calls = step, []

    def state_dict(self) -> dict[str, int]:
        self.calls.append("state_dict")
        return {"step": self.step}

    def load_state_dict(self, state: dict[str, int]) -> None:
        self.calls.append("load_state_dict")
        self.step = state["step"]


@pytest.mark.proves("checkpointing/stateful-protocol", "checkpointing/lost-step-counter")
def test_stateful_objects_are_called_and_plain_values_replaced(tmp_path: Path) -> None:
    saved, loaded, step = Counter(5), Counter(0), 0
    dcp.save({"counter": saved, "step": 7}, checkpoint_id=tmp_path)
    state = {"counter": loaded, "step": step}
    dcp.load(state, checkpoint_id=tmp_path)
    assert saved.calls == ["state_dict"]
    assert loaded.calls == ["state_dict", "load_state_dict"]
    assert (loaded.step, state["step"], step) == (5, 7, 0)


def _save_and_go_on(rank: int, folder: str) -> list[float]:
    weight = torch.ones(4)
    future = dcp.async_save({"weight": weight}, checkpoint_id=folder)
    weight.fill_(7)
    future.result()
    state = {"weight": torch.zeros(4)}
    dcp.load(state, checkpoint_id=folder)
    return state["weight"].tolist()


@pytest.mark.proves("checkpointing/async-save-snapshot")
def test_async_save_holds_what_was_there_when_it_was_called(tmp_path: Path) -> None:
    assert on_ranks(2, _save_and_go_on, str(tmp_path)) == [[1, 1, 1, 1]] * 2


def _gather_alone(rank: int) -> str:
    model = _sharded_model(fill=1)
    dist.distributed_c10d._set_pg_timeout(timedelta(seconds=1))
    if rank == 0:
        try:
            get_model_state_dict(model, options=FULL_ON_CPU)
        except RuntimeError as error:
            return str(error)
    time.sleep(1.5)
    return ""


@pytest.mark.proves("checkpointing/full-state-dict-hang")
def test_a_full_state_dict_on_rank_0_alone_waits_until_the_timeout() -> None:
    assert "Timed out" in on_ranks(2, _gather_alone)[0]
