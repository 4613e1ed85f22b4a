"""Networks for tests: no two sizes are the same, so that a wrong axis cannot pass."""

import pytest

from datenorm.nn.config import ModelConfig

torch = pytest.importorskip("torch")

BATCH, CHARACTERS, TARGETS = 6, 10, 8
LENGTHS = (12, 12, 7, 3, 9, 5)


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def config():
    return ModelConfig(
        source_size=50,
        target_size=29,
        embedding=7,
        hidden=11,
        decoder=20,
        alignment=9,
        target_embedding=5,
        hint_size=13,
    )


@pytest.fixture
def network(config):
    """Double precision: what must be equal is equal to many digits."""
    from datenorm.nn.seq2seq import Seq2Seq

    torch.manual_seed(0)
    return Seq2Seq(config).double()


@pytest.fixture
def source_ids():
    """Full rows; (B, S') with S' = 2 hints + 10 characters."""
    generator = torch.Generator().manual_seed(1)
    hints = torch.randint(4, 17, (BATCH, 2), generator=generator)
    return torch.cat([hints, torch.randint(17, 50, (BATCH, CHARACTERS), generator=generator)], dim=1)


@pytest.fixture
def lengths():
    """One row has a single character, two have no padding; not in order."""
    return torch.tensor(LENGTHS)


@pytest.fixture
def previous_ids():
    return torch.randint(4, 29, (BATCH, TARGETS), generator=torch.Generator().manual_seed(2))


@pytest.fixture
def low_precision():
    """The precision that training takes on this processor; torch cannot run an LSTM in it on others."""
    from datenorm.training.devices import fast_precision

    found = fast_precision(torch.device("cpu"))
    if found is None:
        pytest.skip("this processor does not multiply in low precision, so training does not either")
    return found
