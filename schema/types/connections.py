"""How a page of a list is shown."""

from schema.types.scalars import Cursor
from schema.types.shared import PageInfo
from services.platform.pages import Page


def page_info[Row](page: Page[Row]) -> PageInfo:
    """The page's edges; its cursors are null where it is empty."""
    return PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=Cursor(page.cursor(page.rows[0])) if page.rows else None,
        end_cursor=Cursor(page.cursor(page.rows[-1])) if page.rows else None,
    )
