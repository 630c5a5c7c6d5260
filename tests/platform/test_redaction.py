"""What is kept out of the audit log and of what admins read of failures."""

import pytest

from services.platform.redaction import redacted, redacted_text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mail ada.obi+farm@mail.example.ng bounced", "mail […] bounced"),
        ("call +234 801 234 5678 or 08012345678", "call […] or […]"),
        ("postgres://root:pa55@db:5432/x refused", "postgres://[…]db:5432/x refused"),
        ("Authorization: Bearer eyJhbGciOi.J9", "Authorization: […]"),
        ("Key (email)=(ada@farm.test) already exists", "Key (email)=[…] already exists"),
        ("with sk_live_abc123 and whsec_Q7", "with […] and […]"),
        ("token Xq3vB7nK1mZ9pL5tR2wY8sD4 is old", "token […] is old"),
        ("2026-11-24 10:00, request req_01jqz0000000000000000000aa of 1200000", None),
        ("The owner was rude to 3 farmers.", None),
        ("their password: hunter22, they say", "their […] they say"),
        ("token: Bearer abc, sent twice", "[…] sent twice"),
        ("The PIN is 4711 and api_token=abc", "The […] and […]"),
        ("The password is weak, and a token was missing.", None),
    ],
)
def test_contacts_and_secrets_go(text: str, left: str | None) -> None:
    assert redacted_text(text) == (left or text)


@pytest.mark.parametrize(
    "number",
    [
        "08031234567",
        "0803 123 4567",
        "0803-123-4567",
        "0803.123.4567",
        "(0803) 123 4567",
        "803 123 4567",
        "01 234 5678",
        "07 07 12 34 56",
        "2348031234567",
        "234 803 123 4567",
        "(234) 803-123-4567",
        "254712000111",
        "00234 803 123 4567",
        "+234 (0) 803 123 4567",
        "+1 415-555-0132",
    ],
)
def test_phone_numbers_go_however_they_are_written(number: str) -> None:
    for around in ("Call {}.", "{}", "tel:{}, please", "{}/{}", "ring {} 2 times"):
        left = redacted_text(around.format(number, number))
        assert left.replace(" 2 ", " ") == around.format("[…]", "[…]").replace(" 2 ", " ")


@pytest.mark.parametrize(
    "text",
    [
        "1200000 of 9007199254740991, or 25000000000",
        "NGN 1 200 000, 2 500 000 000, 1,200,000.00 and 0.123456789",
        "8031234567 kobo",
        "on 2026-11-24, 24.11.2026, 02-03-2026, 02 03 2026 or 02.03.2026 at 10",
        "2010-10-12 1234 times, 20261124 and 20261124100000",
        "2026-11-24T10:00:00.123456Z, 2026-11-24 10:00:00+01:00, 1764516878 and 1764516878000",
        "between 08:00 and 18:30, 0600-1800",
        "0192f0c4-1234-7890-8234-567812345678 and 01920000-1234-7890-8234-012345678901",
        "req_01jqz0000000000000000000aa and pay_01jqz00000000000000000234a",
        "K7P-3XW, NG-2026-000123, order 000000123, error 23505, job 123456789",
        "at 8.91234, 7.23456 from 192.168.10.20:5432",
    ],
)
def test_amounts_days_ids_and_codes_stay(text: str) -> None:
    assert redacted_text(text) == text


def test_long_texts_are_cut() -> None:
    assert redacted_text("word " * 200) == ("word " * 100)[:499] + "…"


def test_fields_that_name_a_secret_are_hidden() -> None:
    facts = {"state": "ACTIVE", "count": 3, "reason": "Wrote to a@b.test", "newPassword": "x", "phone": None}
    assert redacted(facts) == {
        "state": "ACTIVE",
        "count": 3,
        "reason": "Wrote to […]",
        "newPassword": "[…]",
        "phone": "[…]",
    }
