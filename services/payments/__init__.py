"""The use cases of money, put together."""

from dataclasses import dataclass
from datetime import timedelta

from services.jobs.queue import JobQueue
from services.notifications.announcing import Announcements
from services.payments.auditing import Auditor
from services.payments.books import Books
from services.payments.calling_off import CallingOff
from services.payments.confirmation import Confirmation
from services.payments.corrections import Corrections
from services.payments.escrow import HeldEscrow
from services.payments.inbox import Inbox
from services.payments.intents import FreshEstimates, Intents
from services.payments.ledger import Ledger
from services.payments.outcomes import Outcomes, PriceCeiling
from services.payments.payouts import Payouts
from services.payments.providers import Providers
from services.payments.receipts import ReceiptLinks, Receipts
from services.payments.refunds import Refunds
from services.payments.rows import PaymentRows
from services.payments.sweeping import Sweep
from services.payments.telling import Telling
from services.payments.topups import TopUps
from services.payments.wallets import Wallets
from services.platform.alerts import Alerts
from services.platform.audit import AuditLog
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.idempotency import Idempotency
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.platform.streams import Streams


@dataclass(frozen=True, slots=True)
class Ground:
    """What money stands on."""

    settings: Settings
    database: Database
    streams: Streams
    announcements: Announcements
    jobs: JobQueue
    idempotency: Idempotency
    keys: Keys
    providers: Providers
    alerts: Alerts
    clock: Clock


@dataclass(frozen=True, slots=True)
class Vault:
    """What money needs from nobody above it: requests are built on its escrow, and payments on requests."""

    on: Ground
    ledger: Ledger
    rows: PaymentRows
    refunds: Refunds
    receipts: Receipts
    escrow: HeldEscrow


@dataclass(frozen=True, slots=True)
class Payments:
    """Everything that a resolver, a job or a command may do about money."""

    ledger: Ledger
    intents: Intents
    calling_off: CallingOff
    confirmation: Confirmation
    outcomes: Outcomes
    refunds: Refunds
    top_ups: TopUps
    payouts: Payouts
    corrections: Corrections
    receipts: Receipts
    receipt_links: ReceiptLinks
    inbox: Inbox
    sweep: Sweep
    wallets: Wallets
    books: Books
    auditor: Auditor


def open_vault(on: Ground) -> Vault:
    """The ledger with the escrow on it."""
    ledger, telling = Ledger(on.database), Telling(on.announcements)
    rows = PaymentRows(on.streams, telling)
    refunds = Refunds(
        database=on.database,
        ledger=ledger,
        rows=rows,
        telling=telling,
        jobs=on.jobs,
        providers=on.providers,
        alerts=on.alerts,
        clock=on.clock,
    )
    receipts = Receipts(on.database, telling, on.clock, on.settings.receipt_issuer)
    return Vault(on, ledger, rows, refunds, receipts, HeldEscrow(ledger, refunds, rows, receipts))


def build(vault: Vault, *, estimates: FreshEstimates, ceiling: PriceCeiling) -> Payments:
    """On the vault, and on what requests do for payments."""
    on = vault.on
    outcomes = Outcomes(
        database=on.database,
        ledger=vault.ledger,
        rows=vault.rows,
        refunds=vault.refunds,
        escrow=vault.escrow,
        ceiling=ceiling,
        alerts=on.alerts,
    )
    calling_off = CallingOff(on.database, vault.rows, on.providers, outcomes, on.clock, on.settings.payment_step_window)
    confirmation = _confirmation(vault, outcomes, estimates, calling_off)
    payouts, books = _payouts(vault), Books(on.database)
    return Payments(
        ledger=vault.ledger,
        intents=_intents(vault, estimates),
        calling_off=calling_off,
        confirmation=confirmation,
        outcomes=outcomes,
        refunds=vault.refunds,
        top_ups=_top_ups(on, confirmation, outcomes),
        payouts=payouts,
        corrections=_corrections(vault, ceiling),
        receipts=vault.receipts,
        receipt_links=_receipt_links(on),
        inbox=_inbox(vault, outcomes, payouts),
        sweep=_sweep(on),
        wallets=Wallets(on.database),
        books=books,
        auditor=Auditor(on.database, books, on.jobs, on.alerts),
    )


def _intents(vault: Vault, estimates: FreshEstimates) -> Intents:
    on = vault.on
    return Intents(
        database=on.database,
        rows=vault.rows,
        jobs=on.jobs,
        idempotency=on.idempotency,
        providers=on.providers,
        estimates=estimates,
        clock=on.clock,
        window=on.settings.payment_confirmation_window,
    )


def _confirmation(vault: Vault, outcomes: Outcomes, estimates: FreshEstimates, calling_off: CallingOff) -> Confirmation:
    on = vault.on
    return Confirmation(
        database=on.database,
        rows=vault.rows,
        jobs=on.jobs,
        idempotency=on.idempotency,
        providers=on.providers,
        outcomes=outcomes,
        estimates=estimates,
        calling_off=calling_off,
        clock=on.clock,
    )


def _top_ups(on: Ground, confirmation: Confirmation, outcomes: Outcomes) -> TopUps:
    return TopUps(
        jobs=on.jobs,
        idempotency=on.idempotency,
        providers=on.providers,
        confirmation=confirmation,
        outcomes=outcomes,
        clock=on.clock,
        window=on.settings.payment_confirmation_window,
    )


def _payouts(vault: Vault) -> Payouts:
    on = vault.on
    return Payouts(
        database=on.database,
        ledger=vault.ledger,
        jobs=on.jobs,
        idempotency=on.idempotency,
        providers=on.providers,
        alerts=on.alerts,
        clock=on.clock,
    )


def _corrections(vault: Vault, ceiling: PriceCeiling) -> Corrections:
    on = vault.on
    return Corrections(
        database=on.database,
        ledger=vault.ledger,
        refunds=vault.refunds,
        escrow=vault.escrow,
        ceiling=ceiling,
        idempotency=on.idempotency,
        audit=AuditLog(on.database, on.clock),
        clock=on.clock,
    )


def _inbox(vault: Vault, outcomes: Outcomes, payouts: Payouts) -> Inbox:
    on = vault.on
    return Inbox(
        database=on.database,
        jobs=on.jobs,
        providers=on.providers,
        outcomes=outcomes,
        refunds=vault.refunds,
        payouts=payouts,
        alerts=on.alerts,
        clock=on.clock,
    )


def _receipt_links(on: Ground) -> ReceiptLinks:
    lifetime: timedelta = on.settings.receipt_link_lifetime
    return ReceiptLinks(on.keys, on.clock, address=on.settings.address, lifetime=lifetime)


def _sweep(on: Ground) -> Sweep:
    return Sweep(
        database=on.database,
        jobs=on.jobs,
        alerts=on.alerts,
        clock=on.clock,
        after=on.settings.reconcile_after,
        alert_after=on.settings.stuck_after,
    )
