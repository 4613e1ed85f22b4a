"""What starting costs: a command that converts must not load what only training needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from datenorm.runtime.library import available_kernels

ROOT = Path(__file__).parents[2]
TRAINING_ONLY = {"torch", "babel", "faker", "num2words", "data_gen"}

PROBE = """
import sys
from datenorm.cli import cli
try:
    cli.main(sys.argv[1:], prog_name="datenorm")
except SystemExit as leaving:
    code = leaving.code
print("\\nLOADED", code, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded(*arguments, input=""):
    """Exit code of the command line and the top-level packages it loaded."""
    result = subprocess.run(
        [sys.executable, "-c", PROBE, *map(str, arguments)],
        input=input,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    code, *names = result.stdout.rpartition("LOADED ")[2].split()
    return int(code), set(names)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["convert", "--help"], ["table", "--help"]])
def test_telling_about_itself_loads_neither_numpy_nor_rich(arguments):
    code, names = loaded(*arguments)
    assert code == 0
    assert not names & (TRAINING_ONLY | {"numpy", "rich", "safetensors"})


@pytest.mark.parametrize("text", ["20 July 1969", "1969-07-20", "1914-24", "31 April 2021", "hello"])
@pytest.mark.skipif(not available_kernels(), reason="the kernel was not built")
def test_converting_one_text_loads_neither_numpy_nor_what_training_needs(tiny_bundle, text):
    code, names = loaded("convert", "--model", tiny_bundle, "--json", text)
    assert code in (0, 1)
    assert not names & (TRAINING_ONLY | {"rich", "numpy"})


@pytest.mark.skipif(not available_kernels(), reason="the kernel was not built")
def test_lines_that_are_not_whole_days_are_converted_without_numpy(tiny_bundle):
    values = [f"19{year:02d}-07" for year in range(100)]
    code, names = loaded("convert", "--model", tiny_bundle, "-", input="\n".join(values))
    assert code == 0
    assert "numpy" not in names


def imported_by(program, *arguments):
    """The top-level packages that a program loads."""
    result = subprocess.run(
        [sys.executable, "-c", f"import sys; {program}; print(*sys.modules)", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return {name.partition(".")[0] for name in result.stdout.split()}


def test_calendars_are_loaded_for_their_dates_alone():
    program = "from datenorm.values import resolve; resolve(sys.argv[1])"
    others = {"convertdate", "hijridate"}
    assert not imported_by(program, "1969-07-20") & others
    assert not imported_by(program, "B2563-04-23") & others
    assert imported_by(program, "K1736-08-15") & others == {"convertdate"}
    assert imported_by(program, "I1441-09-15") & others == {"hijridate"}


def test_converting_lines_loads_no_rich(tiny_bundle):
    _, names = loaded("convert", "--model", tiny_bundle, "--jsonl", "-", input="20 July 1969\n")
    assert not names & (TRAINING_ONLY | {"rich"})


def test_converting_a_table_loads_no_data_frames_and_no_rich(tiny_bundle):
    arguments = ["table", "--model", tiny_bundle, "--column", "born", "--order", "DMY", "-"]
    code, names = loaded(*arguments, input="id,born\n1,20 July 1969\n")
    assert code in (0, 1)
    assert not names & (TRAINING_ONLY | {"rich", "pyarrow", "pandas", "polars", "narwhals"})


def test_drawing_a_grid_loads_nothing_that_training_needs(tiny_bundle):
    _, names = loaded("convert", "--model", tiny_bundle, "--grid", "20 July 1969")
    assert "rich" in names
    assert not names & TRAINING_ONLY


def test_importing_the_package_loads_nothing():
    assert not imported_by("import datenorm") & (
        TRAINING_ONLY | {"numpy", "rich", "click", "safetensors", "narwhals", "convertdate", "hijridate"}
    )
