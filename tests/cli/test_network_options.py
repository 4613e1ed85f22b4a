"""`datenorm train` builds every member of the attention family, and no network that cannot be."""

import pytest

from datenorm.nn.config import ENCODERS, QUERIES, SCORERS


@pytest.mark.parametrize(
    ("options", "advice"),
    [
        (["--scorer", "dot"], "use --decoder 256, or --hidden 96"),
        (["--scorer", "cosine", "--encoder", "lstm"], "use --decoder 128, or --hidden 192"),
        (["--scorer", "location"], "--positions 64"),
        (["--positions", "9"], "leave out --positions"),
    ],
)
def test_a_wrong_combination_is_an_error_before_training_starts(invoke, tmp_path, options, advice):
    pytest.importorskip("torch")
    result = invoke("train", "-o", tmp_path / "model", *options)
    assert result.exit_code == 2
    assert advice in result.stderr
    assert not any(tmp_path.iterdir())


def test_help_names_the_whole_family(invoke):
    text = invoke("train", "--help").stdout
    for names in (SCORERS, QUERIES, ENCODERS):
        assert f"[{'|'.join(names)}]" in text
