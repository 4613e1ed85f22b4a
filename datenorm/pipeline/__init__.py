"""Training, evaluation, the study of attention and generated pairs: the only part that imports `data_gen`.

Modules need the `train` extra unless they say otherwise.
"""

from __future__ import annotations

import importlib.util

from datenorm.errors import MissingExtra


def require_extra(*modules: str) -> None:
    """Raise MissingExtra unless these modules of the `train` extra are installed."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        raise MissingExtra(
            f"this needs {', '.join(missing)}, which the base installation leaves out",
            hint="pip install 'datenorm[train]'",
        )
