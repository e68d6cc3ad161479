"""FSDP1 and FSDP2 on a CPU mesh; collectives are counted with CommDebugMode."""

import math
import warnings
from functools import cache
from typing import Any

import pytest
import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_model_state_dict
from torch.distributed.device_mesh import DeviceMesh, init_device_mesh
from torch.distributed.fsdp import FSDPModule, FullyShardedDataParallel, MixedPrecisionPolicy, fully_shard
from torch.distributed.tensor import DTensor, Shard
from torch.distributed.tensor.debug import CommDebugMode

from facts.gloo import on_ranks

NAMES = {"_allgather_base_": "all-gather", "_reduce_scatter_base_": "reduce-scatter", "allreduce_": "all-reduce"}
X = torch.ones(2, 8)
CPU = torch.device("cpu")


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(8, 8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.linear(x).relu()


class Model(nn.Module):
    """Blocks, and a head that belongs to the root."""

    def __init__(self, blocks: int = 3) -> None:
        super().__init__()
        self.blocks, self.head = nn.ModuleList(Block() for _ in range(blocks)), nn.Linear(8, 8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for block in self.blocks:
            x = block(x)
        return self.head(x)


def mesh() -> DeviceMesh:
    return init_device_mesh("cpu", (dist.get_world_size(),))


def sharded(blocks: int = 3, over: DeviceMesh | None = None, **options: Any) -> Model:
    torch.manual_seed(0)
    model, over = Model(blocks), over or mesh()
    for block in model.blocks:
        fully_shard(block, mesh=over, **options)
    fully_shard(model, mesh=over, **options)
    return model


def collectives(mode: CommDebugMode) -> dict[str, int]:
    return {NAMES[str(name).rpartition(".")[2]]: count for name, count in mode.get_comm_counts().items()}


def step(model: nn.Module) -> list[dict[str, int]]:
    """What the forward and the backward pass communicate."""
    with CommDebugMode() as forward:
        output = model(X)
    with CommDebugMode() as backward:
        output.sum().backward()
    return [collectives(forward), collectives(backward)]


def parameters_of_group(module: FSDPModule) -> list[Any]:
    return module._get_fsdp_state()._fsdp_param_group.fsdp_params


def dtensors(rank: int) -> dict[str, Any]:
    """A group in which one weight is frozen."""
    model = nn.Sequential(nn.Linear(8, 8, bias=False), nn.Linear(8, 8, bias=False))
    model[0].weight.requires_grad_(False)
    names = [name for name, _ in model.named_parameters()]
    with pytest.raises(ValueError, match="uniform `requires_grad`"):
        FullyShardedDataParallel(nn.Sequential(*model), device_id=CPU, use_orig_params=False)
    fully_shard(model, mesh=mesh())
    model(X).sum().backward()
    return {
        "placements": [each.placements for each in model.parameters()] == [(Shard(0),)] * 2,
        "names": [name for name, _ in model.named_parameters()] == names,
        "local": [tuple(each.to_local().shape) for each in model.parameters()],
        "gradients": [each.grad is not None for each in model.parameters()],
    }


def swapped(rank: int) -> list[Any]:
    block = Block()
    returned = fully_shard(block, mesh=mesh())
    return [
        returned is block,
        type(block).__name__,
        isinstance(block, FSDPModule),
        isinstance(block, Block),
        list(block.state_dict()),
    ]


def root_first(rank: int) -> str:
    model, over = Model(), init_device_mesh("cpu", (dist.get_world_size(),), mesh_dim_names=("shard",))
    fully_shard(model, mesh=over)
    with pytest.raises(RuntimeError) as error:
        fully_shard(model.blocks[0], mesh=over)
    return str(error.value)


def root_only(rank: int) -> list[dict[str, int]]:
    model = Model(blocks=4)
    fully_shard(model, mesh=mesh())
    return step(model)


def by_default(rank: int) -> list[list[dict[str, int]]]:
    return [step(sharded(3)), step(sharded(5))]


def always_resharded(rank: int) -> list[dict[str, int]]:
    return step(sharded(reshard_after_forward=True))


def never_resharded(rank: int) -> tuple[list[dict[str, int]], bool]:
    model = sharded(reshard_after_forward=False)
    counts = step(model)
    model(X)
    return counts, isinstance(model.blocks[0].linear.weight, DTensor)


def dtypes(rank: int) -> list[str]:
    policy = MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32)
    model, gathered = sharded(mp_policy=policy), []
    model.blocks[0].register_forward_pre_hook(lambda block, _: gathered.append(block.linear.weight.dtype))
    output = model(X)
    output.float().sum().backward()
    weight = model.blocks[0].linear.weight
    return [str(dtype) for dtype in (weight.dtype, *gathered, weight.grad.dtype, output.dtype)]


def without_gradient_sync(rank: int) -> dict[str, Any]:
    policy = MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32)
    model = sharded(mp_policy=policy)
    model.set_requires_gradient_sync(False)
    counts = step(model)
    held = parameters_of_group(model.blocks[0])[0].unsharded_accumulated_grad
    return {
        "communicated": counts,
        "grad": [each.grad for each in model.parameters()] == [None] * 8,
        "held": (tuple(held.shape), str(held.dtype)),
    }


