"""Taking bodies in: each bounded, and all of them together."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect, Request

from datenorm.server.bodies import BodyReader
from datenorm.server.middleware import Call
from datenorm.server.problems import Problem


def read(body_reader, *chunks, headers=(), call=None):
    """Read a body that comes in these chunks; None: the client leaves. Gives it with its call."""
    call = call or Call("1")
    messages = [
        {"type": "http.disconnect"}
        if chunk is None
        else {"type": "http.request", "body": chunk, "more_body": number < len(chunks)}
        for number, chunk in enumerate(chunks, start=1)
    ]
    coming = iter(messages)

    async def receive():
        return next(coming)

    scope = {"type": "http", "headers": list(headers), "datenorm.call": call}
    return asyncio.run(body_reader.read(Request(scope, receive))), len(list(coming))


def test_a_body_is_what_its_pieces_are():
    assert read(BodyReader(10, capacity=100), b"abc", b"", b"de") == (b"abcde", 0)
    assert read(BodyReader(10, capacity=100), b"") == (b"", 0)


def test_a_body_as_large_as_the_limit_is_taken():
    assert (
        read(BodyReader(5, capacity=100), b"abc", b"de", headers=[(b"content-length", b"5")])[0] == b"abcde"
    )


@pytest.mark.parametrize(
    ("chunks", "headers"),
    [
        ([b"abc", b"def"], []),
        ([b"abcdef"], [(b"content-length", b"6")]),
        ([b"abcdef"] * 10, []),
        ([], [(b"content-length", b"6"), (b"expect", b"100-continue")]),
        ([], [(b"content-length", b"9" * 5000)]),
        ([], [(b"content-length", b"100")]),
    ],
)
def test_a_body_over_the_limit_is_refused(chunks, headers):
    with pytest.raises(Problem) as refusal:
        read(BodyReader(5, capacity=100), *chunks, headers=headers)
    assert (refusal.value.status, refusal.value.error) == (413, "too-large")


def test_a_client_that_leaves_is_not_answered():
    with pytest.raises(ClientDisconnect):
        read(BodyReader(5, capacity=100), b"abc", None)


def test_bodies_of_all_calls_together_are_bounded_until_they_are_over():
    body_reader = BodyReader(10, capacity=15)
    first, second = Call("1"), Call("2")
    read(body_reader, b"x" * 10, call=first)
    with pytest.raises(Problem) as refusal:
        read(body_reader, b"x" * 4, b"x" * 4, call=second)
    assert (refusal.value.status, refusal.value.headers) == (503, {"Retry-After": "1"})
    body_reader.release(second)
    assert read(body_reader, b"x" * 5, call=Call("3"))[0] == b"xxxxx"
    body_reader.release(first)
    assert read(body_reader, b"x" * 10, call=Call("4"))[0] == b"x" * 10


def test_what_is_let_pass_takes_no_room():
    body_reader = BodyReader(10, capacity=10)
    for _ in range(3):
        with pytest.raises(Problem):
            read(body_reader, b"x" * 8, b"x" * 8)
    assert read(body_reader, b"x" * 10)[0] == b"x" * 10


def test_a_response_counts_until_its_call_is_over_and_one_alone_may_be_of_any_size():
    body_reader = BodyReader(10, capacity=15)
    first, second = Call("1"), Call("2")
    body_reader.hold(first, 100)
    with pytest.raises(Problem) as refusal:
        read(body_reader, b"x", call=second)
    assert refusal.value.status == 503
    with pytest.raises(Problem):
        body_reader.hold(second, 1)
    body_reader.release(first)
    assert read(body_reader, b"x" * 10, call=second)[0] == b"x" * 10
    body_reader.hold(second, 100)  # nobody else holds anything
    body_reader.release(second)
    assert read(body_reader, b"x" * 10, call=first)[0] == b"x" * 10


def test_streams_count_and_as_many_as_there_is_memory_for_are_served():
    body_reader = BodyReader(10, capacity=25)
    calls = [Call(str(number)) for number in range(3)]
    body_reader.hold_stream(calls[0])
    body_reader.hold_stream(calls[1])
    with pytest.raises(Problem) as refusal:
        body_reader.hold_stream(calls[2])
    assert (refusal.value.status, refusal.value.headers) == (503, {"Retry-After": "1"})
    body_reader.release(calls[0])
    body_reader.hold_stream(calls[2])
