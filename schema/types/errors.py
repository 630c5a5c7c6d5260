"""Refusals that every domain shares, as the contract names them."""

from typing import Any, Self

import strawberry

from services import errors
from services.platform.languages import in_language


@strawberry.interface(description="A refusal that the caller can act on.")
class UserError:
    code: str = strawberry.field(description="Stable and machine-readable, such as QUOTE_EXPIRED.")
    message: str = strawberry.field(description="One sentence for a person, in the viewer's locale.")

    @classmethod
    def of(cls, refusal: Any) -> Self:
        """Types with more fields than these override it."""
        return cls(code=refusal.code, message=refusal.message)

    def say_in(self, locale: str) -> None:
        """From English into the language of a tag."""
        self.message = in_language(self.message, locale)


@strawberry.type
class FieldProblem:
    path: list[str] = strawberry.field(
        description='The path to the offending input field, such as ["input", "area", "value"].'
    )
    code: str
    message: str


@strawberry.type
class ValidationError(UserError):
    problems: list[FieldProblem]

    @classmethod
    def of(cls, refusal: errors.ValidationFailed) -> Self:
        problems = [
            FieldProblem(path=list(each.path), code=each.code, message=each.message) for each in refusal.problems
        ]
        return cls(code=refusal.code, message=refusal.message, problems=problems)

    def say_in(self, locale: str) -> None:
        super().say_in(locale)
        for problem in self.problems:
            problem.message = in_language(problem.message, locale)


@strawberry.type(description="Also the answer for a row that exists and is not the viewer's.")
class NotFoundError(UserError):
    path: list[str] = strawberry.field(description="The argument that names nothing.")

    @classmethod
    def of(cls, refusal: errors.NotFound) -> Self:
        return cls(code=refusal.code, message=refusal.message, path=list(refusal.path))


@strawberry.type(description="The object changed since the version that the client sent.")
class StaleVersionError(UserError):
    current_version: int

    @classmethod
    def of(cls, refusal: errors.StaleVersion) -> Self:
        return cls(code=refusal.code, message=refusal.message, current_version=refusal.current_version)


@strawberry.type(description="The same idempotency key came with another input.")
class IdempotencyConflictError(UserError):
    pass


@strawberry.type(description="The first call with this key is still running.")
class IdempotencyInProgressError(UserError):
    retry_after_ms: int

    @classmethod
    def of(cls, refusal: errors.IdempotencyInProgress) -> Self:
        return cls(code=refusal.code, message=refusal.message, retry_after_ms=refusal.retry_after_ms)
