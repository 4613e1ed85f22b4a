"""The service in this process, as a process of its own over TCP, and its page in a browser."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from datenorm.server import ServerSettings
from datenorm.server.app import create_app

ROOT = Path(__file__).parents[2]
LONG = 60
IMPATIENCE = "0.5"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 10_000  # ms that a browser waits for the page
CLIENTS_HOST = "testserver"  # what Starlette's client calls the application


@pytest.fixture(scope="session")
def open_client():
    """Open a client of an application of its own: a normalizer and settings → context manager."""

    @contextlib.contextmanager
    def open_one(normalizer, draining=None, **settings):
        settings = {"allowed_hosts": (CLIENTS_HOST,), **settings}
        with TestClient(create_app(normalizer, ServerSettings(**settings), draining)) as client:
            yield client

    return open_one


@pytest.fixture(scope="session")
def client(open_client, tiny_normalizer):
    """A client of the service over the model that knows nothing."""
    with open_client(tiny_normalizer) as one:
        yield one


@dataclass
class Service:
    """A service that runs.

    Attributes:
        process: it.
        host: where it listens.
        port: where it listens.
    """

    process: subprocess.Popen
    port: int
    host: str = "127.0.0.1"

    @property
    def url(self):
        """Where it serves."""
        return f"http://{self.host}:{self.port}"

    def connect(self):
        """A TCP connection to it."""
        return socket.create_connection((self.host, self.port), timeout=LONG)

    def end(self, number=signal.SIGTERM):
        """Tell it to end; its exit code and what it wrote to stderr."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=LONG)
        with self.process.stderr as errors:  # `communicate` would forget what `readline` has buffered
            return code, errors.read()


@pytest.fixture(scope="session")
def heard_signals():
    """Hear the signals that end a service, also if these tests run in the background of a script."""
    names = ("SIGINT", "SIGHUP", "SIGQUIT")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    defaults = {signal.SIGINT: signal.default_int_handler}
    before = {number: signal.signal(number, defaults.get(number, signal.SIG_DFL)) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(scope="session")
def start_service(tiny_bundle, heard_signals):
    """Start `datenorm serve` on a free port; options → a service that answers. The caller ends it.

    Those that still run after the tests, because one failed, are killed.
    """
    started = []
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}

    def start(*options, model=tiny_bundle):
        line = [sys.executable, "-m", "datenorm", "serve", "--port", "0", "--workers", "1"]
        line += ["--model", str(model), *options]
        process = subprocess.Popen(line, env=environment, stderr=subprocess.PIPE, text=True)
        started.append(process)
        first = process.stderr.readline()
        found = re.search(r"http://[^:]+:(\d+)", first)
        assert found, first + process.communicate(timeout=LONG)[1]
        return Service(process, int(found[1]))

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def service(start_service):
    """A service for the tests of a module."""
    yield from survive(start_service())


@pytest.fixture(scope="module")
def impatient_service(start_service):
    """A service that waits for a silent client for half a second only."""
    yield from survive(start_service("--timeout", IMPATIENCE))


def survive(service):
    """Yield a service; it must still run when the tests are done, and must have logged no text."""
    yield service
    assert service.process.poll() is None, "the service did not survive"
    code, errors = service.end()
    assert code == 0
    assert "July" not in errors and "Traceback" not in errors


@pytest.fixture(scope="session")
def start_and_fail():
    """Start `datenorm serve` where it cannot serve; its exit code and what it wrote to stderr."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}

    def start(*options):
        line = [sys.executable, "-m", "datenorm", "serve", "--workers", "1", *map(str, options)]
        done = subprocess.run(line, env=environment, capture_output=True, text=True, timeout=LONG)
        return done.returncode, done.stderr

    return start


@pytest.fixture(scope="module")
def browser():
    """A Chromium without windows; skips where there is none."""
    api = pytest.importorskip("playwright.sync_api")
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.skip("there is no Chromium here")
    with api.sync_playwright() as playwright:
        one = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield one
        one.close()


@pytest.fixture
def open_page(browser, url):
    """Open a page; options of a browser context → page. `url` is that of the service.

    Nothing may go wrong on it unnoticed.
    """
    from playwright.sync_api import expect

    contexts, troubles = [], []

    def open_one(path="", **options):
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console", lambda said: troubles.append(said.text) if "Content Security" in said.text else None
        )
        page.on("dialog", lambda dialog: (troubles.append("a dialog"), dialog.dismiss()))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((url, "blob:")) else troubles.append(asked.url),
        )
        page.goto(url + path)
        expect(page.locator("#model")).to_contain_text("languages")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(open_page):
    """The page of the module's `url`."""
    return open_page()
