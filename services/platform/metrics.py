"""What this process counts, in the text format of Prometheus."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """One a process. Labels are few and fixed: never an id, a name or an address."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._alerts = Counter(
            "spitractors_alerts", "What somebody has to look at, by kind.", ["kind"], registry=self.registry
        )

    def count_alert(self, kind: str) -> None:
        self._alerts.labels(kind).inc()

    def text(self) -> bytes:
        """All of them, for whoever scrapes."""
        return generate_latest(self.registry)
