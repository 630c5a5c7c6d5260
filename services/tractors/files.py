"""Where a tractor's files lie: as they were sent, until they are attached, and as they are kept."""

from uuid import UUID

from services.jobs.queue import Job
from services.providers.storage.port import Key

DELETE_FILE = Job("delete_tractor_file")
CLEAN_UPLOAD = Job("clean_tractor_upload")


def sent(upload_id: UUID) -> Key:
    return Key("uploads", upload_id)


def kept(document_id: UUID) -> Key:
    return Key("documents", document_id)
