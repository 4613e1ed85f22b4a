"""A bundle from a stranger: whatever is in it, the error says what is wrong, at once."""

import shutil
import time

import numpy as np
import pytest

from datenorm.bundle import load_bundle, read_card, write_bundle
from datenorm.bundle.checks import check_tensor
from datenorm.detection import HEAD_NAME, load_head
from datenorm.errors import BundleCorrupt
from tests.bundle.hostile import CARDS, HEADS, HOSTILE, spoil_head


@pytest.fixture
def own_bundle(tiny_bundle, tmp_path):
    """A copy of the small bundle that a test may spoil."""
    return shutil.copytree(tiny_bundle, tmp_path / "bundle")


@pytest.mark.parametrize("fault", HOSTILE)
def test_a_hostile_bundle_is_refused_within_a_second(own_bundle, fault):
    change, named = HOSTILE[fault]
    change(own_bundle)
    started = time.monotonic()
    with pytest.raises(BundleCorrupt) as caught:
        load_bundle(own_bundle)
    assert named in str(caught.value)
    assert caught.value.exit_code == 3
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("fault", CARDS)
def test_a_hostile_card_is_refused(own_bundle, fault):
    change, named = CARDS[fault]
    change(own_bundle)
    with pytest.raises(BundleCorrupt, match=named):
        read_card(own_bundle)


def test_a_link_within_the_bundle_is_followed(own_bundle):
    (own_bundle / "weights.safetensors").rename(own_bundle / "w")
    (own_bundle / "weights.safetensors").symlink_to("w")
    load_bundle(own_bundle)


def test_a_long_line_of_ancestors_is_no_fault(own_bundle):
    from tests.bundle.hostile import set_field

    training = {}
    for _ in range(60):
        training = {"pairs": 1, "continued_from": {"model": "x", "training": training}}
    set_field("training", value=training)(own_bundle)
    load_bundle(own_bundle)


def test_weights_that_are_not_finite_are_not_written(tiny_bundle, tmp_path):
    bundle = load_bundle(tiny_bundle)
    weights = {name: array.copy() for name, array in bundle.weights.items()}
    weights["bridge.cell.bias"][0] = np.nan
    with pytest.raises(BundleCorrupt, match=r"bridge\.cell\.bias holds nan"):
        write_bundle(tmp_path / "new", bundle.manifest, weights)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_largest_weight_of_float16_is_the_largest(dtype):
    check_tensor("w", np.array([0, -1, 65504, -65504], dtype))
    with np.errstate(over="ignore"):
        larger = np.array([65536], dtype)
    with pytest.raises(ValueError, match="which no trained network has"):
        check_tensor("w", larger)


@pytest.mark.parametrize("fault", HEADS)
def test_a_hostile_detection_head_is_refused(own_bundle, random_head, fault):
    spoil_head(own_bundle, random_head, fault)
    with pytest.raises(BundleCorrupt, match=HEAD_NAME):
        load_head(load_bundle(own_bundle))
