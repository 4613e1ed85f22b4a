"""Training, evaluation, the study of attention and generated pairs: the only part that imports `data_gen`.

Modules need the `train` extra unless they say otherwise.
"""

from __future__ import annotations

from datenorm.errors import require_modules


def require_extra(*modules: str) -> None:
    """Raise MissingExtra unless these modules of the `train` extra are installed."""
    require_modules("this needs", modules, "train")
