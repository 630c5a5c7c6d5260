"""Withdrawals: out of the wallet at once, held while the provider works, back where it refuses."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from models.enums import PayoutStatus, TransactionKind
from models.payments import Payout
from services.auth.standing import lock_own_account
from services.auth.viewer import Viewer
from services.errors import ValidationFailed
from services.jobs.queue import Job, JobQueue
from services.payments.amounts import check_amount, unsupported
from services.payments.ledger import Ledger, Movement, Overdrawn, Place, Posting
from services.payments.providers import Providers
from services.payments.refunds import growing_delay
from services.payments.refusals import InsufficientFunds
from services.payments.wallets import Moved, wallet_posting
from services.platform.alerts import Alerts
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.money import Money
from services.platform.texts import problems_of as text_problems
from services.providers.payments.port import Declined, Outcome, Succeeded, Transfer, Unheard

log = structlog.get_logger()

SETTLE_PAYOUT = Job("settle_payout")
_LONGEST_DESTINATION = 100


@dataclass(frozen=True, slots=True)
class _Fact:
    """What a movement of a payout is called, and between which of its user's accounts it goes."""

    name: str
    source: Place
    target: Place


class Payouts:
    """From a wallet to the world."""

    def __init__(
        self,
        *,
        database: Database,
        ledger: Ledger,
        jobs: JobQueue,
        idempotency: Idempotency,
        providers: Providers,
        alerts: Alerts,
        clock: Clock,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._jobs = jobs
        self._idempotency = idempotency
        self._providers = providers
        self._alerts = alerts
        self._clock = clock

    async def withdraw(self, by: Viewer, *, amount: Money, destination: str, key: str) -> Moved:
        """The money leaves the wallet now. Raises ValidationFailed, InsufficientFunds, Forbidden and the usual."""
        check_amount(amount)
        problems = text_problems(destination, "destination", longest=_LONGEST_DESTINATION)
        if problems:
            raise ValidationFailed(problems=problems)
        provider = self._providers.sending(amount.currency)
        if provider is None:
            raise unsupported("currency", amount.currency)
        return await self._idempotency.once(
            lambda: self._begin(by, amount, destination.strip(), provider.name),
            answer=Moved,
            user_id=by.user_id,
            operation="withdraw",
            key=key,
            given={"amount": amount.amount_minor, "currency": amount.currency, "destination": destination},
        )

    async def _begin(self, by: Viewer, amount: Money, destination: str, provider: str) -> Moved:
        await lock_own_account(self._database, by)
        payout = Payout(
            user_id=by.user_id,
            amount_minor=amount.amount_minor,
            currency=amount.currency,
            destination=destination,
            provider=provider,
            created_at=self._clock(),
        )
        payout.provider_key = f"payout-{payout.id}"
        await payout.save(force_create=True)
        movement = _movement(payout, _Fact("withdraw", Place.wallet(by.user_id), Place.held(by.user_id)))
        try:
            await self._ledger.record(movement)
        except Overdrawn as overdrawn:
            have = overdrawn.available
            raise InsufficientFunds(available_minor=have.amount_minor, currency=have.currency) from None
        await self._later(payout.id, attempt=0)
        return await wallet_posting(movement.key, by.user_id)

    async def _later(self, payout_id: UUID, *, attempt: int) -> None:
        await self._jobs.enqueue(
            SETTLE_PAYOUT,
            after=growing_delay(attempt) if attempt else timedelta(),
            once=f"{SETTLE_PAYOUT.name}:{payout_id}:{attempt}",
            payout=payout_id,
            attempt=attempt,
        )

    async def settle(self, payout_id: UUID, attempt: int) -> None:
        """Ask the provider to send the money, or how it went; comes again until there is an answer."""
        payout = await Payout.get(id=payout_id)
        if payout.status is not PayoutStatus.PENDING:
            return
        outcome = await self._asked(payout)
        async with self._database.transaction():
            await self.apply(payout_id, outcome)
            if (await Payout.get(id=payout_id)).status is PayoutStatus.PENDING:
                await self._later(payout_id, attempt=attempt + 1)

    async def _asked(self, payout: Payout) -> Outcome:
        provider = self._providers.of_payout(payout.provider)
        outcome = await provider.ask_payout(payout.provider_key, payout.provider_reference)
        if not isinstance(outcome, Unheard):
            return outcome
        amount = Money(payout.amount_minor, payout.currency)
        return await provider.pay_out(Transfer(payout.provider_key, amount, payout.destination))

    async def apply(self, payout_id: UUID, outcome: Outcome) -> bool:
        """How it ended, once. False where that cannot be: an alert is sent and nothing changes."""
        async with self._database.transaction():
            payout = await Payout.select_for_update().get(id=payout_id)
            if not _is_possible(payout, outcome):
                self._alerts.send("payout_mismatch", payout=str(payout.id), status=payout.status, told=outcome)
                return False
            if payout.status is PayoutStatus.PENDING:
                await self._apply(payout, outcome)
            return True

    async def _apply(self, payout: Payout, outcome: Outcome) -> None:
        held = Place.held(payout.user_id)
        match outcome:
            case Succeeded(reference=reference):
                fact = _Fact("payout", held, Place.clearing(payout.provider))
                await self._end(payout, fact, status=PayoutStatus.SUCCEEDED, provider_reference=reference)
            case Declined(code=code):
                fact = _Fact("reverse", held, Place.wallet(payout.user_id))
                await self._end(payout, fact, status=PayoutStatus.FAILED, failure_code=code[:64])

    async def _end(self, payout: Payout, fact: _Fact, **changes: object) -> None:
        changes["settled_at"] = self._clock()
        await payout.update_from_dict(changes).save(update_fields=list(changes))
        await self._ledger.record(_movement(payout, fact))


def _is_possible(payout: Payout, outcome: Outcome) -> bool:
    """False for money of another amount, and for money that went and did not: whether it came back, a person finds out.

    A refusal may also be the answer to a second order, which another worker gave at the same time.
    """
    if isinstance(outcome, Declined):
        return payout.status is not PayoutStatus.SUCCEEDED
    if not isinstance(outcome, Succeeded):
        return True
    return payout.status is not PayoutStatus.FAILED and outcome.amount == Money(payout.amount_minor, payout.currency)


def _movement(payout: Payout, fact: _Fact) -> Movement:
    return Movement(
        key=f"{fact.name}:{payout.id}",
        currency=payout.currency,
        postings=(
            Posting(fact.source, -payout.amount_minor, TransactionKind.WITHDRAWAL),
            Posting(fact.target, payout.amount_minor, TransactionKind.WITHDRAWAL),
        ),
    )
