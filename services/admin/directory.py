"""Everybody who has an account, to be looked through by admins."""

import re
from dataclasses import dataclass
from typing import Any

from models.enums import Role, UserState
from services.auth.accounts import COLUMNS, AccountProfile
from services.errors import ValidationFailed
from services.platform import people, texts
from services.platform.database import Database
from services.platform.ids import Kind, decode_or_none
from services.platform.pages import Page, checked, read_cursor

_LONGEST = 100
_SHORTEST_INNER = 3
_LIKE_SIGNS = re.compile(r"([%_\\])")
_PHONE = re.compile(r"\+?[\d ().-]+")
_ACCOUNTS = """
    SELECT {columns}
    FROM users u JOIN profiles p ON p.user_id = u.id
    WHERE ($1::uuid IS NULL OR u.id < $1) AND ($2::text IS NULL OR u.role = $2) AND ($3::text IS NULL OR u.state = $3)
      {searched}
    ORDER BY u.id DESC LIMIT $4
"""
_BY_ID = "AND u.id = $5"
# Each of the three has a trigram index, which a single condition over both tables could not use.
_BY_TEXT = r"""AND u.id IN (
        SELECT id FROM users WHERE lower(email) LIKE lower($5)
        UNION SELECT user_id FROM profiles WHERE lower(name) LIKE lower($5) OR lower(name) LIKE '% ' || lower($5)
        UNION SELECT user_id FROM profiles WHERE phone LIKE $6)"""


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What the list is narrowed to. `search` is a part of a name, a mail address or a phone number, or an id."""

    search: str | None = None
    role: Role | None = None
    state: UserState | None = None


class Directory:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, narrowed: PeopleFilter, *, first: int, after: str | None) -> Page[AccountProfile]:
        """Newest first. Raises ValidationFailed."""
        last_seen, wanted = read_cursor(after), checked(first)
        condition, values = _searched(narrowed.search)
        rows = await self._database.fetch(
            _ACCOUNTS.format(columns=COLUMNS, searched=condition),
            last_seen,
            narrowed.role,
            narrowed.state,
            wanted + 1,
            *values,
        )
        found = [AccountProfile.of(row) for row in rows]
        return Page(found[:wanted], len(found) > wanted, last_seen is not None, key=lambda each: each.user_id)


def _searched(search: str | None) -> tuple[str, tuple[Any, ...]]:
    """The condition with its values. Raises ValidationFailed."""
    text = people.spelled(search or "")
    problems = texts.problems_of(text, "search", longest=_LONGEST, required=False)
    if problems:
        raise ValidationFailed(problems)
    if not text:
        return "", ()
    user_id = decode_or_none(Kind.USER, text.lower())
    if user_id is not None:
        return _BY_ID, (user_id,)
    return _BY_TEXT, (_pattern(text), _phone_pattern(text))


def _pattern(text: str) -> str:
    """Anywhere in the text; what is too short for that is looked for where a word begins."""
    literal = _LIKE_SIGNS.sub(r"\\\1", text)
    return f"{literal}%" if len(text) < _SHORTEST_INNER else f"%{literal}%"


def _phone_pattern(text: str) -> str | None:
    """As people write numbers: with blanks, and at home with a zero in the place of the country's code."""
    if not _PHONE.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", text).removeprefix("0")
    return f"%{digits}%" if len(digits) >= _SHORTEST_INNER else None
