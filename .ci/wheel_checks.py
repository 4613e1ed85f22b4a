"""The platforms that wheels are built for, and what their libraries must be like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lief

lief.logging.disable()  # it remarks on details of files that are sound

_HEADER = Path(__file__).parents[1] / "datenorm" / "runtime" / "kernel" / "network.h"
FUNCTIONS = set(re.findall(r"^\w[\w *]* \*?(network_\w+)\(", _HEADER.read_text("utf-8"), re.MULTILINE))
"""What the library exports: the functions of network.h, which Python calls."""

BODIES = {"x86_64": ("avx512", "avxvnni", "avx2", "c"), "aarch64": ("dotprod", "neon", "c")}

OLDEST_GLIBC = (2, 17)

SYSTEM_LIBRARIES = {
    "manylinux": {"libc.so.6", "libm.so.6"},
    "musllinux": {"libc.so"},
    "macosx": {"/usr/lib/libSystem.B.dylib"},
    "win": {"kernel32.dll", "ntdll.dll"},  # besides the parts of the universal C runtime, api-ms-win-crt-*
}


@dataclass(frozen=True)
class Platform:
    """What a wheel is built for.

    Attributes:
        tag: the platform in its name.
        target: the same for Zig; "" for a wheel without a kernel.
    """

    tag: str
    target: str

    @property
    def system(self) -> str:
        """The kind of system: manylinux, musllinux, macosx or win."""
        return self.tag.partition("_")[0]

    @property
    def processor(self) -> str:
        """The kind of processor, as Zig calls it."""
        return self.target.partition("-")[0]

    @property
    def library(self) -> str:
        """The file name of the library."""
        return f"network.{ {'win': 'dll', 'macosx': 'dylib'}.get(self.system, 'so') }"


PLATFORMS = (
    Platform("manylinux_2_17_x86_64", "x86_64-linux-gnu.2.17"),
    Platform("manylinux_2_17_aarch64", "aarch64-linux-gnu.2.17"),
    Platform("musllinux_1_2_x86_64", "x86_64-linux-musl"),
    Platform("musllinux_1_2_aarch64", "aarch64-linux-musl"),
    Platform("macosx_10_13_x86_64", "x86_64-macos.10.13"),
    Platform("macosx_11_0_arm64", "aarch64-macos.11.0"),
    Platform("win_amd64", "x86_64-windows-gnu"),
    Platform("win_arm64", "aarch64-windows-gnu"),
)

PURE = Platform("any", "")


def faults_of_library(content: bytes, platform: Platform) -> Iterator[str]:
    """What is wrong with a library."""
    binary = lief.parse(content)
    for body in BODIES[platform.processor]:
        if body.encode() + b"\0" not in content:
            yield f"the body {body} is missing"
    if isinstance(binary, lief.ELF.Binary):
        yield from _faults_of_elf(binary, platform)
    elif isinstance(binary, lief.MachO.Binary):
        yield from _faults_of_macho(binary, platform)
    elif isinstance(binary, lief.PE.Binary):
        yield from _faults_of_pe(binary, platform)
    else:
        yield "it is not a library"


def _compare(what: str, found: object, expected: object) -> Iterator[str]:
    if found != expected:
        yield f"{what}: {found}, not {expected}"


def _strangers(found: set[str], platform: Platform) -> Iterator[str]:
    for name in sorted(found - SYSTEM_LIBRARIES[platform.system]):
        if not (platform.system == "win" and name.startswith("api-ms-win-crt-")):
            yield f"it needs {name}"


def _faults_of_elf(binary: lief.ELF.Binary, platform: Platform) -> Iterator[str]:
    machine = {"x86_64": lief.ELF.ARCH.X86_64, "aarch64": lief.ELF.ARCH.AARCH64}[platform.processor]
    yield from _compare("system", platform.library, "network.so")
    yield from _compare("processor", binary.header.machine_type, machine)
    exported = {
        str(symbol.name) for symbol in binary.dynamic_symbols if symbol.is_function and symbol.exported
    }
    yield from _compare("functions", exported, FUNCTIONS)
    yield from _strangers({str(name) for name in binary.libraries}, platform)
    versions = {
        str(version.name)
        for requirement in binary.symbols_version_requirement
        for version in requirement.get_auxiliary_symbols()
    }
    for version in sorted(versions):
        numbers = tuple(int(number) for number in version.removeprefix("GLIBC_").split("."))
        if platform.system != "manylinux" or numbers > OLDEST_GLIBC:
            yield f"it needs {version}"
    stacks = [one for one in binary.segments if one.type == lief.ELF.Segment.TYPE.GNU_STACK]
    if not stacks or any(lief.ELF.Segment.FLAGS.X in lief.ELF.Segment.FLAGS(one.flags) for one in stacks):
        yield "its stack is executable"


def _faults_of_macho(binary: lief.MachO.Binary, platform: Platform) -> Iterator[str]:
    machine = {"x86_64": lief.MachO.Header.CPU_TYPE.X86_64, "aarch64": lief.MachO.Header.CPU_TYPE.ARM64}
    yield from _compare("system", platform.library, "network.dylib")
    yield from _compare("processor", binary.header.cpu_type, machine[platform.processor])
    yield from _compare("kind", binary.header.file_type, lief.MachO.Header.FILE_TYPE.DYLIB)
    exported = {str(one.name).removeprefix("_") for one in binary.exported_functions}
    yield from _compare("functions", {name for name in exported if not name.startswith("_")}, FUNCTIONS)
    own = [str(one.name) for one in binary.libraries if one.command == lief.MachO.LoadCommand.TYPE.ID_DYLIB]
    yield from _strangers({str(one.name) for one in binary.libraries} - set(own), platform)
    oldest = binary.build_version.minos if binary.build_version else binary.version_min.version
    asked = tuple(int(number) for number in platform.tag.split("_")[1:3])
    if tuple(oldest)[:2] > asked:
        yield f"it needs macOS {oldest}"
    if platform.processor == "aarch64" and not binary.has_code_signature:
        yield "it has no signature, which macOS wants"


def _faults_of_pe(binary: lief.PE.Binary, platform: Platform) -> Iterator[str]:
    machine = {"x86_64": lief.PE.Header.MACHINE_TYPES.AMD64, "aarch64": lief.PE.Header.MACHINE_TYPES.ARM64}
    yield from _compare("system", platform.library, "network.dll")
    yield from _compare("processor", binary.header.machine, machine[platform.processor])
    if not binary.header.has_characteristic(lief.PE.Header.CHARACTERISTICS.DLL):
        yield "it is not a DLL"
    yield from _compare("functions", {str(one.name) for one in binary.exported_functions}, FUNCTIONS)
    yield from _strangers({str(one.name).lower() for one in binary.imports}, platform)
