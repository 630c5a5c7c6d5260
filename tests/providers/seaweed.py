"""An S3 server for tests: SeaweedFS from its wheel, on loopback ports of its own."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from services.providers.storage.port import Key, StorageUnavailable
from services.providers.storage.s3 import S3, Bucket

_PARTS = ("master", "volume", "filer", "s3")
_READY_WITHIN_SECONDS = 40
_ATTEMPTS = 3


def _free_ports(count: int) -> list[int]:
    """Different ones, since all are held until the last is found."""
    with ExitStack() as held:
        found = []
        for _ in range(count):
            listener = held.enter_context(socket.socket())
            listener.bind(("127.0.0.1", 0))
            found.append(listener.getsockname()[1])
        return found


@asynccontextmanager
async def seaweed(folder: Path) -> AsyncIterator[Bucket]:
    """Its bucket, with the only keys that open it."""
    server, bucket = await _started(folder)
    try:
        yield bucket
    finally:
        # It would wait ten seconds for clients to leave.
        server.kill()
        server.wait()


async def _started(folder: Path) -> tuple[subprocess.Popen[bytes], Bucket]:
    """On other ports where somebody else took one of them before the server did."""
    for _ in range(_ATTEMPTS):
        ports = _free_ports(2 * len(_PARTS))
        bucket = Bucket("tractors", f"http://127.0.0.1:{ports[6]}", "eu-west-1", "tester", "a secret of the tests")
        server = _start(folder, ports, bucket)
        if await _writes(bucket, server):
            return server, bucket
        server.kill()
        server.wait()
    raise StorageUnavailable


def _start(folder: Path, ports: list[int], bucket: Bucket) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [Path(sys.executable).with_name("weed"), "server", f"-dir={folder}"]
    command += ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", "-s3.iam=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    command += ["-volume.max=0", "-master.volumeSizeLimitMB=64", "-master.telemetry=false"]
    for index, part in enumerate(_PARTS):
        command += [f"-{part}.port={ports[2 * index]}", f"-{part}.port.grpc={ports[2 * index + 1]}"]
    keys = {"AWS_ACCESS_KEY_ID": bucket.access_key_id, "AWS_SECRET_ACCESS_KEY": bucket.secret_access_key}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - the command is ours
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ | keys
        )


async def _writes(bucket: Bucket, server: "subprocess.Popen[bytes]") -> bool:
    """True once an object can be written; False where the server has ended, or takes too long."""
    storage = S3(bucket, lambda: datetime.now(UTC))
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            await storage.write(Key("probes", uuid4()), b"ready", "text/plain")
        except StorageUnavailable:
            await asyncio.sleep(0.2)
        else:
            return True
    return False
