"""How the server is told what uvicorn has no option for."""

from typing import Any

import uvicorn


class Config(uvicorn.Config):
    """`patience`: for how many seconds a reader may leave what it was sent unread.

    `head_within`: how many a request's head may take; `pace`: how many bytes of a body have to come within as many.
    `most_frames`: how many frames may come on a socket between two pings.
    """

    def __init__(
        self, *arguments: Any, patience: float, head_within: float, pace: int, most_frames: int, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.patience = patience
        self.head_within = head_within
        self.pace = pace
        self.most_frames = most_frames
