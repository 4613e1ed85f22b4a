"""Long work, one thing after the other."""

import asyncio
import threading

import pytest

from datenorm.server.lane import Lane
from datenorm.server.problems import Problem


def test_work_is_done_in_turn_and_who_finds_no_room_is_told_to_come_back():
    begun, may_end = threading.Event(), threading.Event()
    done = []

    def slow():
        begun.set()
        assert may_end.wait(10)
        done.append("slow")

    async def scene():
        lane = Lane("test", 2)
        first = asyncio.create_task(lane.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        second = asyncio.create_task(lane.run(lambda: done.append("second")))
        await asyncio.sleep(0)
        with pytest.raises(Problem) as refused:
            await lane.run(lambda: done.append("third"))
        assert refused.value.status == 503
        may_end.set()
        await asyncio.gather(first, second)
        await lane.run(lambda: done.append("again"))  # there is room as soon as something is done
        lane.close()

    asyncio.run(scene())
    assert done == ["slow", "second", "again"]


def test_a_failure_gives_its_place_back():
    async def scene():
        lane = Lane("test", 1)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await lane.run(lambda: 1 / 0)
        lane.close()

    asyncio.run(scene())
