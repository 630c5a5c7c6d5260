"""What a job has cost, on paper."""

import datetime as dt
from typing import Self
from uuid import UUID

import strawberry

from models import payments as rows
from schema.context import Info
from schema.types.shared import Money, Node
from services.payments.receipts import lines_of, number_of
from services.platform.ids import Kind, encode


@strawberry.type
class ReceiptLine:
    text: str
    amount: Money


@strawberry.type(description="Numbered without gaps and never changed once issued.")
class Receipt(Node):
    row_id: strawberry.Private[UUID]
    number: str
    issued_at: dt.datetime
    lines: list[ReceiptLine]
    total: Money

    @strawberry.field(description="A signed link to the PDF.")
    def url(self, info: Info) -> str:
        return info.context.services.payments.receipt_links.link(self.row_id)

    @classmethod
    def of(cls, row: rows.Receipt) -> Self:
        lines = [ReceiptLine(text=line.text, amount=Money.of(line.minor, row.currency)) for line in lines_of(row)]
        return cls(
            id=strawberry.ID(encode(Kind.RECEIPT, row.id)),
            row_id=row.id,
            number=number_of(row),
            issued_at=row.issued_at,
            lines=lines,
            total=Money.of(row.total_minor, row.currency),
        )
