"""What only a real process shows of `datenorm table`: interrupts, closed pipes, a terminal."""

import os
import signal
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")

ROW = b"1,20 July 1969\n"


@pytest.fixture
def table(command, tiny_bundle):
    """Start the command on standard input."""

    def start(*arguments, **options):
        return command(
            "table", "-", "--model", tiny_bundle, "--column", "born", "--order", "DMY", *arguments, **options
        )

    return start


def wait_for(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "this did not happen in time"
        time.sleep(0.01)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_ended_leaves_the_old_file_and_no_other(table, tmp_path, number, code):
    out = tmp_path / "out.csv"
    out.write_bytes(b"old")
    with table("-o", out) as process:
        process.stdin.write(b"id,born\n" + ROW * 60_000)
        process.stdin.flush()
        wait_for(lambda: any(path.stat().st_size > 1000 for path in tmp_path.glob(".out.csv.*")))
        process.send_signal(number)
        assert process.wait(20) == code
        assert b"Traceback" not in process.stderr.read()
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_closed_pipe_ends_silently(table):
    with table() as process:
        process.stdout.close()
        try:
            process.stdin.write(b"id,born\n" + ROW * 200_000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        assert process.wait(20) == 141


def test_a_terminal_sees_rows_a_second_and_nothing_of_it_stays_in_the_output(table):
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    try:
        with table(stderr=follower) as process:
            written, _ = process.communicate(b"id,born\n" + ROW * 40_000, timeout=60)
        shown = os.read(leader, 1_000_000)
    finally:
        os.close(leader)
        os.close(follower)
    assert b"rows/s" in shown and b"first at row 1" in shown
    assert b"\x1b" not in written and len(written.splitlines()) == 40_001
