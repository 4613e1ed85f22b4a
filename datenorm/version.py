"""The version, in the one place that holds it; the build reads this file.

Not taken from the installed metadata: reading that costs more time than all else `--version` does.
"""

__version__ = "0.1.0"
