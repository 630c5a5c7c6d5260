"""A receipt on paper. The fonts that every reader has know no naira sign, hence currencies by their codes."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.payments import Receipt
from services.payments.receipts import lines_of, number_of
from services.platform.money import Money, written

_WIDTHS = (130, 50)
_LINE = 8


def pdf_of(receipt: Receipt) -> bytes:
    """One page. Takes some milliseconds: to be called in a thread. The request comes with the row."""
    # Imported here: it brings an imaging library along, which no other request needs.
    from fpdf import FPDF  # noqa: PLC0415
    from fpdf.enums import XPos, YPos  # noqa: PLC0415

    page = FPDF()
    page.set_creation_date(receipt.issued_at)
    page.set_title(f"Receipt {number_of(receipt)}")
    page.add_page()
    page.set_font("Helvetica", size=18, style="B")
    page.cell(0, 12, f"Receipt {number_of(receipt)}", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.set_font("Helvetica", size=11)
    for text in _facts(receipt):
        page.cell(0, _LINE, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    page.ln(_LINE)
    for text, minor in [*((line.text, line.minor) for line in lines_of(receipt)), ("Total", receipt.total_minor)]:
        page.set_font(style="B" if text == "Total" else "")
        page.cell(_WIDTHS[0], _LINE, _printable(text), border="T")
        amount = written(Money(minor, receipt.currency))
        page.cell(_WIDTHS[1], _LINE, amount, border="T", align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    return bytes(page.output())


def _facts(receipt: Receipt) -> list[str]:
    request = receipt.job_request
    issued: datetime = receipt.issued_at.astimezone(ZoneInfo(request.farm_time_zone))
    return [
        f"Issued by SpiTractors on {issued:%d %B %Y}",
        f"Job {request.public_code}",
        "Paid in full",
    ]


def _printable(text: str) -> str:
    """The fonts are Latin-1."""
    return text.encode("latin-1", errors="replace").decode("latin-1")
