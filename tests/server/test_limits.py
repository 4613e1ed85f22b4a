"""What a client may send beside a body, under which host, and how much all bodies together may be."""

import contextlib
import json
import os
import socket
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from datenorm.errors import ConfigError
from datenorm.server import ServerSettings
from datenorm.server.buffers import Buffers
from datenorm.server.connections import MAX_HEAD, MAX_HEADERS, MAX_WAITING
from datenorm.server.endpoints import MAX_LINE
from datenorm.server.guard import SECURITY_HEADERS, ServedHosts
from datenorm.text import MAX_SOURCE_LENGTH

MB = 1 << 20


def answer_of(connection):
    """All that comes until the other side closes."""
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def exchange(service, request):
    with service.connect() as connection:
        connection.sendall(request)
        return answer_of(connection)


def head(*headers, line="GET /healthz HTTP/1.1"):
    return "\r\n".join([line, "Host: localhost", *headers, "Connection: close", "", ""]).encode()


def status(answer):
    return int(answer.split()[1])


def resident(service):
    """Bytes of memory that the service takes."""
    pages = Path(f"/proc/{service.process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.slow
@pytest.mark.parametrize(
    "start",
    [
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ",
        b"GET /",
        b"POST /v1/convert/lines HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ",
    ],
    ids=["header", "url", "trailer"],
)
def test_a_header_without_end_costs_neither_memory_nor_time(service, start):
    before = resident(service)
    with service.connect() as connection:
        connection.sendall(start)
        try:
            for _ in range(100):
                connection.sendall(b"a" * MB)
        except OSError:  # the service closed the connection
            pass
    started = time.monotonic()
    assert status(exchange(service, head())) == 200
    assert time.monotonic() - started < 2
    assert resident(service) - before < 30 * MB


@pytest.mark.slow
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([f"X-{number}: a" for number in range(MAX_HEADERS - 2)], 200),
        ([f"X-{number}: a" for number in range(MAX_HEADERS)], 431),
        (["X-A: " + "a" * (MAX_HEAD - 500)], 200),
        (["X-A: " + "a" * MAX_HEAD], 431),
        (["X-A: " + "a" * (MAX_HEAD // 2), "X-B: " + "a" * (MAX_HEAD // 2)], 431),
    ],
)
def test_headers_are_bounded_in_size_and_number(service, headers, expected):
    answer = exchange(service, head(*headers))
    assert status(answer) == expected
    if expected == 431:
        top, _, body = answer.partition(b"\r\n\r\n")
        assert json.loads(body)["error"] == "headers-too-large"
        assert b"nosniff" in top and b"connection: close" in top


@pytest.mark.slow
def test_a_request_before_a_large_header_is_answered(service):
    first = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answer = exchange(service, first + head("X-A: " + "a" * MAX_HEAD))
    assert status(answer) == 200


@pytest.mark.slow
def test_headers_after_a_body_change_nothing(service):
    lines = head("Transfer-Encoding: chunked", line="POST /v1/convert/lines HTTP/1.1")
    answer = exchange(service, lines + b"6\r\nhello\n\r\n0\r\nX-Request-ID: 7\r\nHost: other\r\n\r\n")
    assert status(answer) == 200 and b"x-request-id: 7\r\n" not in answer


@pytest.mark.slow
def test_a_chunked_body_of_single_bytes_is_no_header(service):
    lines = head("Transfer-Encoding: chunked", line="POST /v1/convert/lines HTTP/1.1")
    body = b"1\r\na\r\n" * (MAX_HEAD // 2) + b"0\r\n\r\n"
    assert status(exchange(service, lines + body)) == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "hosts", "expected"),
    [
        ("GET /healthz HTTP/1.1", [], 400),
        ("GET /healthz HTTP/1.1", ["localhost", "localhost"], 400),
        ("GET /healthz HTTP/1.1", ["localhost", "evil.example"], 400),
        ("GET /healthz HTTP/1.1", ["evil.example"], 421),
        ("GET /healthz HTTP/1.1", ["localhost"], 200),
        ("GET http://evil.example/healthz HTTP/1.1", ["localhost"], 421),
        ("GET http://localhost/healthz HTTP/1.1", ["evil.example"], 200),
        ("GET http://localhost/healthz HTTP/1.1", ["localhost", "localhost"], 400),
        ("GET http:// HTTP/1.1", ["localhost"], 400),
        ("GET /healthz HTTP/1.0", [], 200),
    ],
)
def test_a_request_has_one_host_and_it_is_served(service, line, hosts, expected):
    headers = [*(f"Host: {host}" for host in hosts), "Connection: close"]
    answer = exchange(service, "\r\n".join([line, *headers, "", ""]).encode())
    assert status(answer) == expected


@pytest.mark.parametrize(
    ("settings", "served", "refused"),
    [
        (
            {},
            ["localhost", "127.0.0.1", "127.0.0.2", "::1"],
            ["evil.example", "10.0.0.1", socket.gethostname()],
        ),
        ({"host": "0.0.0.0"}, ["localhost", "10.0.0.1", socket.gethostname().lower()], ["evil.example"]),
        ({"host": "10.0.0.1"}, ["10.0.0.1", "127.0.0.1"], ["evil.example"]),
        ({"host": "Dates.example"}, ["dates.example", "10.0.0.1"], ["evil.example"]),
        ({"allowed_hosts": ("A.example",)}, ["a.example", "localhost"], ["b.a.example", "evil.example"]),
        ({"allowed_hosts": ("*",)}, ["evil.example"], []),
    ],
)
def test_a_service_answers_for_its_own_names(settings, served, refused):
    hosts = ServedHosts(ServerSettings(**settings))
    assert [hosts.serves(name) for name in served] == [True] * len(served)
    assert [hosts.serves(name) for name in refused] == [False] * len(refused)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST.", 200),
        ("[::1]:8000", 200),
        ("127.0.0.1", 200),
        ("localhost.evil.example", 421),
        ("evil.example:8000", 421),
        ("evil.example@localhost", 400),
        ("localhost/", 400),
        ("localhost, evil.example", 400),
        ("", 400),
    ],
)
def test_a_host_may_have_a_port_and_nothing_else(client, host, expected):
    answer = client.get("/healthz", headers={"Host": host})
    assert answer.status_code == expected
    if expected != 200:
        assert answer.json()["error"] in ("invalid-request", "unknown-host")


