"""The jobs of this domain, for the worker."""

from collections.abc import Awaitable, Callable
from typing import Any

from services.notifications.mails import SEND_MAIL, Mails


def handlers(mails: Mails) -> dict[str, Callable[[dict[str, Any]], Awaitable[None]]]:
    """What runs each job, by its name."""
    return {SEND_MAIL.name: mails.send}
