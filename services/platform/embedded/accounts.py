"""As whom PostgreSQL runs: as us, but for root, which it refuses."""

import os
import pwd
import sys
from dataclasses import dataclass
from pathlib import Path

from services.platform.processes import StartupError


@dataclass(frozen=True, slots=True)
class Account:
    """A user and group to change to; None where PostgreSQL runs as we do."""

    user: int | None = None
    group: int | None = None

    def give(self, folder: Path) -> None:
        """Make the account the owner of a folder."""
        if self.user is not None and self.group is not None:
            os.chown(folder, self.user, self.group)

    def name_of(self, folder: Path) -> str:
        """How a process of this account, started in `folder`, names it.

        Another user may not be able to walk the path to it (`/root` is closed), but whoever
        stands in a folder may go on using it, and Linux has a name for where one stands.
        """
        return "/proc/self/cwd" if self.user is not None and sys.platform == "linux" else str(folder)


def account_for(cluster: Path) -> Account:
    """The owner of the cluster where there is one. Raises StartupError where it is somebody else's."""
    owner = cluster.stat() if cluster.exists() else None
    if os.geteuid() != 0:
        if owner and owner.st_uid != os.geteuid():
            raise StartupError(f"The data in {cluster} belongs to another user: run as that user, or set DATA_DIR.")
        return Account()
    if owner and owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError as error:
        raise StartupError("PostgreSQL refuses root and there is no user `nobody`: run as an ordinary user.") from error
    return Account(nobody.pw_uid, nobody.pw_gid)
