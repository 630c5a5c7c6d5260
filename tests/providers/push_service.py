"""A push service on this machine, over TLS, and browsers that decrypt what it was given for them."""

import asyncio
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from services.providers.messaging.port import Push
from services.providers.messaging.web_push import WebPush, point_of, private_key_of

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
    silent_seconds: float = 0
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
        await asyncio.sleep(self.silent_seconds)
        writer.write(f"HTTP/1.1 {self.status} X\r\nlocation: /m/1\r\ncontent-length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()


def write_certificate(folder: Path) -> Path:
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
    path = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return path


@asynccontextmanager
async def push_service(certificate: Path) -> AsyncIterator[PushService]:
    """Serving while the block runs."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    found = PushService(0, ssl.create_default_context(cafile=certificate))
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0, ssl=context)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
        await server.wait_closed()


async def here(host: str, port: int) -> list[str]:
    """Where our host is, in a test."""
    assert host == HOST
    return ["127.0.0.1"]


def pusher(service: PushService, *, may_reach: bool = True, within: float = 5) -> WebPush:
    return WebPush(
        private_key_of(OURS),
        lambda: NOW,
        contact="mailto:push@spitractors.test",
        answer_within=within,
        resolve=here,
        may_reach=(lambda address: ip_address(address).is_loopback) if may_reach else None,
        tls=service.tls,
    )
