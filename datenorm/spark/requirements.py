"""What the extra `spark` brings, and what it cannot bring: a Java runtime."""

from __future__ import annotations

import importlib
import os
import shutil
from pathlib import Path

from datenorm.errors import MissingExtra

_PACKAGES = ("pyspark", "pandas", "pyarrow")


def require_packages() -> None:
    """Make sure of the packages that converting on Spark needs.

    Raises:
        MissingExtra: if one is not installed.
    """
    for package in _PACKAGES:
        try:
            importlib.import_module(package)
        except ImportError:
            raise MissingExtra(
                f"Spark needs {package}, which the base installation leaves out",
                hint="pip install 'datenorm[spark]'",
            ) from None


def require_java() -> None:
    """Make sure of Java where Spark is to be started here.

    Raises:
        MissingExtra: if there is none.
    """
    home = os.environ.get("JAVA_HOME")
    found = (Path(home) / "bin" / "java").is_file() if home else shutil.which("java") is not None
    if not found:
        place = f"in JAVA_HOME, {home}" if home else "on the PATH"
        raise MissingExtra(
            f"Spark needs a Java runtime, and there is none {place}",
            hint="install Java 17 or newer, such as by: apt-get install openjdk-17-jre-headless",
        )
