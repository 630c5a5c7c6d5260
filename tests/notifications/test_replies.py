"""Whoever answers STOP gets no more SMS; only the carrier itself is believed."""

from collections.abc import AsyncIterator
from urllib.parse import urlencode

import pytest
from httpx2 import ASGITransport, AsyncClient

from main import create_app
from models.notifications import Delivery
from models.users import Preferences
from services import wiring
from services.platform.settings import Settings
from tests.notifications.post import Post
from tests.providers.test_sms_carriers import signed
from tests.requests.village import Village

PHONE = "+2348012345678"
URL = "http://api.test/webhooks/messages/twilio"


@pytest.fixture
async def carrier(settings: Settings, village: Village) -> AsyncIterator[AsyncClient]:
    """Somebody who can reach the API."""
    own = {"public_url": "http://api.test", "twilio_auth_token": "secret", "africas_talking_reply_secret": "s3cret"}
    app = create_app(Settings(_env_file=None, **{**settings.model_dump(exclude_unset=True), **own}))
    services = wiring.build(Settings(_env_file=None, **{**settings.model_dump(exclude_unset=True), **own}))
    app.state.services = services
    async with AsyncClient(transport=ASGITransport(app), base_url="http://api.test") as client:
        yield client


async def send(carrier: AsyncClient, text: str, *, by: str = "secret", phone: str = PHONE) -> tuple[int, str]:
    form = {"From": phone, "Body": text}
    headers = {**signed(by, URL, form), "content-type": "application/x-www-form-urlencoded"}
    answer = await carrier.post("/webhooks/messages/twilio", content=urlencode(form), headers=headers)
    return answer.status_code, answer.text


async def sms_sent(post: Post) -> list[str]:
    """What becomes of an SMS to that number."""
    farmer = await post.person()
    await Preferences.filter(user_id=farmer.user_id).update(channels={"SECURITY_ALERT": ["SMS"]})
    await post.tell(farmer)
    await post.run()
    return [f"{row.state} {row.reason}" for row in await Delivery.filter(user_id=farmer.user_id)]


@pytest.mark.parametrize("word", ["STOP", " stop.", "Unsubscribe", "ARRÊT", "acha", "Tsaya!"])
async def test_stop_is_obeyed_until_start(carrier: AsyncClient, post: Post, word: str) -> None:
    assert [await send(carrier, word) for _ in range(2)] == [(200, ""), (200, "")]
    assert await sms_sent(post) == ["SKIPPED STOPPED"]

    assert await send(carrier, "start") == (200, "")
    assert await sms_sent(post) == ["SENT None"]


@pytest.mark.parametrize("text", ["", "please do not stop", "hello"])
async def test_other_words_change_nothing(carrier: AsyncClient, village: Village, text: str) -> None:
    assert await send(carrier, text) == (200, "")
    assert await village.state("sms_stops") == {"sms_stops": []}


async def test_a_stranger_stops_nothing(carrier: AsyncClient, village: Village) -> None:
    assert (await send(carrier, "STOP", by="guessed"))[0] == 403
    unsigned = await carrier.post("/webhooks/messages/twilio", content="From=%2B2348012345678&Body=STOP")
    assert unsigned.status_code == 403
    assert (await carrier.post("/webhooks/messages/nobody")).status_code == 404
    assert (await carrier.post("/webhooks/messages/africas_talking?secret=x")).status_code == 403
    assert (await carrier.get("/webhooks/messages/twilio")).status_code == 405
    assert (await carrier.post("/webhooks/messages/twilio", content=b"x" * 20_000)).status_code == 413
    assert await village.state("sms_stops") == {"sms_stops": []}


async def test_africas_talking_is_believed_by_its_secret(carrier: AsyncClient, village: Village) -> None:
    form = urlencode({"from": PHONE, "text": "STOP"})

    answer = await carrier.post("/webhooks/messages/africas_talking?secret=s3cret", content=form)

    assert answer.status_code == 200
    assert [row["phone"] for row in (await village.state("sms_stops"))["sms_stops"]] == [PHONE]


async def test_what_is_no_number_is_not_kept(carrier: AsyncClient, village: Village) -> None:
    assert await send(carrier, "STOP", phone="SpamCo") == (200, "")
    assert await village.state("sms_stops") == {"sms_stops": []}


async def test_without_keys_nothing_is_listened_to_and_no_key_shown(carrier: AsyncClient) -> None:
    assert (await carrier.get("/.well-known/web-push-key")).status_code == 404
