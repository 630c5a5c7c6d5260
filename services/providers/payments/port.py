"""Taking money, giving it back and paying it out, in our words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from models.enums import PaymentMethodKind
from services.platform.money import Money


class StepKind(StrEnum):
    """What the payer has to do before the money moves."""

    REDIRECT = "REDIRECT"
    CLIENT_SECRET = "CLIENT_SECRET"  # noqa: S105 - the name of a kind, no secret
    AWAIT_PHONE_PROMPT = "AWAIT_PHONE_PROMPT"


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the payer's; which fields are set follows from its kind."""

    kind: StepKind
    url: str | None = None
    client_secret: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """Money to take. `key` makes it happen once, however often it is sent.

    `means` is the provider's name of a card or a phone that it keeps for the payer.
    """

    key: str
    method: PaymentMethodKind
    amount: Money
    payer_email: str
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """Money to give back, out of the charge that had `charge_key`. By `key` it is found again."""

    key: str
    charge_key: str
    charge_reference: str | None
    amount: Money


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money to pay out. `key` makes it happen once; `destination` is an account as the provider knows it."""

    key: str
    amount: Money
    destination: str


@dataclass(frozen=True, slots=True)
class Succeeded:
    """The money has moved: `amount` is what the provider says, which need not be what we asked for."""

    reference: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Declined:
    """The provider has said no, and no money moves."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The provider works on it, or waits for the payer's step."""

    reference: str
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Authorized:
    """The money is reserved and waits to be captured."""

    reference: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing came back in time: the money may have moved or not."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """The provider knows nothing of this key: as far as it has heard, nobody asked."""


type Outcome = Succeeded | Declined | Pending | Authorized | NoAnswer | Unheard


class ReturnProvider(Protocol):
    """Outcomes as of PaymentProvider."""

    async def give_back(self, asked: Return) -> Outcome:
        """Return money, unless the provider tells of a return by this key. Two calls at once may return it twice."""

    async def ask_return(self, asked: Return, reference: str | None) -> Outcome:
        """What became of a return. Changes nothing."""


class PaymentProvider(ReturnProvider, Protocol):
    """What a provider or a network does is an Outcome, never an exception; no answer in 20 seconds is NoAnswer."""

    @property
    def name(self) -> str:
        """As the payment rows and the clearing account carry it."""

    async def charge(self, charge: Charge) -> Outcome:
        """Take money, once for each key."""

    async def capture(self, key: str, reference: str | None) -> Outcome:
        """Take the money that a charge has reserved."""

    async def ask(self, key: str, reference: str | None) -> Outcome:
        """What became of a charge. Changes nothing."""

    async def call_off(self, key: str, reference: str | None) -> Outcome:
        """Wait for the payer's step no longer: Declined where that was in time, else how the charge stands."""


class PayoutProvider(Protocol):
    """Outcomes as of PaymentProvider."""

    @property
    def name(self) -> str:
        """As the payout rows and the clearing account carry it."""

    async def pay_out(self, transfer: Transfer) -> Outcome:
        """Send money, once for each key."""

    async def ask_payout(self, key: str, reference: str | None) -> Outcome:
        """What became of a transfer. Changes nothing."""


LONGEST_REFERENCE = 128


# PostgreSQL knows no NUL, and UTF-8 no half of a pair.
_UNKEPT = re.compile("[\0\ud800-\udfff]")


def is_plain(text: object, *, longest: int | None = None) -> bool:
    """Whether it is a text that PostgreSQL takes, and a column of that many characters."""
    return isinstance(text, str) and not _UNKEPT.search(text) and (longest is None or len(text) <= longest)


def is_segment(text: str) -> bool:
    """Whether a client's text names something at the end of a path, where dots alone lead elsewhere even if quoted."""
    return text.strip(".") != ""


class Subject(StrEnum):
    """What an event is about."""

    CHARGE = "CHARGE"
    RETURN = "RETURN"
    PAYOUT = "PAYOUT"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a provider says of its own accord about what we asked of it under `key`."""

    subject: Subject
    key: str
    outcome: Outcome

    def is_plain(self) -> bool:
        """Whether its texts can be kept: a signature proves who wrote them, not that they are what they should be."""
        match self.outcome:
            case Succeeded(reference=reference) | Authorized(reference=reference) | Pending(reference=reference):
                return is_plain(self.key) and is_plain(reference, longest=LONGEST_REFERENCE)
            case Declined(code=code, message=message):
                return is_plain(self.key) and is_plain(code) and is_plain(message)
            case _:
                return is_plain(self.key)


class Unreadable(Exception):
    """Raised for a body that is signed and yet no event."""


class EventSource(Protocol):
    """A provider's webhooks."""

    @property
    def name(self) -> str:
        """The provider's."""

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the provider has signed this body, a short while ago at most. Names of headers are lower case."""

    def event_id(self, body: bytes) -> str:
        """What tells this event from the provider's others. Raises Unreadable."""

    def read(self, body: bytes) -> Fact | None:
        """What the event says; None where it is about nothing that we have asked for. Raises Unreadable."""


@dataclass(frozen=True, slots=True)
class Means:
    """A card or a phone's money that the provider keeps: its own name for it, and what may be shown."""

    reference: str
    kind: PaymentMethodKind
    brand: str | None = None
    last4: str | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Payer:
    """Whom a card or a phone belongs to: our own id, and the address that the provider knows."""

    id: str
    email: str


class NoWord(Exception):
    """Raised where a provider that was asked about a means to pay does not answer."""


class MeansToPay(Protocol):
    """Card numbers go from the client to the provider, which gives the client a token to pass on to us."""

    @property
    def name(self) -> str:
        """As the rows carry it."""

    async def redeem(self, token: str, payer: Payer) -> Means | None:
        """What a token stands for, the same each time; None where it is unknown or another payer's. Raises NoWord."""
