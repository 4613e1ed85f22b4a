"""A head made by hand: what it says follows from the annotations alone."""

import shutil

import pytest

from datenorm.bundle import load_bundle
from datenorm.detection import save_head


@pytest.fixture
def plain_bundle(tiny_bundle, tmp_path):
    """A bundle of one's own, without a head."""
    return load_bundle(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


@pytest.fixture
def detecting_bundle(plain_bundle, random_head):
    """The same with a head that knows nothing."""
    save_head(plain_bundle, random_head(2 * plain_bundle.manifest.architecture.hidden))
    return plain_bundle
