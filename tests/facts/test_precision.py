"""Number formats, mixed precision and activation checkpointing."""

import functools
import struct
from collections import Counter
from typing import Any

import pytest
import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.fsdp import MixedPrecisionPolicy, fully_shard
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.checkpoint import CheckpointPolicy, checkpoint, create_selective_checkpoint_contexts
from torch.utils.flop_counter import FlopCounterMode

from facts.gloo import on_ranks


def as_16_bit(value: float, dtype: torch.dtype) -> float:
    return torch.tensor(value).to(dtype).item()


@pytest.mark.proves("precision/fp16-lost-value")
def test_only_fp16_loses_1e_8_and_only_bf16_rounds_the_others_away() -> None:
    assert as_16_bit(1e-8, torch.float16) == 0
    assert as_16_bit(1e-8, torch.bfloat16) == pytest.approx(1e-8, rel=0.01)
    for value in (257, 1.001, 60_000):
        assert as_16_bit(value, torch.float16) == pytest.approx(value, rel=0.001)
    assert as_16_bit(257, torch.bfloat16) == 256
    assert as_16_bit(1.001, torch.bfloat16) == 1
    assert torch.finfo(torch.float16).max == 65504
    assert as_16_bit(2**-24, torch.float16) == 2**-24
    assert as_16_bit(2**-25, torch.float16) == 0


@pytest.mark.proves("precision/bf16-rounding")
def test_the_bit_trick_rounds_as_torch_does() -> None:
    def to_bf16(x: float) -> float:
        bits = struct.unpack("<I", struct.pack("<f", x))[0]
        bits += 0x7FFF + (bits >> 16 & 1)
        return struct.unpack("<f", struct.pack("<I", bits & 0xFFFF0000))[0]

    values = torch.randn(2000, generator=torch.Generator().manual_seed(0)) * 100
    assert [to_bf16(x) for x in values.tolist()] == values.bfloat16().tolist()


@pytest.mark.proves("precision/bf16-small-update")
def test_small_updates_vanish_in_bf16_and_add_up_in_fp32() -> None:
    weight, master = torch.ones((), dtype=torch.bfloat16), torch.ones(())
    for _ in range(1000):
        weight += 0.001
        master += 0.001
    assert weight.item() == 1.0
    assert master.item() == pytest.approx(2.0, abs=0.001)


@pytest.mark.proves("precision/scale-after-overflows")
def test_the_scaler_halves_skips_and_doubles_after_2000_clean_steps() -> None:
    weight = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    scaler = torch.amp.GradScaler("cpu")

    def step(slope: float) -> float:
        optimizer.zero_grad()
        scaler.scale((weight * slope).sum()).backward()
        scaler.step(optimizer)
        scaler.update()
        return scaler.get_scale()

    assert [step(float("inf")), step(float("inf"))] == [32768, 16384]
    assert weight.item() == 0
    scales = [step(0.0) for _ in range(2000)]
    assert scales[-2:] == [16384, 32768]


@pytest.mark.proves("precision/autocast-dtypes")
def test_autocast_casts_operators_and_leaves_parameters() -> None:
    layer = nn.Linear(4, 3)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = layer(torch.randn(2, 4))
        loss = nn.functional.cross_entropy(logits, torch.tensor([0, 1]))
    loss.backward()
    assert logits.dtype == torch.bfloat16
    assert (layer.weight.dtype, layer.weight.grad.dtype, loss.dtype) == (torch.float32,) * 3


def _low_precision_on_two_ranks(rank: int) -> tuple[list[str], float, float]:
    model = nn.Sequential(nn.Linear(8, 8), nn.LayerNorm(8))
    fully_shard(model, mp_policy=MixedPrecisionPolicy(param_dtype=torch.bfloat16))
    seen = []
    model[1].register_forward_hook(lambda norm, inputs, _: seen.extend([str(norm.weight.dtype), str(inputs[0].dtype)]))
    model(torch.randn(2, 8))
    gradient = 1.0 if rank == 0 else 1 / 512
    low, high = torch.tensor([gradient], dtype=torch.bfloat16), torch.tensor([gradient])
    dist.all_reduce(low)
    dist.all_reduce(high)
    return seen, low.item(), high.item()


@pytest.mark.proves("precision/norm-under-policy", "precision/reduce-in-bf16")
def test_the_policy_casts_norms_too_and_bf16_sums_lose_small_gradients() -> None:
    for seen, low, high in on_ranks(2, _low_precision_on_two_ranks):
        assert seen == ["torch.bfloat16", "torch.bfloat16"]
        assert (low, high) == (1.0, 1.001953125)


