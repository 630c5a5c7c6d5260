"""What the worker does about tractors. Every job may run twice."""

from typing import Any
from uuid import UUID

from services.jobs.handlers import Handler
from services.tractors import Tractors
from services.tractors.expiry import EXPIRE_DOCUMENT, WARN_OF_EXPIRY
from services.tractors.files import CLEAN_UPLOAD, DELETE_FILE
from services.tractors.pausing import OWNER_SUSPENDED


def handlers(tractors: Tractors) -> dict[str, Handler]:
    """By the name of their job."""

    async def clean_upload(ids: dict[str, Any]) -> None:
        await tractors.uploads.clean(UUID(ids["upload"]))

    async def delete_file(ids: dict[str, Any]) -> None:
        await tractors.documents.delete_file(UUID(ids["document"]))

    async def expire(ids: dict[str, Any]) -> None:
        await tractors.expiry.expire(UUID(ids["document"]))

    async def warn(ids: dict[str, Any]) -> None:
        await tractors.expiry.warn(UUID(ids["document"]))

    async def owner_suspended(ids: dict[str, Any]) -> None:
        await tractors.pausing.pause_late(UUID(ids["user"]))

    return {
        CLEAN_UPLOAD.name: clean_upload,
        DELETE_FILE.name: delete_file,
        OWNER_SUSPENDED.name: owner_suspended,
        EXPIRE_DOCUMENT.name: expire,
        WARN_OF_EXPIRY.name: warn,
    }
