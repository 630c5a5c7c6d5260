"""Telling one's own end from somebody else's."""

import asyncio


def is_called_off() -> bool:
    """Whether the running task is cancelled by somebody, and did not only wait for something that was."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
