"""Programs of benchmarks/peers on Node, where Node is there and npm can install what they need."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PEERS = Path(__file__).parent / "peers"


def installed(folder: Path) -> Path | None:
    """A folder with the peers and their packages; None where that cannot be."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return None
    peers = folder / "peers"
    if not (peers / "node_modules").is_dir():
        shutil.copytree(_PEERS, peers, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        ran = subprocess.run(command, cwd=peers, capture_output=True, timeout=300, check=False)  # noqa: S603
        if ran.returncode:
            shutil.rmtree(peers / "node_modules", ignore_errors=True)
            return None
    return peers


def output(peers: Path, program: str, told: dict[str, Any]) -> Any:
    """What a program prints."""
    command = ["node", program, str(_written(peers, program, told))]
    ran = subprocess.run(command, cwd=peers, capture_output=True, text=True, timeout=300, check=True)  # noqa: S603
    return json.loads(ran.stdout)


@contextmanager
def serving(peers: Path, program: str, told: dict[str, Any]) -> Iterator[int]:
    """The id of the process of a program that runs until it is told to end."""
    command = ["node", program, str(_written(peers, program, told))]
    process = subprocess.Popen(command, cwd=peers, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def _written(peers: Path, program: str, told: dict[str, Any]) -> Path:
    path = peers / f"{program}.json"
    path.write_text(json.dumps(told, default=str), encoding="utf-8")
    return path
