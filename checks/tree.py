"""The files that count: those which are tracked, or would be if they were added."""

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the arguments are ours


def python_files(root: Path) -> list[Path]:
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", "*.py")
    listed.check_returncode()
    paths = (root / name for name in listed.stdout.split("\0") if name)
    # A file that is deleted and not committed yet is still listed.
    return sorted({path for path in paths if path.is_file()})