def kept_after_backward(rank: int) -> dict[str, Any]:
    counts = {}
    for name, after_forward in (("backward", True), ("both", False)):
        model = sharded()
        model.set_reshard_after_backward(False)
        if not after_forward:
            model.set_reshard_after_forward(False)
        counts[name] = [step(model), step(model)]
    return counts


def stale_after_a_step(rank: int) -> list[bool]:
    """Whether a step of the optimizer changes the next output, without and with resharding before it."""
    changed = []
    for reshard in (False, True):
        model = sharded()
        optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
        model.set_reshard_after_backward(reshard)
        before = model(X)
        before.sum().backward()
        optimizer.step()
        changed.append(not torch.equal(before, model(X)))
    return changed


def optimizer_first(rank: int) -> list[bool]:
    """Whether a step changes the weights, of an optimizer made before sharding and of one made after."""
    changed = []
    for before in (True, False):
        model = nn.Linear(8, 8)
        optimizer = torch.optim.SGD(model.parameters(), lr=1.0) if before else None
        fully_shard(model, mesh=mesh())
        optimizer = optimizer or torch.optim.SGD(model.parameters(), lr=1.0)
        weights = model.weight.full_tensor().clone()
        model(X).sum().backward()
        optimizer.step()
        changed.append(not torch.equal(weights, model.weight.full_tensor()))
    return changed


def clipped(rank: int) -> dict[str, Any]:
    model = sharded()
    step(model)
    gradients = [each.grad.full_tensor() for each in model.parameters()]
    norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=1e9)
    flat = FullyShardedDataParallel(nn.Sequential(nn.Linear(8, 8), nn.Linear(8, 8)), device_id=CPU)
    flat(X).sum().backward()
    return {
        "type": type(norm).__name__,
        "right": math.isclose(
            float(norm.full_tensor()), math.sqrt(sum(float((each**2).sum()) for each in gradients)), rel_tol=1e-5
        ),
        "fsdp1": [float(flat.clip_grad_norm_(1e9)), float(nn.utils.clip_grad_norm_(flat.parameters(), 1e9))],
    }


def from_meta(rank: int) -> dict[str, Any]:
    with torch.device("meta"):
        model, never_allocated = sharded(), sharded()
    early = {each.device.type for each in model.parameters()}
    with pytest.raises(RuntimeError, match="materialized from meta"):
        never_allocated(X)
    model = model.to_empty(device="cpu")
    for module in model.modules():
        if isinstance(module, nn.Linear):
            nn.init.ones_(module.weight)
            nn.init.zeros_(module.bias)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    model(X).sum().backward()
    optimizer.step()
    weight = model.head.weight
    return {
        "early": early,
        "late": [weight.device.type, isinstance(weight, DTensor), tuple(weight.to_local().shape)],
        "trained": bool((weight.full_tensor() < 1).all()),
    }


def ignored(rank: int) -> list[Any]:
    model = nn.Linear(8, 8)
    fully_shard(model, mesh=mesh(), ignored_params={model.bias})
    (model(X) * (rank + 1)).sum().backward()
    return [isinstance(model.bias, DTensor), float(model.bias.grad[0])]


def state_dicts(rank: int) -> dict[str, Any]:
    model = sharded()
    with CommDebugMode() as mode:
        state = model.state_dict()
    full = get_model_state_dict(model, options=StateDictOptions(full_state_dict=True, cpu_offload=True))
    return {
        "sharded": all(isinstance(each, DTensor) for each in state.values()),
        "names": list(state) == list(Model().state_dict()),
        "communicated": collectives(mode),
        "full": (len(full), any(isinstance(each, DTensor) for each in full.values())),
    }


def forward_called(rank: int) -> list[Any]:
    model = sharded()
    with pytest.raises(RuntimeError, match=r"mixed torch\.Tensor and DTensor"):
        model.forward(X)
    ownerless = nn.Sequential(Block(), Block())
    for block in ownerless:
        fully_shard(block, mesh=mesh())
    fully_shard(ownerless, mesh=mesh())
    return list(ownerless.forward(X).shape)


