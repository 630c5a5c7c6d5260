"""Where the links in mails lead that nobody's API answers."""

import re

import pytest

from services.platform.settings import Settings
from tests.accounts import Api
from tests.auth.operations import REQUEST_RESET, SIGN_UP, applicant


@pytest.fixture
def settings(settings: Settings) -> Settings:
    urls = {"public_url": "https://api.example.org", "app_url": "https://app.example.org/field/"}
    return settings.model_copy(update=urls)


async def test_they_lead_to_the_app(api: Api) -> None:
    user = await api.person()
    await api.ask(SIGN_UP, input=applicant())
    await api.ask(SIGN_UP, input=applicant(email=user.email))
    await api.ask(REQUEST_RESET, email=user.email)
    await api.run_mail_jobs()

    pages = [re.findall(r"https?://[^\s?]+", mail.text) for mail in await api.services.outbox.sent()]
    assert sorted(pages) == [
        ["https://app.example.org/field/reset-password"],
        ["https://app.example.org/field/reset-password"],
        ["https://app.example.org/field/verify-email"],
    ]
