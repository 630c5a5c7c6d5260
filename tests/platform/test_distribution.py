"""A histogram of our own shows what the library's does."""

import pytest
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.metrics_core import Metric

from services.platform.distribution import Distribution

ABOUT = "seconds", "What took how long.", ["what", "how"]
BOUNDS = (0.1, 1, 2.5)
VALUES = (0.0, 0.05, 0.1, 0.11, 1, 2.5, 2.6, 1000.0)


def samples(metric: Metric) -> list[tuple[str, dict[str, str], float]]:
    return [(each.name, each.labels, each.value) for each in metric.samples if not each.name.endswith("_created")]


def test_it_shows_what_the_librarys_own_does() -> None:
    theirs, ours = Histogram(*ABOUT, buckets=BOUNDS, registry=CollectorRegistry()), Distribution(*ABOUT, BOUNDS)
    for value in VALUES:
        theirs.labels("read", "fast").observe(value)
        ours.observe(value, "read", "fast")
    theirs.labels("write", "slow").observe(0.5)
    ours.observe(0.5, "write", "slow")

    (shown,), (wanted,) = ours.collect(), theirs.collect()
    assert (shown.name, shown.documentation, shown.type) == (wanted.name, wanted.documentation, wanted.type)
    assert samples(shown) == samples(wanted)


def test_it_shows_nothing_before_the_first() -> None:
    (shown,) = Distribution(*ABOUT, BOUNDS).collect()
    assert shown.samples == []


def test_it_forgets_none_of_many() -> None:
    ours = Distribution(*ABOUT, BOUNDS)
    for number in range(600):
        ours.observe(number % 300 / 100, "read", "fast")

    (shown,) = ours.collect()
    found = {(each.name, each.labels.get("le")): each.value for each in shown.samples}
    assert found["seconds_count", None] == 600
    assert found["seconds_bucket", "1.0"] == 202
    assert found["seconds_sum", None] == pytest.approx(897.0)