def first_generation(rank: int) -> dict[str, Any]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = FullyShardedDataParallel(nn.Sequential(nn.Linear(8, 8), nn.Linear(8, 8)), device_id=CPU)
    return {
        "parameters": [name.rpartition(".")[2] for name, _ in model.named_parameters()],
        "deprecations": [str(each.message) for each in caught if "deprecat" in str(each.message)],
    }


TWO_RANKS = (
    dtensors,
    swapped,
    root_first,
    root_only,
    by_default,
    always_resharded,
    never_resharded,
    dtypes,
    without_gradient_sync,
    kept_after_backward,
    stale_after_a_step,
    optimizer_first,
    clipped,
    from_meta,
    ignored,
    state_dicts,
    forward_called,
    first_generation,
)


def rows(rank: int) -> dict[int, int]:
    """Rows on this rank by rows of the weight."""
    counts = {}
    for total in (3, 5, 6, 9, 10):
        model = nn.Linear(8, total, bias=False)
        fully_shard(model, mesh=mesh())
        counts[total] = model.weight.to_local().shape[0]
    return counts


def uneven_columns(rank: int) -> str:
    with pytest.raises(NotImplementedError) as error:
        fully_shard(nn.Linear(6, 8, bias=False), mesh=mesh(), shard_placement_fn=lambda _: Shard(1))
    return str(error.value)


def hybrid(rank: int) -> dict[str, Any]:
    """A mesh of 2 x 2; each rank's rows tell with whom it shares a shard."""
    square = init_device_mesh("cpu", (2, 2), mesh_dim_names=("replicate", "shard"))
    model = sharded(over=square)
    marked = nn.Linear(8, 8, bias=False)
    marked.weight.data = torch.arange(8.0).unsqueeze(1).expand(8, 8).contiguous()
    fully_shard(marked, mesh=square)
    return {"step": step(model), "rows": marked.weight.to_local()[:, 0].tolist()}


def partly_resharded(rank: int) -> list[Any]:
    """Rows of the 8 that a rank keeps over 4 ranks: between steps, and between forward and backward."""
    model = sharded(reshard_after_forward=2)
    between_steps = model.blocks[0].linear.weight.to_local().shape[0]
    output = model(X)
    after_forward = model.blocks[0].linear.weight.to_local().shape[0]
    output.sum().backward()
    return [between_steps, after_forward, model.blocks[0].linear.weight.to_local().shape[0]]


FOUR_RANKS = (rows, uneven_columns, hybrid, partly_resharded)


def _observe(rank: int, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: globals()[name](rank) for name in names}


@cache
def _all_seen(ranks: int) -> list[dict[str, Any]]:
    observations = TWO_RANKS if ranks == 2 else FOUR_RANKS
    return on_ranks(ranks, _observe, tuple(each.__name__ for each in observations))


def seen(name: str, ranks: int = 2) -> list[Any]:
    """What an observation returned on each rank; those with as many ranks are made in one run."""
    return [of_rank[name] for of_rank in _all_seen(ranks)]


@pytest.mark.proves("fsdp/frozen-weights-in-a-group")
def test_parameters_stay_dtensors_of_their_own_even_when_some_are_frozen() -> None:
    assert (
        seen("dtensors")
        == [{"placements": True, "names": True, "local": [(4, 8), (4, 8)], "gradients": [False, True]}] * 2
    )


@pytest.mark.proves("fsdp/class-swap")
def test_class_is_swapped_in_place() -> None:
    assert seen("swapped")[0] == [True, "FSDPBlock", True, True, ["linear.weight", "linear.bias"]]


@pytest.mark.proves("fsdp/root-before-blocks")
def test_sharding_the_root_first_makes_its_blocks_fail() -> None:
    assert all("overlapping meshes" in error for error in seen("root_first"))


@pytest.mark.proves("fsdp/root-only-group")
def test_root_alone_is_one_group() -> None:
    assert seen("root_only")[0] == [{"all-gather": 1}, {"reduce-scatter": 1}]


@pytest.mark.proves("fsdp/default-all-gather-count")
def test_root_is_not_resharded_by_default() -> None:
    three, five = seen("by_default")[0]
    assert three == [{"all-gather": 4}, {"all-gather": 3, "reduce-scatter": 4}]
    assert five == [{"all-gather": 6}, {"all-gather": 5, "reduce-scatter": 6}]
    assert seen("always_resharded")[0] == [{"all-gather": 4}, {"all-gather": 4, "reduce-scatter": 4}]


@pytest.mark.proves("fsdp/keep-after-forward")
def test_without_resharding_backward_gathers_nothing_and_weights_stay_full() -> None:
    counts, still_sharded = seen("never_resharded")[0]
    assert counts == [{"all-gather": 4}, {"reduce-scatter": 4}]
    assert not still_sharded


