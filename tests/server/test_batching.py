"""The queue before the model: what is read together, what is refused, what is given up."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from datenorm.bulk.answers import BulkOptions
from datenorm.convert.options import Policy
from datenorm.convert.record import as_json, as_record
from datenorm.server.batching import MAX_JOB, RequestBatcher, SerialExecutor
from datenorm.server.middleware import Metrics
from datenorm.server.problems import ModelFault, Problem
from datenorm.server.queries import Query

USUAL = Query()


def sources(records):
    return [json.loads(record)["source"] for record in records]


def count(metrics, name):
    return metrics.registry.get_sample_value(name)


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def run(tiny_normalizer, metrics):
    """Run a coroutine function with a batcher."""

    def call(scenario, normalizer=tiny_normalizer, **settings):
        async def whole():
            batcher = RequestBatcher(
                normalizer, metrics, **{"wait": 0.02, "capacity": 2000, "threads": 1, **settings}
            )
            try:
                return await asyncio.wait_for(scenario(batcher), 30)
            finally:
                batcher.close()

        return asyncio.run(whole())

    return call


class Gate:
    """A normalizer that waits until it is let go."""

    def __init__(self, normalizer):
        self.normalizer = normalizer
        self.bundle, self.runtime = normalizer.bundle, normalizer.runtime
        self.tagger = normalizer.tagger
        self.open = threading.Event()

    def convert_many(self, texts, *arguments, **options):
        assert self.open.wait(30)
        return self.normalizer.convert_many(texts, *arguments, **options)


def test_requests_that_come_together_are_read_together(run, metrics):
    async def scenario(batcher):
        jobs = [batcher.submit([str(number)], USUAL) for number in range(50)]
        return [sources(await job) for (job,) in jobs]

    assert run(scenario) == [[str(number)] for number in range(50)]
    assert count(metrics, "datenorm_batch_texts_count") == 1


def test_requests_with_different_hints_and_options_get_their_own_answers(run, tiny_normalizer):
    best = Policy("best", min_confidence=0)
    asked = [
        (USUAL, {}),
        (Query("en-GB\t\t"), {"locale": "en-GB"}),
        (Query("\tYMD\t", BulkOptions(policy=best)), {"order": "YMD", "policy": best}),
        (Query("fr\tMDY\t"), {"locale": "fr", "order": "MDY"}),
    ]
    text = "03/04/2005"

    async def scenario(batcher):
        jobs = [batcher.submit([text], query) for query, _ in asked]
        return [await job for (job,) in jobs]

    expected = [[as_json(as_record(tiny_normalizer.convert(text, **meant))).encode()] for _, meant in asked]
    assert run(scenario) == expected


def test_requests_with_different_hints_are_converted_together(run, tiny_normalizer):
    calls = []

    class Counting:
        bundle = tiny_normalizer.bundle

        def convert_many(self, texts, locale, order, **options):
            calls.append((texts, locale, order))
            return tiny_normalizer.convert_many(texts, locale, order, **options)

    async def scenario(batcher):
        jobs = [batcher.submit(["a\tb"], Query(prefix)) for prefix in ("fr\t\t", "\tDMY\t", "\t\t")]
        return [sources(await job) for (job,) in jobs]

    assert run(scenario, Counting()) == [["a\tb"]] * 3
    assert calls == [(["a\tb"] * 3, ["fr", None, None], [None, "DMY", None])]


def test_equal_texts_are_converted_once_also_in_later_requests(run, tiny_normalizer, metrics):
    converted = []

    class Counting:
        bundle = tiny_normalizer.bundle

        def convert_many(self, texts, *arguments, **options):
            converted.extend(texts)
            return tiny_normalizer.convert_many(texts, *arguments, **options)

    async def scenario(batcher):
        first = await batcher.convert(["a", "b", "a"], USUAL)
        again = await batcher.convert(["b", "c"], USUAL)
        values = await batcher.convert(["a"], Query(output="text"))  # written otherwise
        return sources(first), sources(again), values

    assert run(scenario, Counting())[:2] == (["a", "b", "a"], ["b", "c"])
    assert converted == ["a", "b", "c", "a"]
    assert count(metrics, "datenorm_batch_texts_sum") == 6


def test_many_texts_come_in_parts_and_in_order(run):
    texts = [str(number) for number in range(3 * MAX_JOB + 1)]

    async def scenario(batcher):
        jobs = batcher.submit(texts, USUAL)
        assert len(jobs) == 4
        return [source for job in jobs for source in sources(await job)]

    assert run(scenario) == texts


def test_a_full_queue_refuses_all_of_a_request_and_takes_it_later(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        first = batcher.submit(["a"] * MAX_JOB, USUAL)
        await asyncio.sleep(0.1)  # the model has it
        waiting = batcher.submit(["b"] * 300, USUAL)
        with pytest.raises(Problem) as refusal:
            batcher.submit(["c"] * 101, USUAL)
        assert batcher.waiting == 300
        gate.open.set()
        await asyncio.gather(*first, *waiting)
        assert batcher.waiting == 0
        await asyncio.gather(*batcher.submit(["c"] * 101, USUAL))
        return refusal.value

    problem = run(scenario, gate, capacity=400)
    assert (problem.status, problem.headers) == (503, {"Retry-After": "1"})
    assert count(metrics, "datenorm_overloads_total") == 1


def test_a_model_that_does_not_come_back_is_noticed(run, tiny_normalizer):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        before = batcher.busy_for()
        jobs = batcher.submit(["a"], USUAL)
        await asyncio.sleep(0.3)
        within = batcher.busy_for()
        gate.open.set()
        await asyncio.gather(*jobs)
        return before, within, batcher.busy_for()

    before, within, after = run(scenario, gate)
    assert (before, after) == (0, 0) and 0.2 < within < 30


def test_what_nobody_waits_for_is_not_read(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        first = batcher.submit(["a"], USUAL)
        await asyncio.sleep(0.1)
        given_up, kept = (*batcher.submit(["b"], USUAL), *batcher.submit(["c"], USUAL))
        given_up.cancel()
        gate.open.set()
        return await asyncio.gather(*first, kept)

    assert [sources(answers) for answers in run(scenario, gate)] == [["a"], ["c"]]
    assert count(metrics, "datenorm_batch_texts_sum") == 2


def test_whoever_gives_up_waiting_gives_up_all_parts(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        first = batcher.submit(["a"], USUAL)
        await asyncio.sleep(0.1)
        many = asyncio.create_task(batcher.convert(["b"] * 1000, USUAL))
        await asyncio.sleep(0.1)
        many.cancel()
        await asyncio.sleep(0)
        gate.open.set()
        await asyncio.gather(*first)
        await asyncio.gather(*batcher.submit(["c"], USUAL))

    run(scenario, gate)
    assert count(metrics, "datenorm_batch_texts_sum") == 2


def test_a_fault_says_where_it_happened_and_nothing_of_the_text(run, tiny_normalizer):
    class Failing:
        bundle = tiny_normalizer.bundle

        def convert_many(self, texts, *arguments, **options):
            raise ValueError(f"no luck with {texts}")

    async def scenario(batcher):
        with pytest.raises(ModelFault) as fault:
            await batcher.convert(["secret"], USUAL)
        return str(fault.value)

    said = run(scenario, Failing())
    assert said.startswith("ValueError at ") and "test_batching.py:" in said and "secret" not in said


def test_the_next_batch_gathers_while_the_model_works(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        jobs = batcher.submit(["a"], USUAL)
        await asyncio.sleep(0.1)
        for number in range(20):
            jobs += batcher.submit([str(number)], USUAL)
            await asyncio.sleep(0.005)
        gate.open.set()
        return await asyncio.gather(*jobs)

    assert len(run(scenario, gate, wait=0)) == 21
    assert count(metrics, "datenorm_batch_texts_count") == 2


def test_a_full_queue_is_503_over_http(open_client, tiny_normalizer):
    gate = Gate(tiny_normalizer)
    with open_client(gate, queue=1000) as client, ThreadPoolExecutor(8) as pool:
        held = [pool.submit(client.post, "/v1/convert", json={"texts": ["x"] * 600}) for _ in range(8)]
        refused = []
        while not refused:
            refused = [job.result() for job in held if job.done()]
        gate.open.set()
        answers = [job.result() for job in held]
    assert {answer.status_code for answer in answers} == {200, 503}
    assert refused[0].headers["retry-after"] == "1"
    assert refused[0].json()["error"] == "overloaded"


def test_a_request_that_takes_too_long_is_504_and_harms_no_other(open_client, tiny_normalizer):
    gate = Gate(tiny_normalizer)
    with open_client(gate, timeout=0.2) as client:
        answer = client.post("/v1/convert", json={"text": "x"})
        assert (answer.status_code, answer.json()["error"]) == (504, "timed-out")
        gate.open.set()
        assert client.post("/v1/convert", json={"text": "x"}).status_code == 200


def test_long_work_runs_one_call_at_a_time_and_too_many_calls_are_refused():
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


def test_a_call_that_fails_frees_its_place():
    async def scene():
        executor = SerialExecutor("test", 1)
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await executor.run(lambda: 1 / 0)
        executor.close()

    asyncio.run(scene())
