"""Access tokens: what opens the door, and what does not."""

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from models.enums import Role, UserState
from services.auth.sessions import LoggedIn
from services.platform.database import Database
from services.platform.keys import KeyRing
from tests.accounts import START, Api
from tests.auth.operations import ME

NOW = int(START.timestamp())
Forge = Callable[[KeyRing, dict[str, Any], str], str]


def signed(ring: KeyRing, claims: dict[str, Any], **headers: Any) -> str:
    """A token of our own key: only what a test changes is wrong with it."""
    return jwt.encode(claims, ring.private, algorithm="EdDSA", headers={"kid": ring.kid, **headers})


def b64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unsigned(ring: KeyRing, claims: dict[str, Any], good: str) -> str:
    header = b64(json.dumps({"alg": "none", "typ": "JWT", "kid": ring.kid}).encode())
    return f"{header}.{b64(json.dumps(claims).encode())}."


def keyed_with_the_public_key(ring: KeyRing, claims: dict[str, Any], good: str) -> str:
    raw = ring.public[ring.kid].public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return jwt.encode(claims, raw, algorithm="HS256", headers={"kid": ring.kid})


def of_another_key(ring: KeyRing, claims: dict[str, Any], good: str) -> str:
    return jwt.encode(claims, Ed25519PrivateKey.generate(), algorithm="EdDSA", headers={"kid": ring.kid})


def tampered(ring: KeyRing, claims: dict[str, Any], good: str) -> str:
    header, _, signature = good.split(".")
    return f"{header}.{b64(json.dumps(claims | {'role': 'ADMIN'}).encode())}.{signature}"


def without(name: str) -> Forge:
    return lambda ring, claims, _good: signed(ring, {key: claims[key] for key in claims if key != name})


def claiming(**changes: Any) -> Forge:
    return lambda ring, claims, _good: signed(ring, claims | changes)


def headed(**headers: Any) -> Forge:
    return lambda ring, claims, _good: signed(ring, claims, **headers)


