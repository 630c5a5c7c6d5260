"""Valhalla and OSRM themselves, from their wheels, on a map that is drawn here and that both build in a moment."""

import json
import os
import platform
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from services.platform.geography import GeoPoint

# As the markers in pyproject.toml say: other machines have no wheels.
HAS_WHEELS = platform.system() == "Linux" or (platform.system(), platform.machine()) == ("Darwin", "arm64")
ORIGIN = GeoPoint(8.9, 7.2)
CELL_KM, CELLS, SPUR_KM = 2, 4, 3
_KM_A_DEGREE = 111.195
_READY_WITHIN_SECONDS = 30
_ATTEMPTS = 3
_BIN = Path(sys.executable).parent


def place(north_km: float, east_km: float) -> GeoPoint:
    """From the south-west corner of the map."""
    return GeoPoint(ORIGIN.latitude + north_km / _KM_A_DEGREE, ORIGIN.longitude + east_km / _KM_A_DEGREE)


def draw() -> str:
    """A grid of roads, four cells of two kilometres each way, and two dead ends of three kilometres to the south that
    begin one cell apart, as OSM's XML."""
    numbers = range(CELLS + 1)
    crossings = {(row, column): 1 + row * len(numbers) + column for row in numbers for column in numbers}
    spurs = {100: 0, 101: 1}
    nodes = [(number, place(row * CELL_KM, column * CELL_KM)) for (row, column), number in crossings.items()]
    nodes += [(number, place(-SPUR_KM, column * CELL_KM)) for number, column in spurs.items()]
    ways = [[crossings[row, column] for column in numbers] for row in numbers]
    ways += [[crossings[row, column] for row in numbers] for column in numbers]
    ways += [[crossings[0, column], number] for number, column in spurs.items()]
    return _xml(nodes, ways)


def _xml(nodes: Sequence[tuple[int, GeoPoint]], ways: Sequence[Sequence[int]]) -> str:
    lines = [f'<node id="{number}" version="1" lat="{at.latitude}" lon="{at.longitude}"/>' for number, at in nodes]
    for number, way in enumerate(ways, start=1000):
        refs = "".join(f'<nd ref="{node}"/>' for node in way)
        lines.append(f'<way id="{number}" version="1">{refs}<tag k="highway" v="secondary"/></way>')
    return f'<?xml version="1.0"?><osm version="0.6">{"".join(lines)}</osm>'


@contextmanager
def valhalla() -> Iterator[str]:
    """Its address."""
    # Its sockets have their places there, and a socket's path must be short.
    with TemporaryDirectory(prefix="roads-") as name:
        folder = Path(name)
        (folder / "map.osm").write_text(draw())
        config = folder / "valhalla.json"
        with _serving(lambda port: _start_valhalla(folder, config, port), "/status") as url:
            yield url


def _start_valhalla(folder: Path, config: Path, port: int) -> list[str | Path]:
    made = json.loads(_run(folder, _BIN / "valhalla_build_config", "--mjolnir-tile-dir", str(folder / "tiles")))
    made["httpd"]["service"]["listen"] = f"tcp://127.0.0.1:{port}"
    made["httpd"]["service"]["loopback"] = f"ipc://{folder}/loopback"
    made["httpd"]["service"]["interrupt"] = f"ipc://{folder}/interrupt"
    for part in ("loki", "thor", "odin"):
        made[part]["service"]["proxy"] = f"ipc://{folder}/{part}"
    config.write_text(json.dumps(made))
    programs = _package("valhalla") / "bin"
    _run(folder, programs / "valhalla_build_tiles", "-c", config, folder / "map.osm")
    return [programs / "valhalla_service", config, "1"]


@contextmanager
def osrm() -> Iterator[str]:
    """Its address."""
    with TemporaryDirectory(prefix="roads-") as name:
        folder = Path(name)
        (folder / "map.osm").write_text(draw())
        package = _package("osrm")
        profile = package / "share" / "profiles" / "car.lua"
        _run(folder, package / "bin" / "osrm-extract", "-p", profile, folder / "map.osm")
        for step in ("osrm-partition", "osrm-customize"):
            _run(folder, package / "bin" / step, folder / "map.osrm")
        command: list[str | Path] = [package / "bin" / "osrm-routed", "--ip=127.0.0.1", "--algorithm=mld"]
        command += [folder / "map.osrm"]
        start = place(0, 0)
        ready = f"/nearest/v1/driving/{start.longitude},{start.latitude}"
        with _serving(lambda port: [*command, f"--port={port}"], ready) as url:
            yield url


def _package(name: str) -> Path:
    found = find_spec(name)
    assert found is not None, f"{name} is not installed"
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0])


def _run(folder: Path, program: Path, *arguments: str | Path) -> str:
    path = f"{_BIN}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S603 - the wheels' own programs
        [program, *arguments], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def _serving(command: Callable[[int], list[str | Path]], ready: str) -> Iterator[str]:
    """On another port where somebody else was faster to take the first."""
    for _ in range(_ATTEMPTS):
        port = _free_port()
        server = subprocess.Popen(  # noqa: S603 - likewise
            command(port), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            if _answers(server, f"http://127.0.0.1:{port}{ready}"):
                yield f"http://127.0.0.1:{port}"
                return
        finally:
            server.kill()
            server.wait()
    raise RuntimeError("no map server answered")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(server: "subprocess.Popen[bytes]", url: str) -> bool:
    ends = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < ends and server.poll() is None:
        try:
            if httpx2.get(url).is_success:
                return True
        except httpx2.HTTPError:
            time.sleep(0.05)
    return False
