"""What one client may ask of the API, and from where."""

import re
from datetime import timedelta
from typing import Annotated, Self

import limits
from pydantic import AfterValidator, Field, FilePath, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _rate(text: str) -> str:
    try:
        limits.parse(text)
    except ValueError:
        raise ValueError("not a rate such as `10 per 15 minutes`") from None
    return text


_ORIGIN = re.compile(r"https?://[a-z0-9.\[\]:-]+")

Rate = Annotated[str, AfterValidator(_rate)]
"How often something may happen, such as `10 per 15 minutes`."


class ApiSettings(BaseSettings):
    """The part of the settings that bounds the API."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    body_limit_bytes: int = 1_048_576
    # How long a request's head may take, and how much of its body has to come within as long.
    request_head_within: timedelta = Field(timedelta(seconds=10), gt=timedelta())
    request_body_pace_bytes: int = Field(4_096, gt=0)
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
    document_tokens: int = Field(2_000, gt=0)
    document_definitions: int = Field(50, gt=0)
    document_depth: int = Field(15, gt=0)
    document_aliases: int = Field(50, gt=0)
    document_directives: int = Field(50, gt=0)
    document_cost: int = Field(20_000, gt=0)

    # Documents that clients send once and name by their hash from then on.
    persisted_documents: bool = True
    persisted_document_places: int = Field(10_000, gt=0)
    persisted_document_limit_bytes: int = Field(16_384, gt=0)
    persisted_document_lifetime: timedelta = Field(timedelta(days=30), ge=timedelta(seconds=1))
    persisted_document_memory_bytes: int = Field(4_194_304, gt=0)
    # Apollo's manifest of an app's documents, or Relay's; and whether nothing else runs.
    trusted_documents_file: FilePath | None = None
    trusted_only: bool = False
    # Whether what is asked for again runs as functions of its own instead of field by field.
    compiled_execution: bool = True

    # Origins of other pages that may call the API, such as https://app.example.org; the API's own always may.
    allowed_origins: tuple[str, ...] = ()
    socket_init_timeout: timedelta = Field(timedelta(seconds=10), gt=timedelta())
    socket_message_limit_bytes: int = Field(65_536, gt=0)
    # Between two pings: messages, fragments of them, pings and pongs, whatever is in them.
    socket_frames_limit: int = Field(5_000, gt=0)
    # Event streams count as sockets. Each process counts its own.
    sockets_per_user: int = Field(20, gt=0)
    operations_per_socket: int = Field(20, gt=0)
    ping_interval: timedelta = Field(timedelta(seconds=25), gt=timedelta())
    pong_within: timedelta = Field(timedelta(seconds=20), gt=timedelta())
    # How long a reader may leave what it was sent unread.
    reader_patience: timedelta = Field(timedelta(seconds=30), gt=timedelta())

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
            raise ValueError("TRUSTED_ONLY needs TRUSTED_DOCUMENTS_FILE")
        return self
