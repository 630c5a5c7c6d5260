"""Refusals: facts that stop a use case and that its caller can act on. The schema maps each to a union member."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar


class Refusal(Exception):
    """Base of every refusal. Subclasses are dataclasses whose fields are plain facts: ids, instants, numbers, texts.

    `storable`: whether an idempotency key remembers it (semantics, section 4).
    """

    code: ClassVar[str]
    message: ClassVar[str]
    storable: ClassVar[bool] = True
    registry: ClassVar[dict[str, type["Refusal"]]] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        Refusal.registry[cls.__name__] = cls

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one input field. `path` is in the API's spelling: ("input", "area", "value")."""

    path: tuple[str, ...]
    code: str
    message: str


@dataclass(eq=False)
class ValidationFailed(Refusal):
    """Raised for input that the types allow and the domain does not."""

    code = "VALIDATION_FAILED"
    message = "Some of what you entered is not right."
    storable = False
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, *path: str, code: str, message: str) -> "ValidationFailed":
        return cls(problems=(Problem(path, code, message),))


@dataclass(eq=False)
class NotFound(Refusal):
    """Raised for a row that is not there, and equally for one that the viewer may not see."""

    code = "NOT_FOUND"
    message = "There is nothing here by that id."
    storable = False
    path: tuple[str, ...] = ("id",)


@dataclass(eq=False)
class StaleVersion(Refusal):
    """Raised when the row changed since the version that the client read."""

    code = "STALE_VERSION"
    message = "This has changed since you last saw it. Load it again."
    storable = False
    current_version: int


@dataclass(eq=False)
class IdempotencyConflict(Refusal):
    """Raised when a key comes back with another input."""

    code = "IDEMPOTENCY_CONFLICT"
    message = "This key was already used for something else."
    storable = False


@dataclass(eq=False)
class IdempotencyInProgress(Refusal):
    """Raised while the first call with this key is still running."""

    code = "IDEMPOTENCY_IN_PROGRESS"
    message = "The first attempt is still under way. Try again in a moment."
    storable = False
    retry_after_ms: int


@dataclass(eq=False)
class Unauthenticated(Refusal):
    """Raised where nobody is signed in, or the session has ended."""

    code = "UNAUTHENTICATED"
    message = "Sign in first."
    storable = False


@dataclass(eq=False)
class Forbidden(Refusal):
    """Raised where the viewer's role may not do this."""

    code = "FORBIDDEN"
    message = "Your account may not do this."
    storable = False


@dataclass(eq=False)
class RateLimited(Refusal):
    """Raised when a limit is spent."""

    code = "RATE_LIMITED"
    message = "Too many attempts. Wait a little and try again."
    storable = False
    retry_at: datetime