@pytest.mark.proves("precision/tf32-defaults")
def test_tf32_is_on_for_cudnn_and_off_for_matrix_products() -> None:
    assert torch.backends.cudnn.allow_tf32
    assert not torch.backends.cuda.matmul.allow_tf32
    assert torch.get_float32_matmul_precision() == "highest"
    torch.set_float32_matmul_precision("high")
    try:
        assert torch.backends.cuda.matmul.allow_tf32
    finally:
        torch.set_float32_matmul_precision("highest")


@pytest.mark.proves("precision/fp8-formats")
def test_where_the_fp8_formats_end() -> None:
    assert torch.finfo(torch.float8_e4m3fn).max == 448
    assert torch.finfo(torch.float8_e5m2).max == 57344


@pytest.mark.proves("precision/recompute-time")
def test_full_recomputation_makes_four_thirds_of_the_flops() -> None:
    layers = nn.Sequential(*(nn.Linear(32, 32, bias=False) for _ in range(4)))
    batch = torch.randn(8, 32, requires_grad=True)

    def flops(recompute: bool) -> int:
        with FlopCounterMode(display=False) as counter:
            output = checkpoint(layers, batch, use_reentrant=True) if recompute else layers(batch)
            output.sum().backward()
        return counter.get_total_flops()

    assert flops(recompute=True) * 3 == flops(recompute=False) * 4


@pytest.mark.proves("precision/reentrant-default")
def test_checkpoint_without_use_reentrant_warns_and_is_reentrant() -> None:
    layer, batch = nn.Linear(2, 2), torch.ones(1, 2, requires_grad=True)
    with pytest.warns(UserWarning, match="use_reentrant parameter should be passed explicitly"):
        output = checkpoint(layer, batch)
    assert type(output.grad_fn).__name__ == "CheckpointFunctionBackward"
    layered = checkpoint(layer, batch, use_reentrant=False)
    assert len(torch.autograd.grad(layered.sum(), list(layer.parameters()))) == 2
    with pytest.raises(RuntimeError):
        torch.autograd.grad(output.sum(), list(layer.parameters()))


@pytest.mark.proves("precision/reentrant-frozen-input")
def test_reentrant_checkpointing_of_an_input_without_grad_ends_the_graph() -> None:
    block, embedded = nn.Linear(2, 2), torch.ones(1, 2)
    with pytest.warns(UserWarning, match="None of the inputs have requires_grad=True"):
        assert not checkpoint(block, embedded, use_reentrant=True).requires_grad
    checkpoint(block, embedded, use_reentrant=False).sum().backward()
    assert block.weight.grad is not None


class Operators(TorchDispatchMode):
    """Counts the operators that run."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.counts[str(func)] += 1
        return func(*args, **(kwargs or {}))


@pytest.mark.proves("precision/selective-save")
def test_a_policy_keeps_matrix_products_and_recomputes_the_rest() -> None:
    block = nn.Sequential(nn.Linear(4, 16), nn.GELU(), nn.Linear(16, 4), nn.GELU())
    batch = torch.randn(2, 4, requires_grad=True)

    def policy(_: Any, operator: Any, *args: Any, **kwargs: Any) -> CheckpointPolicy:
        keep = operator == torch.ops.aten.addmm.default
        return CheckpointPolicy.MUST_SAVE if keep else CheckpointPolicy.PREFER_RECOMPUTE

    def recomputed(**options: Any) -> tuple[int, int]:
        output = checkpoint(block, batch, use_reentrant=False, **options)
        with Operators() as operators:
            output.sum().backward()
        return operators.counts["aten.addmm.default"], operators.counts["aten.gelu.default"]

    assert recomputed() == (2, 1)
    assert recomputed(context_fn=functools.partial(create_selective_checkpoint_contexts, policy)) == (0, 1)


@pytest.mark.proves("precision/dropout-mask")
@pytest.mark.parametrize("preserve", [True, False])
def test_the_recomputed_dropout_mask_is_the_same_only_with_the_rng_state(preserve: bool) -> None:
    masks = []

    def block(x: torch.Tensor) -> torch.Tensor:
        dropped = nn.functional.dropout(x, 0.5)
        masks.append(dropped.detach())
        return dropped * x

    batch = torch.ones(100, requires_grad=True)
    checkpoint(block, batch, use_reentrant=False, preserve_rng_state=preserve).sum().backward()
    assert torch.equal(*masks) == preserve


@pytest.mark.proves("precision/clip-with-nan")
def test_clipping_spreads_one_nan_to_every_gradient() -> None:
    weights = [nn.Parameter(torch.ones(2)), nn.Parameter(torch.ones(2))]
    weights[0].grad, weights[1].grad = torch.tensor([float("nan"), 1.0]), torch.ones(2)
    norm = nn.utils.clip_grad_norm_(weights, 1.0)
    assert norm.isnan()
    assert all(weight.grad.isnan().all() for weight in weights)
    with pytest.raises(RuntimeError, match="non-finite"):
        nn.utils.clip_grad_norm_(weights, 1.0, error_if_nonfinite=True)
