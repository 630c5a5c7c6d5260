"""The files that count: those which are tracked, or would be if they were added."""

import subprocess
import sys
from pathlib import Path


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Ends the program with one line where there is no git."""
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the arguments are ours
    except FileNotFoundError:
        sys.exit("The checks need git, which knows the files that count: install it.")


def python_files(root: Path) -> list[Path]:
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", "*.py")
    if listed.returncode:
        sys.exit(f"The checks need a checkout of git: {listed.stderr.strip()}")
    paths = (root / name for name in listed.stdout.split("\0") if name)
    # A file that is deleted and not committed yet is still listed.
    return sorted({path for path in paths if path.is_file()})
