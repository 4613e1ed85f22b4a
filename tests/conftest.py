"""Fixtures for all tests: small untrained networks with fixed seeds, and scripted ones."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import replace
from functools import cache

# Threads inside the products of small networks wait by spinning and make everything slower. NumPy, torch and
# child processes read this when they start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from datenorm.bundle import (
    Calibration,
    Manifest,
    default_bundle_path,
    load_bundle,
    weight_shapes,
    write_bundle,
)
from datenorm.convert.normalizer import Normalizer
from datenorm.detection import DETECTED_ORDERS, DetectionHead
from datenorm.nn.config import ModelConfig
from datenorm.runtime import DecoderState, DecoderStep, Encoded
from datenorm.runtime.library import LIBRARY, available_kernels
from datenorm.text.vocabulary import EOS, HINTS, PAD, hint_count, source_vocabulary
from datenorm.values import MAX_VALUE_LENGTH, REFUSAL, TARGET_SYMBOLS, TARGET_VOCABULARY, accepts, split

# How long an example takes depends on how busy the machine is, and is not tested.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

# Tests that use one of these fixtures are slow: the fixture starts Spark or fits a detector.
SLOW_FIXTURES = {"spark", "spark_environment", "polyglot_path"}

KERNELS = {kernel.name: kernel for kernel in available_kernels()}
# AVX-VNNI as AVX-512 encodes it: the same sources and instructions for processors with only the latter.
AS_AVX512 = "avxvnni, encoded as AVX-512"

CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz ,.-/:'éû年月日"
LOCALES = {
    "en": ("en", "MDY"),
    "en-gb": ("en", "DMY"),
    "fr": ("fr", "DMY"),
    "ja": ("ja", "YMD"),
    "eo": ("eo", ""),
}


@pytest.hookimpl(tryfirst=True)  # before pytest deselects by marker
def pytest_collection_modifyitems(items):
    """Mark the tests that use a slow fixture."""
    for item in items:
        if SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


LEFT_OUT = pytest.StashKey[int]()
"""How many tests the workers of pytest-xdist left out."""


def pytest_deselected(items):
    """Let a worker of pytest-xdist, which prints nothing, say how many tests it left out."""
    sent = getattr(items[0].config, "workeroutput", {}) if items else {}
    sent["left_out"] = sent.get("left_out", 0) + len(items)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Keep what a worker said; all workers leave out the same tests."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter, config):
    """Print how many tests the default run left out, and how to run all."""
    left_out = len(terminalreporter.stats.get("deselected", ())) or config.stash.get(LEFT_OUT, 0)
    if left_out and config.option.markexpr == "not slow":
        terminalreporter.write_line(f'{left_out} slow tests were left out. Run all: pytest -m ""')


def draw_weights(config, *, seed=0, scale=1.0):
    """Random weights in the range torch would use; a larger scale makes the network more confident."""
    generator = np.random.default_rng(seed)
    return {
        name: (generator.uniform(-1, 1, shape) * scale / np.sqrt(shape[-1])).astype(np.float16)
        for name, shape in weight_shapes(config).items()
    }


def small_config(source_size=60, **sizes):
    """The configuration of a small network in which all sizes differ."""
    small = {"embedding": 7, "hidden": 12, "decoder": 20, "alignment": 9, "target_embedding": 5, **sizes}
    return ModelConfig(source_size=source_size, target_size=len(TARGET_SYMBOLS), **small)


DETECTED_LANGUAGES = ("de", "fr", "pl")


def draw_head(size, *, languages=DETECTED_LANGUAGES, seed=0):
    """A detection head with random weights for annotations of this size."""
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
    """The function `draw_head`."""
    return draw_head


@pytest.fixture(scope="session")
def random_weights():
    """The function `draw_weights`."""
    return draw_weights


@pytest.fixture(scope="session")
def random_config():
    """The function `small_config`."""
    return small_config


@pytest.fixture(scope="session")
def tiny_bundle(family_bundle):
    """The directory of a valid bundle with random weights and four languages."""
    return family_bundle()


@pytest.fixture(scope="session")
def family_bundle(tmp_path_factory):
    """A function that writes such a bundle; keyword arguments are fields of `ModelConfig`."""

    def write(**fields):
        return write_tiny_bundle(tmp_path_factory.mktemp("bundles") / "tiny", fields)

    return write


def write_tiny_bundle(path, fields):
    """Write a bundle with random weights."""
    vocabulary = source_vocabulary(CHARACTERS, {language for language, _ in LOCALES.values()})
    config = small_config(len(vocabulary), hint_size=hint_count(vocabulary), **fields)
    # A low temperature: random weights give flat distributions, and every search would take long.
    calibration = Calibration(temperature=0.2)
    manifest = Manifest(config, vocabulary.symbols, calibration, locales=LOCALES, created_by="tests")
    write_bundle(path, manifest, draw_weights(config, seed=8, scale=4.0), "# A model for tests\n")
    return path


@pytest.fixture(scope="session")
def tiny_normalizer(tiny_bundle):
    """A normalizer over `tiny_bundle`."""
    return Normalizer(load_bundle(tiny_bundle))


@pytest.fixture(scope="session")
def finding_bundle(tmp_path_factory):
    """The directory of a bundle that finds dates in English sentences; skips without the bundled model."""
    if not (default_bundle_path() / "manifest.json").is_file():
        pytest.skip("the bundled model has not been made yet")
    from tests.taggers import write_finding_bundle

    return write_finding_bundle(tmp_path_factory.mktemp("finding") / "bundle")


@pytest.fixture(scope="session")
def bundled_normalizer():
    """A normalizer with the bundled model; skips if the checkout has none."""
    if not (default_bundle_path() / "manifest.json").is_file():
        pytest.skip("the bundled model has not been made yet")
    return Normalizer.load()


@cache
def symbols_of_any(value):
    """The symbols of a value, also of one that is not in the language, such as `2021-13-01`."""
    return split(value) if accepts(value) else tuple(re.findall(r"-\d\d(?!\d)|.", value))


class ScriptedRuntime:
    """A runtime that looks up the readings of each source, with their probabilities, in a table.

    The state holds the symbols written so far and the annotations hold the source, so the runtime itself
    has no state. The n-th target symbol attends to the n-th source character.
    """

    def __init__(self, readings):
        self.readings = readings  # function: source ids with hints → {value: probability}

    def encode(self, source_ids):
        rows, length = source_ids.shape
        sources = np.repeat(source_ids[:, None, :], length - HINTS, axis=1).astype(np.float32)
        empty = np.full((rows, MAX_VALUE_LENGTH + 2), PAD, np.float32)
        state = DecoderState(empty, np.zeros((rows, 1), np.float32))
        return Encoded(sources, sources, state, np.count_nonzero(source_ids != PAD, axis=1) - HINTS)

    def step(self, encoded, state, previous_ids, sources=None):
        if sources is not None:
            encoded = encoded.select(sources)
        hidden, written = state.hidden.copy(), state.cell[:, 0].astype(int)
        rows = np.arange(len(hidden))
        hidden[rows, written] = previous_ids
        logits = np.full((len(hidden), len(TARGET_SYMBOLS)), -40.0, np.float32)
        weights = np.zeros((len(hidden), encoded.annotations.shape[1]), np.float32)
        for row in rows:
            padded = encoded.annotations[row, 0].astype(int).tolist()
            ids = tuple(symbol for symbol in padded if symbol != PAD)
            prefix = hidden[row, 1 : written[row] + 1].astype(int).tolist()
            for value, probability in self.readings(ids).items():
                symbols = [*TARGET_VOCABULARY.encode(symbols_of_any(value)), EOS]
                if symbols[: len(prefix)] == prefix and len(prefix) < len(symbols) and probability > 0:
                    symbol = symbols[len(prefix)]
                    logits[row, symbol] = np.logaddexp(logits[row, symbol], np.log(probability))
            weights[row, written[row] % encoded.lengths[row]] = 1
        return DecoderStep(logits, weights, DecoderState(hidden, state.cell + 1))


@pytest.fixture
def scripted_runtime():
    """The class `ScriptedRuntime`."""
    return ScriptedRuntime


@pytest.fixture
def scripted_normalizer(tiny_bundle):
    """A function that makes a normalizer from a table: text → {value: probability}."""

    def make(readings_by_text, *, hinted=None):
        bundle = load_bundle(tiny_bundle)
        bundle = replace(bundle, manifest=replace(bundle.manifest, calibration=Calibration()))

        def readings(ids):
            text = "".join(bundle.vocabulary.decode(ids[HINTS:]))
            order = bundle.vocabulary.symbols[ids[1]].strip("<>")
            return (hinted or {}).get((text, order), readings_by_text.get(text, {REFUSAL: 1.0}))

        return Normalizer(bundle, ScriptedRuntime(readings))

    return make


def tested_kernels():
    """The names of the kernels that can be tested on this processor."""
    if "avx512" in KERNELS and "avxvnni" not in KERNELS:
        return [*KERNELS, AS_AVX512]
    return list(KERNELS) or [pytest.param("", marks=pytest.mark.skip(reason="the kernel was not built"))]


@pytest.fixture(scope="session", params=tested_kernels())
def kernel(request, tmp_path_factory):
    """Each compiled kernel that runs here."""
    if request.param != AS_AVX512:
        return KERNELS[request.param]
    library = tmp_path_factory.mktemp("kernel") / "network.so"
    sources = sorted(str(path) for path in LIBRARY.parent.glob("*.c"))
    compiler = os.environ.get("CC", "cc").split()
    options = ["-O3", "-ffp-contract=off", "-DWITHOUT_VEX", "-shared", "-fPIC", "-o", str(library)]
    subprocess.run([*compiler, *options, *sources, "-lm"], check=True)
    return next(one for one in available_kernels(library) if one.name == "avxvnni")
