"""POST /v1/convert/lines: lines in, lines out, as the command line has them."""

import codecs
import http.client
import json
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from datenorm.bulk.lines import LineSplitter
from datenorm.cli import cli
from datenorm.server.endpoints import MAX_LINE

BODY = b"20 July 1969\r\nhello\n\n03/04/2005\n\xff\n" + "1969年7月20日".encode()
LONG = 60


@pytest.mark.parametrize(
    ("query", "arguments"),
    [
        ("", []),
        ("?locale=en-GB&min_confidence=0", ["--locale", "en-GB", "--min-confidence", "0"]),
        ("?output=edtf&min_confidence=0", ["--output", "edtf", "--min-confidence", "0"]),
        ("?output=iso&min_confidence=0", ["--output", "iso", "--min-confidence", "0"]),
        ("?output=interval&min_confidence=0", ["--output", "interval", "--min-confidence", "0"]),
        ("?output=jsonl&alternatives=2", ["--jsonl", "--alternatives", "2"]),
        ("?span=true&min_confidence=0", ["--show-span", "--min-confidence", "0"]),
        ("?output=jsonl&attention=true&order=DMY", ["--jsonl", "--attention", "--order", "DMY"]),
    ],
)
def test_the_answer_is_what_the_command_line_writes(client, tiny_bundle, query, arguments):
    line = ["convert", "--model", str(tiny_bundle), *arguments, "-"]
    answer = client.post("/v1/convert/lines" + query, content=BODY)
    assert answer.status_code == 200
    assert answer.content == CliRunner().invoke(cli, line, input=BODY).stdout_bytes


def test_each_form_names_its_type(client):
    assert client.post("/v1/convert/lines").headers["content-type"].startswith("text/plain")
    answer = client.post("/v1/convert/lines?output=jsonl", content=b"x\n")
    assert answer.headers["content-type"] == "application/x-ndjson"


def test_nothing_gets_nothing(client):
    assert client.post("/v1/convert/lines", content=b"").content == b""


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("order=XYZ", "order"),
        ("locale=!!", "locale"),
        ("nope=1", "nope"),
        ("output=xml", "output"),
        ("past=maybe", "past"),
    ],
)
def test_a_query_that_cannot_be_used_is_refused_before_a_line_is_read(client, query, field):
    answer = client.post(f"/v1/convert/lines?{query}", content=b"x\n")
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == [field]


def test_thousands_of_lines_keep_their_order(client):
    lines = [f"{number} July 1969" for number in range(3000)]
    answer = client.post("/v1/convert/lines?output=jsonl", content="\n".join(lines).encode())
    assert [json.loads(line)["source"] for line in answer.text.splitlines()] == lines


def test_a_line_is_answered_while_the_request_goes_on(service):
    with closing(http.client.HTTPConnection(service.host, service.port, timeout=LONG)) as connection:
        connection.putrequest("POST", "/v1/convert/lines?output=jsonl")
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        connection.send(b"6\r\nfirst\n\r\n")
        answer = connection.getresponse()
        assert json.loads(answer.readline())["source"] == "first"
        connection.send(b"7\r\nsecond\n\r\n0\r\n\r\n")
        assert json.loads(answer.readline())["source"] == "second"
        assert answer.read() == b""


def test_a_client_that_does_not_read_is_not_read_from(service):
    """Backpressure: what a client does not take is not converted, so the service holds little of it."""
    line = b"20 July 1969\n"
    with service.connect() as connection:
        head = "POST /v1/convert/lines?output=jsonl HTTP/1.1\r\nHost: localhost\r\n"
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        connection.settimeout(0.5)
        chunk = line * 5000
        sent = 0
        with pytest.raises(TimeoutError):
            while sent < 64 << 20:
                connection.sendall(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                sent += len(chunk)
    assert sent < 64 << 20


def test_memory_stays_flat_over_many_lines(service):
    """Four times as many lines take no more memory."""

    def resident():
        pages = Path(f"/proc/{service.process.pid}/statm").read_text().split()[1]
        return int(pages) * 4096

    def convert(pieces):
        def stream():
            connection.putrequest("POST", "/v1/convert/lines")
            connection.putheader("Transfer-Encoding", "chunked")
            connection.endheaders()
            for _ in range(pieces):
                connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
            connection.send(b"0\r\n\r\n")

        with closing(http.client.HTTPConnection(service.host, service.port, timeout=LONG)) as connection:
            writer = threading.Thread(target=stream)
            writer.start()
            writer.join()
            return connection.getresponse().read().count(b"\n")

    piece = b"hi\n" * 20_000
    assert convert(3) == 60_000
    before = resident()
    assert convert(12) == 240_000
    assert resident() < 1.05 * before


CHUNKS = st.lists(st.binary(max_size=12), max_size=8)


@given(CHUNKS)
def test_lines_do_not_depend_on_how_the_stream_is_cut(chunks):
    splitter, whole = LineSplitter(MAX_LINE), LineSplitter(MAX_LINE)
    found = [line for chunk in chunks for line in splitter.feed(chunk)] + splitter.rest()
    assert found == whole.feed(b"".join(chunks)) + whole.rest()


@given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])), min_size=1))
def test_text_comes_back_line_by_line(lines):
    splitter = LineSplitter(MAX_LINE)
    assert splitter.feed(codecs.BOM_UTF8 + "".join(f"{line}\r\n" for line in lines).encode()) == lines
    assert splitter.rest() == []


def test_a_line_without_an_end_is_kept_only_in_part():
    splitter = LineSplitter(MAX_LINE)
    for _ in range(100):
        assert splitter.feed(b"x" * MAX_LINE) == []
    (rest,) = splitter.rest()
    assert len(rest) == MAX_LINE
