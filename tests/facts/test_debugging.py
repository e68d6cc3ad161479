"""Tools against hangs, the profiler's schedule, FLOPs and reproducibility."""

import json
import time
from datetime import timedelta

import pytest
import torch
import torch.distributed as dist
from torch import nn
from torch.profiler import ProfilerAction, ProfilerActivity, profile, schedule
from torch.utils.checkpoint import checkpoint
from torch.utils.flop_counter import FlopCounterMode

from facts.gloo import on_ranks


def _different_collectives(rank: int) -> str:
    try:
        if rank == 0:
            dist.all_reduce(torch.ones(2))
        else:
            dist.broadcast(torch.ones(2), 0)
    except RuntimeError as error:
        return str(error)
    return ""


@pytest.mark.proves("debugging/debug-detail")
def test_debug_level_detail_names_both_collectives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCH_DISTRIBUTED_DEBUG", "DETAIL")
    for message in on_ranks(2, _different_collectives):
        assert "Detected mismatch between collectives on ranks" in message
        assert "OpType=ALLREDUCE" in message
        assert "OpType=BROADCAST" in message


def _recorded_and_missed(rank: int) -> tuple[list[str], str]:
    for _ in range(3):
        dist.all_reduce(torch.ones(2))
    entries = json.loads(torch._C._distributed_c10d._dump_fr_trace_json())["entries"]
    if rank == 2:
        time.sleep(1.5)
        return [entry["profiling_name"] for entry in entries], ""
    try:
        dist.monitored_barrier(timeout=timedelta(seconds=1))
    except RuntimeError as error:
        return [entry["profiling_name"] for entry in entries], str(error)
    return [], ""


@pytest.mark.proves("debugging/flight-recorder-default", "debugging/barrier-that-names")
def test_the_flight_recorder_is_on_and_the_monitored_barrier_names_the_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TORCH_FR_BUFFER_SIZE", "TORCH_NCCL_TRACE_BUFFER_SIZE"):
        monkeypatch.delenv(name, raising=False)
    seen = on_ranks(3, _recorded_and_missed)
    assert seen[0][0] == ["gloo:all_reduce"] * 3
    assert "Rank 2 failed to pass monitoredBarrier" in seen[0][1]


def _more_than_the_buffer(rank: int) -> int:
    one = torch.ones(1)
    for _ in range(2100):
        dist.all_reduce(one)
    return len(json.loads(torch._C._distributed_c10d._dump_fr_trace_json())["entries"])


@pytest.mark.proves("debugging/flight-recorder-default")
def test_the_flight_recorder_keeps_the_last_2000() -> None:
    assert on_ranks(1, _more_than_the_buffer) == [2000]


@pytest.mark.proves("debugging/profiler-schedule-steps")
def test_when_the_last_trace_is_complete() -> None:
    plan, traces = schedule(skip_first=5, wait=2, warmup=1, active=3, repeat=2), []
    assert [plan(step) for step in range(5, 9)] == [ProfilerAction.NONE] * 2 + [
        ProfilerAction.WARMUP,
        ProfilerAction.RECORD,
    ]
    with profile(
        activities=[ProfilerActivity.CPU], schedule=plan, on_trace_ready=lambda p: traces.append(p.step_num)
    ) as p:
        for _ in range(30):
            torch.ones(1).add_(1)
            p.step()
    assert traces == [5 + 6, 5 + 6 * 2]


@pytest.mark.proves("debugging/hfu-with-recomputation")
def test_flops_a_parameter_and_token() -> None:
    model = nn.Sequential(*(nn.Linear(16, 16, bias=False) for _ in range(3)))
    batch = torch.randn(10, 16, requires_grad=True)
    work = sum(weight.numel() for weight in model.parameters()) * len(batch)
    with FlopCounterMode(display=False) as forward:
        output = model(batch)
    with FlopCounterMode(display=False) as backward:
        output.sum().backward()
    with FlopCounterMode(display=False) as recomputed:
        checkpoint(model, batch, use_reentrant=True).sum().backward()
    flops = [counter.get_total_flops() / work for counter in (forward, backward, recomputed)]
    assert flops == [2, 4, 8]


@pytest.mark.proves("debugging/deterministic-mode")
def test_deterministic_mode_refuses_what_it_cannot_make_deterministic() -> None:
    def put() -> None:
        torch.zeros(3).put_(torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))

    put()
    torch.use_deterministic_algorithms(True)
    try:
        with pytest.raises(RuntimeError, match="does not have a deterministic implementation"):
            put()
        torch.use_deterministic_algorithms(True, warn_only=True)
        with pytest.warns(UserWarning, match="does not have a deterministic implementation"):
            put()
    finally:
        torch.use_deterministic_algorithms(False)


@pytest.mark.proves("debugging/same-seed-other-world")
def test_sums_in_other_groups_differ_in_the_last_digits() -> None:
    gradients = torch.randn(16, 1000, generator=torch.Generator().manual_seed(0))
    by_8 = gradients.view(8, 2, 1000).sum(1).cumsum(0)[-1]
    by_16 = gradients.cumsum(0)[-1]
    assert not torch.equal(by_8, by_16)
    assert torch.allclose(by_8, by_16, atol=1e-5)
