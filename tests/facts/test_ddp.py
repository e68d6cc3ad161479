"""DistributedDataParallel."""

import warnings
from functools import cache
from typing import Any

import pytest
import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.algorithms.join import Join
from torch.nn.modules.utils import consume_prefix_in_state_dict_if_present
from torch.nn.parallel import DistributedDataParallel
from torch.utils.checkpoint import checkpoint

from facts.gloo import on_ranks

MIB = 2**20


def one_weight() -> nn.Linear:
    return nn.Linear(1, 1, bias=False)


def gradient(weight: nn.Parameter) -> float | None:
    return None if weight.grad is None else float(weight.grad.flatten()[0])


def log_buckets(model: DistributedDataParallel, log: list[Any]) -> None:
    """Append to `log` which bucket is reduced, with its MiB and its parameters, whenever one is."""

    def hook(state: Any, bucket: dist.GradBucket) -> torch.futures.Future[torch.Tensor]:
        log.append((bucket.index(), bucket.buffer().nbytes / MIB, [id(each) for each in bucket.parameters()]))
        mean = dist.all_reduce(bucket.buffer().div_(dist.get_world_size()), async_op=True).get_future()
        return mean.then(lambda future: future.value()[0])

    model.register_comm_hook(None, hook)


class Branches(nn.Module):
    """Two weights, of which the second is used on demand."""

    def __init__(self) -> None:
        super().__init__()
        self.used, self.optional = one_weight(), one_weight()

    def forward(self, x: torch.Tensor, both: bool) -> torch.Tensor:
        return self.optional(x) + self.used(x) if both else self.used(x)


class CheckpointedTwice(nn.Module):
    def __init__(self, reentrant: bool) -> None:
        super().__init__()
        self.block, self.reentrant = nn.Linear(2, 2, bias=False), reentrant

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for _ in range(2):
            x = checkpoint(self.block, x, use_reentrant=self.reentrant)
        return x


