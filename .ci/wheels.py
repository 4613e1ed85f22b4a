"""Build the sdist and the wheels of a release on one machine, and check each of them.

Usage: python .ci/wheels.py [--out DIR] [PLATFORM ...]

Needs the extra `wheels`: Zig compiles the kernel for every platform, LIEF reads what it made. The wheels are
built from the sdist. Without PLATFORM, those of all platforms and a pure one are built.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from wheel_checks import PLATFORMS, PURE, Platform, faults_of_library

SUFFIXES = (".so", ".dylib", ".dll")


def run(*command: str, **settings: object) -> None:
    """Run a command, or end with its code."""
    done = subprocess.run(command, **settings)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed with code {done.returncode}")


def build_sdist(root: Path, out: Path) -> Path:
    """Build the sdist, and return its path."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(out), cwd=root)
    (sdist,) = out.glob("*.tar.gz")
    return sdist


def build_wheel(tree: Path, out: Path, platform: Platform) -> Path:
    """Build the wheel of a platform, and return its path."""
    environment = {name: value for name, value in os.environ.items() if name not in ("CFLAGS", "LDFLAGS")}
    if platform.target:
        environment["CC"] = f'"{sys.executable}" -m ziglang cc -target {platform.target} -s'
        environment["_PYTHON_HOST_PLATFORM"] = platform.tag
    else:
        environment["HATCH_BUILD_NO_HOOKS"] = "true"
    before = set(out.iterdir())
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    run(*build, cwd=tree, env=environment)
    (wheel,) = set(out.iterdir()) - before
    return wheel


def faults_of_wheel(path: Path, platform: Platform) -> Iterator[str]:
    """What is wrong with a wheel."""
    if not path.name.endswith(f"-py3-none-{platform.tag}.whl"):
        yield "its platform is another one: the kernel was not compiled"
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        libraries = [name for name in names if name.endswith(SUFFIXES)]
        expected = [f"datenorm/runtime/kernel/{platform.library}"] if platform.target else []
        if libraries != expected:
            yield f"its libraries are {libraries}, not {expected}"
        for name in libraries:
            yield from faults_of_library(archive.read(name), platform)
        (described,) = (name for name in names if name.endswith(".dist-info/WHEEL"))
        described_by = archive.read(described).decode().splitlines()
        if f"Tag: py3-none-{platform.tag}" not in described_by:
            yield "its metadata have another tag"
        if f"Root-Is-Purelib: {str(not platform.target).lower()}" not in described_by:
            yield "its metadata say in the wrong way whether it is pure"


def files_of(wheel: Path) -> set[tuple[str, int]]:
    """The files that all wheels have, with their checksums."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            (one.filename, one.CRC)
            for one in archive.infolist()
            if not one.filename.endswith((*SUFFIXES, ".dist-info/WHEEL", ".dist-info/RECORD"))
        }


def main() -> None:
    """Build and check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    known = {platform.tag: platform for platform in (*PLATFORMS, PURE)}
    parser.add_argument("platforms", nargs="*", metavar="PLATFORM", help=", ".join(known))
    parser.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="an empty directory")
    options = parser.parse_args()
    unknown = [name for name in options.platforms if name not in known]
    if unknown:
        parser.error(f"unknown platform {', '.join(unknown)}")
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        parser.error(f"{out} is not empty")
    wanted = [known[name] for name in options.platforms or known]
    wheels: dict[Path, Platform] = {}
    with tempfile.TemporaryDirectory() as directory:
        sdist = build_sdist(Path(__file__).parents[1], out)
        with tarfile.open(sdist) as archive:
            archive.extractall(directory, filter="data")
        (tree,) = Path(directory).iterdir()
        for platform in wanted:
            wheels[build_wheel(tree, out, platform)] = platform
    faults = [
        f"{path.name}: {fault}"
        for path, platform in wheels.items()
        for fault in faults_of_wheel(path, platform)
    ]
    first, *others = wheels
    faults += [f"{path.name}: its files differ" for path in others if files_of(path) != files_of(first)]
    run(sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(out.iterdir())))
    for path in sorted(out.iterdir()):
        print(f"{path.stat().st_size:>10,} {path.name}")
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
