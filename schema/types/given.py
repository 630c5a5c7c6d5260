"""Inputs in which leaving a field out and sending null are two things."""

from typing import Any

import strawberry


def given(sent: object) -> dict[str, Any]:
    """The fields that the client sent, nulls included."""
    return {name: value for name, value in vars(sent).items() if value is not strawberry.UNSET}
