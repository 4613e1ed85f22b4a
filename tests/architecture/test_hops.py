"""The way from a command to the arithmetic of attention is short enough to read."""

import inspect
import sys
from pathlib import Path

import pytest

from datenorm import runtime
from datenorm.cli import cli
from datenorm.cli.convert import convert
from datenorm.runtime import Float32Runtime
from datenorm.runtime.float32_decoder import AdditiveAttention

PACKAGE = str(Path(runtime.__file__).parents[1])
COMMAND = inspect.unwrap(convert.callback).__code__
ARITHMETIC = AdditiveAttention.energies.__code__

MOST_CALLS = 12


@pytest.fixture
def stack(tiny_bundle, monkeypatch, capsys):
    """The functions of datenorm called between `convert TEXT` and the attention energies, in order."""
    monkeypatch.setattr(runtime, "open_runtime", Float32Runtime)
    monkeypatch.setattr("datenorm.convert.normalizer.open_runtime", Float32Runtime)
    found = []

    def profile(frame, event, _):
        if event == "call" and frame.f_code is ARITHMETIC and not found:
            while frame.f_code is not COMMAND:
                if frame.f_code.co_filename.startswith(PACKAGE):
                    found.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")
                frame = frame.f_back
                assert frame is not None, "the arithmetic was not reached from the command"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        cli.main(["convert", "--model", str(tiny_bundle), "23 April, 1564"], standalone_mode=False)
    except SystemExit:
        pass
    finally:
        sys.setprofile(before)
    return found[::-1]


def test_few_calls_lie_between_the_command_and_the_attention(stack):
    assert stack, "no energies were computed"
    assert stack[-1] == "float32_decoder.energies"
    assert len(stack) <= MOST_CALLS, " > ".join(stack)
