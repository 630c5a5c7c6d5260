"""Logging in against bare Argon2id, being known against being nobody, and what the time of a refusal tells.

Bare Argon2id is that of the reference implementation; beside it stands the one that the API checks passwords with.
"""

import asyncio
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from argon2 import PasswordHasher
from nacl.pwhash import argon2id

from benchmarks.load import REQUESTS, Rate, rate_of, send
from services.platform.settings import Settings
from tests.journeys.client import Client
from tests.journeys.people import LOG_IN, PASSWORD, Newcomer, sign_up
from tests.runs import Runs

_LOG_INS = 60
_TURNS = 4
_TRIES = 200
_UNLIMITED = {
    "LOG_IN_PER_ADDRESS": "1000000 per minute",
    "LOG_IN_PER_ACCOUNT": "1000000 per minute",
}


async def measure(root: Path, data: Path) -> list[str]:
    runs = Runs(root)
    try:
        run = runs.start(data, **_UNLIMITED)
        port = run.port()
        api = run.parts()["api"]
        somebody = await sign_up(port, "FARMER", "Wanjiru Kamau")
        rates = [await _turn(port, api, somebody) for _ in range(_TURNS)]
        wrong, unknown = await _refusals(port, somebody)
        await somebody.client.close()
    finally:
        runs.end()
    log_ins, bare, own, me, constant = (sum(each, Rate(0, 0, 0)) for each in zip(*rates, strict=True))
    return [
        f"log-in  {log_ins} of the API, bare Argon2id {bare} on as many threads; {log_ins.against(bare)} (aim 0.9)",
        f"log-in  the same against bare Argon2id as the API computes it, {own}; {log_ins.against(own)}",
        f"me  {me} of the API, a constant field {constant}; {me.against(constant)} (aim at least 0.6)",
        f"refusal  wrong password {wrong:.1f} ms, unknown address {unknown:.1f} ms, medians of {_TRIES}; "
        f"ratio {wrong / unknown:.2f} (aim 0.9 to 1.1)",
    ]


async def _turn(port: int, api: int, somebody: Newcomer) -> tuple[Rate, Rate, Rate, Rate, Rate]:
    """What is compared follows each other closely, since the machine's speed drifts."""
    return (
        await rate_of(api, _LOG_INS, _log_in(port, somebody)),
        await asyncio.to_thread(_bare_rate, PasswordHasher().verify),
        await asyncio.to_thread(_bare_rate, argon2id.verify),
        await rate_of(api, REQUESTS, send(port, "{ me { name } }", token=somebody.client.token)),
        await rate_of(api, REQUESTS, send(port, "{ __typename }")),
    )


def _bare_rate(verify: Callable[[bytes, bytes], object]) -> Rate:
    """Verifications a second with the settings' parameters, on the settings' threads."""
    settings = Settings(_env_file=None)
    hasher = PasswordHasher(settings.argon2_time_cost, settings.argon2_memory_kib, settings.argon2_parallelism)
    known, password = hasher.hash(PASSWORD).encode(), PASSWORD.encode()
    with ThreadPoolExecutor(settings.argon2_threads) as threads:
        began, worked = time.monotonic(), time.process_time()
        list(threads.map(lambda _: verify(known, password), range(_LOG_INS)))
        return Rate(_LOG_INS, time.monotonic() - began, time.process_time() - worked)


async def _log_in(port: int, somebody: Newcomer) -> None:
    clients = [Client(port) for _ in range(6)]

    async def log_in_often(client: Client) -> None:
        for _ in range(_LOG_INS // len(clients)):
            answer = await client.ask(LOG_IN, input={"email": somebody.email, "password": PASSWORD})
            assert answer["__typename"] == "LogInSuccess"

    await asyncio.gather(*(log_in_often(client) for client in clients))
    for client in clients:
        await client.close()


async def _refusals(port: int, somebody: Newcomer) -> tuple[float, float]:
    """Both in turn, so that whatever disturbs one disturbs the other. Milliseconds."""
    client = Client(port)
    wrong: list[float] = []
    unknown: list[float] = []
    for number in range(_TRIES):
        wrong.append(await _time_of(client, somebody.email))
        unknown.append(await _time_of(client, f"nobody{number}@farm.example.org"))
    await client.close()
    return statistics.median(wrong), statistics.median(unknown)


async def _time_of(client: Client, email: str) -> float:
    began = time.perf_counter()
    answer = await client.ask(LOG_IN, input={"email": email, "password": "not the one that was chosen"})
    assert answer["__typename"] == "InvalidCredentialsError"
    return (time.perf_counter() - began) * 1000
