"""The shape of what runs a job."""

from collections.abc import Awaitable, Callable
from typing import Any

type Handler = Callable[[dict[str, Any]], Awaitable[None]]
"Takes the job's ids. It may run twice."
