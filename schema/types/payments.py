"""Payments, refunds and wallets."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any, Self
from uuid import UUID

import strawberry

from models import payments as rows
from models.enums import PaymentMethodKind, PaymentStatus, RefundStatus, TransactionKind
from schema.context import Info
from schema.types.connections import page_info
from schema.types.scalars import Cursor
from schema.types.shared import Money, Node, PageInfo
from services.payments import books, wallets
from services.platform.ids import Kind, encode
from services.platform.pages import Page
from services.providers.payments.port import StepKind

if TYPE_CHECKING:
    from schema.types.requests import JobRequest

strawberry.enum(StepKind, name="NextActionKind")
strawberry.enum(TransactionKind, name="WalletTransactionKind")


@strawberry.type
class NextAction:
    kind: StepKind
    url: str | None
    client_secret: str | None
    message: str | None

    @classmethod
    def of(cls, step: dict[str, Any]) -> Self:
        return cls(
            kind=StepKind(step["kind"]),
            url=step["url"],
            client_secret=step["client_secret"],
            message=step["message"],
        )


@strawberry.type
class Refund(Node):
    amount: Money
    reason: str
    status: RefundStatus
    created_at: dt.datetime

    @classmethod
    def of(cls, row: rows.Refund, currency: str) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.REFUND, row.id)),
            amount=Money.of(row.amount_minor, currency),
            reason=row.reason,
            status=row.status,
            created_at=row.created_at,
        )


@strawberry.type
class Payment(Node):
    row: strawberry.Private[rows.Payment]
    method: PaymentMethodKind
    provider: str
    status: PaymentStatus
    amount: Money
    refunded: Money
    next_action: NextAction | None
    failure_code: str | None
    failure_message: str | None
    created_at: dt.datetime
    expires_at: dt.datetime | None

    @strawberry.field
    async def request(self, info: Info) -> Annotated["JobRequest", strawberry.lazy("schema.types.requests")] | None:
        return await load_request(info, self.row.job_request_id)

    @strawberry.field
    async def refunds(self, info: Info) -> list[Refund]:
        found = await info.context.loaders.refunds_of_payment.load(self.row.id)
        return [Refund.of(row, self.row.currency) for row in found]

    @classmethod
    def of(cls, row: rows.Payment) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.PAYMENT, row.id)),
            row=row,
            method=row.method,
            provider=row.provider,
            status=row.status,
            amount=Money.of(row.amount_minor, row.currency),
            refunded=Money.of(row.refunded_minor, row.currency),
            next_action=NextAction.of(row.next_action) if row.next_action else None,
            failure_code=row.failure_code,
            failure_message=row.failure_message,
            created_at=row.created_at,
            expires_at=row.expires_at,
        )

    @classmethod
    async def load(cls, info: Info, payment_id: UUID) -> Self:
        """A payment that the viewer is known to see."""
        return cls.of(await info.context.loaders.own_payments.load(payment_id))

    @classmethod
    async def load_if_visible(cls, info: Info, payment_id: UUID | None) -> Self | None:
        """Null for one that is not there, or not the viewer's."""
        row = await info.context.loaders.payments.load(payment_id) if payment_id else None
        return cls.of(row) if row else None


@strawberry.type
class PaymentEdge:
    cursor: Cursor
    node: Payment


@strawberry.type
class PaymentConnection:
    edges: list[PaymentEdge]
    nodes: list[Payment]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[rows.Payment]) -> Self:
        nodes = [Payment.of(row) for row in page.rows]
        cursors = [Cursor(page.cursor(row)) for row in page.rows]
        edges = [PaymentEdge(cursor=cursor, node=node) for cursor, node in zip(cursors, nodes, strict=True)]
        return cls(edges=edges, nodes=nodes, page_info=page_info(page))


@strawberry.type
class Balance:
    available: Money
    held: Money
    pending: Money = strawberry.field(description="In escrow for jobs under way, less commission.")

    @classmethod
    def of(cls, balance: wallets.Balance) -> Self:
        return cls(
            available=Money.of(balance.available_minor, balance.currency),
            held=Money.of(balance.held_minor, balance.currency),
            pending=Money.of(balance.pending_minor, balance.currency),
        )


@strawberry.type
class WalletTransaction(Node):
    row: strawberry.Private[rows.WalletTransaction]
    kind: TransactionKind
    amount: Money = strawberry.field(description="Signed: a debit is negative.")
    balance_after: Money
    created_at: dt.datetime

    @strawberry.field
    async def request(self, info: Info) -> Annotated["JobRequest", strawberry.lazy("schema.types.requests")] | None:
        return await load_request(info, self.row.journal.request_id)

    @classmethod
    async def load(cls, info: Info, transaction_id: UUID) -> Self:
        """One that the viewer is known to see."""
        return cls.of(await info.context.loaders.own_transactions.load(transaction_id))

    @classmethod
    def of(cls, row: rows.WalletTransaction) -> Self:
        """Its journal comes with the row."""
        return cls(
            id=strawberry.ID(encode(Kind.TRANSACTION, row.id)),
            row=row,
            kind=row.kind,
            amount=Money.of(row.amount_minor, row.currency),
            balance_after=Money.of(row.balance_after_minor, row.currency),
            created_at=row.created_at,
        )


@strawberry.type
class WalletTransactionEdge:
    cursor: Cursor
    node: WalletTransaction


@strawberry.type
class WalletTransactionConnection:
    edges: list[WalletTransactionEdge]
    nodes: list[WalletTransaction]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[rows.WalletTransaction]) -> Self:
        nodes = [WalletTransaction.of(row) for row in page.rows]
        cursors = [Cursor(page.cursor(row)) for row in page.rows]
        edges = [WalletTransactionEdge(cursor=cursor, node=node) for cursor, node in zip(cursors, nodes, strict=True)]
        return cls(edges=edges, nodes=nodes, page_info=page_info(page))


@strawberry.type
class Wallet:
    user_id: strawberry.Private[UUID]

    @strawberry.field(description="One for each currency that the user prefers, has, or will get.")
    async def balances(self, info: Info) -> list[Balance]:
        return [Balance.of(each) for each in await info.context.services.payments.wallets.balances(self.user_id)]

    @strawberry.field(description="Newest first.")
    async def transactions(
        self, info: Info, first: int = 20, after: Cursor | None = None
    ) -> WalletTransactionConnection:
        page = await info.context.services.payments.wallets.transactions(self.user_id, first=first, after=after)
        return WalletTransactionConnection.of(page)

    @classmethod
    def of(cls, user_id: UUID) -> Self:
        """The viewer's own: nobody sees another's."""
        return cls(user_id=user_id)


@strawberry.type
class AccountBalance:
    account: str
    balance: Money

    @classmethod
    def of(cls, account: books.AccountBalance) -> Self:
        return cls(account=account.account, balance=Money.of(account.balance.amount_minor, account.balance.currency))


@strawberry.type(description="Debits equal credits, or something is wrong.")
class TrialBalance:
    as_of: dt.datetime
    accounts: list[AccountBalance]
    imbalance: list[Money]

    @classmethod
    def of(cls, found: books.TrialBalance) -> Self:
        return cls(
            as_of=found.as_of,
            accounts=[AccountBalance.of(each) for each in found.accounts],
            imbalance=[Money.of(each.amount_minor, each.currency) for each in found.imbalance],
        )


async def load_request(info: Info, request_id: UUID | None) -> "JobRequest | None":
    """Null for none, and for one that the viewer may not see."""
    from schema.types.requests import JobRequest  # noqa: PLC0415 - the two types show each other

    return await JobRequest.load_if_visible(info, request_id)
