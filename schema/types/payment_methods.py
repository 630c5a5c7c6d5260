"""A person's cards and phones, as far as they may be shown."""

import datetime as dt
from typing import Annotated, Self

import strawberry

from models import users as rows
from models.enums import PaymentMethodKind
from schema.types.errors import NotFoundError, ValidationError
from schema.types.shared import Node
from services.platform.ids import Kind, encode


@strawberry.type(description="A provider's reference. Card numbers never reach this API.")
class PaymentMethod(Node):
    kind: PaymentMethodKind
    brand: str | None
    last4: str | None = strawberry.field(name="last4")
    expires_on: dt.date | None
    is_default: bool

    @classmethod
    def of(cls, row: rows.PaymentMethod) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.PAYMENT_METHOD, row.id)),
            kind=row.kind,
            brand=row.brand,
            last4=row.last4,
            expires_on=row.expires_on,
            is_default=row.is_default,
        )


@strawberry.type
class PaymentMethodSuccess:
    payment_method: PaymentMethod


PaymentMethodResult = Annotated[
    PaymentMethodSuccess | ValidationError | NotFoundError, strawberry.union("PaymentMethodResult")
]
