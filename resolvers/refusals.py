"""The one table that joins what services raise with what the schema shows."""

from typing import Any

from schema.types import auth as auth_types
from schema.types import errors as shown
from services import errors as raised
from services.auth import refusals as auth
from services.errors import Refusal

REFUSALS: dict[type[Refusal], type[shown.UserError]] = {
    raised.ValidationFailed: shown.ValidationError,
    raised.NotFound: shown.NotFoundError,
    raised.StaleVersion: shown.StaleVersionError,
    raised.IdempotencyConflict: shown.IdempotencyConflictError,
    raised.IdempotencyInProgress: shown.IdempotencyInProgressError,
    auth.InvalidCredentials: auth_types.InvalidCredentialsError,
    auth.EmailNotVerified: auth_types.EmailNotVerifiedError,
    auth.AccountSuspended: auth_types.AccountSuspendedError,
    auth.InvalidToken: auth_types.InvalidTokenError,
    auth.SessionReuse: auth_types.SessionReuseError,
}
"Top-level errors instead of union members: see the contract's UserError."
TOP_LEVEL = frozenset({raised.Unauthenticated, raised.Forbidden, raised.RateLimited})


class Shown:
    """Turns one kind of refusal into the union member that stands for it."""

    def __init__(self, refusal: type[Refusal], member: type[shown.UserError]) -> None:
        self.exception_type = refusal
        self.error_type = member

    def handle(self, exception: Refusal, **_: Any) -> shown.UserError:
        return self.error_type.of(exception)


HANDLERS = tuple(Shown(refusal, member) for refusal, member in REFUSALS.items())
