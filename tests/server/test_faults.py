"""What networks and clients do: each is tried on a real service, which must go on answering others."""

import json
import resource
import socket
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

IDLE = 500


@pytest.fixture(autouse=True)
def others_are_answered(service):
    """Whatever a test did, the next one who asks gets an answer."""
    yield
    assert convert(service, "20 July 1969")["source"] == "20 July 1969"


def post(service, path, body, timeout=60):
    request = urllib.request.Request(service.url + path, data=body, method="POST")
    with urllib.request.urlopen(request, timeout=timeout) as answer:
        return answer.read()


def convert(service, text):
    return json.loads(post(service, "/v1/convert", json.dumps({"text": text}).encode()))


def head(length, path="/v1/convert"):
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode()


def everything(connection):
    """All that comes until the other side closes."""
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def problem(answer):
    """Status and error of a raw answer."""
    first, _, body = answer.partition(b"\r\n\r\n")
    return int(first.split()[1]), json.loads(body)


def test_clients_that_leave_in_mid_request(service):
    body = json.dumps({"texts": ["20 July 1969"] * 500}).encode()
    for sent in (
        b"",
        head(len(body))[:20],
        head(len(body)),
        head(len(body)) + body[:100],
        head(len(body)) + body,
    ):
        with service.connect() as connection:
            connection.sendall(sent)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")  # reset


def test_clients_that_leave_in_mid_stream(service):
    for path in ("/v1/convert/lines", "/v1/convert/lines?output=jsonl"):
        with service.connect() as connection:
            connection.sendall(head(10**9, path) + b"20 July 1969\n" * 20_000)
            assert connection.recv(100).startswith(b"HTTP/1.1 200")


def test_half_a_body_and_the_end(service):
    with service.connect() as connection:
        connection.sendall(head(100) + b'{"text": ')
        connection.shutdown(socket.SHUT_WR)
        assert everything(connection) == b""


def test_a_body_that_never_ends_is_given_up(impatient_service):
    with impatient_service.connect() as connection:
        connection.sendall(head(100) + b'{"text": ')
        started = time.monotonic()
        status, error = problem(everything(connection))
        assert time.monotonic() - started < 20
    assert (status, error["error"]) == (408, "body-timed-out")


def test_a_body_that_comes_byte_by_byte(service):
    body = b'{"text": "20 July 1969"}'
    with service.connect() as connection:
        connection.sendall(head(len(body)))
        for byte in body:
            connection.sendall(bytes([byte]))
            time.sleep(0.01)
        assert connection.recv(100).startswith(b"HTTP/1.1 200")


def test_lines_that_stop_coming_end_without_the_mark_of_a_whole_answer(impatient_service):
    with impatient_service.connect() as connection:
        connection.sendall(head(100, "/v1/convert/lines") + b"20 July 1969\n")
        answer = everything(connection)
    assert answer.startswith(b"HTTP/1.1 200") and not answer.endswith(b"0\r\n\r\n")


@pytest.mark.parametrize(
    "sent", [b"", b"POST /v1/convert HT", b"POST /v1/convert HTTP/1.1\r\nHost: localhost\r\nX-"]
)
def test_a_connection_that_never_asks_is_closed(impatient_service, sent):
    with impatient_service.connect() as connection:
        connection.sendall(sent)
        started = time.monotonic()
        assert everything(connection) == b""
        assert 0.4 < time.monotonic() - started < 30


def test_many_idle_connections(service):
    """More are tried by tests/benchmarks/serve_load.py; here as many as any machine lets one process have."""
    count = min(IDLE, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)
    idle = [service.connect() for _ in range(count)]
    try:
        assert convert(service, "hello")["source"] == "hello"
        assert idle[0].send(head(15) + b'{"text": "one"}') and idle[0].recv(100).startswith(b"HTTP/1.1 200")
    finally:
        for one in idle:
            one.close()


def test_broken_utf8_is_a_text_that_cannot_be_read(service):
    answer = json.loads(
        post(service, "/v1/convert", b'{"texts": ["\xc3\x28", "20 July 1969", "\xed\xa0\x80"]}')
    )
    assert [one["status"] == "unreadable" for one in answer["results"]] == [True, False, True]
    assert post(service, "/v1/convert/lines", b"\xff\xfe\n\xc3\x28\n") == b"\n\n"


def test_ten_megabytes_of_text(service):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        post(service, "/v1/convert", b'{"text": "' + b"1" * 10_000_000 + b'"}')
    with refusal.value as answer:
        assert answer.code == 413
        assert json.load(answer)["error"] == "too-large"
    assert post(service, "/v1/convert/lines", b"1" * 10_000_000 + b"\nx\n") == b"\n\n"
    assert convert(service, "1" * 5_000_000)["status"] == "unreadable"


@pytest.mark.parametrize("body", [b"[" * 1_000_000, b'{"texts": ' + b"[" * 500_000, b'{"a":' * 500_000])
def test_deeply_nested_json(service, body):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        post(service, "/v1/convert", body)
    with refusal.value as answer:
        assert (answer.code, json.load(answer)["error"]) == (400, "invalid-json")


@pytest.mark.parametrize(
    "request_bytes",
    [b"\x16\x03\x01\x02\x00\x01\x00", b"HELLO\r\n\r\n", b"GET / HTTP/1.1\r\nbad header\r\n\r\n"],
    ids=["TLS", "nonsense", "header"],
)
def test_what_is_no_http_is_told_so_in_the_shape_of_every_error(service, request_bytes):
    with service.connect() as connection:
        connection.sendall(request_bytes)
        status, error = problem(everything(connection))
    assert (status, error["error"]) == (400, "invalid-request")
    assert set(error) == {"error", "message", "hint", "request_id"}


def test_requests_sent_before_their_answers_are_answered_in_order(service):
    texts = [f"{number} July 1969" for number in range(20)]
    bodies = [json.dumps({"text": text}).encode() for text in texts]
    with service.connect() as connection:
        connection.sendall(b"".join(head(len(body)) + body for body in bodies))
        received = b""
        while received.count(b'"source"') < 20:
            received += connection.recv(65_536)
    places = [received.index(text.encode()) for text in texts]
    assert places == sorted(places)


def test_concurrent_clients_get_each_their_own_answer(service):
    texts = [
        f"{day} {month} {year}" for day in range(1, 29) for month in ("May", "July") for year in (1969, 70)
    ]
    with ThreadPoolExecutor(16) as pool:
        assert [one["source"] for one in pool.map(lambda text: convert(service, text), texts)] == texts
