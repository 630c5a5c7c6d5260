"""Which document a request means: the one it sends, or one that it names."""

import re
from typing import Any

from graphql import GraphQLError

from services.platform.documents import Documents, digest

_SHA256 = re.compile("[0-9a-f]{64}")
_PREFIX = "sha256:"


class NoDocument(GraphQLError):
    """Raised where nothing may run, or nothing is known by that name."""

    def __init__(self, message: str, code: str = "BAD_USER_INPUT") -> None:
        super().__init__(message, extensions={"code": code})


async def meant(
    query: str | None, *, extensions: dict[str, Any] | None, document_id: str | None, documents: Documents
) -> str | None:
    """The document; None where the request has none and names none. Raises NoDocument."""
    name = _hash_in(extensions) or document_id
    if name is not None and query is None:
        return await _named(name, documents)
    if query is None:
        return None
    if documents.is_trusted_only and not documents.trusts(query):
        raise NoDocument("Only documents of our own apps run here.", "DOCUMENT_NOT_TRUSTED")
    if name is not None:
        await _learn(query, name, documents)
    return query


async def _named(name: str, documents: Documents) -> str:
    trusted = documents.trusted(name) or documents.trusted(name.removeprefix(_PREFIX))
    if trusted is not None:
        return trusted
    sha256 = name.removeprefix(_PREFIX)
    if documents.is_automatic and _SHA256.fullmatch(sha256):
        found = await documents.find(sha256)
        if found is not None:
            return found
    elif not documents.is_automatic and not documents.is_trusted_only:
        raise NoDocument("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
    # The message is what clients of Apollo's protocol wait for.
    raise NoDocument("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")


async def _learn(query: str, name: str, documents: Documents) -> None:
    """What a manifest calls by a name of its own is not ours to check."""
    if documents.trusted(name) == query:
        return
    if name.removeprefix(_PREFIX) != digest(query):
        raise NoDocument("The hash is not that of the document.")
    if documents.is_automatic:
        await documents.keep(query)


def _hash_in(extensions: dict[str, Any] | None) -> str | None:
    """Of Apollo's protocol. Raises NoDocument."""
    given = (extensions or {}).get("persistedQuery")
    if given is None:
        return None
    if not isinstance(given, dict) or given.get("version") != 1 or not isinstance(given.get("sha256Hash"), str):
        raise NoDocument("The persistedQuery has to be of version 1, with a sha256Hash.")
    return str(given["sha256Hash"])
