"""What only a real process shows: pipes that pause, close and are interrupted, and a terminal."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")


def test_an_answer_does_not_wait_for_more_input(command, tiny_bundle):
    with command("convert", "--model", tiny_bundle, "-") as process:
        for text in (b"20 July 1969\n", b"hello\n"):
            process.stdin.write(text)
            process.stdin.flush()
            assert process.stdout.readline().endswith(b"\n")
        process.stdin.close()
        assert process.stdout.read() == b""
        process.stderr.read()


def test_a_closed_pipe_ends_silently(command, tiny_bundle):
    with command("convert", "--model", tiny_bundle, "--quiet", "-") as process:
        process.stdout.close()
        try:
            for _ in range(50):
                process.stdin.write(b"x\n" * 100)
                process.stdin.flush()
                time.sleep(0.02)
        except BrokenPipeError:
            pass
        error = process.stderr.read()
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.wait(20) == 141
        assert error == b""


def test_an_interrupt_ends_with_130_and_keeps_what_was_answered(command, tiny_bundle):
    with command("convert", "--model", tiny_bundle, "-") as process:
        process.stdin.write(b"20 July 1969\n")
        process.stdin.flush()
        assert process.stdout.readline().endswith(b"\n")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert b"Traceback" not in process.stderr.read()


def test_many_lines_get_the_answers_they_get_alone_and_an_interrupt_leaves_nothing_running(
    command, tiny_bundle, tiny_normalizer
):
    lines = [f"{day} July {year}" for year in range(1900, 2000) for day in range(1, 31)]
    alone = [tiny_normalizer.convert(line).value or "" for line in lines[::100]]
    with command("convert", "--model", tiny_bundle, "--quiet", "-") as process:
        for _ in range(2):  # the second window is answered by processes for certain
            process.stdin.write("".join(f"{line}\n" for line in lines).encode())
            process.stdin.flush()
            answers = [process.stdout.readline().decode().rstrip("\n") for _ in lines]
            assert answers[::100] == alone
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        workers = children.read_text().split() if children.is_file() else []
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert b"Traceback" not in process.stderr.read()
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def test_no_text_on_a_terminal_is_wrong_usage_and_no_hang(command, tiny_bundle):
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    try:
        with command("convert", "--model", tiny_bundle, stdin=follower) as process:
            out, error = process.communicate(timeout=20)
        assert process.returncode == 2
        assert out == b"" and b"Nothing to convert" in error
    finally:
        os.close(leader)
        os.close(follower)


def test_a_terminal_gets_the_grid_and_a_pipe_does_not(command, tiny_bundle):
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    try:
        with command("convert", "--model", tiny_bundle, "20 July 1969", stdout=follower) as process:
            process.wait(20)
            shown = os.read(leader, 100_000)
            process.communicate()
        assert b"confidence" in shown
    finally:
        os.close(leader)
        os.close(follower)
    with command("convert", "--model", tiny_bundle, "20 July 1969") as process:
        assert b"confidence" not in process.communicate()[0]
