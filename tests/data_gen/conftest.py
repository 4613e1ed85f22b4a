"""Some of the corpus, drawn once for all tests of it."""

import pytest

from data_gen.corpus import generate
from data_gen.example import Example


@pytest.fixture(scope="session")
def examples() -> tuple[Example, ...]:
    """Six thousand examples of the training split."""
    return tuple(generate(6000, seed=11))
