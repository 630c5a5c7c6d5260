"""Where the servers of a run are, told to commands that are given no addresses but the same data folder."""

import os
from pathlib import Path

from pydantic import BaseModel, ValidationError

from services.platform.secret_files import write_secret

_FILE = "run.json"


class Addresses(BaseModel):
    """With their passwords. None for a server that the run was given by its settings; `pid` is the run's."""

    pid: int
    database_url: str | None
    redis_url: str | None

    def keep(self, data_dir: Path) -> Path:
        """The file, which only its owner can read and whoever ends the run removes."""
        path = data_dir / _FILE
        write_secret(path, self.model_dump_json())
        return path

    @classmethod
    def kept(cls, data_dir: Path) -> "Addresses | None":
        """None where no run uses the folder."""
        try:
            told = cls.model_validate_json((data_dir / _FILE).read_bytes())
            # A run that was killed leaves its file.
            os.kill(told.pid, 0)
        except (OSError, ValidationError):
            return None
        return told