class EightLayers(nn.Module):
    """Eight layers of 1 MiB."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(512, 512, bias=False) for _ in range(8))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in self.layers:
            x = layer(x)
        return x


def constructor(rank: int) -> tuple[float, float]:
    model = one_weight()
    model.weight.data.fill_(rank + 5)
    model.register_buffer("scale", torch.tensor(float(rank + 7)))
    DistributedDataParallel(model)
    return float(model.weight.data), float(model.scale)


def averaged(rank: int) -> float | None:
    model = DistributedDataParallel(one_weight())
    model(torch.tensor([[float(rank + 1)]])).sum().backward()
    return gradient(model.module.weight)


def bypassed(rank: int) -> float | None:
    model = DistributedDataParallel(one_weight())
    model.module(torch.tensor([[float(rank + 1)]])).sum().backward()
    return gradient(model.module.weight)


def order_of_events(rank: int) -> list[Any]:
    """What happens in a backward pass: buckets reduced, and the gradient of the first layer computed."""
    layers = nn.Sequential(*(nn.Linear(512, 512, bias=False) for _ in range(3)))
    model, events = DistributedDataParallel(layers, bucket_cap_mb=1), []
    log_buckets(model, events)
    model(torch.ones(1, 512)).sum().backward()
    events.clear()
    layers[0].weight.register_hook(lambda grad: events.append("first layer"))
    model(torch.ones(1, 512)).sum().backward()
    return [event if event == "first layer" else event[0] for event in events]


def bucket_sizes(rank: int, unused: bool = False) -> list[list[float]]:
    layers = nn.Sequential(*(nn.Linear(1024, 1024, bias=False) for _ in range(20)))
    model, log, steps = DistributedDataParallel(layers, find_unused_parameters=unused), [], []
    log_buckets(model, log)
    for _ in range(2):
        model(torch.ones(1, 1024)).sum().backward()
        steps.append([mib for _, mib, _ in log])
        log.clear()
    return steps


def bucket_sizes_with_unused(rank: int) -> list[list[float]]:
    return bucket_sizes(rank, unused=True)


def bucket_order(rank: int) -> list[list[int]]:
    """By bucket, the positions of its parameters in the order of registration, after the rebuild."""
    layers = nn.Sequential(*(nn.Linear(512, 512, bias=False) for _ in range(4)))
    positions = {id(layer.weight): position for position, layer in enumerate(layers)}
    model, log = DistributedDataParallel(layers, bucket_cap_mb=2), []
    log_buckets(model, log)
    for _ in range(2):
        log.clear()
        model(torch.ones(1, 512)).sum().backward()
    return [[positions[each] for each in bucket] for _, _, bucket in log]


def no_sync_around_both(rank: int) -> list[float | None]:
    model, x = DistributedDataParallel(one_weight()), torch.tensor([[float(rank + 1)]])
    with model.no_sync():
        model(x).sum().backward()
    inside = gradient(model.module.weight)
    model(x).sum().backward()
    return [inside, gradient(model.module.weight)]


def no_sync_around_backward(rank: int) -> float | None:
    model = DistributedDataParallel(one_weight())
    loss = model(torch.tensor([[float(rank + 1)]])).sum()
    with model.no_sync():
        loss.backward()
    return gradient(model.module.weight)


def accumulated(rank: int) -> tuple[list[float], list[float]]:
    """Gradients of two micro-batches a rank, each loss halved, and of the whole batch on one device."""
    torch.manual_seed(0)
    inputs, targets = torch.randn(8, 3), torch.randn(8, 1)
    alone = nn.Linear(3, 1, bias=False)
    model = DistributedDataParallel(nn.Linear(3, 1, bias=False))
    model.module.load_state_dict(alone.state_dict())
    first, second = (slice(start, start + 2) for start in (4 * rank, 4 * rank + 2))
    with model.no_sync():
        (nn.functional.mse_loss(model(inputs[first]), targets[first]) / 2).backward()
    (nn.functional.mse_loss(model(inputs[second]), targets[second]) / 2).backward()
    nn.functional.mse_loss(alone(inputs), targets).backward()
    return model.module.weight.grad.flatten().tolist(), alone.weight.grad.flatten().tolist()


def unused_by_default(rank: int) -> dict[str, Any]:
    """A step in which the first of two buckets is reduced and the second waits for a weight that was not used."""
    model, x, log = DistributedDataParallel(Branches(), bucket_cap_mb=1e-6), torch.tensor([[float(rank + 1)]]), []
    log_buckets(model, log)
    model(x, both=True).sum().backward()
    model.zero_grad()
    log.clear()
    model(x, both=False).sum().backward()
    seen = {"buckets": [len(bucket) for _, _, bucket in log], "gradient": gradient(model.module.used.weight)}
    torch.optim.SGD(model.parameters(), lr=1.0).step()
    seen["weight"] = float(model.module.used.weight.data)
    with pytest.raises(RuntimeError) as error:
        model(x, both=False)
    return seen | {"error": str(error.value)}


def unused_when_found(rank: int) -> tuple[list[int], float | None]:
    """How many parameters each step reduces, and the gradient of the unused one."""
    model, log = DistributedDataParallel(Branches(), find_unused_parameters=True), []
    log_buckets(model, log)
    for both in (True, False):
        model.zero_grad()
        model(torch.ones(1, 1), both).sum().backward()
    return [len(bucket) for _, _, bucket in log], gradient(model.module.optional.weight)


def checkpointed_twice(rank: int) -> dict[str, float | None]:
    gradients = {}
    for name, reentrant, static in (("default", True, False), ("static", True, True), ("other", False, False)):
        torch.manual_seed(0)
        model = DistributedDataParallel(CheckpointedTwice(reentrant), static_graph=static)
        model(torch.full((1, 2), float(rank + 1), requires_grad=True)).sum().backward()
        gradients[name] = gradient(model.module.block.weight)
    return gradients


def storage_of_gradients(rank: int) -> dict[bool, list[int]]:
    """Bytes of storage behind each of two gradients of 64 bytes."""
    stored = {}
    for view in (True, False):
        layers = nn.Sequential(nn.Linear(4, 4, bias=False), nn.Linear(4, 4, bias=False))
        model = DistributedDataParallel(layers, gradient_as_bucket_view=view)
        model(torch.ones(1, 4)).sum().backward()
        stored[view] = [each.grad.untyped_storage().nbytes() for each in model.parameters()]
        if view:
            with pytest.raises(RuntimeError, match="detach"):
                layers[0].weight.grad.detach_()
    return stored


def batch_norm(rank: int) -> dict[str, Any]:
    model, x = DistributedDataParallel(nn.BatchNorm1d(1, momentum=1.0)), torch.tensor([[0.0], [2.0]]) + 10 * rank
    output = model(x)
    local = float(model.module.running_mean)
    model.eval()(x)
    synced = nn.SyncBatchNorm.convert_sync_batchnorm(nn.Sequential(nn.BatchNorm1d(1)))
    return {
        "normalized": [round(value) for value in output.flatten().tolist()],
        "running": [local, float(model.module.running_mean)],
        "converted": type(synced[0]).__name__,
    }


def deprecated_name(rank: int) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        DistributedDataParallel(one_weight(), broadcast_buffers=False)
    return [str(each.message) for each in caught if "forward_sync_buffers" in str(each.message)]


def undivided(rank: int) -> float | None:
    def hook(state: Any, bucket: dist.GradBucket) -> torch.futures.Future[torch.Tensor]:
        return dist.all_reduce(bucket.buffer(), async_op=True).get_future().then(lambda future: future.value()[0])

    model = DistributedDataParallel(one_weight())
    model.register_comm_hook(None, hook)
    model(torch.tensor([[float(rank + 1)]])).sum().backward()
    return gradient(model.module.weight)


def state_dict_keys(rank: int) -> dict[str, list[str]]:
    state = DistributedDataParallel(one_weight()).state_dict()
    loaded = one_weight().load_state_dict(state, strict=False)
    wrapped = list(state)
    consume_prefix_in_state_dict_if_present(state, "module.")
    return {"wrapped": wrapped, "missing": loaded.missing_keys, "stripped": list(state)}


def joined(rank: int) -> dict[bool, list[float | None]]:
    """The gradients of each step where rank 1 has one batch more; every local gradient is 4."""
    gradients = {}
    for initial in (True, False):
        model, gradients[initial] = DistributedDataParallel(one_weight()), []
        with Join([model], divide_by_initial_world_size=initial):
            for _ in range(2 + rank):
                model.zero_grad()
                model(torch.tensor([[4.0]])).sum().backward()
                gradients[initial].append(gradient(model.module.weight))
    return gradients


def compiled_graphs(rank: int) -> dict[bool, int]:
    """How many graphs a compiled DDP model has with DDPOptimizer and without."""
    counts = {}
    for optimize in (True, False):
        graphs: list[Any] = []

        def backend(graph: torch.fx.GraphModule, inputs: Any, graphs: list[Any] = graphs) -> Any:
            graphs.append(graph)
            return graph.forward

        torch._dynamo.reset()
        with torch._dynamo.config.patch(optimize_ddp=optimize):
            compiled = torch.compile(DistributedDataParallel(EightLayers(), bucket_cap_mb=2), backend=backend)
            compiled(torch.ones(1, 512)).sum().backward()
        counts[optimize] = len(graphs)
    return counts


OBSERVATIONS = (
    constructor,
    averaged,
    bypassed,
    order_of_events,
    bucket_sizes,
    bucket_sizes_with_unused,
    bucket_order,
    no_sync_around_both,
    no_sync_around_backward,
    accumulated,
    unused_by_default,
    unused_when_found,
    checkpointed_twice,
    storage_of_gradients,
    batch_norm,
    deprecated_name,
    undivided,
    state_dict_keys,
    joined,
    compiled_graphs,
)


def _observe(rank: int) -> dict[str, Any]:
    return {observation.__name__: observation(rank) for observation in OBSERVATIONS}


@cache
def _all_seen() -> list[dict[str, Any]]:
    return on_ranks(2, _observe)


def seen(name: str) -> list[Any]:
    """What an observation returned on rank 0 and rank 1; all are made in one run of two ranks."""
    return [of_rank[name] for of_rank in _all_seen()]


@pytest.mark.proves("ddp/constructor-broadcast")
def test_constructor_broadcasts_parameters_and_buffers_of_rank_0() -> None:
    assert seen("constructor") == [(5.0, 7.0), (5.0, 7.0)]


@pytest.mark.proves("ddp/mean-not-sum")
def test_ddp_averages_gradients() -> None:
    assert seen("averaged") == [1.5, 1.5]


@pytest.mark.proves("ddp/reducer-overlap")
def test_first_buckets_are_reduced_before_the_first_layer_has_its_gradient() -> None:
    assert seen("order_of_events") == [[0, 1, "first layer", 2]] * 2


@pytest.mark.proves("ddp/reducer-overlap")
def test_forward_past_the_wrapper_leaves_gradients_local() -> None:
    assert seen("bypassed") == [1.0, 2.0]


@pytest.mark.proves("ddp/bucket-rebuild", "ddp/bucket-assignment")
def test_one_bucket_at_first_then_rebuilt_to_close_past_the_cap() -> None:
    assert seen("bucket_sizes")[0] == [[80.0], [4.0, 28.0, 28.0, 20.0]]


@pytest.mark.proves("ddp/bucket-rebuild")
def test_buckets_are_not_rebuilt_when_unused_parameters_are_looked_for() -> None:
    first, second = seen("bucket_sizes_with_unused")[0]
    assert first == second
    assert max(first) == 28.0


@pytest.mark.proves("ddp/bucket-assignment", "ddp/bucket-rebuild")
def test_buckets_hold_parameters_in_reverse_order() -> None:
    """Layers of 1 MiB; an explicit cap of 2 MiB holds for the first bucket as well."""
    assert seen("bucket_order")[0] == [[3, 2], [1, 0]]


@pytest.mark.proves("ddp/no-sync-forward-outside")
def test_no_sync_around_backward_alone_still_synchronizes() -> None:
    assert seen("no_sync_around_backward") == [1.5, 1.5]


@pytest.mark.proves("ddp/no-sync-forward-outside")
def test_no_sync_keeps_gradients_local_and_the_next_step_reduces_their_sum() -> None:
    assert seen("no_sync_around_both") == [[1.0, 3.0], [2.0, 3.0]]


@pytest.mark.proves("ddp/accumulation-divisor")
def test_dividing_by_micro_batches_alone_gives_the_gradient_of_the_global_mean() -> None:
    for over_ranks, alone in seen("accumulated"):
        assert over_ranks == pytest.approx(alone, rel=1e-4)


@pytest.mark.proves("ddp/unused-parameter-error")
def test_unused_parameters_leave_all_gradients_local_and_fail_in_the_next_forward() -> None:
    steps = seen("unused_by_default")
    for rank, step in enumerate(steps):
        assert step["buckets"] == [1], "the bucket of the used weight was reduced, the other one never"
        assert step["gradient"] == rank + 1, "and still its gradient is that of this rank alone"
        assert step["error"].startswith("Expected to have finished reduction in the prior iteration")
    assert steps[0]["weight"] - steps[1]["weight"] == pytest.approx(1.0), "the optimizer parted what was equal"


@pytest.mark.proves("ddp/find-unused-cost")
def test_unused_parameters_are_reduced_all_the_same_and_keep_no_gradient() -> None:
    assert seen("unused_when_found") == [([2, 2], None)] * 2


@pytest.mark.proves("ddp/static-graph-reentrant")
def test_reentrant_checkpointing_twice_needs_a_static_graph() -> None:
    first, second = seen("checkpointed_twice")
    assert first["default"] != pytest.approx(second["default"], rel=1e-3)
    assert first["static"] == pytest.approx(second["static"])
    assert first["other"] == pytest.approx(first["static"])


@pytest.mark.proves("ddp/bucket-view-saving")
def test_gradients_are_views_into_their_bucket_on_demand() -> None:
    assert seen("storage_of_gradients") == [{True: [128, 128], False: [64, 64]}] * 2


@pytest.mark.proves("ddp/batch-norm-under-ddp")
def test_batch_norm_uses_local_statistics_and_the_next_forward_brings_those_of_rank_0() -> None:
    first, second = seen("batch_norm")
    assert first["normalized"] == second["normalized"] == [-1, 1]
    assert first["running"] == [1.0, 1.0]
    assert second["running"] == [11.0, 1.0]
    assert first["converted"] == "SyncBatchNorm"


@pytest.mark.proves("ddp/batch-norm-under-ddp")
def test_broadcast_buffers_is_a_deprecated_name() -> None:
    assert all(len(messages) == 1 and "deprecated" in messages[0] for messages in seen("deprecated_name"))


@pytest.mark.proves("ddp/comm-hook-divides")
def test_a_communication_hook_must_divide_itself() -> None:
    assert seen("undivided") == [3.0, 3.0]


@pytest.mark.proves("ddp/state-dict-prefix")
def test_state_dict_keys_have_a_prefix() -> None:
    assert seen("state_dict_keys")[0] == {"wrapped": ["module.weight"], "missing": ["weight"], "stripped": ["weight"]}


@pytest.mark.proves("ddp/uneven-inputs")
def test_join_divides_by_the_initial_or_by_the_remaining_ranks() -> None:
    first, second = seen("joined")
    assert first == {True: [4.0, 4.0], False: [4.0, 4.0]}
    assert second == {True: [4.0, 4.0, 2.0], False: [4.0, 4.0, 4.0]}


@pytest.mark.proves("ddp/ddp-optimizer-splits")
def test_compiled_model_has_a_graph_a_bucket() -> None:
    """Buckets of 2 MiB over eight layers of 1 MiB, the first bucket closing after one."""
    assert seen("compiled_graphs")[0] == {True: 5, False: 1}
