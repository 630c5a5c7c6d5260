"""Web Push against an endpoint that decrypts as a browser does, over TLS."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from services.providers.messaging.port import Gone, NotSent, Refused
from services.providers.messaging.web_push import WebPush, encrypt, is_public, private_key_of, public_key_of
from tests.providers.push_service import (
    HOST,
    NOW,
    OURS,
    Browser,
    PushService,
    decoded,
    encoded,
    push_service,
    pusher,
    write_certificate,
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
async def service(certificate: Path) -> AsyncIterator[PushService]:
    async with push_service(certificate) as service:
        yield service


async def test_a_browser_reads_what_was_sent(service: PushService) -> None:
    browser = Browser()

    taken = await pusher(service).send(browser.push(service.endpoint, b'{"title": "Hello"}'))

    ((headers, body),) = service.asked
    assert taken.reference == "/m/1"
    assert browser.read(body) == b'{"title": "Hello"}'
    assert headers[""] == "POST /v1/abc HTTP/1.1"
    assert (headers["host"], headers["content-encoding"]) == (f"{HOST}:{service.port}", "aes128gcm")
    assert (headers["ttl"], headers["topic"], headers["urgency"]) == ("3600", "topic", "high")


async def test_it_is_signed_as_ours(service: PushService) -> None:
    await pusher(service).send(Browser().push(service.endpoint))

    scheme, _, rest = service.asked[0][0]["authorization"].partition(" ")
    token, _, key = rest.removeprefix("t=").partition(", k=")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    claims = jwt.decode(
        token, public, algorithms=["ES256"], audience=f"https://{HOST}:{service.port}", options={"verify_exp": False}
    )
    assert (scheme, key) == ("vapid", public_key_of(OURS))
    assert claims["sub"] == "mailto:push@spitractors.test"
    assert claims["exp"] == int((NOW + timedelta(hours=12)).timestamp())


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, Gone), (410, Gone), (429, NotSent), (503, NotSent), (400, Refused), (413, Refused), (301, Refused)],
)
async def test_a_service_says_what_becomes_of_it(service: PushService, status: int, kind: type[Exception]) -> None:
    service.status = status

    with pytest.raises(kind) as told:
        await pusher(service).send(Browser().push(service.endpoint))

    assert type(told.value) is kind
    assert len(service.asked) == 1


async def test_nothing_is_sent_into_a_private_network(service: PushService) -> None:
    with pytest.raises(Refused) as told:
        await pusher(service, may_reach=False).send(Browser().push(service.endpoint))

    assert told.value.reason == "PRIVATE_ADDRESS"
    assert service.asked == []


async def test_a_certificate_is_for_the_name_and_not_for_the_address(service: PushService, certificate: Path) -> None:
    async def anywhere(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    other = WebPush(
        private_key_of(OURS),
        lambda: NOW,
        contact="mailto:x@spitractors.test",
        answer_within=5,
        resolve=anywhere,
        may_reach=lambda _: True,
        tls=service.tls,
    )
    with pytest.raises(NotSent):
        await other.send(Browser().push(f"https://other.example:{service.port}/v1/abc"))

    assert service.asked == []


@pytest.mark.parametrize(
    ("address", "is_fine"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("nonsense", False),
    ],
)
def test_what_is_public(address: str, is_fine: bool) -> None:
    assert is_public(address) is is_fine


def test_the_example_of_the_standard() -> None:
    """RFC 8291, section 5 and appendix A."""
    payload = b"When I grow up, I want to be a watermelon"
    sealed = encrypt(
        payload,
        browser=decoded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        secret=decoded("BTBZMqHH6r4Tts7J_aSIgg"),
        ours=private_key_of("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
    )

    assert encoded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_no_key_is_no_key() -> None:
    with pytest.raises(Refused):
        encrypt(b"", browser=b"\x04" + b"\0" * 64, secret=b"\0" * 16)
