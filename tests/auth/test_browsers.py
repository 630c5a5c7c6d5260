"""Browsers that take messages, for as long as the session in which they were registered."""

from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from models.auth import User
from models.enums import Channel, NotificationKind
from models.notifications import Delivery, PushSubscription
from models.users import Preferences
from services.notifications.announcing import News
from services.providers.messaging.web_push import point_of
from tests.accounts import Api
from tests.auth.operations import LOG_OUT, REFRESH
from tests.notifications.operations import REGISTER
from tests.providers.push_service import encoded

POINT = encoded(point_of(ec.generate_private_key(ec.SECP256R1()).public_key()))
SECRET = encoded(b"0123456789abcdef")


def browser(number: int = 1) -> dict[str, str]:
    return {"endpoint": f"https://push.example/{number}", "p256dh": POINT, "auth": SECRET}


async def push(api: Api, user: User) -> list[dict[str, Any]]:
    """Tell somebody something by push, and run the jobs; what their browsers got."""
    await Preferences.filter(user_id=user.id).update(channels={"WORK_STARTED": ["PUSH"], "RECEIPT_ISSUED": ["PUSH"]})
    async with api.services.database.transaction():
        news = News(user.id, NotificationKind.RECEIPT_ISSUED, f"event:{api.clock()}", {"number": "SPT-000001"})
        await api.services.notifications.announcements.tell(news)
    await api.run_mail_jobs()
    return [orjson.loads(sent.text) for sent in await api.services.outbox.sent() if sent.channel == "PUSH"]


async def test_each_browser_of_a_person_gets_it(api: Api) -> None:
    user, token = await api.signed_in()
    other = (await api.session(user)).tokens.access_token
    answers = [
        await api.ask(REGISTER, token=token, subscription=browser(1)),
        await api.ask(REGISTER, token=other, subscription=browser(2)),
    ]

    shown = await push(api, user)

    assert [answer.data for answer in answers] == [True, True]
    assert [each["title"] for each in shown] == ["Receipt SPT-000001"] * 2
    assert {each["kind"] for each in shown} == {"RECEIPT_ISSUED"}
    assert (await Delivery.get(channel=Channel.PUSH)).state == "SENT"


async def test_after_logging_out_it_gets_nothing(api: Api) -> None:
    user, token = await api.signed_in()
    await api.ask(REGISTER, token=token, subscription=browser())
    await api.ask(LOG_OUT, token=token)

    assert await push(api, user) == []


@pytest.mark.parametrize(("days", "pushes"), [([29], 1), ([30], 0), ([20, 20], 1), ([25] * 7, 1), ([25] * 7 + [5], 0)])
async def test_it_gets_something_for_as_long_as_its_session_lives(api: Api, days: list[int], pushes: int) -> None:
    """Each of the `days` but the last ends with a refresh: 30 without one end a session, and 180 in any case."""
    user = await api.person()
    pair = (await api.session(user)).tokens
    assert (await api.ask(REGISTER, token=pair.access_token, subscription=browser())).data is True
    refresh_token = pair.refresh_token
    for each in days[:-1]:
        api.clock.advance(days=each)
        refresh_token = (await api.ask(REFRESH, refresh=refresh_token)).data["tokens"]["refreshToken"]
    api.clock.advance(days=days[-1])

    assert len(await push(api, user)) == pushes


async def test_a_browser_belongs_to_whoever_logged_in_last(api: Api) -> None:
    (first, one), (second, two) = await api.signed_in(), await api.signed_in()
    await api.ask(REGISTER, token=one, subscription=browser())
    await api.ask(REGISTER, token=two, subscription=browser())

    assert await push(api, first) == []
    api.clock.advance(seconds=1)
    assert len(await push(api, second)) == 1


async def test_the_oldest_goes_where_there_are_too_many(api: Api) -> None:
    _, token = await api.signed_in()
    for number in range(12):
        await api.ask(REGISTER, token=token, subscription=browser(number))
        api.clock.advance(seconds=1)

    kept = await PushSubscription.all().order_by("created_at")
    assert [row.endpoint for row in kept] == [browser(number)["endpoint"] for number in range(2, 12)]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"endpoint": "http://push.example/1"}, "endpoint"),
        ({"endpoint": "https://localhost/1"}, "endpoint"),
        ({"endpoint": "https://127.0.0.1/1"}, "endpoint"),
        ({"endpoint": "https://[::1]/1"}, "endpoint"),
        ({"endpoint": "https://0x7f.1/1"}, "endpoint"),
        ({"endpoint": "https://2130706433/1"}, "endpoint"),
        ({"endpoint": "https://user@push.example/1"}, "endpoint"),
        ({"endpoint": "https://push.example:99999/1"}, "endpoint"),
        ({"endpoint": "https://push.example/ x"}, "endpoint"),
        ({"endpoint": "https://push.example/" + "x" * 2048}, "endpoint"),
        ({"p256dh": "BA"}, "p256dh"),
        ({"p256dh": "!" * 87}, "p256dh"),
        ({"p256dh": "B" + "A" * 86}, "p256dh"),
        ({"auth": "AAAA"}, "auth"),
        ({"auth": "ü"}, "auth"),
    ],
)
async def test_what_is_no_browser_is_refused(api: Api, changes: dict[str, str], path: str) -> None:
    _, token = await api.signed_in()

    answer = await api.ask(REGISTER, token=token, subscription={**browser(), **changes})

    assert answer.codes == ["BAD_USER_INPUT"]
    assert await api.rows("push_subscriptions") == []
    assert path in str(answer.errors)


async def test_nobody_registers_nothing(api: Api) -> None:
    assert (await api.ask(REGISTER, subscription=browser())).codes == ["UNAUTHENTICATED"]
    assert await api.rows("push_subscriptions") == []
