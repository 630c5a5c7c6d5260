"""What one client may ask of the API, and from where."""

import re
from datetime import timedelta
from typing import Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from services.platform.setting_types import Count, Duration, Rate, ReadableFile

_ORIGIN = re.compile(r"https?://[a-z0-9.\[\]:-]+")


class ApiSettings(BaseSettings):
    """The part of the settings that bounds the API."""

    body_limit_bytes: Count = 1_048_576
    # How long a request's head may take, and how much of its body has to come within as long.
    request_head_within: Duration = timedelta(seconds=10)
    request_body_pace_bytes: Count = 4_096
    batch_operations_limit: int = Field(10, ge=1, le=100)

    # Requests to the endpoint; each operation of a batch and of a socket counts as one. Networks share addresses.
    requests_per_address: Rate = "3000 per minute"
    requests_per_user: Rate = "600 per minute"

    # None: in development only.
    introspection: bool | None = None
    field_suggestions: bool | None = None
    # A page of another site may send none of these without a preflight.
    preflight_headers: tuple[str, ...] = ("x-apollo-operation-name", "apollo-require-preflight", "x-preflight")

    # What one document may hold at most, and its cost: fields that may be resolved, times the lengths of their lists.
    document_tokens: Count = 2_000
    document_definitions: Count = 50
    document_depth: Count = 15
    document_aliases: Count = 50
    document_directives: Count = 50
    document_cost: Count = 20_000

    # Documents that clients send once and name by their hash from then on.
    persisted_documents: bool = True
    persisted_document_places: Count = 10_000
    persisted_document_limit_bytes: Count = 16_384
    persisted_document_lifetime: Duration = Field(timedelta(days=30), ge=timedelta(seconds=1))
    persisted_document_memory_bytes: Count = 4_194_304
    # Apollo's manifest of an app's documents, or Relay's; and whether nothing else runs.
    trusted_documents_file: ReadableFile | None = None
    trusted_only: bool = False
    # Whether what is asked for again runs as functions of its own instead of field by field.
    compiled_execution: bool = True

    # Origins of other pages that may call the API, such as https://app.example.org; the API's own always may.
    allowed_origins: tuple[str, ...] = ()
    socket_init_timeout: Duration = timedelta(seconds=10)
    socket_message_limit_bytes: Count = 65_536
    # Between two pings: messages, fragments of them, pings and pongs, whatever is in them.
    socket_frames_limit: Count = 5_000
    # Event streams count as sockets. Each process counts its own.
    sockets_per_user: Count = 20
    operations_per_socket: Count = 20
    ping_interval: Duration = timedelta(seconds=25)
    pong_within: Duration = timedelta(seconds=20)
    # How long a reader may leave what it was sent unread.
    reader_patience: Duration = timedelta(seconds=30)

    @field_validator("allowed_origins")
    @classmethod
    def _check_origins(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for origin in given:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"{origin} is no origin such as https://app.example.org")
        return given

    @model_validator(mode="after")
    def _check_trust(self) -> Self:
        if self.trusted_only and self.trusted_documents_file is None:
            raise ValueError("TRUSTED_ONLY: it needs TRUSTED_DOCUMENTS_FILE")
        return self
