"""Lists by key: complete, without repetition, and the same while rows come in."""

from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from models.tractors import Tractor
from services.errors import ValidationFailed
from services.platform.pages import Page, checked, newest_first, read_cursor
from tests.payments.factories import a_tractor
from tests.platform.desk import Desk


async def page(first: int = 2, after: str | None = None) -> Page[Tractor]:
    return await newest_first(Tractor.all(), first=first, after=after)


async def test_every_row_comes_once_newest_first(desk: Desk) -> None:
    rows = [(await a_tractor()).id for _ in range(5)][::-1]
    seen: list[UUID] = []
    after = None

    while True:
        found = await page(after=after)
        seen.extend(row.id for row in found.rows)
        assert found.has_previous is (after is not None)
        if not found.has_next:
            break
        after = found.cursor(found.rows[-1])
        # What comes in meanwhile is newer than every page to come.
        await a_tractor()

    assert seen == rows


async def test_a_page_that_just_fits_has_no_next(desk: Desk) -> None:
    for _ in range(2):
        await a_tractor()

    assert not (await page(first=2)).has_next
    assert (await page(first=1)).has_next
    empty = await newest_first(Tractor.filter(name="none"), first=1, after=None)
    assert (list(empty.rows), empty.has_next, empty.has_previous) == ([], False, False)


async def test_a_cursor_whose_row_is_gone_goes_on_from_its_place(desk: Desk) -> None:
    rows = [await a_tractor() for _ in range(3)][::-1]
    after = (await page(first=2)).cursor(rows[1])
    await rows[1].delete()

    assert [row.id for row in (await page(after=after)).rows] == [rows[2].id]


def test_a_cursor_is_the_rows_id() -> None:
    row_id = uuid7()
    found = Page(rows=[row_id], has_next=False, has_previous=False, key=lambda row: row)

    assert read_cursor(found.cursor(row_id)) == row_id
    assert read_cursor(None) is None


@pytest.mark.parametrize("text", ["", "x", "AAAA", "a" * 25, "ü" * 24, "\ud800", "=" * 24])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        read_cursor(text)

    assert [(problem.path, problem.code) for problem in refused.value.problems] == [(("after",), "INVALID_CURSOR")]


@pytest.mark.parametrize("first", [0, -1, 101])
def test_a_page_has_between_one_and_a_hundred_rows(first: int) -> None:
    with pytest.raises(ValidationFailed):
        checked(first)
    assert (checked(1), checked(100)) == (1, 100)
