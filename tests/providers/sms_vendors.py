"""SMS carriers on this machine: what each says, in its own words."""

from collections.abc import Callable
from typing import Any

from services.providers.messaging.africas_talking import AfricasTalking, AfricasTalkingAccount
from services.providers.messaging.port import Sms, Texter
from services.providers.messaging.twilio import Twilio, TwilioAccount

SMS = Sms("key-1", "+2348012345678", "The tractor has arrived")


def twilio(url: str, sender: str = "+15005550006", within: float = 5) -> Twilio:
    return Twilio(TwilioAccount("AC1", "secret", sender, url), answer_within=within)


def africas_talking(url: str, within: float = 5) -> AfricasTalking:
    return AfricasTalking(AfricasTalkingAccount("spi", "secret", "SPI", url), answer_within=within)


def at(code: int) -> tuple[int, Any]:
    """What Africa's Talking says of one number."""
    recipient = {"statusCode": code, "number": SMS.to, "status": "x", "messageId": "ATX1", "cost": "NGN 2"}
    return 201, {"SMSMessageData": {"Message": "Sent", "Recipients": [recipient]}}


VENDORS: dict[str, tuple[Callable[..., Texter], dict[str, tuple[int, Any]]]] = {
    "twilio": (
        twilio,
        {
            "taken": (201, {"sid": "SM1", "status": "queued"}),
            "bad number": (400, {"code": 21211}),
            "stopped": (400, {"code": 21610}),
            "unpaid": (400, {"code": 20003}),
            "busy": (429, {"code": 20429}),
            "broken": (503, "down"),
            "nonsense": (200, ["what"]),
        },
    ),
    "africas_talking": (
        africas_talking,
        {
            "taken": at(101),
            "bad number": at(403),
            "stopped": at(406),
            "unpaid": at(405),
            "busy": (429, {}),
            "broken": (500, "down"),
            "nonsense": (200, ["what"]),
        },
    ),
}
