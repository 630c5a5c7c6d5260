"""A message as each channel writes it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import orjson

from models.notifications import PushSubscription
from services.notifications.envelopes import Envelope
from services.notifications.mail_pages import Page, as_html, as_text
from services.notifications.sms import one_segment
from services.notifications.texts import write
from services.notifications.verdicts import Why
from services.platform.clock import Clock
from services.platform.ids import Kind, encode
from services.providers.messaging.port import (
    Attachment,
    Gone,
    Mail,
    Mailer,
    NotSent,
    Push,
    Pusher,
    Refused,
    Sms,
    Taken,
    Texter,
)

_PUSH_LIFETIME_SECONDS = 24 * 60 * 60
_LONGEST_PUSH_BODY = 1_000


class Papers(Protocol):
    """Who makes the files that go with mails."""

    async def of(self, envelope: Envelope) -> Sequence[Attachment]: ...


@dataclass(frozen=True, slots=True)
class EmailSender:
    _mailer: Mailer
    _papers: Papers

    async def send(self, envelope: Envelope) -> Taken:
        text = write(envelope.kind, envelope.facts, envelope.reader)
        papers = tuple(await self._papers.of(envelope))
        page = Page(title=text.title, paragraphs=text.sentences, locale=envelope.reader.locale)
        return await self._mailer.send(
            Mail(envelope.key, envelope.email, page.subject, as_text(page), as_html(page), papers)
        )


@dataclass(frozen=True, slots=True)
class SmsSender:
    _texter: Texter

    async def send(self, envelope: Envelope) -> Taken:
        if envelope.phone is None:
            raise Refused(Why.NO_ADDRESS)
        text = write(envelope.kind, envelope.facts, envelope.reader, in_ascii=True)
        line = one_segment(f"{text.title}. {text.body}")
        return await self._texter.send(Sms(envelope.key, envelope.phone, line, is_repeat=envelope.attempts > 1))


@dataclass(frozen=True, slots=True)
class PushSender:
    """To every browser in which the person is logged in. It has arrived once one of them has it.

    Whoever has not used a session for `_idle_lifetime` is logged in no more.
    """

    _pusher: Pusher
    _clock: Clock
    _idle_lifetime: timedelta

    async def send(self, envelope: Envelope) -> Taken:
        browsers = await self._browsers(envelope.user_id)
        outcomes = await asyncio.gather(*(self._push(envelope, browser) for browser in browsers))
        taken = [each for each in outcomes if isinstance(each, Taken)]
        failed = [each for each in outcomes if isinstance(each, NotSent)]
        if taken:
            return taken[0]
        if failed:
            raise failed[0]
        raise Refused(Why.NO_ADDRESS)

    async def _browsers(self, user_id: UUID) -> Sequence[PushSubscription]:
        now = self._clock()
        return await PushSubscription.filter(
            user_id=user_id,
            session__revoked_at__isnull=True,
            session__expires_at__gt=now,
            session__last_used_at__gt=now - self._idle_lifetime,
        ).order_by("id")

    async def _push(self, envelope: Envelope, browser: PushSubscription) -> Taken | NotSent | None:
        """None where the browser takes nothing any more: it is forgotten."""
        message = Push(
            key=f"{envelope.key}:{browser.id}",
            endpoint=browser.endpoint,
            p256dh=browser.p256dh,
            auth=browser.auth,
            payload=_payload(envelope),
            topic=envelope.notification_id.hex,
            lifetime_seconds=_PUSH_LIFETIME_SECONDS,
        )
        try:
            return await self._pusher.send(message)
        except Gone:
            await PushSubscription.filter(id=browser.id).delete()
        except Refused:
            return None
        except NotSent as failure:
            return failure
        return None


def _payload(envelope: Envelope) -> bytes:
    """What a service worker shows; `tag` lets it replace what it has shown already."""
    text = write(envelope.kind, envelope.facts, envelope.reader)
    tag = encode(Kind.NOTIFICATION, envelope.notification_id)
    request = encode(Kind.REQUEST, envelope.request_id) if envelope.request_id else None
    return orjson.dumps(
        {
            "title": text.title,
            "body": text.body[:_LONGEST_PUSH_BODY],
            "kind": envelope.kind,
            "tag": tag,
            "request": request,
        }
    )
