"""torchrun in a process of its own, its options, and the timeouts of process groups."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import torch.distributed as dist
from torch.distributed import run
from torch.distributed.elastic.rendezvous.c10d_rendezvous_backend import DEFAULT_PORT

WORKER = """
import json, os, pathlib, sys, time
folder, fail = pathlib.Path(sys.argv[1]), sys.argv[2:] == ["fail"]
attempt = os.environ["TORCHELASTIC_RESTART_COUNT"]
(folder / f"{attempt}-{os.environ['RANK']}").write_text(json.dumps(dict(os.environ)))
if fail and attempt == "0":
    while len(list(folder.glob("0-*"))) < 2:
        time.sleep(0.01)
    if os.environ["RANK"] == "1":
        sys.exit(3)
    time.sleep(60)
"""


def launch(folder: Path, *options: str, arguments: tuple[str, ...] = ()) -> dict[str, dict[str, str]]:
    """The environment of each worker that was started, by attempt and rank."""
    script, seen = folder / "worker.py", folder / "seen"
    script.write_text(WORKER)
    seen.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    command = [sys.executable, "-m", "torch.distributed.run", *options, str(script), str(seen), *arguments]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=60)
    return {path.name: json.loads(path.read_text()) for path in sorted(seen.iterdir())}


@pytest.mark.proves("launch/one-worker-dies", "launch/single-process-threads")
def test_one_failing_worker_restarts_all_and_several_workers_get_one_thread(tmp_path: Path) -> None:
    workers = launch(tmp_path, "--standalone", "--nproc-per-node=2", "--max-restarts=1", arguments=("fail",))
    assert list(workers) == ["0-0", "0-1", "1-0", "1-1"]
    assert {worker["OMP_NUM_THREADS"] for worker in workers.values()} == {"1"}
    assert [workers[name]["LOCAL_RANK"] for name in ("1-0", "1-1")] == ["0", "1"]


@pytest.mark.proves("launch/standalone-mode", "launch/single-process-threads")
def test_standalone_takes_a_free_port_and_ignores_rendezvous_options(tmp_path: Path) -> None:
    options = ("--rdzv-backend=static", "--rdzv-endpoint=nowhere:1", "--rdzv-id=mine")
    (worker,) = launch(tmp_path, "--standalone", "--nproc-per-node=1", *options).values()
    assert worker["MASTER_PORT"] not in {"1", "29400", "29500"}
    assert worker["TORCHELASTIC_RUN_ID"] != "mine"
    assert "OMP_NUM_THREADS" not in worker


@pytest.mark.proves("launch/rendezvous-ports")
def test_default_ports_of_rendezvous() -> None:
    assert DEFAULT_PORT == 29400
    parser = run.get_args_parser()
    (master_port,) = (action for action in parser._actions if action.dest == "master_port")
    assert "only used for static rendezvous. Defaults to 29500" in " ".join((master_port.help or "").split())


@pytest.mark.proves("launch/collective-timeouts")
def test_timeouts_of_process_groups() -> None:
    assert dist.distributed_c10d.default_pg_timeout == timedelta(minutes=30)
    documented = " ".join((dist.init_process_group.__doc__ or "").split())
    assert "10 minutes for NCCL and 30 minutes for other backends" in documented
    assert "collectives will be aborted asynchronously and the process will crash" in documented
