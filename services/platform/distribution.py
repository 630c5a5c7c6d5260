"""A histogram of Prometheus that costs a request next to nothing."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from prometheus_client.core import HistogramMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

_AT_ONCE = 256


class Distribution(Collector):
    """How many values were at most each of `bounds`, and their sum. For one thread, so that nothing is locked."""

    def __init__(self, name: str, told: str, labels: Sequence[str], bounds: Sequence[float]) -> None:
        self._about = name, told
        self._labels = labels
        self._bounds = bounds
        # Of each bucket alone, the last being of what is over all bounds, with the sum of the values after them.
        self._counts: dict[tuple[str, ...], list[float]] = {}
        # Put in their buckets many at a time, which takes a tenth of the time for each.
        self._new: list[tuple[float, tuple[str, ...]]] = []

    def observe(self, value: float, *labels: str) -> None:
        self._new.append((value, labels))
        if len(self._new) >= _AT_ONCE:
            self._sort()

    def _sort(self) -> None:
        for value, labels in self._new:
            counts = self._counts.get(labels)
            if counts is None:
                counts = self._counts[labels] = [0.0] * (len(self._bounds) + 2)
            counts[bisect_left(self._bounds, value)] += 1
            counts[-1] += value
        self._new.clear()

    def collect(self) -> Iterable[HistogramMetricFamily]:
        self._sort()
        family = HistogramMetricFamily(*self._about, labels=self._labels)
        names = [*map(floatToGoString, self._bounds), "+Inf"]
        for labels, (*counts, total) in self._counts.items():
            family.add_metric(labels, list(zip(names, accumulate(counts), strict=True)), total)
        return [family]
