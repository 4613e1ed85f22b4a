"""The model on disk: a directory that is read without torch and without pickle.

manifest.json          settings, vocabulary and checksums
weights.safetensors    the weights under torch's names, float16 or float32
detection.safetensors  the detection head, see `datenorm.detection`
MODEL_CARD.md          for people; has no checksum
"""

from datenorm.bundle.manifest import (
    CARD_NAME,
    FORMAT_VERSION,
    MANIFEST_NAME,
    WEIGHTS_NAME,
    Calibration,
    Manifest,
    weight_shapes,
)
from datenorm.bundle.reading import (
    Bundle,
    attachment,
    checksums,
    default_bundle_path,
    file_sizes,
    load_bundle,
    model_id,
    read_card,
)
from datenorm.bundle.writing import attach, rewrite_manifest, write_bundle

__all__ = [
    "CARD_NAME",
    "FORMAT_VERSION",
    "MANIFEST_NAME",
    "WEIGHTS_NAME",
    "Bundle",
    "Calibration",
    "Manifest",
    "attach",
    "attachment",
    "checksums",
    "default_bundle_path",
    "file_sizes",
    "load_bundle",
    "model_id",
    "read_card",
    "rewrite_manifest",
    "weight_shapes",
    "write_bundle",
]
