"""Whole journeys side by side: how many requests a second, against a field that needs nothing."""

import asyncio
import time
from pathlib import Path

from tests.journeys.client import Client
from tests.journeys.people import Newcomer, Place, create_tractor, sign_up
from tests.journeys.steps import STEPS, accept, ask_for_work, pay, step
from tests.runs import Runs

_ROUNDS = 4
_CONSTANT_REQUESTS = 4_000
# So far apart that no pair's tractor is offered another pair's job.
_PLACES = [Place.at(latitude, longitude) for latitude in (-5.0, -2.5, 0.0) for longitude in (33.5, 36.0)]


async def measure(root: Path, data: Path) -> list[str]:
    runs = Runs(root)
    try:
        port = runs.start(data).port()
        constant = await _constant_rate(port)
        pairs = [await _pair(port, place) for place in _PLACES]
        asked_before, began = _asked(pairs), time.monotonic()
        await asyncio.gather(*(pair.work() for pair in pairs))
        seconds = time.monotonic() - began
        requests = _asked(pairs) - asked_before
    finally:
        runs.end()
    jobs = len(pairs) * _ROUNDS
    return [
        f"journey  {requests / seconds:.0f} requests/s and {jobs / seconds:.1f} whole jobs/s with {len(pairs)} pairs, "
        f"polls included; a constant field {constant:.0f} requests/s; ratio {requests / seconds / constant:.2f}"
    ]


class _Pair:
    """A farmer and an owner who do one job after the other."""

    def __init__(self, farmer: Newcomer, owner: Newcomer, place: Place, tractor_id: str) -> None:
        self.farmer = farmer
        self.owner = owner
        self._place = place
        self._tractor_id = tractor_id

    async def work(self) -> None:
        for _ in range(_ROUNDS):
            request_id = await ask_for_work(self.farmer, self._place)
            await pay(self.farmer, request_id, self._tractor_id)
            await accept(self.owner, request_id)
            for to in STEPS:
                await step(self.owner, request_id, to)


async def _pair(port: int, place: Place) -> _Pair:
    farmer = await sign_up(port, "FARMER", "Wanjiru Kamau")
    owner = await sign_up(port, "TRACTOR_OWNER", "Kiprop Cheruiyot")
    return _Pair(farmer, owner, place, await create_tractor(owner, place))


def _asked(pairs: list[_Pair]) -> int:
    return sum(pair.farmer.client.asked + pair.owner.client.asked for pair in pairs)


async def _constant_rate(port: int) -> float:
    """Requests a second for `__typename`, from as many clients at once."""
    clients = [Client(port) for _ in range(2 * len(_PLACES))]

    async def ask_often(client: Client) -> None:
        for _ in range(_CONSTANT_REQUESTS // len(clients)):
            await client.ask("{ __typename }")

    began = time.monotonic()
    await asyncio.gather(*(ask_often(client) for client in clients))
    rate = sum(client.asked for client in clients) / (time.monotonic() - began)
    for client in clients:
        await client.close()
    return rate