def test_every_answer_has_the_security_headers(client):
    answers = [
        client.get("/healthz"),
        client.get("/"),
        client.get("/nothing"),
        client.get("/openapi.json"),
        client.get("/healthz", headers={"Host": "evil.example"}),
        client.post("/v1/convert", content=b"?"),
        client.post("/v1/convert/lines", content=b"hello\n"),
        client.options("/v1/convert"),
    ]
    for answer in answers:
        assert set(SECURITY_HEADERS) <= set(answer.headers)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_the_answer_to_a_page_that_asks_first_has_them_too(open_client, tiny_normalizer):
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    with open_client(tiny_normalizer, cors_origins=("https://example.org",)) as client:
        answer = client.options("/v1/convert", headers=headers)
    assert answer.status_code == 200 and set(SECURITY_HEADERS) <= set(answer.headers)


@pytest.mark.parametrize(
    "origin", ["https://example.org", "http://localhost:3000", "https://[::1]:8443", "*"]
)
def test_origins_are_scheme_host_and_port(origin):
    assert ServerSettings(cors_origins=(origin,)).cors_origins == (origin,)


@pytest.mark.parametrize(
    "origin",
    [
        "example.org",
        "https://example.org/",
        "https://example.org/a",
        "https://Example.org",
        "https://*.example.org",
        "https://a@example.org",
        "ftp://example.org",
        "null",
        "",
    ],
)
def test_what_no_browser_sends_is_no_origin(origin):
    with pytest.raises(ConfigError, match="not an origin"):
        ServerSettings(cors_origins=(origin,))


@pytest.mark.parametrize("host", ["https://example.org", "example.org/", "example.org:80", "", "a b"])
def test_an_allowed_host_is_a_name(host):
    with pytest.raises(ConfigError, match="not a host"):
        ServerSettings(allowed_hosts=(host,))


def test_memory_for_bodies_is_that_of_some_of_the_largest():
    assert ServerSettings(max_body=10).memory == 80
    assert ServerSettings(max_body=10, body_memory=15).memory == 15
    with pytest.raises(ConfigError, match="must hold a body"):
        ServerSettings(max_body=10, body_memory=9)


def test_a_full_queue_of_the_longest_lines_is_bounded_and_no_line_that_is_read_is_cut():
    assert MAX_LINE >= 4 * MAX_SOURCE_LENGTH  # bytes of a character, at most
    assert ServerSettings().queue * MAX_LINE < 200 * MB


