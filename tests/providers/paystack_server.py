"""As much of Paystack as its documentation promises, on a port of this machine: it remembers what it was asked."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Asked, Loopback, loopback

GOOD, DECLINED = "AUTH_good", "AUTH_declined"
type Told = tuple[int, Any]
_LOST: Told = (502, None)


class PaystackServer:
    """Transactions by their reference, and their refunds: each order is one, whatever its note says.

    `slowness` is how many seconds a list takes; while it `is_behind` it shows no refunds. While the server `is_mute`
    nobody hears what became of an order, while it `is_down` none arrives, and while it `refuses` nothing goes back.
    Refunds begin as `settling`.
    """

    def __init__(self) -> None:
        self._transactions: dict[str, dict[str, Any]] = {}
        self.refunds: list[dict[str, Any]] = []
        self.orders = 0
        self.slowness = 0.0
        self.is_behind = self.is_mute = self.is_down = self.refuses = False
        self.settling = "processed"

    def answer(self, asked: Asked) -> Told:
        path = urlsplit(asked.path).path
        orders: dict[str, Callable[[dict[str, Any]], Told]] = {
            "/transaction/charge_authorization": self._charge,
            "/transaction/initialize": self._open,
            "/refund": self._refund,
        }
        if asked.method == "POST":
            self.orders += path == "/refund"
            told = _LOST if self.is_down else orders[path](asked.json())
            return _LOST if self.is_mute else told
        _, kind, *rest = path.split("/")
        return self._find(rest[-1]) if kind == "transaction" else self._found_refunds(asked, rest)

    def _charge(self, given: dict[str, Any]) -> Told:
        status = "success" if given["authorization_code"] == GOOD else "failed"
        return self._begin(given, {"status": status, "gateway_response": "Approved" if status == "success" else "No."})

    def _open(self, given: dict[str, Any]) -> Told:
        status, told = self._begin(given, {"status": "abandoned"})
        if status == 200:
            told["data"] |= {"authorization_url": f"https://checkout.paystack.test/{given['reference']}"}
        return status, told

    def _begin(self, given: dict[str, Any], state: dict[str, Any]) -> Told:
        reference = given["reference"]
        if reference in self._transactions:
            return 400, {"status": False, "message": "Duplicate Transaction Reference", "code": "duplicate_reference"}
        kept = {key: given[key] for key in ("reference", "amount", "currency")}
        self._transactions[reference] = kept | state
        return _told(dict(self._transactions[reference]))

    def _find(self, reference: str) -> Told:
        found = self._transactions.get(reference)
        return _told(found) if found else (400, {"status": False, "code": "transaction_not_found"})

    def _refund(self, given: dict[str, Any]) -> Told:
        before = sum(each["amount"] for each in self._refunds_of(given["transaction"]))
        if self.refuses or before + given["amount"] > self._transactions[given["transaction"]]["amount"]:
            return 400, {
                "status": False,
                "message": "Refund amount is more than what is left",
                "code": "invalid_params",
            }
        refund = {
            "id": len(self.refunds) + 1,
            "status": self.settling,
            "amount": given["amount"],
            "currency": given["currency"],
            "merchant_note": given["merchant_note"],
            "transaction": given["transaction"],
        }
        self.refunds.append(refund)
        return _told(refund)

    def _refunds_of(self, reference: str) -> list[dict[str, Any]]:
        return [each for each in self.refunds if each["transaction"] == reference]

    def _found_refunds(self, asked: Asked, rest: list[str]) -> Told:
        if rest:
            found = [each for each in self.refunds if str(each["id"]) == rest[0]]
            return _told(found[0]) if found else (404, {"status": False, "code": "refund_not_found"})
        (reference,) = parse_qs(urlsplit(asked.path).query)["reference"]
        listed = [] if self.is_behind else self._refunds_of(reference)
        time.sleep(self.slowness)
        return _told(listed)


def _told(found: Any) -> Told:
    return 200, {"status": True, "message": "ok", "data": found}


@contextmanager
def paystack_server(server: PaystackServer | None = None) -> Iterator[Loopback]:
    """Serving while the block runs."""
    with loopback((server or PaystackServer()).answer) as peer:
        yield peer
