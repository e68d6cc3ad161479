"""Dataset, DataLoader and DistributedSampler."""

import itertools
import math
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import multiprocessing
from torch.utils.data import DataLoader, Dataset, IterableDataset, Sampler, get_worker_info
from torch.utils.data.distributed import DistributedSampler


class Numbers(Dataset[int]):
    """0 to n - 1."""

    def __init__(self, n: int = 10) -> None:
        self.n = n

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, index: int) -> int:
        return index


class Stream(IterableDataset[int]):
    """0 to n - 1, either alike in every worker or an equal share in each."""

    def __init__(self, n: int = 10, *, split: bool = False) -> None:
        self.n, self.split = n, split

    def __len__(self) -> int:
        return self.n

    def __iter__(self) -> Iterator[int]:
        worker = get_worker_info()
        if not self.split or worker is None:
            return iter(range(self.n))
        return iter(range(worker.id, self.n, worker.num_workers))


@pytest.mark.proves("dataloader/iterable-duplicates")
def test_every_worker_delivers_the_whole_stream() -> None:
    batches = list(DataLoader(Stream(10), batch_size=5, num_workers=2))
    assert len(batches) == 4
    assert Counter(torch.cat(batches).tolist()) == dict.fromkeys(range(10), 2)


class WhoAmI(Dataset[tuple[int, int, int, int]]):
    """Worker id, number of workers, process and own mark; in a worker the info holds this very copy of the dataset."""

    def __init__(self) -> None:
        self.mark = 0

    def __len__(self) -> int:
        return 8

    def __getitem__(self, index: int) -> tuple[int, int, int, int]:
        worker = get_worker_info()
        assert worker is not None
        assert worker.dataset is self
        return worker.id, worker.num_workers, os.getpid(), self.mark


@pytest.mark.proves("dataloader/worker-info")
def test_worker_info_is_none_in_the_main_process_and_names_the_worker_in_a_worker() -> None:
    assert get_worker_info() is None
    rows = list(DataLoader(WhoAmI(), batch_size=None, num_workers=2))
    assert {(row[0], row[1]) for row in rows} == {(0, 2), (1, 2)}


class CountingSampler(Sampler[int]):
    """Counts the indices it hands out."""

    def __init__(self) -> None:
        self.drawn = 0

    def __iter__(self) -> Iterator[int]:
        for index in range(100):
            self.drawn += 1
            yield index


@pytest.mark.proves("dataloader/prefetch-host-memory")
@pytest.mark.parametrize(("workers", "prefetch"), [(2, None), (3, None), (2, 4)])
def test_two_batches_a_worker_are_loaded_ahead_by_default(workers: int, prefetch: int | None) -> None:
    sampler = CountingSampler()
    loader = DataLoader(Numbers(100), sampler=sampler, num_workers=workers, prefetch_factor=prefetch)
    ahead = workers * (prefetch or 2)
    batches = iter(loader)
    assert sampler.drawn == ahead
    next(batches)
    assert sampler.drawn == 1 + ahead


@pytest.mark.proves("dataloader/prefetch-host-memory")
def test_without_workers_nothing_is_prefetched() -> None:
    assert DataLoader(Numbers()).prefetch_factor is None
    with pytest.raises(ValueError, match="prefetch_factor"):
        DataLoader(Numbers(), num_workers=0, prefetch_factor=2)


def _processes_and_marks(persistent: bool) -> list[tuple[set[int], set[int]]]:
    dataset, epochs = WhoAmI(), []
    loader = DataLoader(dataset, batch_size=None, num_workers=2, persistent_workers=persistent)
    for epoch in range(2):
        dataset.mark = epoch
        rows = list(loader)
        epochs.append(({row[2] for row in rows}, {row[3] for row in rows}))
    return epochs


