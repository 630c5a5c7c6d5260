"""The viewer's cards and phones."""

import strawberry

from models.enums import PaymentMethodKind
from schema.context import Info
from schema.types.payment_methods import PaymentMethod, PaymentMethodResult, PaymentMethodSuccess
from schema.types.users import RemovedResult, RemovedSuccess
from services.platform.ids import Kind, decode


async def add_payment_method(info: Info, kind: PaymentMethodKind, provider_token: str) -> PaymentMethodResult:
    """With the one-time token of the payment provider's form, never with a card number."""
    added = await info.context.services.users.payment_methods.add(info.context.signed_in, kind, provider_token)
    info.context.forget_rows()
    return PaymentMethodSuccess(payment_method=PaymentMethod.of(added))


async def set_default_payment_method(info: Info, id: strawberry.ID) -> PaymentMethodResult:
    """The others are no default any more."""
    method_id = decode(Kind.PAYMENT_METHOD, id)
    chosen = await info.context.services.users.payment_methods.set_default(info.context.signed_in, method_id)
    info.context.forget_rows()
    return PaymentMethodSuccess(payment_method=PaymentMethod.of(chosen))


async def remove_payment_method(info: Info, id: strawberry.ID) -> RemovedResult:
    """Where it was the default, the newest of the others becomes it."""
    method_id = decode(Kind.PAYMENT_METHOD, id)
    await info.context.services.users.payment_methods.remove(info.context.signed_in, method_id)
    info.context.forget_rows()
    return RemovedSuccess(id=id)
