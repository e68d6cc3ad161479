"""Autograd and the training loop."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


@pytest.mark.proves("autograd/scaled-init-no-grad")
def test_a_scaled_parameter_is_no_leaf_and_gets_no_gradient() -> None:
    w = 0.02 * torch.randn(4, requires_grad=True)
    (2 * w).sum().backward()
    assert not w.is_leaf
    with pytest.warns(UserWarning, match="not a leaf"):
        assert w.grad is None
    with pytest.raises(ValueError, match="non-leaf"):
        torch.optim.SGD([w], 0.1)
    leaf = (0.02 * torch.randn(4)).requires_grad_()
    (2 * leaf).sum().backward()
    assert torch.equal(leaf.grad, torch.full((4,), 2.0))


@pytest.mark.proves("autograd/backward-accumulates")
@pytest.mark.parametrize("times", [2, 3, 5])
def test_backward_adds_to_grad(times: int) -> None:
    w = torch.tensor(3.0, requires_grad=True)
    for _ in range(times):
        (w**2).backward()
    assert w.grad == 2 * 3.0 * times


@pytest.mark.proves("autograd/second-backward")
def test_a_second_backward_needs_a_kept_graph_or_a_cut_one() -> None:
    w = torch.tensor(0.5, requires_grad=True)
    loss = w.exp()
    loss.backward()
    with pytest.raises(RuntimeError, match="a second time"):
        loss.backward()
    loss = w.exp()
    loss.backward(retain_graph=True)
    loss.backward()

    def two_steps(carry: Callable[[Tensor], Tensor]) -> None:
        hidden = torch.ones(())
        for _ in range(2):
            hidden = torch.tanh(w * carry(hidden))
            hidden.backward()

    with pytest.raises(RuntimeError, match="a second time"):
        two_steps(lambda hidden: hidden)
    two_steps(torch.Tensor.detach)


@pytest.mark.proves("autograd/in-place-breaks-backward")
def test_in_place_changes_fail_only_where_the_old_value_was_saved() -> None:
    def backward(make: Callable[[Tensor], Tensor]) -> None:
        x = torch.ones(3, requires_grad=True)
        make(x).sum().backward()

    backward(lambda x: (x + 1).mul_(2))
    backward(lambda x: (3 * x).add_(1))
    backward(lambda x: x.sin().mul_(2))
    with pytest.raises(RuntimeError, match="inplace operation"):
        backward(lambda x: x.exp().add_(1))


@pytest.mark.proves("autograd/inference-mode-features")
def test_inference_tensors_cannot_be_saved_for_backward() -> None:
    encoder, head = nn.Linear(3, 3), nn.Linear(3, 1)
    with torch.inference_mode():
        features = encoder(torch.ones(2, 3))
    with pytest.raises(RuntimeError, match="Inference tensors cannot be saved for backward"):
        head(features)
    head(features.clone()).sum().backward()
    with torch.no_grad():
        features = encoder(torch.ones(2, 3))
    head(features).sum().backward()
    assert encoder.weight.grad is None
    assert head.weight.grad is not None


class Scale(torch.autograd.Function):
    """x * factor for a number, its gradient on request wrong or of a wrong count."""

    fault = ""
    needed: tuple[bool, ...] = ()

    @staticmethod
    def forward(ctx: Any, x: Tensor, w: Tensor, factor: float) -> Tensor:
        ctx.save_for_backward(x, w)
        ctx.factor = factor
        return x * w * factor

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Any:
        x, w = ctx.saved_tensors
        Scale.needed = ctx.needs_input_grad
        gradients = [grad * w * ctx.factor, grad * x * ctx.factor, None]
        if Scale.fault == "count":
            return tuple(gradients[:2])
        if Scale.fault == "value":
            gradients[0] = gradients[0] + 0.1
        return tuple(gradients)


@pytest.mark.proves("autograd/custom-function-duties")
def test_a_custom_function_gives_one_gradient_an_input_and_passes_gradcheck_in_double(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    x = torch.rand(3, dtype=torch.float64, requires_grad=True)
    w = torch.rand(3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(Scale.apply, (x, w, 2.0))
    Scale.apply(x, w.detach(), 2.0).sum().backward()
    assert Scale.needed == (True, False, False)
    monkeypatch.setattr(Scale, "fault", "value")
    assert not torch.autograd.gradcheck(Scale.apply, (x, w, 2.0), raise_exception=False)
    monkeypatch.setattr(Scale, "fault", "count")
    with pytest.raises(RuntimeError, match="incorrect number of gradients"):
        Scale.apply(x, w, 2.0).sum().backward()
    monkeypatch.setattr(Scale, "fault", "")
    single = [t.detach().float().requires_grad_() for t in (x, w)]
    with pytest.warns(UserWarning, match="double precision"):
        assert not torch.autograd.gradcheck(Scale.apply, (*single, 2.0), raise_exception=False)


@pytest.mark.proves("autograd/gradient-hook")
def test_what_a_tensor_hook_returns_replaces_the_gradient() -> None:
    def gradient(hook: Callable[[Tensor], Tensor | None]) -> float:
        w = torch.tensor(3.0, requires_grad=True)
        h = 2 * w
        h.register_hook(hook)
        h.backward()
        return float(w.grad)

    assert gradient(lambda grad: None) == 2.0
    assert gradient(lambda grad: grad / 2) == 1.0


@pytest.mark.proves("autograd/optimizer-in-backward")
def test_a_hook_that_steps_each_parameter_keeps_one_gradient_at_a_time() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(*[nn.Linear(4, 4, bias=False) for _ in range(4)])
    plain = nn.Sequential(*[nn.Linear(4, 4, bias=False) for _ in range(4)])
    plain.load_state_dict(model.state_dict())
    optimizers = {p: torch.optim.SGD([p], 0.1) for p in model.parameters()}
    alive: list[int] = []

    def step(p: Tensor) -> None:
        alive.append(sum(other.grad is not None for other in model.parameters()))
        optimizers[p].step()
        optimizers[p].zero_grad()

    for p in model.parameters():
        p.register_post_accumulate_grad_hook(step)
    x = torch.randn(2, 4)
    model(x).sum().backward()
    assert alive == [1, 1, 1, 1]
    assert all(p.grad is None for p in model.parameters())
    plain(x).sum().backward()
    torch.optim.SGD(plain.parameters(), 0.1).step()
    for ours, theirs in zip(model.parameters(), plain.parameters(), strict=True):
        assert torch.allclose(ours, theirs)


@pytest.mark.proves("autograd/zeros-still-step")
def test_adamw_moves_a_parameter_whose_gradient_is_zero_and_skips_one_without() -> None:
    def moved(*, set_to_none: bool) -> bool:
        w = nn.Parameter(torch.ones(3))
        optimizer = torch.optim.AdamW([w], 0.1, weight_decay=0.0)
        w.sum().backward()
        optimizer.step()
        before = w.detach().clone()
        optimizer.zero_grad(set_to_none=set_to_none)
        optimizer.step()
        return not torch.equal(before, w)

    assert moved(set_to_none=False), "by the momentum alone, there is no weight decay"
    assert not moved(set_to_none=True)
    w = nn.Parameter(torch.ones(3))
    w.grad = torch.zeros(3)
    torch.optim.AdamW([w], 0.1, weight_decay=0.5).step()
    assert torch.allclose(w, torch.tensor(0.95)), "and by the decay"
    optimizer = torch.optim.SGD([w], 0.1)
    optimizer.zero_grad()
    assert w.grad is None, "None is the default"


@pytest.mark.proves("autograd/scaler-step-order")
def test_gradients_are_scaled_until_unscale_and_bad_steps_are_skipped() -> None:
    w = nn.Parameter(torch.ones(4))
    optimizer = torch.optim.SGD([w], 0.1)
    scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
    scaler.scale((3 * w).sum()).backward()
    assert torch.equal(w.grad, torch.full((4,), 3072.0))
    scaler.unscale_(optimizer)
    assert nn.utils.clip_grad_norm_([w], 1.0) == 6.0, "the norm of the true gradient"
    assert torch.allclose(w.grad, torch.tensor(0.5))
    scaler.step(optimizer)
    assert torch.allclose(w, torch.tensor(0.95)), "step does not unscale again"
    scaler.update()
    before = w.detach().clone()
    optimizer.zero_grad()
    scaler.scale((math.inf * w).sum()).backward()
    scaler.unscale_(optimizer)
    scaler.step(optimizer)
    scaler.update()
    assert torch.equal(w, before)
    assert scaler.get_scale() == 512.0


@pytest.mark.proves("autograd/eval-is-not-no-grad")
def test_eval_changes_layers_and_no_grad_the_graph() -> None:
    def run(*, training: bool, recorded: bool) -> tuple[bool, bool, bool]:
        """Whether a graph was built, dropout dropped, and the running mean moved."""
        norm, dropout = nn.BatchNorm1d(64), nn.Dropout(0.5)
        model = nn.Sequential(norm, dropout).train(training)
        with torch.set_grad_enabled(recorded):
            out = model(torch.rand(8, 64) + 1)
        return out.requires_grad, bool((out == 0).any()), bool(norm.running_mean.any())

    assert run(training=False, recorded=True) == (True, False, False)
    assert run(training=True, recorded=False) == (False, True, True)


@pytest.mark.proves("autograd/ema-half-life")
@pytest.mark.parametrize("decay", [0.99, 0.999])
def test_after_its_half_life_half_of_an_average_is_old(decay: float) -> None:
    model = nn.Linear(1, 1, bias=False).double()
    nn.init.ones_(model.weight)
    model.register_buffer("count", torch.zeros(()))
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))
    average.update_parameters(model)
    nn.init.zeros_(model.weight)
    model.count += 7
    for _ in range(round(math.log(0.5) / math.log(decay))):
        average.update_parameters(model)
    assert average.module.weight.item() == pytest.approx(0.5, abs=0.003)
    assert average.module.count == 7, "buffers are copied, not averaged, by default"
