"""The use cases of money, put together."""

from dataclasses import dataclass
from datetime import timedelta

from services.jobs.queue import JobQueue
from services.payments.books import Books
from services.payments.confirmation import Confirmation
from services.payments.escrow import HeldEscrow
from services.payments.intents import FreshEstimates, Intents
from services.payments.ledger import Ledger
from services.payments.outcomes import Outcomes, PriceCeiling
from services.payments.refunds import Refunds
from services.payments.rows import PaymentRows
from services.payments.wallets import Wallets
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.streams import Streams
from services.providers.payments.port import PaymentProvider


@dataclass(frozen=True, slots=True)
class Vault:
    """What money needs from nobody above it: requests are built on its escrow, and payments on requests."""

    database: Database
    jobs: JobQueue
    clock: Clock
    provider: PaymentProvider
    ledger: Ledger
    rows: PaymentRows
    refunds: Refunds
    escrow: HeldEscrow


@dataclass(frozen=True, slots=True)
class Payments:
    """Everything that a resolver or a job may do about money."""

    intents: Intents
    confirmation: Confirmation
    outcomes: Outcomes
    refunds: Refunds
    wallets: Wallets
    books: Books


def open_vault(
    *, database: Database, streams: Streams, jobs: JobQueue, clock: Clock, provider: PaymentProvider
) -> Vault:
    """The ledger with the escrow on it."""
    ledger, rows = Ledger(database), PaymentRows(streams)
    refunds = Refunds(database=database, ledger=ledger, rows=rows, jobs=jobs, provider=provider, clock=clock)
    escrow = HeldEscrow(ledger, refunds, rows)
    return Vault(database, jobs, clock, provider, ledger, rows, refunds, escrow)


def build(
    vault: Vault, *, idempotency: Idempotency, estimates: FreshEstimates, ceiling: PriceCeiling, window: timedelta
) -> Payments:
    """`window` is how long an intent waits to be confirmed."""
    outcomes = Outcomes(
        database=vault.database,
        ledger=vault.ledger,
        rows=vault.rows,
        refunds=vault.refunds,
        escrow=vault.escrow,
        ceiling=ceiling,
    )
    intents = Intents(
        database=vault.database,
        rows=vault.rows,
        jobs=vault.jobs,
        idempotency=idempotency,
        provider=vault.provider,
        estimates=estimates,
        clock=vault.clock,
        window=window,
    )
    confirmation = Confirmation(
        database=vault.database,
        rows=vault.rows,
        jobs=vault.jobs,
        idempotency=idempotency,
        provider=vault.provider,
        outcomes=outcomes,
        estimates=estimates,
        clock=vault.clock,
    )
    return Payments(intents, confirmation, outcomes, vault.refunds, Wallets(vault.database), Books(vault.database))
