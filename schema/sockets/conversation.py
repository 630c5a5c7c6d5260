"""One client's socket, from its first message to its last."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
import structlog

from schema.context import Context
from schema.lanes import Write
from schema.live import Guard, Live
from schema.operations import Operation, OperationFailed, answers
from schema.rates import Fare
from schema.refused import Refused
from schema.sockets.closing import Closing, Code
from schema.sockets.connection import Connection, Gone
from schema.sockets.messages import Complete, Init, Message, Ping, Pong, Subscribe, read
from services.auth import Auth
from services.auth.viewer import Viewer
from services.auth.watch import SocketEnd
from services.platform.cancelling import is_called_off

log = structlog.get_logger()

_ENDINGS = {
    SocketEnd.EXPIRED: (Code.UNAUTHORIZED, "The access token has expired."),
    SocketEnd.REVOKED: (Code.FORBIDDEN, "The session has ended."),
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every socket of this process. `context_of` gives an operation its context."""

    auth: Auth
    live: Live
    init_timeout: timedelta
    most_operations: int


class Conversation:
    """The states of graphql-transport-ws: opened, acknowledged, closed; and the operations under way."""

    def __init__(
        self, connection: Connection, terms: Terms, context_of: Callable[[Viewer | None], Context], fare: Fare
    ) -> None:
        self._connection = connection
        self._terms = terms
        self._context_of = context_of
        self._fare = fare
        self._guard = Guard(terms.auth, self._end_with_session)
        self._viewer: Viewer | None = None
        self._is_greeted = False
        self._is_acknowledged = False
        self._operations: dict[str, asyncio.Task[None]] = {}
        # Those included that the client has ended, and that still clean up or have begun to change something.
        self._tasks: dict[asyncio.Task[None], Context] = {}

    async def hold(self) -> None:
        """Returns when the socket is closed and nothing of it is left."""
        patience = asyncio.get_running_loop().call_later(self._terms.init_timeout.total_seconds(), self._lose_patience)
        try:
            self._fare.of_address()
            await self._listen()
        except Refused as refused:
            await self._connection.close(Code.TOO_MANY, refused.reason)
        finally:
            patience.cancel()
            await self._leave_nothing()

    async def _listen(self) -> None:
        try:
            async for text in self._connection.texts():
                await self._hear(read(text))
                del text
        except Closing as end:
            await self._connection.close(end.code, end.reason)
        except Gone:
            return
        except Exception:
            log.exception("socket_failed")
            await self._connection.close(Code.INTERNAL, "Something went wrong on our side.")

    async def _leave_nothing(self) -> None:
        """What has begun to change something goes on to its end, unheard, and keeps its user's place until then."""
        self._operations.clear()
        try:
            for task in self._tasks:
                self._call_off(task)
            await _end_of(self._tasks)
        finally:
            # Where this process ends, nobody waits for it any longer.
            for task in self._tasks:
                task.cancel()
            await _end_of(self._tasks)
            await self._guard.release()
            if self._viewer is not None:
                self._terms.live.leave(self._viewer.user_id)

    def _call_off(self, task: asyncio.Task[None]) -> None:
        """But for a mutation that has begun, unless this socket itself is called off."""
        if is_called_off() or not self._is_changing(task):
            task.cancel()

    def _is_changing(self, task: asyncio.Task[None]) -> bool:
        context = self._tasks.get(task)
        return context is not None and context.is_changing

    def _lose_patience(self) -> None:
        if not self._is_greeted:
            self._connection.close_soon(Code.INIT_TIMEOUT, "Connection initialisation timeout")

    def _end_with_session(self, end: SocketEnd) -> None:
        self._connection.close_soon(*_ENDINGS[end])

    async def _hear(self, message: Message) -> None:
        match message:
            case Init():
                await self._greet(message)
            case Ping():
                pong = {"type": "pong"} if message.payload is None else {"type": "pong", "payload": message.payload}
                await self._say(pong)
            case Subscribe():
                await self._begin(message)
            case Complete():
                self._forget(message.id)
            case Pong():
                return

    async def _greet(self, message: Init) -> None:
        """The token comes here; one that is not valid ends the socket, none leaves it anonymous."""
        if self._is_greeted:
            raise Closing(Code.TOO_MANY, "Too many initialisation requests")
        self._is_greeted = True
        if message.token is not None:
            await self._sign_in(message.token)
        self._is_acknowledged = True
        await self._say({"type": "connection_ack"})

    async def _sign_in(self, token: str) -> None:
        try:
            session = await self._terms.auth.authenticate_socket(token)
        except Exception:
            log.exception("sign_in_failed")
            raise Closing(Code.TRY_AGAIN, "This cannot be checked just now. Try again.") from None
        if session is None:
            raise Closing(Code.FORBIDDEN, "Forbidden")
        if not self._terms.live.enter(session.viewer.user_id):
            raise Closing(Code.TOO_MANY, f"Too many sockets: {self._terms.live.per_user} are open for this user.")
        self._viewer = session.viewer
        self._guard.watch(session)

    async def _begin(self, message: Subscribe) -> None:
        if not self._is_acknowledged:
            raise Closing(Code.UNAUTHORIZED, "Unauthorized")
        if message.id in self._operations:
            raise Closing(Code.ID_IN_USE, f"Subscriber for {message.id} already exists")
        if self._under_way() >= self._terms.most_operations:
            await self._say(_failure(message.id, [_too_many(self._terms.most_operations)]))
            return
        try:
            self._fare.of_address()
            self._fare.of_user(self._viewer)
        except Refused as refused:
            await self._say(_failure(message.id, [{"message": refused.reason, "extensions": refused.extensions}]))
            return
        context = self._context_of(self._viewer)
        task = asyncio.create_task(self._answer(message.id, message.operation, context))
        self._operations[message.id] = task
        self._tasks[task] = context
        task.add_done_callback(self._tasks.pop)

    def _under_way(self) -> int:
        """Those included that go on unheard."""
        heard = set(self._operations.values())
        return len(heard) + sum(self._is_changing(task) for task in self._tasks if task not in heard)

    def _forget(self, id: str) -> None:
        """The client has heard enough: it is told no more, and may use the id again at once."""
        task = self._operations.pop(id, None)
        if task is not None:
            self._call_off(task)

    async def _answer(self, id: str, operation: Operation, context: Context) -> None:
        """The task of one operation. Whatever it has to say last frees its id first."""
        head = f'{{"id":{orjson.dumps(id).decode()},"type":"next","payload":'.encode()
        try:
            asked = answers(operation, context, self._guard.admits, self._prompt(id, head))
            del operation
            async with aclosing(asked) as found:
                async for answer in found:
                    if self._operations.get(id) is asyncio.current_task():
                        await self._connection.send((b"%b%b}" % (head, answer)).decode())
                    del answer
            last: dict[str, Any] = {"id": id, "type": "complete"}
        except OperationFailed as failed:
            last = _failure(id, failed.errors)
        except Gone:
            return
        if self._operations.get(id) is asyncio.current_task():
            del self._operations[id]
            with suppress(Gone):
                await self._say(last)

    def _prompt(self, id: str, head: bytes) -> Write | None:
        """The way of an answer to a client who need not be waited for."""
        connection, guard = self._connection, self._guard
        send, operations, task = connection.send_now, self._operations, asyncio.current_task()
        if send is None:
            return None

        def write(answer: bytes) -> bool:
            # One that the client has ended says no more, though its task may not have heard of it yet.
            is_heard = operations.get(id) is task and not connection.is_closed and guard.is_in_time
            return is_heard and send(head, answer, b"}")

        return write

    async def _say(self, message: dict[str, Any]) -> None:
        await self._connection.send(orjson.dumps(message).decode())


async def _end_of(tasks: Collection[asyncio.Task[None]]) -> None:
    if tasks:
        await asyncio.wait(tasks)


def _failure(id: str, errors: list[Any]) -> dict[str, Any]:
    return {"id": id, "type": "error", "payload": errors}


def _too_many(limit: int) -> dict[str, Any]:
    message = f"{limit} operations are open on this socket. End one of them first."
    return {"message": message, "extensions": {"code": "RATE_LIMITED", "retryAfterMs": 1000, "limit": limit}}
