"""Search with more than 64 symbols, some of several characters, and values of any length."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datenorm.runtime import CompiledRuntime
from datenorm.runtime.base import Automaton
from datenorm.search import hypotheses, symbols, top_k_many
from datenorm.search.sources import LEAST_SEARCHABLE
from datenorm.text.vocabulary import EOS, FIRST_HINT, HINTS, PAD, SPECIALS

ALPHABET = (*SPECIALS, *map(chr, range(0x100, 0x150)), *(f"-{number:02}" for number in range(1, 45)))
SOURCE_SIZE, STATES = 31, 9


class Steps:
    """A compiled runtime without its search."""

    def __init__(self, runtime):
        self.encode, self.step = runtime.encode, runtime.step


def drawn_automaton(seed, longest):
    """Transitions at random, back to earlier states too; one state is reached only at the end of a value."""
    generator = np.random.default_rng(seed)
    following = generator.integers(0, STATES, (STATES + 1, len(ALPHABET)))
    following[generator.random(following.shape) < generator.choice([0.2, 0.9, 0.99])] = -1
    following[:, : len(SPECIALS)] = -1
    following[generator.random(STATES + 1) < 0.5, EOS] = STATES
    following[STATES - 1 :] = -1
    following[STATES - 1, EOS], following[STATES, PAD] = STATES, STATES
    stuck = np.flatnonzero((following < 0).all(axis=1))
    following[stuck, EOS] = STATES
    return Automaton(following.tolist(), 0, longest)


def drawn_sources(seed, rows):
    generator = np.random.default_rng(seed)
    ids = generator.integers(FIRST_HINT, SOURCE_SIZE, (rows, HINTS + 6))
    ids[np.arange(HINTS + 6) >= np.sort(generator.integers(3, HINTS + 7, rows))[::-1, None]] = PAD
    ids[0, HINTS:] = FIRST_HINT
    ids[:, :HINTS] = FIRST_HINT
    return ids


@pytest.fixture
def wide_alphabet(monkeypatch):
    monkeypatch.setattr(hypotheses, "_SPELLING", hypotheses.spelling(ALPHABET))


@pytest.fixture(scope="module", params=[1.0, 20.0])
def wide_runtime(request, random_config, random_weights, kernel):
    config = replace(random_config(SOURCE_SIZE), target_size=len(ALPHABET))
    return CompiledRuntime(random_weights(config, seed=5, scale=request.param), kernel)


def test_symbols_of_several_characters_are_spelt(wide_alphabet):
    index = {symbol: number for number, symbol in enumerate(ALPHABET)}
    rows = [["\u0101", "-07", "-20"], [], ["-44"], ["\u0100", "\u014f", "-01", "\u0100"]]
    padded = np.array([[*(index[symbol] for symbol in row), *[PAD] * (6 - len(row))] for row in rows])
    assert symbols.spell(padded) == ["".join(row) for row in rows]
    assert symbols.spell(padded[:0]) == []
    padded[2, 1] = EOS
    assert symbols.spell(padded[2:3]) == ["-44"]


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(1, 30),
    st.sampled_from([1, 5, 64]),
    st.integers(1, 5),
    st.floats(LEAST_SEARCHABLE, 0.5),
)
def test_the_kernel_finds_the_same_in_any_language(wide_runtime, seed, rows, longest, k, least):
    automaton, ids = drawn_automaton(seed, longest), drawn_sources(seed, rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hypotheses, "_SPELLING", hypotheses.spelling(ALPHABET))
        for wanted in ({"k": k, "least": least}, {"k": 1, "least": np.inf}):
            compiled, plain = (
                top_k_many(one, ids, automaton=automaton, **wanted)
                for one in (wide_runtime, Steps(wide_runtime))
            )
            for ours, theirs in zip(compiled, plain, strict=True):
                assert [h.text for h in ours] == [h.text for h in theirs]
                assert [h.log_probability for h in ours] == pytest.approx(
                    [h.log_probability for h in theirs], abs=1e-9
                )
