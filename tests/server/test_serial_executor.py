"""Long work, one thing after the other."""

import asyncio
import threading

import pytest

from datenorm.server.problems import Problem
from datenorm.server.serial_executor import SerialExecutor


def test_work_is_done_in_turn_and_who_finds_no_room_is_told_to_come_back():
    begun, may_end = threading.Event(), threading.Event()
    done = []

    def slow():
        begun.set()
        assert may_end.wait(10)
        done.append("slow")

    async def scene():
        executor = SerialExecutor("test", 2)
        first = asyncio.create_task(executor.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        second = asyncio.create_task(executor.run(lambda: done.append("second")))
        await asyncio.sleep(0)
        with pytest.raises(Problem) as refused:
            await executor.run(lambda: done.append("third"))
        assert refused.value.status == 503
        may_end.set()
        await asyncio.gather(first, second)
        await executor.run(lambda: done.append("again"))  # there is room as soon as something is done
        executor.close()

    asyncio.run(scene())
    assert done == ["slow", "second", "again"]


def test_a_failure_gives_its_place_back():
    async def scene():
        executor = SerialExecutor("test", 1)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await executor.run(lambda: 1 / 0)
        executor.close()

    asyncio.run(scene())
