"""What this process counts, in the text format of Prometheus."""

from collections.abc import Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.process_collector import ProcessCollector

from services.platform.distribution import Distribution
from services.platform.tally import Tally

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_WAITS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)
_RUNS = (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
_STATEMENTS = (0, 1, 2, 4, 8, 16, 32, 64)


class Metrics:
    """One a process. Labels are few and fixed, such as `mutation.createRequest`: never an id, a name or an address."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._alerts = self._counter("alerts", "What somebody has to look at, by kind.", "kind")
        self._operations = self._histogram("operation_seconds", "Operations, by outcome.", "operation", "outcome")
        self._resolvers = self._histogram("resolver_seconds", "Root fields that were permitted.", "field")
        self._sql = self._histogram("operation_sql_seconds", "An operation's statements, together.", "operation")
        self._statements = self._histogram(
            "operation_statements", "How many statements an operation took.", "operation", buckets=_STATEMENTS
        )
        self._journals = self._counter("ledger_journals", "Movements of money, by kind.", "kind")
        self._moved = self._counter("ledger_moved_minor", "Minor units that were moved.", "kind", "currency")
        self._frames = self._counter("stream_frames", "Answers and frames that went out to listeners.")
        self._waits = self._histogram(
            "job_wait_seconds", "From when a job was due to when it was taken.", "job", buckets=_WAITS
        )
        self._runs = self._histogram(
            "job_run_seconds", "A job, by how it ended: done, again, dead or failed.", "job", "end", buckets=_RUNS
        )
        self._ages = Gauge(
            "spitractors_queue_age_seconds", "How long the oldest due job waits.", ["job"], registry=self.registry
        )

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(f"spitractors_{name}", told, labels, registry=self.registry)

    def _histogram(self, name: str, told: str, *labels: str, buckets: tuple[float, ...] = _SECONDS) -> Distribution:
        made = Distribution(f"spitractors_{name}", told, labels, buckets)
        self.registry.register(made)
        return made

    def watch(self, name: str, told: str, read: Callable[[], float]) -> None:
        """Show what `read` says whenever somebody scrapes."""
        Gauge(f"spitractors_{name}", told, registry=self.registry).set_function(read)

    def count_alert(self, kind: str) -> None:
        self._alerts.labels(kind).inc()

    def count_operation(self, operation: str, outcome: str, seconds: float, tally: Tally) -> None:
        self._operations.observe(seconds, operation, outcome)
        self._sql.observe(tally.seconds, operation)
        self._statements.observe(tally.statements, operation)

    def count_resolver(self, field: str, seconds: float) -> None:
        self._resolvers.observe(seconds, field)

    def count_journal(self, kind: str, currency: str, amount_minor: int) -> None:
        self._journals.labels(kind).inc()
        self._moved.labels(kind, currency).inc(amount_minor)

    def count_frames(self, count: int) -> None:
        self._frames.inc(count)

    def job_taken(self, job: str, waited_seconds: float) -> None:
        self._waits.observe(waited_seconds, job)

    def job_ended(self, job: str, end: str, seconds: float) -> None:
        self._runs.observe(seconds, job, end)

    def queue_seen(self, ages: Mapping[str, float]) -> None:
        """By job, in seconds; what is not named has nothing due."""
        self._ages.clear()
        for job, seconds in ages.items():
            self._ages.labels(job).set(seconds)

    def text(self) -> bytes:
        """All of them, for whoever scrapes."""
        return generate_latest(self.registry)
