"""The bare application: a socket names a channel of Redis, and gets every message of it."""

import asyncio
import os
import socket
from collections import defaultdict
from typing import Any

import uvicorn
from redis.asyncio import Redis

_sockets: dict[str, set[Any]] = defaultdict(set)
_redis = Redis.from_url(os.environ["REDIS_URL"], decode_responses=True, protocol=2)
_pubsub = _redis.pubsub(ignore_subscribe_messages=True)


async def forward() -> None:
    await _pubsub.psubscribe("request:*")
    async for message in _pubsub.listen():
        for send in list(_sockets[message["channel"]]):
            await send({"type": "websocket.send", "text": message["data"]})


async def app(_scope: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept", "subprotocol": "graphql-transport-ws"})
    channel = str((await receive())["text"])
    _sockets[channel].add(send)
    await send({"type": "websocket.send", "text": "ready"})
    try:
        while (await receive())["type"] != "websocket.disconnect":
            pass
    finally:
        _sockets[channel].discard(send)


async def main(descriptor: int) -> None:
    config = uvicorn.Config(
        app, ws="websockets-sansio", http="httptools", ws_per_message_deflate=False, lifespan="off", log_config=None
    )
    forwarding = asyncio.create_task(forward())
    await uvicorn.Server(config).serve(sockets=[socket.socket(fileno=descriptor)])
    forwarding.cancel()


if __name__ == "__main__":
    import uvloop

    uvloop.run(main(int(os.environ["LISTENER"])))
