"""A head made by hand: what it says follows from the annotations alone."""

import shutil

import numpy as np
import pytest

from datenorm.bundle import load_bundle
from datenorm.detection import DETECTED_ORDERS, DetectionHead, save_head

LANGUAGES = ("de", "fr", "pl")


def draw_head(size, *, languages=LANGUAGES, seed=0):
    """A head with random weights for annotations of this size."""
    generator = np.random.default_rng(seed)
    keys, count, orders = 5, len(languages), len(DETECTED_ORDERS)

    def draw(*shape):
        return generator.normal(size=shape).astype(np.float32)

    shares = np.arange(1, count + 1, dtype=np.float32)
    return DetectionHead(
        languages,
        shares / shares.sum(),
        draw(keys, size),
        draw(keys),
        draw(3, keys),
        draw(count, size),
        draw(count),
        draw(orders, size),
        draw(orders),
        draw(1, size),
        draw(1),
    )


@pytest.fixture
def random_head():
    """The function that draws a head."""
    return draw_head


@pytest.fixture
def plain_bundle(tiny_bundle, tmp_path):
    """A bundle of one's own, without a head."""
    return load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


@pytest.fixture
def detecting_bundle(plain_bundle):
    """The same with a head that knows nothing."""
    save_head(plain_bundle, draw_head(2 * plain_bundle.manifest.architecture.hidden))
    return plain_bundle
