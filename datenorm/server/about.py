"""What the service says about its model and itself."""

from __future__ import annotations

import json
from typing import Any

from datenorm.bundle import CARD_NAME, MANIFEST_NAME, WEIGHTS_NAME, Bundle
from datenorm.convert.options import MAX_ALTERNATIVES
from datenorm.server.settings import MAX_COLUMN, MAX_TEXTS
from datenorm.version import __version__
from datenorm.vocabulary import ORDERS


def describe(bundle: Bundle, max_body: int) -> dict[str, Any]:
    """The model that answers, as `GET /v1/model` gives it."""
    manifest = bundle.manifest
    return {
        "version": __version__,
        "checksum": checksum_of(bundle),
        "created_by": manifest.created_by,
        "languages": sorted({language for language, _ in manifest.locales.values() if language}),
        "locales": {
            name: {"language": language, "order": order}
            for name, (language, order) in sorted(manifest.locales.items())
        },
        "orders": list(ORDERS),
        "threshold": manifest.calibration.threshold,
        "limits": {
            "texts": MAX_TEXTS,
            "column": MAX_COLUMN,
            "body": max_body,
            "alternatives": MAX_ALTERNATIVES,
        },
        "card": _card(bundle),
    }


def checksum_of(bundle: Bundle) -> str:
    """SHA-256 of the weights, which the manifest names and loading has checked."""
    manifest = json.loads((bundle.path / MANIFEST_NAME).read_bytes())
    checksum: str = manifest["files"][WEIGHTS_NAME]
    return checksum


def _card(bundle: Bundle) -> str | None:
    """The model card; a bundle that was never evaluated has none."""
    path = bundle.path / CARD_NAME
    return path.read_text(encoding="utf-8") if path.is_file() else None
