"""Each kind has a text, whatever is known of its event."""

from itertools import chain, combinations
from typing import cast

import pytest

from models.enums import ActorKind, DocumentKind, NotificationKind
from services.notifications.facts import Facts, plain
from services.notifications.texts import Reader, write

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


@pytest.mark.parametrize("kind", NotificationKind)
def test_whatever_is_missing_it_reads_well(kind: NotificationKind) -> None:
    names = list(WHOLE)
    for missing in chain.from_iterable(combinations(names, size) for size in (0, 1, 2, len(names))):
        facts = cast(Facts, {name: value for name, value in WHOLE.items() if name not in missing})
        text = write(kind, facts, READER)

        assert text.title
        assert text.title == text.title.strip()
        assert not {"{", "}"} & set(text.title + text.body)
        assert "None" not in text.body


def test_an_offer() -> None:
    text = write(NotificationKind.OFFER_RECEIVED, WHOLE, READER)

    assert text.title == "New job: Ploughing"
    body = "2.5 ha, Thu, 5 Mar, 07:00. The price is ₦36,000.00. Answer before Mon, 2 Mar, 09:30."
    assert text.body.replace("\u202f", " ") == body


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
