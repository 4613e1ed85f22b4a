"""The model on disk: a directory of JSON and arrays that is read without torch and without pickle.

    manifest.json        what the weights need to be read and trusted, with checksums
    weights.safetensors  the network under torch's names, float16 or float32
    MODEL_CARD.md        for people; not needed to convert, so not under a checksum
    detection.safetensors  a second head, which `datenorm.detection` reads (see `attach`)

Used by the normalizer to read and by training to write.
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
from datenorm.bundle.reading import Bundle, attachment, checksums, default_bundle_path, load_bundle, model_id
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
    "load_bundle",
    "model_id",
    "rewrite_manifest",
    "weight_shapes",
    "write_bundle",
]
