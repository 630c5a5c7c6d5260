"""The secrets that all processes of one installation share: signing keys, and a secret that tokens derive from."""

import fcntl
import hashlib
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AwareDatetime, BaseModel, Field

from services.platform.clock import Clock
from services.platform.processes import StartupError

_FILE = "keys.json"
_SECRET_BYTES = 32
_RIPENS_AFTER = timedelta(minutes=5)
"How long a new key is known before it signs: a kubelet may take two minutes to renew the files of a Secret."


class _StoredKey(BaseModel):
    kid: str
    private: str
    created_at: AwareDatetime

    @property
    def ripe_at(self) -> datetime:
        return self.created_at + _RIPENS_AFTER


class _Stored(BaseModel):
    """The file: keys are oldest first, and the last one that is ripe signs."""

    secret: str
    keys: list[_StoredKey] = Field(min_length=1)

    def signing(self, now: datetime) -> str:
        """Before any is ripe the oldest signs, whose tokens everybody can prove who has the file at all."""
        return next((key.kid for key in reversed(self.keys) if key.ripe_at <= now), self.keys[0].kid)

    def ripens_next(self, now: datetime) -> datetime | None:
        return min((key.ripe_at for key in self.keys if key.ripe_at > now), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class KeyRing:
    """One reading of the file, equal to no other. `public` has every key whose tokens may still be alive, by `kid`."""

    kid: str
    private: Ed25519PrivateKey
    public: dict[str, Ed25519PublicKey]
    secret: bytes = field(repr=False)


class Keys:
    """The key file of an installation; the first to come makes it, and each process sees a change of its copy at once.

    Copies on other nodes change later, so that a new key proves tokens from the start and signs them when it is ripe.
    """

    def __init__(self, path: Path, clock: Clock, *, setting: str = "SIGNING_KEYS_FILE") -> None:
        """`setting` is what names the path."""
        self._path = path
        self._setting = setting
        self._clock = clock
        self._seen: tuple[int, int] | None = None
        self._ring: KeyRing | None = None
        self._ripens: datetime | None = None

    @classmethod
    def kept_in(cls, file: Path | None, data_dir: Path, clock: Clock) -> "Keys":
        """The file that the settings name, else one under the data folder."""
        return cls(file, clock) if file else cls(cls.path_in(data_dir), clock, setting="DATA_DIR")

    @staticmethod
    def path_in(data_dir: Path) -> Path:
        """Where the file is that no setting names."""
        return data_dir / "keys" / _FILE

    def ring(self) -> KeyRing:
        """The keys as they are now. Raises OSError, ValueError where the file can be neither read nor made."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._make()
            found = self._path.stat()
        seen, now = (found.st_mtime_ns, found.st_ino), self._clock()
        if self._ring is None or seen != self._seen or (self._ripens is not None and now >= self._ripens):
            stored = self._read()
            self._ring, self._seen, self._ripens = _ring_of(stored, now), seen, stored.ripens_next(now)
        return self._ring

    def check(self) -> None:
        """Make the file where there is none. Raises StartupError where it is no key file or cannot be one."""
        with self._told():
            self.ring()

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        """The public keys, as RFC 7517 and RFC 8037 write them."""
        return {"keys": [_jwk(kid, key) for kid, key in self.ring().public.items()]}

    def rotate(self, *, keep: timedelta) -> str:
        """Sign with a new key once every process has it; answers its `kid`.

        Keys that signed within `keep` still prove tokens, so that nobody is logged out; older ones go.
        Raises StartupError where the file is no key file or cannot be written.
        """
        self.check()
        with self._told(), self._locked():
            stored = self._read()
            now = self._clock()
            ends = [each.ripe_at for each in stored.keys[1:]] + [now + _RIPENS_AFTER]
            kept = [key for key, end in zip(stored.keys, ends, strict=True) if end + keep > now]
            fresh = _new_key(now)
            written = self._written(_Stored(secret=stored.secret, keys=[*kept, fresh]))
            written.replace(self._path)
        return fresh.kid

    def _make(self) -> None:
        """A link fails where the file is there by now, so that of many processes exactly one makes it."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        secret = urlsafe_b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
        written = self._written(_Stored(secret=secret, keys=[_new_key(self._clock())]))
        try:
            os.link(written, self._path)
        except FileExistsError:
            return
        finally:
            written.unlink()

    def _written(self, stored: _Stored) -> Path:
        """A complete file of its own beside the real one, readable by its owner only."""
        path = self._path.with_name(f"{self._path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(stored.model_dump_json(indent=2))
            file.flush()
            os.fsync(file.fileno())
        return path

    def _read(self) -> _Stored:
        return _Stored.model_validate_json(self._path.read_bytes())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it holds no keys"
            what = f"{self._setting}: {self._path} cannot be used ({reason})"
            raise StartupError(f"{what}: name the key file, or restore it from a copy.") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._path.with_name(f"{self._path.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _new_key(now: datetime) -> _StoredKey:
    private = Ed25519PrivateKey.generate()
    kid = hashlib.sha256(private.public_key().public_bytes_raw()).hexdigest()[:16]
    return _StoredKey(kid=kid, private=urlsafe_b64encode(private.private_bytes_raw()).decode(), created_at=now)


def _ring_of(stored: _Stored, now: datetime) -> KeyRing:
    private = {each.kid: Ed25519PrivateKey.from_private_bytes(urlsafe_b64decode(each.private)) for each in stored.keys}
    kid = stored.signing(now)
    public = {kid: key.public_key() for kid, key in private.items()}
    return KeyRing(kid=kid, private=private[kid], public=public, secret=urlsafe_b64decode(stored.secret))


def _jwk(kid: str, key: Ed25519PublicKey) -> dict[str, str]:
    x = urlsafe_b64encode(key.public_bytes_raw()).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": kid, "x": x}
