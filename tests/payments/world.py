"""The payments domain on a real database, with the sandbox and a clock that tests set."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from models.enums import PaymentMethodKind
from models.payments import Payment
from models.requests import Estimate, JobRequest
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.payments import Payments, Vault
from services.payments.jobs import handlers
from services.platform.database import Database
from services.platform.money import Money
from services.platform.streams import StreamName, Streams
from services.providers.payments.paystack import Paystack
from services.providers.payments.port import Charge, Outcome, Return, Transfer
from services.providers.payments.sandbox import Sandbox
from services.requests.locks import lock_request
from tests.payments.factories import NOON, STEPS, a_request, a_tractor, a_user, accept, an_estimate, cancel, move

SECRETS = ["new secret", "old secret"]
"""Of the sandbox's events, while it changes from one to the other."""


@dataclass
class Hands:
    """A clock. It moves when it is told to."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Watched:
    """A provider that counts each order to move money; `meanwhile` runs between that and its answer.

    The sandbox moves it once by each key. Not every provider does, so that tests count the orders.
    """

    inner: Sandbox | Paystack
    name: str = "sandbox"
    charges: list[Charge] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def charge(self, charge: Charge) -> Outcome:
        self.charges.append(charge)
        return await self._answered(await self.inner.charge(charge))

    async def capture(self, key: str, reference: str | None) -> Outcome:
        return await self.inner.capture(key, reference)

    async def pay_out(self, transfer: Transfer) -> Outcome:
        self.transfers.append(transfer)
        return await self._answered(await self.inner.pay_out(transfer))

    async def ask_payout(self, key: str, reference: str | None) -> Outcome:
        return await self.inner.ask_payout(key, reference)

    async def ask(self, key: str, reference: str | None) -> Outcome:
        return await self.inner.ask(key, reference)

    async def call_off(self, key: str, reference: str | None) -> Outcome:
        return await self.inner.call_off(key, reference)

    async def give_back(self, asked: Return) -> Outcome:
        self.returns.append(asked)
        return await self._answered(await self.inner.give_back(asked))

    async def ask_return(self, asked: Return, reference: str | None) -> Outcome:
        return await self.inner.ask_return(asked, reference)

    async def _answered(self, outcome: Outcome) -> Outcome:
        if self.meanwhile is not None:
            await self.meanwhile()
        return outcome


@dataclass
class Prices:
    """What requests do for payments: renews a price as it is, and notes the ceiling."""

    clock: Hands

    async def fresh_for(self, estimate: Estimate) -> UUID | None:
        request = await JobRequest.get(id=estimate.job_request_id)
        tractor = await Tractor.get(id=estimate.tractor_id)
        until = self.clock() + timedelta(minutes=30)
        return (await an_estimate(request, tractor, total_minor=estimate.total_minor, valid_until=until)).id

    async def apply(self, request: JobRequest, secured: Money | None) -> None:
        request.price_ceiling_minor = secured.amount_minor if secured else None
        request.currency = secured.currency if secured else None
        await request.save(update_fields=["price_ceiling_minor", "currency"])


@dataclass
class Quoted:
    """A farmer's request with a firm price."""

    farmer: Viewer
    request: JobRequest
    tractor: Tractor
    estimate: Estimate


@dataclass
class World:
    """What a test has at hand."""

    database: Database
    streams: Streams
    clock: Hands
    provider: Watched
    vault: Vault
    payments: Payments
    alerts: list[str] = field(default_factory=list)

    async def quoted(self, *, tag: str = "", currency: str = "NGN", total_minor: int = 3_300_000) -> Quoted:
        farmer, tractor = await a_user(tag=tag), await a_tractor(currency=currency)
        request = await a_request(self.database, farmer)
        return Quoted(farmer, request, tractor, await an_estimate(request, tractor, total_minor=total_minor))

    async def intent(
        self,
        quoted: Quoted,
        method: PaymentMethodKind = PaymentMethodKind.CARD,
        key: str = "i",
        payment_method_id: UUID | None = None,
    ) -> UUID:
        answer = await self.payments.intents.create(
            quoted.farmer,
            request_id=quoted.request.id,
            estimate_id=quoted.estimate.id,
            method=method,
            payment_method_id=payment_method_id,
            key=key,
        )
        return answer.payment_id

    async def confirm(self, quoted: Quoted, payment_id: UUID, key: str = "c") -> Payment:
        answer = await self.payments.confirmation.confirm(quoted.farmer, payment_id=payment_id, key=key)
        return await Payment.get(id=answer.payment_id)

    async def paid(self, **options: Any) -> tuple[Quoted, Payment]:
        quoted = await self.quoted(**options)
        return quoted, await self.confirm(quoted, await self.intent(quoted))

    async def run_jobs(self) -> list[str]:
        """Whatever of payments waits now, due or not; what it enqueues waits for the next call. Answers names.

        Each keeps its word while it runs, as with the worker.
        """
        known = handlers(self.payments)
        rows = await self.database.fetch(
            "UPDATE pgqueuer SET status = 'picked', heartbeat = now() "
            "WHERE status = 'queued' AND entrypoint = ANY($1) RETURNING id, entrypoint, payload",
            list(known),
        )
        try:
            for row in sorted(rows, key=lambda row: int(row["id"])):
                await known[row["entrypoint"]](orjson.loads(row["payload"]))
        finally:
            await self.database.fetch("DELETE FROM pgqueuer WHERE id = ANY($1)", [row["id"] for row in rows])
        return sorted(row["entrypoint"] for row in rows)

    async def fund(self, owner: UUID, amount_minor: int, currency: str = "NGN") -> None:
        """Earnings in a wallet: a job that somebody else has paid for is done."""
        quoted, _ = await self.paid(currency=currency, total_minor=amount_minor)
        quoted.tractor.owner_id = owner
        await accept(self.database, quoted.request, quoted.tractor, quoted.estimate)
        await self.finish(quoted, commission_percent=0)

    async def finish(self, quoted: Quoted, *, commission_percent: int = 10) -> None:
        """Every step of an accepted job; the last one releases the escrow, as requests do it."""
        for step in STEPS[:-1]:
            await move(self.database, quoted.request, step)
        async with self.database.transaction():
            request = await lock_request(quoted.request.id)
            await move(self.database, request, STEPS[-1])
            await self.vault.escrow.release(request, commission_percent)

    async def give_up(self, quoted: Quoted, fee: Money | None = None) -> Money | None:
        """The request is cancelled, and the escrow asked in the same transaction, as requests do it."""
        async with self.database.transaction():
            request = await lock_request(quoted.request.id)
            await cancel(self.database, request)
            return await self.vault.escrow.give_back(request, fee)

    async def balances(self) -> dict[str, int]:
        """What stands where, by kind of account."""
        rows = await self.database.fetch(
            "SELECT kind, sum(balance_minor)::bigint AS sum FROM ledger_accounts GROUP BY kind"
        )
        return {row["kind"]: row["sum"] for row in rows}

    async def told(self, request: JobRequest) -> list[tuple[str, int]]:
        """The payment frames of a request: status and what was refunded."""
        events = await self.streams.read(StreamName.of_request(request.id), after=0, limit=100)
        return [(event.payload["status"], event.payload["refunded"]) for event in events if event.kind == "PAYMENT"]
