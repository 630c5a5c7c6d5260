"""What a user's wallet shows."""

import pytest

from models.enums import PaymentMethodKind, Role, TransactionKind
from models.users import Preferences
from services.errors import ValidationFailed
from services.payments.wallets import Balance
from tests.payments.factories import a_user, accept
from tests.payments.world import World


async def test_a_wallet_starts_with_nothing_in_the_preferred_currency(world: World) -> None:
    viewer = await a_user()
    await Preferences.create(user_id=viewer.user_id, currency="KES")

    assert await world.payments.wallets.balances(viewer.user_id) == [Balance("KES")]


async def test_an_owner_sees_what_is_still_to_come_less_commission(world: World) -> None:
    quoted, _ = await world.paid(total_minor=3_300_005)
    owner_id = quoted.tractor.owner_id
    assert await world.payments.wallets.balances(owner_id) == []

    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    assert await world.payments.wallets.balance(owner_id, "NGN") == Balance("NGN", pending_minor=2_970_005)
    await world.finish(quoted)

    assert await world.payments.wallets.balance(owner_id, "NGN") == Balance("NGN", available_minor=2_970_005)
    assert await world.payments.wallets.balance(owner_id, "KES") == Balance("KES")


async def test_currencies_stay_apart(world: World) -> None:
    owner = await a_user(Role.TRACTOR_OWNER)
    await world.fund(owner.user_id, 150_000, "UGX")
    await world.fund(owner.user_id, 4_000_000, "NGN")

    assert await world.payments.wallets.balances(owner.user_id) == [
        Balance("NGN", available_minor=4_000_000),
        Balance("UGX", available_minor=150_000),
    ]


async def test_history_is_newest_first_with_the_balance_after_each(world: World) -> None:
    quoted = await world.quoted()
    await world.fund(quoted.farmer.user_id, 4_000_000)
    await world.confirm(quoted, await world.intent(quoted, PaymentMethodKind.WALLET))
    await world.give_up(quoted)

    page = await world.payments.wallets.transactions(quoted.farmer.user_id, first=2, after=None)
    rest = await world.payments.wallets.transactions(quoted.farmer.user_id, first=2, after=page.cursor(page.rows[-1]))

    assert [(row.kind, row.amount_minor, row.balance_after_minor) for row in page.rows] == [
        (TransactionKind.REFUND, 3_300_000, 4_000_000),
        (TransactionKind.PAYMENT, -3_300_000, 700_000),
    ]
    assert {row.journal.request_id for row in page.rows} == {quoted.request.id}
    assert (page.has_next, page.has_previous) == (True, False)
    assert [(row.kind, row.amount_minor) for row in rest.rows] == [(TransactionKind.EARNING, 4_000_000)]
    assert (rest.has_next, rest.has_previous) == (False, True)


async def test_nobody_sees_another_users_history(world: World) -> None:
    owner = await a_user(Role.TRACTOR_OWNER)
    await world.fund(owner.user_id, 4_000_000)

    page = await world.payments.wallets.transactions((await a_user()).user_id, first=20, after=None)

    assert list(page.rows) == []


@pytest.mark.parametrize("first", [0, 101])
async def test_a_page_has_a_size(world: World, first: int) -> None:
    with pytest.raises(ValidationFailed):
        await world.payments.wallets.transactions((await a_user()).user_id, first=first, after=None)
