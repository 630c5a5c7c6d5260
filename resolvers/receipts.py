"""Receipts as files, by signed links."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from services.payments.receipt_pdf import pdf_of
from services.payments.receipts import ReceiptLinks, number_of


async def receipt_file(request: Request) -> Response:
    """The PDF; 404 for a link that we have not made, and for one whose time is over."""
    links: ReceiptLinks = request.app.state.services.payments.receipt_links
    query = request.query_params
    receipt = await links.open(request.path_params["name"], query.get("until", ""), query.get("signature", ""))
    if receipt is None:
        return PlainTextResponse("This link is not valid, or not any longer.", 404)
    headers = {
        "content-disposition": f'inline; filename="{number_of(receipt)}.pdf"',
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
    }
    return Response(await asyncio.to_thread(pdf_of, receipt), media_type="application/pdf", headers=headers)
