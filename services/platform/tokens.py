"""Opaque tokens: what their holder shows, and the hash of it that is stored."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

_BYTES = 32


def new_token() -> str:
    """256 random bits, fit for a URL."""
    return secrets.token_urlsafe(_BYTES)


def digest(token: str) -> bytes:
    """What is stored of a token, and what one that came back is looked up by. Takes whatever text somebody sent."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()


def derive(secret: bytes, purpose: str, material: str) -> str:
    """A token that only the holder of `secret` can make, and makes again the same from the same material."""
    keyed = hmac.digest(secret, purpose.encode(), "sha256")
    made = hmac.digest(keyed, material.encode(errors="surrogatepass"), "sha256")
    return urlsafe_b64encode(made).rstrip(b"=").decode()
