"""Whoever answers STOP gets no more SMS, until START."""

import re
from collections.abc import Mapping
from enum import StrEnum

import structlog

from services.platform.clock import Clock
from services.platform.database import Database
from services.providers.messaging.port import Forged, Replies

log = structlog.get_logger()

_STOP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "ARRET", "ARRÊT", "ACHA", "TSAYA"})
_START = frozenset({"START", "UNSTOP", "YES"})
_PHONE = re.compile(r"\+[1-9]\d{6,14}")


class Reception(StrEnum):
    TAKEN = "TAKEN"
    CLOSED = "CLOSED"
    REFUSED = "REFUSED"


class StopWords:
    """What a carrier tells us that somebody has sent to our number."""

    def __init__(self, database: Database, carriers: Mapping[str, Replies], clock: Clock) -> None:
        self._database = database
        self._carriers = carriers
        self._clock = clock

    async def receive(self, provider: str, path: str, headers: Mapping[str, str], form: Mapping[str, str]) -> Reception:
        """A carrier without a secret does not exist. Told twice, it is one wish."""
        carrier = self._carriers.get(provider)
        if carrier is None:
            return Reception.CLOSED
        try:
            reply = carrier.read(path, headers, form)
        except Forged:
            log.warning("reply_forged", provider=provider)
            return Reception.REFUSED
        word = reply.text.strip().strip(".!").upper()
        if _PHONE.fullmatch(reply.phone):
            await self._obey(word, reply.phone)
        return Reception.TAKEN

    async def _obey(self, word: str, phone: str) -> None:
        if word in _STOP:
            await self._database.fetch(
                "INSERT INTO sms_stops (phone, stopped_at) VALUES ($1, $2) ON CONFLICT DO NOTHING", phone, self._clock()
            )
        elif word in _START:
            await self._database.fetch("DELETE FROM sms_stops WHERE phone = $1", phone)