@pytest.mark.slow
def test_bodies_of_all_connections_are_bounded(start_service):
    service = start_service("--max-body", "1000", "--body-memory", "1500")
    held = b"POST /v1/convert HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n" + b"a" * 900
    with service.connect() as first:
        first.sendall(held)
        time.sleep(0.3)
        with closing(service.connect()) as second:
            second.sendall(held)
            assert second.recv(1000).startswith(b"HTTP/1.1 503")
        first.sendall(b"a" * 100)
        assert first.recv(1000).startswith(b"HTTP/1.1 400")
    assert service.end()[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize(("count", "expected"), [(MAX_WAITING // 2, 200), (50 * MAX_WAITING, 400)])
def test_requests_that_wait_on_a_connection_are_bounded(service, count, expected):
    request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with service.connect() as connection:
        started = time.monotonic()
        connection.sendall(request * count + head())
        answer = answer_of(connection)
    answers = answer.count(b"HTTP/1.1 200 OK")
    assert answers == count + 1 if expected == 200 else answers <= 2 * MAX_WAITING
    assert time.monotonic() - started < 20


TEXT = f"20 July 1969 {'is a day and ' * 15}"
MANY = json.dumps({"texts": [TEXT] * 500, "attention": True}).encode()
"""A request whose answer has some 6 MB, more than the system buffers for a client."""


def post(body, path="/v1/convert"):
    text = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
    return text.encode() + body


def narrow(service):
    """A connection whose client takes little at once."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(60)
    connection.connect((service.host, service.port))
    return connection


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/v1/convert", "/v1/convert/lines?output=jsonl&attention=true"])
def test_a_client_that_takes_nothing_is_dropped(start_service, path):
    service = start_service("--timeout", "10")
    body = MANY if path == "/v1/convert" else f"{TEXT}\n".encode() * 2000
    with narrow(service) as connection:
        connection.sendall(post(body, path))
        assert until(lambda: open_connections(service) == 1)
        assert until(lambda: open_connections(service) == 0, within=60)
    code, errors = service.end()
    assert code == 0 and "Traceback" not in errors


@pytest.mark.slow
def test_a_client_that_takes_little_at_once_gets_everything(start_service):
    service = start_service("--timeout", "10")
    with narrow(service) as connection:
        connection.sendall(post(MANY).replace(b"\r\nHost", b"\r\nConnection: close\r\nHost"))
        received = connection.recv(4096)
        for _ in range(10):
            time.sleep(2)
            received += connection.recv(4096)
        received += answer_of(connection)
    assert len(json.loads(received.partition(b"\r\n\r\n")[2])["results"]) == 500
    assert service.end()[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "sent",
    [
        b"POST /v1/convert HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n" + b" " * MB,
        b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n" + b" " * MB,
        post(f"{TEXT}\n".encode() * 4000, "/v1/convert/lines?output=jsonl&attention=true"),
        post(MANY) * 3,
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 30_000,
    ],
    ids=["bodies", "bodies that nobody reads", "streams", "answers", "requests"],
)
def test_many_clients_that_send_and_do_not_read_take_bounded_memory(start_service, sent):
    service = start_service("--body-memory", str(16 * MB), "--max-body", str(8 * MB))
    before = resident(service)
    assert send_without_reading(service, sent, count=120) - before < 200 * MB
    code, errors = service.end()
    assert code == 0 and "Traceback" not in errors


def send_without_reading(service, sent, count):
    """Send this from so many clients at once; the most memory that the service took. Then it must answer."""
    clients = [narrow(service) for _ in range(count)]
    left = [memoryview(sent)] * len(clients)
    for client in clients:
        client.setblocking(False)
    peak, end = 0, time.monotonic() + 15
    while time.monotonic() < end:
        for number, client in enumerate(clients):
            with contextlib.suppress(OSError):  # there is no room now, or the service closed the connection
                left[number] = left[number][client.send(left[number][:65_536]) :]
        peak = max(peak, resident(service))
        time.sleep(0.02)
    for client in clients:
        client.close()
    assert until(lambda: status(exchange(service, head())) == 200)
    return peak


@pytest.mark.slow
def test_five_hundred_clients_that_each_send_ten_megabytes_take_bounded_memory(start_service):
    service = start_service("--max-body", str(10 * MB), "--body-memory", str(16 * MB))
    before = resident(service)
    request = b"GET /page/wording.js HTTP/1.1\r\nHost: localhost\r\n\r\n" * 30 + post(b" " * 10 * MB)
    peak = send_without_reading(service, request, count=500)
    assert peak - before < 300 * MB
    assert service.end()[0] == 0


@dataclass(eq=False)
class Holding:
    """What is counted of a connection."""

    size: int
    buffers: Buffers
    is_dropped: bool = False

    def waiting(self):
        return self.size

    def drop(self):
        self.is_dropped = True


def test_beyond_their_memory_the_connection_that_holds_most_is_dropped():
    buffers = Buffers(100)
    small, large, medium = (Holding(size, buffers) for size in (20, 50, 30))
    for one in (small, large, medium):
        buffers.count(one)
    assert not any(one.is_dropped for one in (small, large, medium))
    small.size = 21
    buffers.count(small)
    assert [one.is_dropped for one in (small, large, medium)] == [False, True, False]


def test_what_was_read_in_the_meantime_is_counted_no_longer():
    buffers = Buffers(100)
    first, second = Holding(60, buffers), Holding(60, buffers)
    buffers.count(first)
    first.size = 10  # nothing tells that a body is read
    buffers.count(second)
    buffers.forget(second)
    assert not first.is_dropped and not second.is_dropped
    third = Holding(95, buffers)
    buffers.count(third)
    assert third.is_dropped and not first.is_dropped


def open_connections(service):
    """TCP connections that the service has open."""
    rows = Path(f"/proc/{service.process.pid}/net/tcp").read_text().splitlines()[1:]
    at = f":{service.port:04X}"
    return sum(row.split()[1].endswith(at) and row.split()[3] in ("01", "04", "08") for row in rows)


def until(condition, within=40):
    """Wait for a condition; whether it came."""
    end = time.monotonic() + within
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
