"""`datenorm mcp` as a command: its help, what it needs, and an agent at its other end."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp")

from mcp import Client, StdioServerParameters, stdio_client

ROOT = Path(__file__).parents[2]
LONG = 120


def test_its_help_has_the_configuration_of_an_agent(invoke):
    help_text = invoke("mcp", "--help").stdout
    assert '"command": "datenorm", "args": ["mcp"]' in help_text and "--model" in help_text


@pytest.mark.parametrize("absent", ["mcp", "mcp_types"])
def test_without_its_extra_it_says_what_to_install(invoke, monkeypatch, absent):
    monkeypatch.setitem(sys.modules, absent, None)
    result = invoke("mcp")
    assert result.exit_code == 4
    assert absent in result.stderr and "pip install 'datenorm[mcp]'" in result.stderr


def test_a_model_that_is_not_there_is_said_before_an_agent_is_answered(invoke, tmp_path):
    result = invoke("mcp", "--model", tmp_path / "none")
    assert (result.exit_code, result.stdout) == (3, "")


@pytest.mark.slow
def test_an_agent_starts_it_and_calls_its_tools(tiny_bundle):
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "datenorm", "mcp", "--model", str(tiny_bundle)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
    )

    async def talk():
        async with Client(stdio_client(parameters)) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            calls = [client.call_tool("resolve", {"values": [f"19{year}-07-20"]}) for year in range(50, 70)]
            answers = await asyncio.gather(*calls)
            wrong = await client.call_tool("resolve", {"values": ["naïve 東京\u2028\u202e"]})
            return client.server_info.name, names, answers, wrong

    name, names, answers, wrong = asyncio.run(talk())
    assert (name, names) == ("datenorm", ["convert", "resolve"])
    values = [one.structured_content["results"][0]["value"] for one in answers]
    assert values == [f"19{year}-07-20" for year in range(50, 70)]
    assert wrong.is_error


@pytest.fixture
def start(command, tiny_bundle):
    """Start the command with pipes."""

    def begin():
        return command("mcp", "--model", tiny_bundle)

    return begin


@pytest.mark.slow
def test_it_ends_when_the_agent_closes_the_connection(start):
    process = start()
    written, errors = process.communicate(timeout=LONG)
    assert (process.returncode, written, errors) == (0, b"", b"")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the signals of POSIX")
def test_an_interrupt_ends_it_although_it_waits(start):
    process = start()
    process.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n')
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=LONG) == -signal.SIGINT


def test_asking_for_help_loads_nothing_of_the_protocol():
    program = (
        "import sys\nfrom datenorm.cli import cli\n"
        "try: cli.main(['mcp', '--help'])\n"
        "except SystemExit: print(*{name.partition('.')[0] for name in sys.modules})"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout
    assert not set(printed.splitlines()[-1].split()) & {"mcp", "mcp_types", "pydantic", "numpy"}
