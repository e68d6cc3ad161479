"""What would have been recalled on past days, by the memory each card had then."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from prepdeck.scheduling.parameters import Parameters

Then = tuple[str, int, int, float | None]
"""A card's key, an instant (UTC ms), its study day, and the stability (days) from then on; None where none is left."""

_Group = TypeVar("_Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PastRecall:
    """For each day asked about: how many cards had a memory, and the sum of their recall (0-1 each)."""

    seen: tuple[int, ...]
    recall: tuple[float, ...]


def past_recall(
    memories: Iterable[Then], days: Sequence[int], group_of: Mapping[str, _Group], parameters: Parameters
) -> dict[_Group, PastRecall]:
    """The recall of each group of cards at the end of each of `days` (rising study days).

    Of each card the `memories` come in order of time; of several between two days the last one counts. The forgetting
    curve stands in the loop itself, not behind a call: half a million points are asked for at once.
    """
    factor, decay, until = parameters.factor, parameters.decay, len(days)
    counts = {group: [0] * (until + 1) for group in group_of.values()}
    sums = {group: [0.0] * until for group in group_of.values()}

    def add(key: str, begins: int, ends: int, day: int, ratio: float) -> None:
        counted, summed = counts[group_of[key]], sums[group_of[key]]
        counted[begins] += 1
        counted[ends] -= 1
        for at in range(begins, ends):
            summed[at] += (1 + ratio * (days[at] - day)) ** decay

    held: dict[str, tuple[int, int, float]] = {}
    for key, _, day, stability in memories:
        begins = bisect_left(days, day)
        if key in held and held[key][0] < begins:
            since, learnt, ratio = held[key]
            add(key, since, begins, learnt, ratio)
        if stability is None:
            held.pop(key, None)
        else:
            held[key] = (begins, day, factor / stability)
    for key, (since, learnt, ratio) in held.items():
        add(key, since, until, learnt, ratio)
    return {group: PastRecall(tuple(accumulate(counts[group][:until])), tuple(sums[group])) for group in sums}
