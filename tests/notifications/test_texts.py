"""Each kind has a text in each language, whatever is known of its event, and nobody's text is more than text."""

from itertools import chain, combinations
from typing import cast

import pytest

from models.enums import ActorKind, DocumentKind, NotificationKind
from services.notifications.facts import Facts, plain
from services.notifications.letters import Letter, page
from services.notifications.mail_pages import Page, as_html, as_text
from services.notifications.sms import LONGEST, one_segment
from services.notifications.texts import Reader, write

LOCALES = ("en", "en-NG", "fr", "fr-CI", "sw", "sw-KE", "ha")
READER = Reader("en-NG", "Africa/Lagos")
WHOLE = Facts(
    code="K7P-4QX",
    service="Ploughing",
    tractor="Red",
    hectares="2.5",
    starts_at="2026-03-05T06:00:00+00:00",
    answer_by="2026-03-02T08:30:00+00:00",
    amount_minor=3_600_000,
    currency="NGN",
    refund_minor=1_800_000,
    cancelled_by=ActorKind.FARMER,
    to_wallet=True,
    number="SPT-000042",
    document=DocumentKind.INSURANCE,
    expires_on="2026-04-01",
    alert="PASSWORD_CHANGED",
)
HOSTILE = "<script>x</script> {amount} %s\r\nSTOP http://evil.example"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", NotificationKind)
def test_whatever_is_missing_it_reads_well(kind: NotificationKind, locale: str) -> None:
    known = list(WHOLE)
    for missing in chain.from_iterable(combinations(known, size) for size in (0, 1, 2, len(known))):
        facts = cast(Facts, {name: value for name, value in WHOLE.items() if name not in missing})
        text = write(kind, facts, Reader(locale, "Africa/Nairobi"))

        assert text.title
        assert text.title == text.title.strip()
        assert not {"{", "}"} & set(text.title + text.body)
        assert "None" not in text.body
        assert len(one_segment(f"{text.title}. {text.body}")) <= LONGEST


def test_an_offer_in_each_language() -> None:
    shown = {
        locale: write(NotificationKind.OFFER_RECEIVED, WHOLE, Reader(locale, "Africa/Lagos")) for locale in LOCALES
    }

    assert [shown[locale].title for locale in ("en", "fr", "sw", "ha")] == [
        "New job: Ploughing",
        "Nouveau travail : Labour",
        "Kazi mpya: Kulima",
        "Sabon aiki: Huɗa",
    ]
    bodies = {locale: text.body.replace("\u202f", " ").replace("\u00a0", " ") for locale, text in shown.items()}
    assert bodies["en-NG"] == "2.5 ha, Thu, 5 Mar, 07:00. The price is ₦36,000.00. Answer before Mon, 2 Mar, 09:30."
    assert (
        bodies["fr"] == "2,5 ha, jeu. 5 mars, 07:00. Le prix est de ₦36 000,00. Répondez avant le lun. 2 mars, 09:30."
    )


def test_a_reminder_is_about_tomorrow() -> None:
    text = write(NotificationKind.REQUEST_ACCEPTED, Facts(**WHOLE, reminder=True), READER)

    assert text.title == "Tomorrow: Ploughing"


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "The farmer called it off. The refund of ₦18,000.00 has started."),
        ("fr", "L'agriculteur l'a annulé. Le remboursement de ₦18 000,00 a commencé."),
        ("sw", "Mkulima ameifuta. Marejesho ya ₦18,000.00 yameanza."),
        ("ha", "Manomi ya soke shi. An fara mayar maka da ₦18,000.00."),
    ],
)
def test_what_is_cancelled_says_that_the_refund_has_started(locale: str, said: str) -> None:
    """Not that it has come: that is told once the provider confirms it (semantics, section 5)."""
    body = write(NotificationKind.REQUEST_CANCELLED, WHOLE, Reader(locale, "Africa/Lagos")).body
    assert body.replace("\u202f", " ").replace("\u00a0", " ") == said


@pytest.mark.parametrize("locale", ["xx", "", "en_NG", "zz-ZZ-zz"])
def test_an_unknown_locale_reads_as_english(locale: str) -> None:
    assert write(NotificationKind.WORK_STARTED, WHOLE, Reader(locale, "Africa/Lagos")).title == "The work has started"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Big\r\nRed\x00 \u202e ", "Big Red"),
        ("win at http://evil.example/x now", "win at http: evil example x now"),
        ("me@evil.example", "me evil example"),
        ("5.5 t", "5.5 t"),
        ("x" * 41, "x" * 39 + "…"),
    ],
)
def test_a_persons_text_is_one_short_line_without_links(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("kind", NotificationKind)
def test_a_hostile_name_stays_a_name(kind: NotificationKind) -> None:
    facts = cast(Facts, {**WHOLE, "tractor": HOSTILE, "service": HOSTILE})
    text = write(kind, facts, READER)
    mail = Page(title=text.title, paragraphs=text.sentences, locale="en")

    assert "<script" not in as_html(mail)
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject
    assert not one_segment(f"{text.title}. {text.body}").startswith("STOP")


def test_a_mail_holds_what_it_is_given_as_text() -> None:
    mail = Page(
        title="A <b>title</b>\r\nBcc: x@y.test",
        paragraphs=["{{ 7 * 7 }}", "<mj-raw>&amp;</mj-raw>"],
        link="https://app.test/x?a=1&b=2",
        label="Go <there>",
        closing=["Bye."],
        locale="fr",
    )
    html = as_html(mail)

    assert mail.subject == "A <b>title</b> Bcc: x@y.test"
    assert "{{ 7 * 7 }}" in html
    assert "&lt;mj-raw&gt;&amp;amp;&lt;/mj-raw&gt;" in html
    assert 'href="https://app.test/x?a=1&amp;b=2"' in html
    assert "Go &lt;there&gt;" in html
    assert 'lang="fr"' in html
    assert "googleapis" not in html
    assert "https://app.test/x?a=1&b=2" in as_text(mail)


def test_a_mail_without_a_link_has_no_button() -> None:
    html = as_html(Page(title="Title", paragraphs=["One.", "Two."], locale="en"))

    assert "href=" not in html
    assert html.count("<p style") == 2


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("letter", Letter)
def test_letters_are_in_the_readers_language(letter: Letter, locale: str) -> None:
    mail = page(letter, address="https://app.test", token="secret", locale=locale)

    assert "token=secret" in as_text(mail)
    assert "token=secret" in as_html(mail)
    is_english = mail.subject in {page(letter, address="", token="", locale="en").subject}
    assert is_english == locale.startswith("en")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("An karɓi aikinka ƙaɗan", "An karbi aikinka kadan"),
        ("Reçu à l'été, ₦5", "Recu à l'été, NGN 5"),
        ("漢 ok", "? ok"),
        ("word " * 40, "word " * 31 + "word"[:0] + "..."),
    ],
)
def test_an_sms_is_one_segment_of_gsm(text: str, shown: str) -> None:
    assert one_segment(text) == shown.replace(" ...", "...")
    assert len(one_segment(text)) <= LONGEST
