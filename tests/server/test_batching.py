"""The queue before the model: what is read together, what is refused, what is given up."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from datenorm.convert.options import ConvertOptions, Policy
from datenorm.server.batching import MAX_JOB, RequestBatcher
from datenorm.server.metrics import Metrics
from datenorm.server.options import Asked
from datenorm.server.problems import ModelFault, Problem

USUAL = Asked((None, None), ConvertOptions(Policy(), 0, False, False))


def sources(conversions):
    return ",".join(one.source for one in conversions).encode()


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
        self.open = threading.Event()

    def convert_many(self, texts, *arguments, **options):
        assert self.open.wait(30)
        return self.normalizer.convert_many(texts, *arguments, **options)


def test_requests_that_come_together_are_read_together(run, metrics):
    async def scenario(batcher):
        jobs = [batcher.submit([str(number)], USUAL, sources) for number in range(50)]
        return [await job for (job,) in jobs]

    assert run(scenario) == [str(number).encode() for number in range(50)]
    assert count(metrics, "datenorm_batch_texts_count") == 1


def test_requests_of_different_wishes_get_each_their_own(run, tiny_normalizer):
    wishes = [
        USUAL,
        Asked(("en-GB", None), USUAL.wish),
        Asked((None, "YMD"), ConvertOptions(Policy("best", min_confidence=0), 0, False, False)),
    ]
    text = "03/04/2005"

    async def scenario(batcher):
        jobs = [batcher.submit([text], asked, lambda found: repr(found).encode()) for asked in wishes]
        return [(await job).decode() for (job,) in jobs]

    assert run(scenario) == [
        repr([tiny_normalizer.convert(text, *asked.known, policy=asked.wish.policy)]) for asked in wishes
    ]


def test_many_texts_come_in_parts_and_in_order(run):
    texts = [str(number) for number in range(3 * MAX_JOB + 1)]

    async def scenario(batcher):
        jobs = batcher.submit(texts, USUAL, sources)
        assert len(jobs) == 4
        return b",".join([await job for job in jobs])

    assert run(scenario).decode().split(",") == texts


def test_a_full_queue_refuses_all_of_a_request_and_takes_it_later(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        first = batcher.submit(["a"] * MAX_JOB, USUAL, sources)
        await asyncio.sleep(0.1)  # the model has it
        waiting = batcher.submit(["b"] * 300, USUAL, sources)
        with pytest.raises(Problem) as refusal:
            batcher.submit(["c"] * 101, USUAL, sources)
        assert batcher.waiting == 300
        gate.open.set()
        await asyncio.gather(*first, *waiting)
        assert batcher.waiting == 0
        await asyncio.gather(*batcher.submit(["c"] * 101, USUAL, sources))
        return refusal.value

    problem = run(scenario, gate, capacity=400)
    assert (problem.status, problem.headers) == (503, {"Retry-After": "1"})
    assert count(metrics, "datenorm_overloads_total") == 1


def test_what_nobody_waits_for_is_not_read(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        first = batcher.submit(["a"], USUAL, sources)
        await asyncio.sleep(0.1)
        given_up, kept = (*batcher.submit(["b"], USUAL, sources), *batcher.submit(["c"], USUAL, sources))
        given_up.cancel()
        gate.open.set()
        return await asyncio.gather(*first, kept)

    assert run(scenario, gate) == [b"a", b"c"]
    assert count(metrics, "datenorm_batch_texts_sum") == 2


def test_whoever_gives_up_waiting_gives_up_all_parts(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        first = batcher.submit(["a"], USUAL, sources)
        await asyncio.sleep(0.1)
        many = asyncio.create_task(batcher.convert(["b"] * 1000, USUAL, sources))
        await asyncio.sleep(0.1)
        many.cancel()
        await asyncio.sleep(0)
        gate.open.set()
        await asyncio.gather(*first)
        await asyncio.gather(*batcher.submit(["c"], USUAL, sources))

    run(scenario, gate)
    assert count(metrics, "datenorm_batch_texts_sum") == 2


def test_a_fault_says_where_it_happened_and_nothing_of_the_text(run):
    class Failing:
        def convert_many(self, texts, *arguments, **options):
            raise ValueError(f"no luck with {texts}")

    async def scenario(batcher):
        with pytest.raises(ModelFault) as fault:
            await batcher.convert(["secret"], USUAL, sources)
        return str(fault.value)

    said = run(scenario, Failing())
    assert said.startswith("ValueError at ") and "test_batching.py:" in said and "secret" not in said


def test_the_next_batch_gathers_while_the_model_works(run, tiny_normalizer, metrics):
    gate = Gate(tiny_normalizer)

    async def scenario(batcher):
        jobs = batcher.submit(["a"], USUAL, sources)
        await asyncio.sleep(0.1)
        for number in range(20):
            jobs += batcher.submit([str(number)], USUAL, sources)
            await asyncio.sleep(0.005)
        gate.open.set()
        return await asyncio.gather(*jobs)

    assert len(run(scenario, gate, wait=0)) == 21
    assert count(metrics, "datenorm_batch_texts_count") == 2


def test_a_full_queue_is_503_over_http(open_client, tiny_normalizer):
    class Held(Gate):
        bundle = tiny_normalizer.bundle

    gate = Held(tiny_normalizer)
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
    class Held(Gate):
        bundle = tiny_normalizer.bundle

    gate = Held(tiny_normalizer)
    with open_client(gate, timeout=0.2) as client:
        answer = client.post("/v1/convert", json={"text": "x"})
        assert (answer.status_code, answer.json()["error"]) == (504, "timed-out")
        gate.open.set()
        assert client.post("/v1/convert", json={"text": "x"}).status_code == 200
