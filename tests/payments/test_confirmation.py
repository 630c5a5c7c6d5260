"""From intent to paid, by card."""

from models.enums import PaymentStatus
from models.requests import JobRequest
from tests.payments.world import World


async def test_a_card_that_works_secures_the_job(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)

    payment = await world.confirm(quoted, payment_id)

    assert payment.status is PaymentStatus.SUCCEEDED
    assert (payment.amount_minor, payment.currency, payment.provider) == (3_300_000, "NGN", "sandbox")
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}
    assert await world.told(quoted.request) == [
        ("REQUIRES_CONFIRMATION", 0),
        ("PROCESSING", 0),
        ("SUCCEEDED", 0),
    ]
    request = await JobRequest.get(id=quoted.request.id)
    assert (request.price_ceiling_minor, request.currency) == (3_300_000, "NGN")
