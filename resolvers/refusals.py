"""The one table that joins what services raise with what the schema shows."""

from typing import Any

from schema.context import Info
from schema.types import auth as auth_types
from schema.types import errors as shown
from schema.types import payment_results, request_results, tractor_results, wallet_results
from schema.types import requests as request_types
from services import errors as raised
from services.auth import refusals as auth
from services.errors import Refusal
from services.payments import refusals as payments
from services.requests import refusals as requests
from services.tractors import refusals as tractors

REFUSALS: dict[type[Refusal], type[shown.UserError]] = {
    raised.ValidationFailed: shown.ValidationError,
    raised.NotFound: shown.NotFoundError,
    raised.StaleVersion: shown.StaleVersionError,
    raised.IdempotencyConflict: shown.IdempotencyConflictError,
    raised.IdempotencyInProgress: shown.IdempotencyInProgressError,
    tractors.AvailabilityConflict: tractor_results.AvailabilityConflictError,
    requests.InvalidTransition: request_types.InvalidTransitionError,
    requests.PaymentRequired: request_results.PaymentRequiredError,
    requests.OfferExpired: request_results.OfferExpiredError,
    requests.OfferWithdrawn: request_results.OfferWithdrawnError,
    requests.AlreadyAccepted: request_results.AlreadyAcceptedError,
    requests.TractorUnavailable: request_results.TractorUnavailableError,
    requests.CancellationChanged: request_results.CancellationChangedError,
    payments.QuoteExpired: payment_results.QuoteExpiredError,
    payments.AlreadyPaid: payment_results.AlreadyPaidError,
    payments.PaymentDeclined: payment_results.PaymentDeclinedError,
    payments.PaymentUnknown: payment_results.PaymentUnknownError,
    payments.InsufficientFunds: payment_results.InsufficientFundsError,
    payments.RefundExceedsPayment: wallet_results.RefundExceedsPaymentError,
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

    async def handle(self, exception: Refusal, *, info: Info, **_: Any) -> shown.UserError:
        """In the language of whoever asks now, whenever the refusal was made. The service's transaction is over."""
        member = self.error_type.of(exception)
        member.say_in(await info.context.locale())
        return member


HANDLERS = tuple(Shown(refusal, member) for refusal, member in REFUSALS.items())
