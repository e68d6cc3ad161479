"""Meshes, HSDP, tensor and sequence parallelism, pipelines: collectives are counted, schedules are watched."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import pytest
import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard
from torch.distributed.pipelining import PipelineStage, Schedule1F1B, ScheduleGPipe
from torch.distributed.tensor import Replicate, Shard, distribute_tensor
from torch.distributed.tensor.debug import CommDebugMode
from torch.distributed.tensor.parallel import ColwiseParallel, RowwiseParallel, SequenceParallel, parallelize_module
from torch.testing._internal.distributed.fake_pg import FakeStore

from facts.gloo import on_ranks


@pytest.fixture
def rank_6_of_8() -> Iterator[None]:
    dist.init_process_group("fake", store=FakeStore(), rank=6, world_size=8)
    yield
    dist.destroy_process_group()


@pytest.mark.proves("parallelism/mesh-dimension-order")
@pytest.mark.usefixtures("rank_6_of_8")
def test_the_last_mesh_dimension_has_neighboring_ranks() -> None:
    mesh = init_device_mesh("cpu", (2, 4), mesh_dim_names=("dp", "tp"))
    assert dist.get_process_group_ranks(mesh.get_group("tp")) == [4, 5, 6, 7]
    assert dist.get_process_group_ranks(mesh.get_group("dp")) == [2, 6]


def _forward_backward(model: nn.Module, batch: torch.Tensor) -> tuple[dict[str, int], dict[str, int]]:
    """The collectives of a forward and of a backward pass, by their short names."""
    with CommDebugMode() as forward:
        output = model(batch)
    with CommDebugMode() as backward:
        output.sum().backward()
    names = {"allgather_base": "all_gather", "reduce_scatter_base": "reduce_scatter", "allreduce": "all_reduce"}

    def short(counts: dict[Any, int]) -> dict[str, int]:
        plain = {str(packet).rpartition(".")[2].strip("_"): count for packet, count in counts.items()}
        return {
            names.get(name, name.removesuffix("_into_tensor").removesuffix("_tensor")): n for name, n in plain.items()
        }

    return short(forward.get_comm_counts()), short(backward.get_comm_counts())


def _hsdp(rank: int) -> tuple[str, dict[str, int], dict[str, int]]:
    mesh = init_device_mesh("cpu", (2, 2), mesh_dim_names=("replicate", "shard"))
    model = fully_shard(nn.Linear(8, 8, bias=False), mesh=mesh)
    return str(model.weight.placements), *_forward_backward(model, torch.ones(2, 8))


@pytest.mark.proves("parallelism/hsdp-collectives")
def test_hsdp_scatters_within_the_shard_group_and_reduces_across_replicas() -> None:
    for placements, forward, backward in on_ranks(4, _hsdp):
        assert placements == "(Replicate(), Shard(dim=0))"
        assert forward == {"all_gather": 1}
        assert backward == {"reduce_scatter": 1, "all_reduce": 1}


def _mlp() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 8))


def _tensor_parallel(rank: int) -> dict[str, Any]:
    mesh = init_device_mesh("cpu", (2,), mesh_dim_names=("tp",))
    batch = torch.randn(2, 4, 8, generator=torch.Generator().manual_seed(1)).requires_grad_()
    columns_rows = parallelize_module(_mlp(), mesh, {"0": ColwiseParallel(), "2": RowwiseParallel()})
    replicated = ColwiseParallel(output_layouts=Replicate())
    columns_twice = parallelize_module(
        _mlp(), mesh, {"0": replicated, "2": ColwiseParallel(output_layouts=Replicate())}
    )
    plan = {
        "0": SequenceParallel(),
        "1.0": ColwiseParallel(input_layouts=Shard(1)),
        "1.2": RowwiseParallel(output_layouts=Shard(1)),
    }
    sequence = parallelize_module(nn.Sequential(nn.LayerNorm(8), _mlp()), mesh, plan)
    slice_of_tokens = distribute_tensor(batch.detach(), mesh, [Shard(1)]).requires_grad_()
    return {
        "same": torch.allclose(columns_rows(batch), _mlp()(batch), atol=1e-6),
        "columns_rows": _forward_backward(columns_rows, batch),
        "columns_twice": _forward_backward(columns_twice, batch)[0],
        "sequence": _forward_backward(sequence, slice_of_tokens),
        "between_blocks": tuple(sequence(slice_of_tokens).shape),
    }


@pytest.mark.proves(
    "parallelism/column-then-row",
    "parallelism/tensor-parallel-all-reduces",
    "parallelism/columns-twice",
    "parallelism/sequence-parallel-swap",
)
def test_collectives_of_tensor_and_sequence_parallel_blocks() -> None:
    for seen in on_ranks(2, _tensor_parallel):
        assert seen["same"]
        assert seen["columns_rows"] == ({"all_reduce": 1}, {"all_reduce": 1})
        assert seen["columns_twice"] == {"all_gather": 2}
        assert seen["sequence"] == ({"all_gather": 1, "reduce_scatter": 1},) * 2
        assert seen["between_blocks"] == (2, 2, 8)


class Stage(nn.Linear):
    """A layer that notes when its forward and backward run."""

    def __init__(self) -> None:
        super().__init__(4, 4, bias=False)
        self.ran: list[int] = []

    def forward(self, batch: torch.Tensor) -> torch.Tensor:
        output = super().forward(batch)
        if output.requires_grad and not output.is_meta:
            self.ran.append(1)
            output.register_hook(lambda _: self.ran.append(-1))
        return output


def _most_in_flight(rank: int, name: str) -> int:
    stage = Stage()
    kind = {"gpipe": ScheduleGPipe, "1f1b": Schedule1F1B}[name]
    schedule = kind(PipelineStage(stage, rank, 2, torch.device("cpu")), 6, loss_fn=nn.functional.mse_loss)
    for _ in range(2):  # the first step also infers shapes
        stage.ran.clear()
        if rank == 0:
            schedule.step(torch.ones(12, 4))
        else:
            schedule.step(target=torch.zeros(12, 4))
    return max(accumulate(stage.ran))


@pytest.mark.proves("parallelism/one-f-one-b-gain")
def test_1f1b_keeps_as_many_micro_batches_as_stages_are_left_and_gpipe_all() -> None:
    assert on_ranks(2, _most_in_flight, "gpipe") == [6, 6]
    assert on_ranks(2, _most_in_flight, "1f1b") == [2, 1]
