"""Followers who wait are shown what is new without being woken, and are woken wherever that is not all."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from services.platform import groups, places
from tests.platform.followers import MOST, Desk, Lane, Source


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_whoever_waits_is_shown_it_and_sleeps_on(desk: Desk) -> None:
    lanes = [Lane() for _ in range(3)]
    places = [await desk.follow(lane) for lane in lanes]
    before = len(desk.asked)
    await desk.happen()
    await desk.happen(2)

    assert [lane.shown for lane in lanes] == [[b"1", b"2", b"3"]] * 3
    assert all(map(desk.sleeps, places))
    assert [ask.after for ask in desk.asked[before:]] == [0, 1]
    # One rendered for all of them.
    assert sorted(lane.renderings for lane in lanes) == [[], [], [1, 2, 3]]
    assert sum(lane.counted for lane in lanes) == 9
    await desk.leave()


async def test_a_slow_reader_is_woken_with_the_rest_and_holds_up_nobody(desk: Desk) -> None:
    slow, quick = Lane(room=1), Lane()
    behind, other = await desk.follow(slow), await desk.follow(quick)
    await desk.happen(3)

    assert (slow.shown, await desk.arrived(behind)) == ([b"1"], [2, 3])
    assert (quick.shown, desk.sleeps(other)) == ([b"1", b"2", b"3"], True)
    # It returns to the others, where they are by now.
    await desk.happen()
    slow.room = 100
    desk.wait(behind)
    await desk.quiet()
    assert (slow.shown, quick.shown[3:]) == ([b"1", b"4"], [b"4"])
    await desk.happen()
    assert (slow.shown[2:], quick.shown[4:]) == ([b"5"], [b"5"])
    await desk.leave()


async def test_without_a_lane_and_where_nothing_can_be_rendered_everybody_is_woken(desk: Desk) -> None:
    places = [await desk.follow(None), await desk.follow(None), await desk.follow(Lane(renders=0))]
    await desk.happen(2)

    assert [await desk.arrived(place) for place in places] == [[1, 2]] * 3
    await desk.leave()


@pytest.mark.parametrize("fault", [asyncio.CancelledError(), RuntimeError("broken")], ids=["called off", "broken"])
async def test_a_lane_that_breaks_its_word_deafens_nobody_else(desk: Desk, fault: BaseException) -> None:
    broken, sound, later = Lane(key="a", fails=fault), Lane(key="b"), Lane(key="c")
    place, _, _ = [await desk.follow(lane) for lane in (broken, sound, later)]
    await desk.happen()

    with pytest.raises(RuntimeError):
        await desk.arrived(place)
    assert (sound.shown, later.shown) == ([b"1"], [b"1"])
    await desk.leave()


async def test_what_took_long_to_render_is_for_everybody_to_ask_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "_FRESH", -1.0)
    lane = Lane()
    place = await desk.follow(lane)
    await desk.happen()

    assert (await desk.arrived(place), lane.shown) == ([1], [])
    await desk.leave()


async def test_a_session_that_is_not_alive_is_woken_and_shown_nothing(desk: Desk) -> None:
    dead, living, open_ = Lane(session="dead"), Lane(session="alive"), Lane(key="a link")
    desk.alive = {"alive"}
    place, _, _ = await desk.follow(dead), await desk.follow(living), await desk.follow(open_)
    await desk.happen()

    assert (dead.shown, living.shown, open_.shown) == ([], [b"1"], [b"1"])
    assert await desk.arrived(place) == [1]
    assert desk.asked[-1].sessions == {"dead", "alive"}
    await desk.leave()


@pytest.mark.parametrize(("standing", "frames"), [("shut", []), ("over", [1])])
async def test_who_is_shut_out_or_has_seen_the_end_is_woken(desk: Desk, standing: str, frames: list[int]) -> None:
    lane = Lane()
    place = await desk.follow(lane)
    desk.standing = standing
    await desk.happen()

    assert (await desk.arrived(place), lane.shown) == (frames, [])
    await desk.leave()


async def test_different_people_are_shown_different_things_of_one_read(desk: Desk) -> None:
    farmer, owner = Lane(key="f"), Lane(key="o")
    await desk.follow(farmer, Source("farmer"))
    await desk.follow(owner, Source("owner"))
    before = len(desk.asked)
    await desk.happen()

    assert (farmer.renderings, owner.renderings) == ([1], [1])
    assert len(desk.asked) - before == 1
    await desk.leave()


async def test_a_crowd_of_events_is_shown_to_its_end(desk: Desk) -> None:
    lane = Lane()
    await desk.follow(lane)
    await desk.happen(3 * MOST + 1)

    assert lane.shown == [str(number).encode() for number in range(1, 3 * MOST + 2)]
    await desk.leave()


async def test_what_happens_while_it_is_read_is_read_next(desk: Desk) -> None:
    lane = Lane()
    await desk.follow(lane)
    desk.newest = 1
    desk.tell()
    await asyncio.sleep(0)
    desk.newest = 2
    desk.tell()
    await desk.quiet()

    assert lane.shown == [b"1", b"2"]
    await desk.leave()


async def test_a_read_that_fails_is_told_to_all_who_wait(desk: Desk) -> None:
    places = [await desk.follow(Lane()), await desk.follow(None)]
    desk.fails = LookupError("gone")
    await desk.happen()

    for place in places:
        with pytest.raises(LookupError, match="gone"):
            await desk.arrived(place)
    await desk.leave()


async def test_while_the_database_is_away_everybody_waits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_AGAIN", 0.001)
    lane = Lane()
    place, woken = await desk.follow(lane), await desk.follow(None)
    desk.fails = ConnectionRefusedError()
    with capture_logs() as logs:
        await desk.happen()
        while len(desk.asked) < 6:
            await asyncio.sleep(0)
        assert (lane.shown, desk.sleeps(place), desk.sleeps(woken)) == ([], True, True)
        desk.fails = None

        assert await desk.arrived(woken) == [1]
    while not lane.shown:
        await asyncio.sleep(0)
    assert (lane.shown, desk.sleeps(place)) == ([b"1"], True)
    assert [entry["event"] for entry in logs] == ["streams_wait_for_database"]
    await desk.leave()


async def test_a_stream_that_cannot_be_read_is_asked_again_once_however_often_it_is_woken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    later: list[Callable[[], object]] = []
    monkeypatch.setattr(
        asyncio.get_running_loop(), "call_later", lambda _, call, *values: later.append(partial(call, *values))
    )
    await desk.follow(Lane())
    desk.fails = ConnectionRefusedError()
    for _ in range(5):
        await desk.happen()
    before = len(desk.asked)
    (again,) = later

    again()
    await desk.quiet()

    assert (len(desk.asked) - before, len(later)) == (1, 2)
    await desk.leave()


async def test_one_who_leaves_while_it_is_read_takes_it_from_nobody(desk: Desk) -> None:
    leaving, staying = Lane(), Lane()
    place = await desk.follow(leaving)
    await desk.follow(staying)
    desk.newest = 1
    desk.tell()
    await asyncio.sleep(0)
    desk.tasks[place].cancel()
    await desk.quiet()

    assert (leaving.shown, staying.shown) == ([], [b"1"])
    await desk.leave()


async def test_the_last_one_takes_along_what_is_read(desk: Desk) -> None:
    before = asyncio.all_tasks()
    await desk.follow(Lane())
    desk.newest = 1
    desk.tell()
    await asyncio.sleep(0)
    await desk.leave()

    assert asyncio.all_tasks() == before


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.005)


async def test_a_silence_is_looked_into() -> None:
    desk, lane = Desk(silence=0.02), Lane()
    await desk.follow(lane)
    # Nobody says a word of it.
    desk.newest = 1

    await until(lambda: lane.shown == [b"1"])
    await desk.leave()


async def test_a_permission_that_ends_by_itself_is_looked_into(desk: Desk) -> None:
    place = await desk.follow(Lane(), Source(left=timedelta(milliseconds=20)))
    desk.standing = "shut"

    assert await desk.arrived(place) == []
    await desk.leave()
