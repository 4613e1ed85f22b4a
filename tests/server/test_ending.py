"""How the service ends, and with how many processes it serves."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import threading
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

CLIENTS = 12


class Client(threading.Thread):
    """Asks on one connection as fast as it is answered, until the service closes it."""

    def __init__(self, service, number):
        super().__init__()
        self.service = service
        self.number = number
        self.answered = 0
        self.failure = None

    def run(self):
        try:
            with closing(http.client.HTTPConnection(self.service.host, self.service.port, timeout=60)) as one:
                one.connect()
                while self.ask(one):
                    pass
        except Exception as error:
            self.failure = error

    def ask(self, connection):
        """One request with its answer; whether another may follow."""
        text = f"{self.number} July {self.answered}"
        connection.request("POST", "/v1/convert", json.dumps({"texts": [text] * 20}))
        answer = connection.getresponse()
        results = json.loads(answer.read())["results"]
        assert [one["source"] for one in results] == [text] * 20
        self.answered += 1
        return not answer.will_close


TWO = ("--workers", "2")


@pytest.mark.parametrize(
    "options",
    [
        pytest.param((), id="one process"),
        pytest.param(TWO, id="two processes", marks=pytest.mark.slow),
    ],
)
def test_ending_under_load_loses_nothing_that_was_accepted(start_service, options):
    service = start_service(*options)
    clients = [Client(service, number) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    while min(client.answered for client in clients) < 5:
        time.sleep(0.01)
    code, errors = service.end()
    for client in clients:
        client.join(60)
    assert [client.failure for client in clients] == [None] * CLIENTS
    assert (code, errors) == (0, "")


def test_a_stream_that_was_accepted_is_finished(start_service):
    service = start_service()
    with closing(http.client.HTTPConnection(service.host, service.port, timeout=60)) as connection:
        connection.putrequest("POST", "/v1/convert/lines?output=jsonl")
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        connection.send(b"6\r\nfirst\n\r\n")
        answer = connection.getresponse()
        answer.readline()
        service.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        connection.send(b"7\r\nsecond\n\r\n0\r\n\r\n")
        assert json.loads(answer.read())["source"] == "second"
    assert service.end() == (0, "")


def test_interrupted_it_says_so(start_service):
    service = start_service()
    code, errors = service.end(signal.SIGINT)
    assert (code, errors) == (130, "Interrupted.\n")


def test_nobody_is_accepted_any_more_once_it_ends(start_service):
    service = start_service()
    with service.connect() as idle:
        service.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 20
        refused = False
        while not refused and time.monotonic() < deadline:
            try:
                service.connect().close()
            except OSError:
                refused = True
            time.sleep(0.02)
        assert refused
        # The connection from before may still bring its request.
        idle.sendall(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert idle.recv(1000).startswith(b"HTTP/1.1 503")
    assert service.end() == (0, "")


def figures(service):
    with urllib.request.urlopen(service.url + "/metrics", timeout=60) as answer:
        families = text_string_to_metric_families(answer.read().decode())
        return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def ask(service, text="hello"):
    request = urllib.request.Request(service.url + "/v1/convert", json.dumps({"text": text}).encode())
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def children(process):
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = path.read_text().rpartition(")")[2].split()[1]
            line = path.with_name("cmdline").read_text()
        except OSError:
            continue
        if int(parent) == process.pid and "spawn_main" in line:
            found.append(int(path.parent.name))
    return found


def test_figures_of_all_processes_are_added_up(start_service):
    service = start_service(*TWO)
    for _ in range(20):
        ask(service)  # each on a connection of its own, so both processes get some
    assert figures(service)["datenorm_requests_total", "/v1/convert", "200"] == 20
    assert service.end() == (0, "")


@pytest.mark.slow
def test_a_process_that_dies_is_replaced(start_service):
    service = start_service(*TWO)
    before = children(service.process)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    deadline = time.monotonic() + 60
    while len(set(children(service.process)) - set(before)) < 1 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(set(children(service.process)) - {before[0]}) == 2
    while time.monotonic() < deadline:
        try:
            assert all(ask(service)["source"] == "hello" for _ in range(10))
            break
        except OSError:  # the new one is not there yet
            time.sleep(0.05)
    code, errors = service.end()
    assert code == 0
    assert re.fullmatch(rf".* WARNING worker {before[0]} ended with code -9 and is replaced\n", errors)


def until(condition, within=60):
    """Wait for a condition; whether it came."""
    deadline = time.monotonic() + within
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM])
@pytest.mark.parametrize("options", [(), TWO], ids=["one process", "two processes"])
def test_the_end_of_the_terminal_ends_the_service_with_its_workers(start_service, options, number):
    service = start_service(*options)
    workers = children(service.process)
    assert service.end(number) == (0, "")
    assert not any(map(is_running, workers))


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), TWO], ids=["one process", "two processes"])
def test_a_signal_that_comes_again_and_again_does_not_kill_a_service_that_ends(start_service, options):
    service = start_service(*options)
    while service.process.poll() is None:
        service.process.terminate()
        time.sleep(0.001)
    assert service.end() == (0, "")


@pytest.mark.slow
def test_a_signal_to_all_processes_loses_nothing(start_service):
    service = start_service(*TWO)
    client = Client(service, 1)
    client.start()
    assert until(lambda: client.answered > 5)
    for pid in (*children(service.process), service.process.pid):
        os.kill(pid, signal.SIGHUP)
    assert service.end(signal.SIGHUP) == (0, "")
    client.join(60)
    assert client.failure is None


@pytest.mark.slow
def test_workers_end_with_a_supervisor_that_is_killed_and_the_port_is_free(start_service):
    service = start_service(*TWO)
    workers = children(service.process)
    with service.connect() as idle:
        service.process.kill()
        again = start_service(*TWO, "--port", str(service.port))  # the last port counts
        assert again.port == service.port
        assert ask(again)["source"] == "hello"
        assert until(lambda: not any(map(is_running, workers)), within=15)
        assert idle.recv(10) == b""
    service.process.communicate(timeout=60)
    assert again.end() == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), TWO], ids=["one process", "two processes"])
def test_the_port_is_free_after_a_restart(start_service, options):
    service = start_service(*options)
    for _ in range(5):
        ask(service)
    with service.connect():
        service.process.terminate()
        again = start_service(*options, "--port", str(service.port))
    assert again.port == service.port and ask(again)["source"] == "hello"
    assert service.end() == again.end() == (0, "")


@pytest.mark.slow
def test_a_worker_that_hangs_is_replaced(start_service):
    service = start_service(*TWO, "--timeout", "0.5")
    before = children(service.process)
    os.kill(before[0], signal.SIGSTOP)
    assert until(lambda: not is_running(before[0]))
    assert until(lambda: len(children(service.process)) == 2)
    assert before[1] in children(service.process)
    code, errors = service.end()
    assert code == 0 and f"worker {before[0]} gave no sign of life and is replaced" in errors


@pytest.mark.slow
def test_a_model_that_cannot_be_loaded_any_more_does_not_end_the_worker_that_is_sound(
    start_service, tiny_bundle, tmp_path
):
    model = tmp_path / "model"
    shutil.copytree(tiny_bundle, model)
    service = start_service(*TWO, model=model)
    first, second = children(service.process)
    weights = model / "weights.safetensors"
    weights.rename(tmp_path / "kept")
    os.kill(first, signal.SIGKILL)
    died = set()

    def have_died(count):
        """Whether so many replacements have begun and died, each later than the one before."""
        died.update(set(children(service.process)) - {first, second})
        return sum(not is_running(pid) for pid in died) >= count

    assert until(lambda: have_died(2))
    assert service.process.poll() is None and ask(service)["source"] == "hello"
    (tmp_path / "kept").rename(weights)
    assert until(lambda: len(children(service.process)) == 2 and ask(service)["source"] == "hello")
    assert second in children(service.process)
    code, errors = service.end()
    assert code == 0
    assert 2 <= errors.count("ended with code 1") <= 5
    assert "Error: the bundle" in errors and "Traceback" not in errors


@pytest.mark.slow
def test_a_service_that_has_no_sound_worker_left_ends(start_service, tiny_bundle, tmp_path):
    model = tmp_path / "model"
    shutil.copytree(tiny_bundle, model)
    service = start_service(*TWO, model=model)
    (model / "weights.safetensors").unlink()
    for pid in children(service.process):
        os.kill(pid, signal.SIGKILL)
    _, errors = service.process.communicate(timeout=60)
    assert service.process.returncode == 1
    assert "Error: all workers died, and those after them" in errors


@pytest.mark.slow
def test_who_listens_for_other_machines_is_warned(start_service):
    service = start_service("--host", "0.0.0.0")
    code, errors = service.end()
    assert code == 0 and errors.startswith("Warning: other machines can reach the service")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((), ()),
        pytest.param((), TWO, marks=pytest.mark.slow),
        pytest.param(TWO, (), marks=pytest.mark.slow),
        pytest.param(TWO, TWO, marks=pytest.mark.slow),
    ],
)
def test_two_services_do_not_share_a_port(start_service, tiny_bundle, start_and_fail, first, second):
    service = start_service(*first)
    code, errors = start_and_fail("--model", tiny_bundle, "--port", service.port, *second)
    assert code == 1 and f"port {service.port}" in errors and "Traceback" not in errors
    assert service.end() == (0, "")


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("damage", ["missing", "weights", "manifest", "empty"])
def test_a_damaged_model_is_named_before_a_port_opens(tmp_path, tiny_bundle, start_and_fail, damage, workers):
    model = tmp_path / "model"
    if damage != "missing":
        model.mkdir()
        for path in tiny_bundle.iterdir():
            content = path.read_bytes()
            if path.stem == damage:
                content = content[:-10] + b"?" * 10
            (model / path.name).write_bytes(b"" if damage == "empty" else content)
    with closing(socket.socket()) as taken:
        # Whoever tried to open this port would say so.
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, errors = start_and_fail("--model", model, "--port", port, "--workers", workers)
    assert code == 3
    assert errors.startswith("Error: ") and "Hint: " in errors and str(model) in errors
    assert "port" not in errors and "Traceback" not in errors
