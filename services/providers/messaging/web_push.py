"""Web Push: encrypted for one browser (RFC 8291), signed as ours (VAPID, RFC 8292)."""

import asyncio
import ipaddress
import os
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import SplitResult, urlsplit

import httpx2
import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services.platform.clock import Clock
from services.providers.messaging.port import Gone, NotSent, Push, Refused, Taken

_NAME = "web_push"
_CURVE = ec.SECP256R1()
_RECORD = 4096
_TOKEN_LIFETIME = timedelta(hours=12)
_GONE = frozenset({404, 410})
_LATER = frozenset({429, *range(500, 600)})

type Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=0)
    return sorted({str(address[4][0]) for address in found})


class WebPush:
    """Implements Pusher. An endpoint is a stranger's text: it may lead to public addresses only, and is not followed.

    The address that was looked at is the one that is connected to.
    """

    def __init__(
        self,
        private_key: ec.EllipticCurvePrivateKey,
        clock: Clock,
        *,
        contact: str,
        answer_within: float,
        resolve: Resolve = resolved,
        may_reach: Callable[[str], bool] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._private_key = private_key
        self._public_key = point_of(private_key.public_key())
        self._clock = clock
        self._contact = contact
        self._answer_within = answer_within
        self._resolve = resolve
        self._may_reach = may_reach or is_public
        self._tls = tls

    async def send(self, push: Push) -> Taken:
        endpoint = urlsplit(push.endpoint)
        body = encrypt(push.payload, browser=_decoded(push.p256dh), secret=_decoded(push.auth))
        status, location = await self._post(endpoint, self._headers(endpoint, push), body)
        if status in _GONE:
            raise Gone(f"PUSH_{status}")
        if status in _LATER:
            raise NotSent(f"PUSH_{status}")
        if not httpx2.codes.is_success(status):
            raise Refused(f"PUSH_{status}")
        return Taken(_NAME, location[:128] if location else None)

    def _headers(self, endpoint: SplitResult, push: Push) -> dict[str, str]:
        claims = {
            "aud": f"{endpoint.scheme}://{endpoint.netloc}",
            "exp": int((self._clock() + _TOKEN_LIFETIME).timestamp()),
            "sub": self._contact,
        }
        token = jwt.encode(claims, self._private_key, algorithm="ES256")
        return {
            "host": endpoint.netloc,
            "authorization": f"vapid t={token}, k={_encoded(self._public_key)}",
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(push.lifetime_seconds),
            "topic": push.topic[:32],
            "urgency": "high",
        }

    async def _post(self, endpoint: SplitResult, headers: dict[str, str], body: bytes) -> tuple[int, str | None]:
        host, port = endpoint.hostname or "", endpoint.port or 443
        address = await self._address(host, port)
        shown = f"[{address}]" if ":" in address else address
        url = endpoint._replace(netloc=f"{shown}:{port}").geturl()
        try:
            async with httpx2.AsyncClient(
                timeout=self._answer_within, trust_env=False, verify=self._tls or True, follow_redirects=False
            ) as client:
                answer = await client.post(url, headers=headers, content=body, extensions={"sni_hostname": host})
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            raise NotSent(type(error).__name__) from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NotSent(type(error).__name__, is_known=False) from None
        return answer.status_code, answer.headers.get("location")

    async def _address(self, host: str, port: int) -> str:
        """Where to connect to. Raises Refused where a name leads into a network that is not public."""
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError):
            raise NotSent("NO_SUCH_HOST") from None
        if not addresses or not all(self._may_reach(each) for each in addresses):
            raise Refused("PRIVATE_ADDRESS")
        return addresses[0]


def is_public(address: str) -> bool:
    """False for this machine, private networks, and whatever else is not for everybody."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    inner = getattr(parsed, "ipv4_mapped", None) or parsed
    return inner.is_global and not inner.is_multicast


def encrypt(
    payload: bytes,
    *,
    browser: bytes,
    secret: bytes,
    ours: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """One record of `aes128gcm`. Raises Refused for what is no key of a browser."""
    ours, salt = ours or ec.generate_private_key(_CURVE), salt or os.urandom(16)
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, browser)
    except ValueError:
        raise Refused("NO_KEY") from None
    our_point = point_of(ours.public_key())
    shared = ours.exchange(ec.ECDH(), theirs)
    mixed = _expanded(shared, secret, b"WebPush: info\0" + browser + our_point, 32)
    key = _expanded(mixed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _expanded(mixed, salt, b"Content-Encoding: nonce\0", 12)
    header = salt + _RECORD.to_bytes(4) + len(our_point).to_bytes(1) + our_point
    return header + AESGCM(key).encrypt(nonce, payload + b"\x02", None)


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """As browsers write it: 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def private_key_of(text: str) -> ec.EllipticCurvePrivateKey:
    """From 32 bytes in unpadded base64url, as every VAPID tool prints them. Raises ValueError."""
    return ec.derive_private_key(int.from_bytes(_decoded(text)), _CURVE)


def public_key_of(text: str) -> str:
    """The other half of a private key, as browsers take it. Raises ValueError."""
    return _encoded(point_of(private_key_of(text).public_key()))


def _expanded(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(key)


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
