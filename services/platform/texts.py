"""Texts that people send, before they are stored."""

from services.errors import Problem
from services.platform.languages import said


def kept(text: str | None) -> str | None:
    """An optional text as it is stored: without the space around it, None where nothing is left."""
    return (text or "").strip() or None


def problems_of(text: str, *path: str, longest: int, required: bool = True) -> tuple[Problem, ...]:
    """What is wrong with a text: blank, longer than `longest` characters, or nothing that PostgreSQL can store.

    Blanks around it count as well: not everybody takes them off before the text is stored.
    """
    if "\x00" in text or any("\ud800" <= each <= "\udfff" for each in text):
        return (Problem(path, "INVALID_TEXT", "This text has characters that cannot be stored."),)
    if required and not text.strip():
        return (Problem(path, "REQUIRED", "This must not be empty."),)
    if len(text) > longest:
        return (Problem(path, "TOO_LONG", said("This has at most {most} characters.", most=longest)),)
    return ()