ATTACKS: dict[str, Forge] = {
    "alg none": unsigned,
    "HS256 with the public key": keyed_with_the_public_key,
    "another key": of_another_key,
    "tampered": tampered,
    "unknown kid": headed(kid="0" * 16),
    "path as kid": headed(kid="../../keys/keys.json"),
    "number as kid": lambda _ring, _claims, good: good.replace(
        good.split(".")[0], b64(json.dumps({"alg": "EdDSA", "kid": 1}).encode())
    ),
    "no kid": lambda ring, claims, _good: jwt.encode(claims, ring.private, algorithm="EdDSA"),
    "jku": headed(jku="http://127.0.0.1/jwks.json"),
    "jwk": headed(jwk={"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}),
    "x5u": headed(x5u="http://127.0.0.1/x5u"),
    "crit": headed(crit=["exp"]),
    "expired": claiming(iat=NOW - 601, exp=NOW),
    "not yet valid": claiming(nbf=NOW + 31),
    "of the future": claiming(iat=NOW + 31),
    "text as exp": claiming(exp=str(NOW + 600)),
    "boolean as exp": claiming(exp=True),
    "exp past all calendars": claiming(exp=10**12),
    "exp past all numbers": claiming(exp=10**400),
    "wrong iss": claiming(iss="somebody"),
    "wrong aud": claiming(aud="something"),
    "number as sub": claiming(sub=1),
    "malformed sub": claiming(sub="usr_zzz"),
    "session as sub": lambda ring, claims, _good: signed(ring, claims | {"sub": claims["sid"]}),
    "unknown role": claiming(role="KING"),
    "list as role": claiming(role=["ADMIN"]),
    "another role": claiming(role="ADMIN"),
    "list as sid": claiming(sid=["x"]),
    **{f"no {name}": without(name) for name in ("iss", "aud", "sub", "sid", "role", "iat", "exp", "jti")},
    "too long": lambda ring, claims, _good: signed(ring, claims | {"x": "x" * 2048}),
    "nothing": lambda _ring, _claims, _good: "",
    "three dots": lambda _ring, _claims, _good: "...",
    "no ASCII": lambda _ring, _claims, good: good + "é",
    "surrogate": lambda _ring, _claims, good: "\ud800" + good,
}


@pytest.mark.parametrize("attack", ATTACKS)
async def test_no_forged_token_opens_the_door(api: Api, attack: str) -> None:
    ring = api.services.auth.keys.ring()
    good = (await api.session(await api.person())).tokens.access_token
    claims = jwt.decode(good, options={"verify_signature": False})
    forged = ATTACKS[attack](ring, claims, good)
    assert await api.services.auth.authenticate(forged) is None
    assert await api.services.auth.authenticate(good) is not None


async def test_the_forgers_method_gives_good_tokens_otherwise(api: Api) -> None:
    """The very ones that we make by hand: these signatures have no chance in them."""
    logged_in = await api.session(await api.person())
    claims = jwt.decode(logged_in.tokens.access_token, options={"verify_signature": False})
    again = signed(api.services.auth.keys.ring(), claims)
    assert again == logged_in.tokens.access_token
    assert await api.services.auth.authenticate(again) == logged_in.viewer


async def test_a_token_says_who_and_until_when(api: Api) -> None:
    logged_in = await api.session(await api.person(Role.TRACTOR_OWNER))
    claims = jwt.decode(logged_in.tokens.access_token, options={"verify_signature": False})
    assert claims.keys() == {"iss", "aud", "sub", "sid", "role", "iat", "exp", "jti"}
    assert (claims["role"], claims["iat"], claims["exp"]) == ("TRACTOR_OWNER", NOW, NOW + 600)
    socket = await api.services.auth.authenticate_socket(logged_in.tokens.access_token)
    assert socket is not None
    assert (socket.viewer, socket.expires_at) == (logged_in.viewer, START + timedelta(minutes=10))


async def test_a_token_ends_after_ten_minutes(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.access_token
    api.clock.advance(seconds=599)
    assert (await api.ask(ME, token=token)).data is not None
    api.clock.advance(seconds=1)
    assert (await api.ask(ME, token=token)).data is None


async def test_a_refresh_token_is_no_access_token(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.refresh_token
    assert await api.services.auth.authenticate(token) is None


@pytest.mark.parametrize("change", [{"state": UserState.SUSPENDED}, {"role": Role.ADMIN}])
async def test_a_token_of_yesterdays_account_is_refused(api: Api, change: dict[str, Any]) -> None:
    user = await api.person()
    logged_in: LoggedIn = await api.session(user)
    await user.update_from_dict(change).save()
    assert await api.services.auth.authenticate(logged_in.tokens.access_token) is None
    assert not await api.services.auth.still_valid(logged_in.viewer)


async def test_tokens_of_the_old_key_live_on_when_keys_rotate(api: Api) -> None:
    keys = api.services.auth.keys
    user = await api.person()
    old = (await api.session(user)).tokens.access_token
    api.clock.advance(minutes=1)
    kid = keys.rotate(keep=timedelta(hours=1))
    api.clock.advance(minutes=5)
    new = (await api.session(user)).tokens.access_token
    assert jwt.get_unverified_header(new)["kid"] == kid
    assert await api.services.auth.authenticate(old) is not None
    assert await api.services.auth.authenticate(new) is not None


async def test_the_public_keys_verify_a_token(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.access_token
    published = api.services.auth.keys.jwks()
    [key] = jwt.PyJWKSet.from_dict(published).keys
    assert key.key_id == jwt.get_unverified_header(token)["kid"]
    jwt.decode(token, key, audience="spitractors-api", options={"verify_exp": False, "verify_iat": False})
    assert set(published["keys"][0]) == {"kty", "crv", "use", "alg", "kid", "x"}


async def test_those_who_come_together_are_known_by_one_statement(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [await api.session(await api.person()) for _ in range(5)]
    over = await api.session(await api.person())
    await api.services.database.fetch("UPDATE sessions SET revoked_at = now() WHERE id = $1", over.viewer.session_id)
    statements: list[str] = []
    read = Database.read

    async def noted(self: Database, sql: str, *values: Any) -> Any:
        statements.append(sql)
        return await read(self, sql, *values)

    monkeypatch.setattr(Database, "read", noted)
    auth = api.services.auth
    found = await asyncio.gather(*(auth.authenticate(each.tokens.access_token) for each in [*people, over]))

    assert found == [*(each.viewer for each in people), None]
    assert len(statements) == 1


async def test_a_session_is_nobody_elses_and_of_one_role(api: Api) -> None:
    mine, other = await api.session(await api.person()), await api.session(await api.person())
    viewer, valid = mine.viewer, api.services.auth.still_valid
    strangers = [replace(viewer, user_id=other.viewer.user_id), replace(viewer, role=Role.ADMIN)]

    assert await asyncio.gather(valid(viewer), *map(valid, strangers)) == [True, False, False]
