"""What Redis says, however it comes."""

from functools import partial

import hiredis
import pytest

from services.platform.broadcast.ears import Ears

WORD = b"*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$2\r\n42\r\n"


@pytest.mark.parametrize("size", [1, 7, len(WORD), 3 * len(WORD)])
async def test_each_word_is_heard_once_however_it_is_cut(size: int) -> None:
    heard: list[object] = []
    ears = Ears(heard.append)
    said = WORD * 3
    for start in range(0, len(said), size):
        ears.data_received(said[start : start + size])
    assert heard == [["message", "a", "42"]] * 3


@pytest.mark.parametrize(("said", "error"), [(b"?\r\n", hiredis.ProtocolError), (b"-NOPERM\r\n", hiredis.ReplyError)])
async def test_what_is_no_word_ends_it(said: bytes, error: type[Exception]) -> None:
    heard: list[object] = []
    ears = Ears(heard.append)
    ears.data_received(WORD + said + WORD)
    with pytest.raises(error):
        await ears.deaf()
    assert heard == [["message", "a", "42"]]


async def test_so_does_whoever_fails_to_hear() -> None:
    def fail(_: object) -> None:
        raise LookupError

    ears = Ears(fail)
    ears.data_received(WORD)
    with pytest.raises(LookupError):
        await ears.deaf()


async def test_so_does_the_end_of_the_connection() -> None:
    for end in (Ears.eof_received, partial(Ears.connection_lost, error=None)):
        ears = Ears(print)
        end(ears)
        with pytest.raises(ConnectionResetError):
            await ears.deaf()
