"""torch.compile; a backend that only counts graphs stands in for the code generator."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import torch
import torch._dynamo
import torch.distributed as dist
from torch import Tensor, nn
from torch._dynamo.exc import FailOnRecompileLimitHit, Unsupported
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard
from torch.nn.parallel import DistributedDataParallel


class Graphs:
    """A backend that runs graphs as they are and notes how many operations each has."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def __call__(self, graph: torch.fx.GraphModule, inputs: list[Tensor]) -> Callable[..., Any]:
        self.sizes.append(sum(node.op in ("call_function", "call_module") for node in graph.graph.nodes))
        return graph.forward


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    torch._dynamo.reset()
    yield
    torch._dynamo.reset()


class Branching(nn.Module):
    """Takes a branch that depends on what `mode` says."""

    def __init__(self, mode: str) -> None:
        super().__init__()
        self.mode = mode
        self.layers = nn.ModuleList(nn.Linear(3, 3) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        if self.mode == "value" and x.sum() > 0:
            x = x + 1
        if self.mode == "shape" and x.shape[0] > 1:
            x = x + 1
        if self.mode == "training" and self.training:
            x = x + 1
        return 2 * x


@pytest.mark.proves("compile/fullgraph-breaker")
def test_only_a_branch_on_values_breaks_the_graph() -> None:
    for mode in ("none", "shape", "training"):
        torch.compile(Branching(mode), backend="eager", fullgraph=True)(torch.ones(2, 3))
    with pytest.raises(Unsupported, match="Data-dependent branching"):
        torch.compile(Branching("value"), backend="eager", fullgraph=True)(torch.ones(2, 3))
    graphs = Graphs()
    torch.compile(Branching("value"), backend=graphs)(torch.ones(2, 3))
    assert len(graphs.sizes) == 2, "without fullgraph it is split"


class Counting(nn.Module):
    """Uses a number that may change from step to step."""

    def __init__(self) -> None:
        super().__init__()
        self.step = 1

    def forward(self, x: Tensor) -> Tensor:
        return x * self.step


@pytest.mark.proves("compile/recompile-limit")
def test_after_eight_versions_new_arguments_run_eagerly_or_fail_under_fullgraph() -> None:
    assert torch._dynamo.config.recompile_limit == 8
    ran: list[None] = []

    def counting(graph: torch.fx.GraphModule, inputs: list[Tensor]) -> Callable[..., Any]:
        return lambda *arguments: (ran.append(None), graph.forward(*arguments))[1]

    times = torch.compile(lambda x, n: x * n, backend=counting, dynamic=False)
    for n in range(12):
        assert float(times(torch.tensor(2.0), n)) == 2.0 * n
    assert len(ran) == 8, "the last four ran eagerly"
    times(torch.tensor(2.0), 3)
    assert len(ran) == 9, "what fits a version still uses it"
    graphs, counter = Graphs(), Counting()
    compiled = torch.compile(counter, backend=graphs)
    for _ in range(12):
        counter.step += 1
        compiled(torch.tensor(2.0))
    assert len(graphs.sizes) == 8, "an integer attribute of a module is a constant to each version"
    torch._dynamo.reset()
    times = torch.compile(lambda x, n: x * n, backend="eager", dynamic=False, fullgraph=True)
    for n in range(8):
        times(torch.tensor(2.0), n)
    with pytest.raises(FailOnRecompileLimitHit):
        times(torch.tensor(2.0), 8)


@pytest.mark.proves("compile/changing-lengths")
def test_a_second_size_makes_the_dimension_symbolic() -> None:
    def versions(dynamic: bool | None) -> int:
        torch._dynamo.reset()
        graphs = Graphs()
        double = torch.compile(lambda x: 2 * x, backend=graphs, dynamic=dynamic)
        for length in (100, 120, 140, 160):
            double(torch.ones(length))
        return len(graphs.sizes)

    assert versions(None) == 2
    assert versions(False) == 4
    assert versions(True) == 1


@pytest.mark.proves("compile/launch-bound-mode")
def test_reduce_overhead_is_the_mode_that_adds_cuda_graphs_and_nothing_else() -> None:
    modes = torch._inductor.list_mode_options()
    assert modes["default"] == {}
    assert modes["reduce-overhead"] == {"triton.cudagraphs": True}
    assert modes["max-autotune"]["triton.cudagraphs"]
    assert "triton.cudagraphs" not in modes["max-autotune-no-cudagraphs"]


@pytest.mark.proves("compile/failed-guard-log")
def test_the_recompiles_log_names_the_guard_that_failed(caplog: pytest.LogCaptureFixture) -> None:
    torch._logging.set_logs(recompiles=True)
    log = logging.getLogger("torch._dynamo.guards.__recompiles")
    log.addHandler(caplog.handler)
    try:
        times = torch.compile(lambda x, flag: x + 1 if flag == "a" else x - 1, backend="eager")
        times(torch.ones(2), "a")
        assert not caplog.text
        times(torch.ones(2), "b")
    finally:
        log.removeHandler(caplog.handler)
        torch._logging.set_logs()
    assert "flag == 'a'" in caplog.text


class Layer(nn.Module):
    """One matrix of 1 MiB."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = nn.Linear(512, 512, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.matrix(x)


class Stack(nn.Module):
    """Six layers."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(6))

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x)
        return x


@pytest.fixture
def one_rank() -> Iterator[None]:
    dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
    yield
    dist.destroy_process_group()


@pytest.mark.usefixtures("one_rank")
@pytest.mark.proves("compile/with-ddp-and-fsdp")
def test_the_graph_of_a_ddp_model_is_split_at_its_buckets() -> None:
    def layers_by_graph(changed: AbstractContextManager[Any]) -> list[int]:
        torch._dynamo.reset()
        graphs = Graphs()
        model = torch.compile(DistributedDataParallel(Stack(), bucket_cap_mb=2), backend=graphs)
        with changed:
            model(torch.ones(2, 512)).sum().backward()
        return graphs.sizes

    # from the last layer on: a first bucket of 1 MiB, then 2 MiB each
    assert layers_by_graph(nullcontext()) == [1, 2, 2, 1]
    assert layers_by_graph(torch._dynamo.config.patch(optimize_ddp=False)) == [6]


@pytest.mark.usefixtures("one_rank")
@pytest.mark.proves("compile/with-ddp-and-fsdp")
def test_sharded_blocks_compiled_one_by_one_share_one_graph_without_communication() -> None:
    graphs, model = Graphs(), Stack()
    mesh = init_device_mesh("cpu", (1,))
    for layer in model.layers:
        layer.compile(backend=graphs)
        fully_shard(layer, mesh=mesh)
    fully_shard(model, mesh=mesh)
    for _ in range(2):
        model(torch.ones(2, 512, requires_grad=True)).sum().backward()
    assert graphs.sizes == [1]
