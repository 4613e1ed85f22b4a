"""Run a command from a process that holds next to nothing: python -I -S launch.py DESCRIPTOR COMMAND...

Linux counts what a process held before it became another program as held by that one too. Written to the
descriptor: seconds by the clock and of processor time, peak resident memory in bytes, exit code.
"""

import os
import sys
import time


def main() -> None:
    """Run, wait, tell."""
    target, command = int(sys.argv[1]), sys.argv[2:]
    os.set_inheritable(target, False)
    started = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    code = os.waitstatus_to_exitcode(status)
    os.write(target, f"{wall} {usage.ru_utime + usage.ru_stime} {peak} {code}".encode())


if __name__ == "__main__":
    main()
