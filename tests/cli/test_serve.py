"""`datenorm serve` as a command: its help, its options, what it loads. The service itself: tests/server."""

import subprocess
import sys

import pytest

TRAINING_ONLY = {"torch", "babel", "faker", "num2words", "data_gen", "rich"}


def test_its_help_has_examples_and_names_every_limit(invoke):
    help_text = invoke("serve", "--help").stdout
    assert "Examples:" in help_text and "curl" in help_text
    for option in ("--host", "--port", "--model", "--workers", "--cors-origin", "--queue", "--timeout"):
        assert option in help_text


@pytest.mark.parametrize(
    "arguments",
    [
        ["--port", "70000"],
        ["--workers", "0"],
        ["--queue", "10"],
        ["--timeout", "0"],
        ["--batch-wait", "-1"],
        ["--max-body", "0"],
    ],
)
def test_impossible_limits_are_wrong_usage(invoke, arguments):
    assert invoke("serve", *arguments).exit_code == 2


def test_without_its_extra_it_says_what_to_install(invoke, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    result = invoke("serve")
    assert result.exit_code == 4
    assert "uvicorn" in result.stderr and "pip install 'datenorm[serve]'" in result.stderr


def test_serving_loads_nothing_that_training_needs():
    program = (
        "import sys; import datenorm.server.workers; print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = set(
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout.split()
    )
    assert "fastapi" in loaded
    assert not loaded & TRAINING_ONLY


def test_asking_for_help_loads_no_server():
    program = (
        "import sys\nfrom datenorm.cli import cli\n"
        "try: cli.main(['serve', '--help'])\n"
        "except SystemExit: print(*{name.partition('.')[0] for name in sys.modules})"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout
    loaded = set(printed.splitlines()[-1].split())
    assert "click" in loaded
    assert not loaded & {"fastapi", "uvicorn", "numpy", "prometheus_client"}


@pytest.mark.parametrize(("arguments", "workers"), [((), 3), (("--workers", "2"), 2)])
def test_there_are_as_many_processes_as_cores(invoke, monkeypatch, arguments, workers):
    asked = []
    monkeypatch.setattr("datenorm.bulk.workers.available_cores", lambda: 3)
    monkeypatch.setattr(
        "datenorm.server.workers.run", lambda settings, announce: asked.append(settings.workers)
    )
    assert invoke("serve", *arguments).exit_code == 0
    assert asked == [workers]
