"""Mails against a real SMTP server."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from services.providers.messaging.port import Attachment, Mail, NotSent, Refused
from services.providers.messaging.smtp import Server, Smtp
from tests.providers.postbox import Postbox, serving

MAIL = Mail("key-1", "ada@farm.test", "Votre reçu", "Bonjour Ada", "<p>Bonjour Ada</p>")


@pytest.fixture
async def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
async def smtp(postbox: Postbox) -> AsyncIterator[Smtp]:
    async with serving(postbox) as smtp:
        yield smtp


async def test_a_mail_arrives_as_text_and_html(smtp: Smtp, postbox: Postbox) -> None:
    taken = await smtp.send(MAIL)

    (mail,) = postbox.mails
    assert (mail["To"], mail["Subject"]) == ("ada@farm.test", "Votre reçu")
    assert mail["From"] == "SpiTractors <no-reply@spitractors.test>"
    assert mail["Date"].datetime == datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    assert mail["Message-ID"] == "<key-1@spitractors.test>" == taken.reference
    assert mail["Auto-Submitted"] == "auto-generated"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().strip() == "Bonjour Ada"
    assert html.get_content().strip() == "<p>Bonjour Ada</p>"


async def test_a_file_goes_with_it(smtp: Smtp, postbox: Postbox) -> None:
    await smtp.send(
        Mail("key-2", "ada@farm.test", "Receipt", "Text", None, (Attachment("r.pdf", "application/pdf", b"%PDF"),))
    )

    (file,) = postbox.mails[0].iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == ("r.pdf", "application/pdf", b"%PDF")


@pytest.mark.parametrize(
    ("stage", "answer", "kind"),
    [
        ("RCPT", "550 No such user", Refused),
        ("RCPT", "450 Greylisted", NotSent),
        ("DATA", "554 Spam", Refused),
        ("DATA", "451 Later", NotSent),
        ("MAIL", "550 Not from you", NotSent),
    ],
)
async def test_a_server_says_whether_to_come_again(
    smtp: Smtp, postbox: Postbox, stage: str, answer: str, kind: type[Exception]
) -> None:
    postbox.answers[stage] = answer

    with pytest.raises(kind) as told:
        await smtp.send(MAIL)

    assert str(told.value) == f"SMTP_{answer[:3]}"
    assert postbox.mails == []


async def test_a_server_that_does_not_know_us_may_do_so_later(postbox: Postbox) -> None:
    async with serving(postbox, username="nobody") as smtp:
        with pytest.raises(NotSent) as told:
            await smtp.send(MAIL)

    assert (str(told.value), told.value.is_known) == ("SMTP_538", True)
    assert postbox.mails == []


@pytest.mark.parametrize(
    ("to", "spelled"),
    [
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@faß.de", "ada@xn--fa-hia.de"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
    ],
)
async def test_a_domain_goes_in_ascii(smtp: Smtp, postbox: Postbox, to: str, spelled: str) -> None:
    """The server knows nothing of SMTPUTF8."""
    await smtp.send(replace(MAIL, to=to))

    assert postbox.recipients == [spelled]
    assert [mail["To"] for mail in postbox.mails] == [spelled]


async def test_a_name_that_the_server_cannot_spell_is_refused(smtp: Smtp, postbox: Postbox) -> None:
    with pytest.raises(Refused) as told:
        await smtp.send(replace(MAIL, to="adé@farm.test"))

    assert str(told.value) == "SMTPNotSupported"
    assert postbox.mails == []


async def test_a_server_that_is_away() -> None:
    server = Server("127.0.0.1", 1, "none", None, None, "no-reply@spitractors.test")

    with pytest.raises(NotSent) as told:
        await Smtp(server, lambda: datetime(2026, 3, 2, tzinfo=UTC), answer_within=1).send(MAIL)

    assert told.value.is_known


@pytest.mark.parametrize(
    "mail",
    [
        replace(MAIL, to="ada@farm.test\r\nBcc: obi@farm.test"),
        replace(MAIL, to="adé@farm.test\r\nBcc: obi@farm.test"),
        replace(MAIL, subject="Hi\r\nBcc: obi@farm.test"),
    ],
)
async def test_no_header_is_smuggled_in(smtp: Smtp, postbox: Postbox, mail: Mail) -> None:
    with pytest.raises(Refused):
        await smtp.send(mail)

    assert postbox.mails == []