@pytest.mark.proves("dataloader/epoch-start-pause")
def test_persistent_workers_stay_alive_and_keep_their_copy_of_the_dataset() -> None:
    (first, marks), (second, later_marks) = _processes_and_marks(persistent=True)
    assert first == second
    assert (marks, later_marks) == ({0}, {0})
    (first, marks), (second, later_marks) = _processes_and_marks(persistent=False)
    assert not first & second
    assert (marks, later_marks) == ({0}, {1})


class Drawing(Dataset[float]):
    """A random number from one of four sources."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.own = np.random.default_rng(0)

    def __len__(self) -> int:
        return 2

    def __getitem__(self, index: int) -> float:
        draw: dict[str, Callable[[], Any]] = {
            "own": self.own.random,
            "numpy": np.random.rand,
            "python": random.random,
            "torch": lambda: torch.rand(1).item(),
        }
        return float(draw[self.source]())


@pytest.mark.proves("dataloader/repeated-augmentations")
def test_workers_differ_in_the_global_generators_but_not_in_one_copied_with_the_dataset() -> None:
    def of_two_workers(source: str) -> list[float]:
        return list(DataLoader(Drawing(source), batch_size=None, num_workers=2))

    for source in ("numpy", "python", "torch"):
        first, second = of_two_workers(source)
        assert first != second, source
    first, second = of_two_workers("own")
    assert first == second
    assert of_two_workers("own") == [first, second], "and alike in the next epoch"


class OpenFile(Numbers):
    """Holds a file that it opened when it was made."""

    def __init__(self) -> None:
        super().__init__()
        self.file = Path(os.devnull).open()  # noqa: SIM115


def _unchanged(sample: Any) -> Any:
    return sample


@pytest.mark.proves("dataloader/forkserver-pickling")
def test_what_cannot_be_pickled_needs_fork() -> None:
    class Local(Numbers):
        pass

    def first(dataset: Dataset[int], collate: Callable[..., Any] | None, start: str) -> int:
        loader = DataLoader(dataset, num_workers=1, collate_fn=collate, multiprocessing_context=start)
        return int(next(iter(loader))[0])

    cases: list[tuple[Dataset[int], Callable[..., Any] | None]]
    cases = [(Numbers(), lambda batch: batch), (OpenFile(), None), (Local(), None)]
    for dataset, collate in cases:
        assert first(dataset, collate, "fork") == 0
        with pytest.raises(Exception, match="pickle"):
            first(dataset, collate, "forkserver")
    for collate in (_unchanged, partial(_unchanged)):
        assert first(Numbers(), collate, "forkserver") == 0


class Slow(Dataset[int]):
    """Item 0 waits until it is released; reaching item 3 releases it where that is wanted."""

    def __init__(self, released: Any, *, by_item: bool) -> None:
        self.released, self.by_item = released, by_item

    def __len__(self) -> int:
        return 6

    def __getitem__(self, index: int) -> int:
        if index == 0:
            assert self.released.wait(20)
        if index == 3 and self.by_item:
            self.released.set()
        return index


@pytest.mark.proves("dataloader/head-of-line")
def test_a_slow_batch_holds_up_finished_ones_unless_in_order_is_false() -> None:
    def loader(*, in_order: bool) -> tuple[Any, DataLoader[int]]:
        released = multiprocessing.get_context("fork").Event()
        dataset = Slow(released, by_item=in_order)
        return released, DataLoader(
            dataset, batch_size=None, num_workers=2, multiprocessing_context="fork", in_order=in_order
        )

    _, in_order = loader(in_order=True)
    assert in_order.in_order
    assert DataLoader(Numbers()).in_order
    assert list(in_order) == [0, 1, 2, 3, 4, 5]
    released, any_order = loader(in_order=False)
    batches = iter(any_order)
    early = [next(batches), next(batches)]
    assert 0 not in early, "batches of the other worker overtake item 0, which still waits"
    released.set()
    assert sorted(early + list(batches)) == [0, 1, 2, 3, 4, 5]


@pytest.mark.proves("dataloader/iterable-costs")
def test_an_iterable_dataset_takes_no_shuffle_and_no_sampler() -> None:
    for options in ({"shuffle": True}, {"sampler": [0, 1]}, {"batch_sampler": [[0], [1]]}):
        with pytest.raises(ValueError, match="IterableDataset"):
            DataLoader(Stream(), **options)
    with pytest.raises(NotImplementedError):
        Stream()[0]


class Batched(Numbers):
    """Fetches a whole batch at once and notes what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[int]] = []

    def __getitem__(self, index: int) -> int:
        raise AssertionError("never asked for a single item")

    def __getitems__(self, indices: list[int]) -> list[int]:
        self.asked.append(indices)
        return [10 * index for index in indices]


