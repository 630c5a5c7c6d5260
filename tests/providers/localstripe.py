"""Stripe's own twin, in a process of its own, on a port of this machine."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

KEY = "sk_test_local"
# localstripe itself listens on all interfaces: its app is served here on loopback only, and keeps nothing.
_SERVE = """
import sys
from aiohttp import web
from localstripe.server import app, store
store.dump_to_disk = lambda: None
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
"""
_READY_WITHIN = 15.0


@dataclass(frozen=True, slots=True)
class LocalStripe:
    """What a payer's browser does there, and what an operator sets up."""

    url: str

    async def card(self, number: str) -> str:
        """A PaymentMethod's id."""
        card = {"card[number]": number, "card[exp_month]": "12", "card[exp_year]": "2030", "card[cvc]": "123"}
        made = await self._post("/v1/payment_methods", {"type": "card", **card})
        return str(made["id"])

    async def authenticate(self, intent: str, client_secret: str, *, success: bool) -> None:
        """The 3-D Secure step, as the payer takes it in the browser."""
        given = {"client_secret": client_secret, "success": str(success).lower(), "key": "pk_test_local"}
        async with httpx2.AsyncClient() as client:
            await client.post(f"{self.url}/v1/payment_intents/{intent}/_authenticate", data=given)

    async def send_events_to(self, url: str, secret: str) -> None:
        async with httpx2.AsyncClient() as client:
            answer = await client.post(f"{self.url}/_config/webhooks/ours", data={"url": url, "secret": secret})
            answer.raise_for_status()

    async def _post(self, path: str, given: dict[str, str]) -> Any:
        async with httpx2.AsyncClient(headers={"authorization": f"Bearer {KEY}"}) as client:
            answer = await client.post(self.url + path, data=given)
            return answer.raise_for_status().json()


@contextmanager
def running() -> Iterator[LocalStripe]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", _SERVE, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield LocalStripe(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + _READY_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("localstripe did not start")
