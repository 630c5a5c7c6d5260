"""Web Push against an endpoint that decrypts as a browser does, over TLS."""

import asyncio
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from services.providers.messaging.port import Gone, NotSent, Push, Refused
from services.providers.messaging.web_push import WebPush, encrypt, is_public, point_of, private_key_of, public_key_of

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOST = "push.example"
OURS = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Browser:
    """Has keys of its own, and reads what was encrypted for it."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = b"0123456789abcdef"
        self.point = point_of(self.key.public_key())

    def read(self, body: bytes) -> bytes:
        """RFC 8291, from the other side."""
        salt, length = body[:16], body[20]
        sender, record = body[21 : 21 + length], body[21 + length :]
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        mixed = expanded(shared, self.secret, b"WebPush: info\0" + self.point + sender, 32)
        key = expanded(mixed, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = expanded(mixed, salt, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, record, None).rstrip(b"\0")[:-1]

    def push(self, endpoint: str, payload: bytes = b"{}") -> Push:
        return Push("key-1", endpoint, encoded(self.point), encoded(self.secret), payload, "topic", 3600)


def expanded(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(key)


@dataclass
class PushService:
    """Answers over TLS with a status, and keeps what it was sent."""

    port: int
    tls: ssl.SSLContext
    status: int = 201
    asked: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def endpoint(self) -> str:
        return f"https://{HOST}:{self.port}/v1/abc"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:] if line)
        headers = {name.lower(): value for name, _, value in pairs} | {"": lines[0]}
        body = await reader.readexactly(int(headers["content-length"]))
        self.asked.append((headers, body))
        writer.write(f"HTTP/1.1 {self.status} X\r\nlocation: /m/1\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For our host only, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return path


@pytest.fixture
async def service(certificate: Path) -> AsyncIterator[PushService]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    found = PushService(0, ssl.create_default_context(cafile=certificate))
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0, ssl=context)
    found.port = server.sockets[0].getsockname()[1]
    yield found
    server.close()
    await server.wait_closed()


async def here(host: str, port: int) -> list[str]:
    """Where our host is, in a test."""
    assert host == HOST
    return ["127.0.0.1"]


def pusher(service: PushService, *, may_reach: bool = True) -> WebPush:
    return WebPush(
        private_key_of(OURS),
        lambda: NOW,
        contact="mailto:push@spitractors.test",
        answer_within=5,
        resolve=here,
        may_reach=(lambda address: ip_address(address).is_loopback) if may_reach else None,
        tls=service.tls,
    )


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
