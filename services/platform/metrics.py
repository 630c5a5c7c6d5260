"""What this process counts, in the text format of Prometheus."""

from collections.abc import Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST
_WAITS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
_RUNS = (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)


class Metrics:
    """One a process. Labels are few and fixed: never an id, a name or an address."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._alerts = Counter(
            "spitractors_alerts", "What somebody has to look at, by kind.", ["kind"], registry=self.registry
        )
        self._waits = Histogram(
            "spitractors_job_wait_seconds",
            "From when a job was due to when it was taken.",
            ["job"],
            buckets=_WAITS,
            registry=self.registry,
        )
        self._runs = Histogram(
            "spitractors_job_run_seconds",
            "How long a job ran, by how it ended: done, again, dead or failed.",
            ["job", "end"],
            buckets=_RUNS,
            registry=self.registry,
        )
        self._ages = Gauge(
            "spitractors_queue_age_seconds", "How long the oldest due job waits.", ["job"], registry=self.registry
        )

    def count_alert(self, kind: str) -> None:
        self._alerts.labels(kind).inc()

    def job_taken(self, job: str, waited_seconds: float) -> None:
        self._waits.labels(job).observe(waited_seconds)

    def job_ended(self, job: str, end: str, seconds: float) -> None:
        self._runs.labels(job, end).observe(seconds)

    def queue_seen(self, ages: Mapping[str, float]) -> None:
        """By job, in seconds; what is not named has nothing due."""
        self._ages.clear()
        for job, seconds in ages.items():
            self._ages.labels(job).set(seconds)

    def text(self) -> bytes:
        """All of them, for whoever scrapes."""
        return generate_latest(self.registry)
