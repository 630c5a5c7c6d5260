"""The API without limits, logs and figures, for what those cost to be measured against. Nobody is served by it."""

from typing import Any

import manage
from schema import introspection, limits
from schema.build import schema
from schema.observed import Observed
from schema.rates import Meter
from services.platform.metrics import Metrics


class _Free:
    """In the place of a fare."""

    def of_address(self, requests: int = 1) -> None: ...

    def of_user(self, viewer: Any, requests: int = 1) -> None: ...

    def of_batch(self, operations: int) -> None: ...

    def tell(self, headers: list[tuple[bytes, bytes]]) -> None: ...


def main() -> None:
    nothing: Any = lambda *_: None  # noqa: E731 - in the place of functions
    schema.extensions = tuple(each for each in schema.extensions if each is not Observed)
    limits.exceeded = introspection.refused = nothing
    free: Any = lambda *_: _Free()  # noqa: E731 - likewise
    Meter.enter = free  # type: ignore[method-assign]
    Metrics.count_resolver = Metrics.count_operation = nothing  # type: ignore[method-assign]
    manage.serve()


if __name__ == "__main__":
    main()
