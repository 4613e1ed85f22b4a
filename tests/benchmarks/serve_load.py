"""What `datenorm serve` takes: requests a second, waiting times, memory over a soak, idle connections.

    python tests/benchmarks/serve_load.py --workers 2

Needs wrk (https://github.com/wg/wrk; `apt-get install wrk`) and the extra `serve`; for the peer the extra
`compare`. Every request has dates of its own, drawn from a million; the peer is the same endpoint in the same
framework over dateparser, in as many processes. All of it runs on this machine: wrk takes its share of it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

DATES = """
local months = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"}
math.randomseed(tonumber(os.getenv("SEED") or "1"))
local function date()
  local d, m, y = math.random(1, 28), math.random(1, 12), math.random(1500, 2030)
  local form = math.random(1, 5)
  if form == 1 then return string.format("%d %s %d", d, months[m], y) end
  if form == 2 then return string.format("%s %d, %d", months[m], d, y) end
  if form == 3 then return string.format("%d/%d/%d", d, m, y) end
  if form == 4 then return string.format("%d-%02d-%02d", y, m, d) end
  return string.format("%d. %s %d", d, months[m]:sub(1, 3), y)
end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
"""
SINGLE = (
    DATES
    + """
request = function() return wrk.format(nil, nil, nil, '{"text": "' .. date() .. '"}') end
"""
)
BATCH = (
    DATES
    + """
request = function()
  local texts = {}
  for i = 1, 256 do texts[i] = '"' .. date() .. '"' end
  return wrk.format(nil, nil, nil, '{"texts": [' .. table.concat(texts, ", ") .. ']}')
end
"""
)


def peer():
    """The same endpoint over dateparser."""
    import dateparser
    from fastapi import FastAPI
    from pydantic import BaseModel

    class Body(BaseModel):
        text: str | None = None
        texts: list[str] | None = None

    app = FastAPI()

    def record(text: str) -> dict[str, str | None]:
        found = dateparser.parse(text)
        return {"source": text, "value": found and found.date().isoformat()}

    def convert(body: Body):
        if body.texts is not None:
            return {"results": [record(text) for text in body.texts]}
        return record(body.text or "")

    # With its annotation as a class: FastAPI cannot look a local name up.
    convert.__annotations__["body"] = Body
    app.post("/v1/convert")(convert)
    app.get("/readyz")(lambda: {"status": "ready"})
    return app


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running(*line: str, port: int) -> Iterator[subprocess.Popen]:
    """A process that serves, from its first answer to its end."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(line, env=environment, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).read()
                break
            except OSError:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise
                time.sleep(0.1)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def load(script: str, url: str, *, connections: int, seconds: float, seed: int = 1) -> dict[str, float]:
    """Let wrk ask; what it measured."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "script.lua")
        path.write_text(script)
        line = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}", "--timeout", "30", "--latency"]
        found = subprocess.run(
            [*line, "-s", str(path), f"{url}/v1/convert"],
            env={**os.environ, "SEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    units = {"us": 0.001, "ms": 1.0, "s": 1000.0}

    def milliseconds(name: str) -> float:
        match = re.search(rf"{name}\s+([\d.]+)(us|ms|s)\b", found)
        assert match, found
        return float(match[1]) * units[match[2]]

    faults = sum(int(n) for n in re.findall(r"Non-2xx or 3xx responses: (\d+)", found))
    sockets = re.search(r"Socket errors: (.*)", found)
    faults += sum(map(int, re.findall(r"\d+", sockets[1]))) if sockets else 0
    rate, total = re.search(r"Requests/sec:\s+([\d.]+)", found), re.search(r"(\d+) requests in", found)
    assert rate and total, found
    return {
        "requests": int(total[1]),
        "rate": float(rate[1]),
        "p50": milliseconds("50%"),
        "p99": milliseconds("99%"),
        "faults": faults,
    }


def family(process: subprocess.Popen) -> list[int]:
    """A process and its children."""
    found = [process.pid]
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == process.pid:
                found.append(int(path.parent.name))
    return found


def resident(process: subprocess.Popen) -> float:
    """Megabytes that a service holds."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in family(process))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def soak(url: str, process: subprocess.Popen, requests: int) -> None:
    """Many requests; memory after the first tenth and after all of them."""
    done, faults, before = 0, 0, 0.0
    while done < requests:
        measured = load(SINGLE, url, connections=64, seconds=3, seed=done + 2)
        done += int(measured["requests"])
        faults += int(measured["faults"])
        if not before and done >= requests // 10:
            before = resident(process)
            print(f"  after {done:>9,} requests: {before:7.1f} MB")
    after = resident(process)
    change = (after / before - 1) * 100
    print(f"  after {done:>9,} requests: {after:7.1f} MB ({change:+.1f} %), {faults} errors")


def idle(url: str, process: subprocess.Popen, port: int, count: int) -> None:
    """Connections that say nothing, and somebody who asks beside them."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    count = min(count, hard - 200)
    before = resident(process)
    with contextlib.ExitStack() as stack:
        started = time.perf_counter()
        for _ in range(count):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
        opened = time.perf_counter() - started
        started = time.perf_counter()
        request = urllib.request.Request(f"{url}/v1/convert", json.dumps({"text": "1 May 1969"}).encode())
        urllib.request.urlopen(request, timeout=60).read()
        print(
            f"  {count:,} connections opened in {opened:.1f} s; an answer beside them in "
            f"{1000 * (time.perf_counter() - started):.1f} ms; memory +{resident(process) - before:.1f} MB"
        )


def measure(name: str, url: str, seconds: float) -> None:
    """Single texts and batches."""
    load(SINGLE, url, connections=64, seconds=2)
    one = load(SINGLE, url, connections=64, seconds=seconds, seed=3)
    many = load(BATCH, url, connections=8, seconds=seconds, seed=4)
    print(
        f"{name:<12} single, 64 connections: {one['rate']:>8,.0f} requests/s, p50 {one['p50']:6.1f} ms, "
        f"p99 {one['p99']:6.1f} ms, {one['faults']:.0f} errors\n"
        f"{name:<12} batches of 256, 8 conn.: {256 * many['rate']:>7,.0f} dates/s,    "
        f"p50 {many['p50']:6.1f} ms, p99 {many['p99']:6.1f} ms, {many['faults']:.0f} errors"
    )


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--soak", type=int, default=100_000, metavar="REQUESTS")
    parser.add_argument("--idle", type=int, default=10_000, metavar="CONNECTIONS")
    parser.add_argument("--model", default=None)
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed: apt-get install wrk")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before, {options.workers} processes")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    common = ["--port", str(port), "--workers", str(options.workers)]
    model = ["--model", options.model] if options.model else []
    with running(sys.executable, "-m", "datenorm", "serve", *common, *model, port=port) as process:
        measure("datenorm", url, options.seconds)
        if options.soak:
            print("soak, 64 connections:")
            soak(url, process, options.soak)
        if options.idle:
            print("idle connections:")
            idle(url, process, port, options.idle)
    if not options.no_peer:
        port = free_port()
        where = ["--factory", "--app-dir", str(Path(__file__).parent), "--no-access-log"]
        line = [sys.executable, "-m", "uvicorn", "serve_load:peer", *where, "--port", str(port)]
        with running(*line, "--workers", str(options.workers), port=port):
            measure("dateparser", f"http://127.0.0.1:{port}", options.seconds)


if __name__ == "__main__":
    main()
