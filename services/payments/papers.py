"""The receipt that goes with its mail."""

import asyncio
from collections.abc import Sequence

from models.enums import NotificationKind
from models.payments import Receipt
from services.notifications.envelopes import Envelope
from services.payments.receipt_pdf import pdf_of
from services.payments.receipts import number_of
from services.providers.messaging.port import Attachment


class ReceiptPapers:
    """Implements services.notifications.senders.Papers."""

    async def of(self, envelope: Envelope) -> Sequence[Attachment]:
        """The PDF, where the mail is about a receipt of this person."""
        if envelope.kind is not NotificationKind.RECEIPT_ISSUED or envelope.request_id is None:
            return ()
        receipt = await Receipt.get_or_none(
            job_request_id=envelope.request_id, user_id=envelope.user_id
        ).select_related("job_request")
        if receipt is None:
            return ()
        content = await asyncio.to_thread(pdf_of, receipt)
        return (Attachment(f"{number_of(receipt)}.pdf", "application/pdf", content),)
