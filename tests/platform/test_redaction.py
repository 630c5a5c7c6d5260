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
    ],
)
def test_contacts_and_secrets_go(text: str, left: str | None) -> None:
    assert redacted_text(text) == (left or text)


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
