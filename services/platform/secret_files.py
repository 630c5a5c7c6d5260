"""Files that hold secrets."""

import os
from pathlib import Path


def write_secret(path: Path, text: str) -> None:
    """A file that nobody else may read, written whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    draft.replace(path)
