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
_READY_WITHIN_SECONDS = 45


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
    ports = _free_ports(2 * len(_PARTS))
    command: list[str | Path] = [Path(sys.executable).with_name("weed"), "server", f"-dir={folder}"]
    command += ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", "-s3.iam=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    command += ["-volume.max=0", "-master.volumeSizeLimitMB=64", "-master.telemetry=false"]
    for index, part in enumerate(_PARTS):
        command += [f"-{part}.port={ports[2 * index]}", f"-{part}.port.grpc={ports[2 * index + 1]}"]
    bucket = Bucket("tractors", f"http://127.0.0.1:{ports[6]}", "eu-west-1", "tester", "a secret of the tests")
    keys = {"AWS_ACCESS_KEY_ID": bucket.access_key_id, "AWS_SECRET_ACCESS_KEY": bucket.secret_access_key}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: ASYNC220, S603 - it returns at once, and the command is ours
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=os.environ | keys
        )
    try:
        await _until_it_writes(bucket)
        yield bucket
    finally:
        # It would wait ten seconds for clients to leave.
        server.kill()
        server.wait()


async def _until_it_writes(bucket: Bucket) -> None:
    storage = S3(bucket, lambda: datetime.now(UTC))
    deadline = time.monotonic() + _READY_WITHIN_SECONDS
    while True:
        try:
            return await storage.write(Key("probes", uuid4()), b"ready", "text/plain")
        except StorageUnavailable:
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.2)