@pytest.mark.proves("dataloader/batched-fetch")
def test_getitems_gets_the_indices_of_a_batch_and_its_samples_are_still_collated() -> None:
    dataset = Batched()
    batches = list(DataLoader(dataset, batch_size=4))
    assert dataset.asked == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert torch.equal(batches[0], torch.tensor([0, 10, 20, 30]))


@pytest.mark.proves("dataloader/length-buckets")
def test_a_batch_sampler_makes_batches_of_different_sizes_and_replaces_the_other_options() -> None:
    batches = [[7, 8, 9], [0], [3, 1]]
    assert [batch.tolist() for batch in DataLoader(Numbers(), batch_sampler=batches)] == batches
    for options in ({"batch_size": 2}, {"shuffle": True}, {"sampler": [0]}, {"drop_last": True}):
        with pytest.raises(ValueError, match="batch_sampler"):
            DataLoader(Numbers(), batch_sampler=batches, **options)


def _shares(n: int, ranks: int, *, drop_last: bool = False, epoch: int | None = None, shuffle: bool = False) -> Any:
    shares = []
    for rank in range(ranks):
        sampler = DistributedSampler(Numbers(n), ranks, rank, shuffle=shuffle, drop_last=drop_last)
        if epoch is not None:
            sampler.set_epoch(epoch)
        shares.append(list(sampler))
    return shares


@pytest.mark.proves("dataloader/distributed-sampler-padding")
def test_the_distributed_sampler_repeats_samples_to_make_ranks_equal_or_drops_the_tail() -> None:
    for n, ranks in itertools.product((10, 1001, 50002), (4, 8)):
        shares = _shares(n, ranks)
        assert {len(share) for share in shares} == {math.ceil(n / ranks)}
        times = Counter(itertools.chain(*shares))
        assert len(times) == n
        assert sum(times.values()) - n == math.ceil(n / ranks) * ranks - n
    assert _shares(10, 4)[2:] == [[2, 6, 0], [3, 7, 1]], "samples 0 and 1 come twice"
    assert _shares(10, 4, drop_last=True) == [[0, 4], [1, 5], [2, 6], [3, 7]]


@pytest.mark.proves("dataloader/set-epoch-forgotten")
def test_only_set_epoch_changes_the_order_of_the_distributed_sampler() -> None:
    sampler = DistributedSampler(Numbers(100), 2, 0)
    first = list(sampler)
    assert first != sorted(first), "it shuffles by default"
    assert list(sampler) == first
    sampler.set_epoch(1)
    assert list(sampler) != first
    together = itertools.chain(*_shares(100, 2, shuffle=True, epoch=3))
    assert sorted(together) == list(range(100)), "ranks with the same epoch share out the data"


@pytest.mark.proves("dataloader/batches-of-split-stream")
def test_each_worker_ends_with_a_batch_of_its_own_that_is_not_full() -> None:
    for n, workers, batch in ((1000, 4, 60), (1000, 8, 100), (2000, 4, 100)):
        loader = DataLoader(Stream(n, split=True), batch_size=batch, num_workers=workers)
        assert len(loader) == math.ceil(n / batch)
        batches = list(loader)
        assert len(batches) == workers * math.ceil(n / workers / batch)
        assert sum(len(each) for each in batches) == n
