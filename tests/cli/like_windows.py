"""Runs datenorm, or with -c some code, as if on Windows.

What only Unix has is not there; files that are open cannot be replaced, removed or renamed; the standard
streams have a code page and write carriage returns.
"""

import errno
import fcntl
import os
import signal
import socket
import sys
import types
from importlib import import_module
from pathlib import Path

# They ask for the system when they are imported, and are not what is tested.
ASKING = (
    "asyncio",
    "click",
    "multiprocessing.connection",
    "numpy",
    "rich.console",
    "rich.progress",
    "subprocess",
)

MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty")
OF_OS = ("fork", "forkpty", "getuid", "geteuid", "getgid", "mkfifo", "sched_getaffinity", "setsid", "killpg")
SIGNALS = ("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1", "SIGTSTP")


def locking(descriptor, mode, size, flock=fcntl.flock, lock=fcntl.LOCK_EX | fcntl.LOCK_NB):
    try:
        flock(descriptor, lock)
    except BlockingIOError as error:
        raise PermissionError(errno.EACCES, "Permission denied") from error


def refuse_if_open(path):
    for descriptor in Path("/proc/self/fd").iterdir():
        if Path(path).exists() and os.path.realpath(descriptor) == os.path.realpath(path):
            raise PermissionError(errno.EACCES, "another program uses the file", str(path))


def careful(function, *, replaces):
    def call(path, *targets, **options):
        for one in (path, *targets):
            refuse_if_open(one)
        if targets and not replaces and Path(targets[0]).exists():
            raise FileExistsError(errno.EEXIST, "the file exists", str(targets[0]))
        return function(path, *targets, **options)

    return call


def become_windows():
    for name in (*ASKING, "uuid", "zoneinfo", *os.environ.get("ASKING", "").split()):
        import_module(name)
    msvcrt = types.ModuleType("msvcrt")
    msvcrt.LK_NBLCK = 2
    msvcrt.locking = locking
    sys.modules["msvcrt"] = msvcrt
    sys.modules.update(dict.fromkeys(MODULES))
    for place, names in ((os, OF_OS), (signal, SIGNALS), (socket, ("SO_REUSEPORT",))):
        for name in names:
            delattr(place, name)
    Path.replace = careful(Path.replace, replaces=True)
    Path.rename = careful(Path.rename, replaces=False)
    Path.unlink = careful(Path.unlink, replaces=True)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="cp1252", newline="\r\n")
    sys.platform = "win32"


if __name__ == "__main__":  # tests collect this file too
    become_windows()
    if sys.argv[1] == "-c":
        exec(sys.argv[2])
    else:
        from datenorm.cli import main

        main()