@pytest.mark.proves("fsdp/mixed-precision-dtypes")
def test_mixed_precision_keeps_fp32_shards_and_gradients() -> None:
    assert seen("dtypes")[0] == ["torch.float32", "torch.bfloat16", "torch.float32", "torch.bfloat16"]


@pytest.mark.proves("fsdp/unsharded-gradients")
def test_without_gradient_sync_whole_gradients_are_held_in_reduce_dtype() -> None:
    assert seen("without_gradient_sync")[0] == {
        "communicated": [{"all-gather": 4}, {"all-gather": 3}],
        "grad": True,
        "held": ((8, 8), "torch.float32"),
    }


@pytest.mark.proves("fsdp/keep-after-backward")
def test_weights_kept_after_backward_spare_the_next_forward_its_all_gathers() -> None:
    counts = seen("kept_after_backward")[0]
    assert counts["backward"][1] == [{}, {"all-gather": 3, "reduce-scatter": 4}]
    assert counts["both"][1] == [{}, {"reduce-scatter": 4}]


@pytest.mark.proves("fsdp/keep-after-backward")
def test_weights_kept_over_an_optimizer_step_are_stale() -> None:
    assert seen("stale_after_a_step") == [[False, True]] * 2


@pytest.mark.proves("fsdp/optimizer-before-sharding")
def test_optimizer_made_before_sharding_changes_nothing() -> None:
    assert seen("optimizer_first") == [[False, True]] * 2


@pytest.mark.proves("fsdp/clip-grad-norm")
def test_clipping_returns_the_global_norm_as_dtensor() -> None:
    first, second = seen("clipped")
    assert first["type"] == "DTensor"
    assert first["right"]
    assert second["right"]
    assert first["fsdp1"][0] == pytest.approx(second["fsdp1"][0])
    assert first["fsdp1"][1] < first["fsdp1"][0]


@pytest.mark.proves("fsdp/meta-device-setup")
def test_meta_device_setup_allocates_shards_only_and_trains() -> None:
    assert seen("from_meta") == [{"early": {"meta"}, "late": ["cpu", True, (4, 8)], "trained": True}] * 2


@pytest.mark.proves("fsdp/ignored-parameter-gradients")
def test_ignored_parameters_keep_local_gradients() -> None:
    assert seen("ignored") == [[False, 2.0], [False, 4.0]]


@pytest.mark.proves("fsdp/sharded-state-dict")
def test_state_dict_is_sharded_without_communication() -> None:
    first, second = seen("state_dicts")
    assert first == {"sharded": True, "names": True, "communicated": {}, "full": (8, False)}
    assert second["full"] == (0, False)


@pytest.mark.proves("fsdp/forward-bypasses-hooks")
def test_calling_forward_fails_where_the_root_owns_parameters_and_only_there() -> None:
    assert seen("forward_called") == [[2, 8]] * 2


@pytest.mark.proves("fsdp/migrating-to-fsdp2", "fsdp/frozen-weights-in-a-group")
def test_first_generation_has_flat_parameters_and_no_deprecation_warning() -> None:
    assert seen("first_generation")[0] == {"parameters": ["_flat_param"], "deprecations": []}


@pytest.mark.proves("fsdp/ranks-without-rows")
def test_uneven_rows_are_dealt_out_in_chunks() -> None:
    by_rank = seen("rows", 4)
    assert [each[3] for each in by_rank] == [1, 1, 1, 0]
    assert [each[5] for each in by_rank] == [2, 2, 1, 0]
    for total in (5, 6, 9, 10):
        assert sum(each[total] == 0 for each in by_rank) == 4 - math.ceil(total / math.ceil(total / 4))
    assert all("uneven sharding on dim 1" in error for error in seen("uneven_columns", 4))


@pytest.mark.proves("fsdp/hybrid-mesh-dimensions")
def test_hybrid_mesh_replicates_over_dimension_0_and_shards_over_dimension_1() -> None:
    """Ranks 0 and 1 are one row of the mesh, so together they hold the whole weight."""
    by_rank = seen("hybrid", 4)
    top, bottom = [0.0, 1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0]
    assert [each["rows"] for each in by_rank] == [top, bottom, top, bottom]
    assert by_rank[0]["step"][1] == {"all-gather": 3, "reduce-scatter": 4, "all-reduce": 4}


@pytest.mark.proves("fsdp/partial-reshard")
def test_integer_reshards_to_fewer_ranks_after_forward() -> None:
    assert seen("partly_resharded", 4) == [[2, 4, 2]] * 4
