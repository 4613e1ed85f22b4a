"""A small world: years and months in texts of letters, with their places."""

from random import Random

import pytest

pytest.importorskip("torch")

from datenorm.study.members import Placed, Shown, StudyTexts
from datenorm.text.vocabulary import BOS, EOS, encode_source, source_vocabulary
from datenorm.training.batching import EncodedPair
from datenorm.values import TARGET_VOCABULARY, split

VOCABULARY = source_vocabulary("0123456789-abcdefgh ", ["en"])


def place(text, value, kinds):
    """A date in a text; `kinds` has the field of each character, a space for none."""
    source = encode_source(VOCABULARY, text, "en", "")
    fields = tuple("" if kind == " " else kind for kind in kinds)
    inside = [index for index, field in enumerate(fields) if field]
    pair = EncodedPair(source, [BOS, *TARGET_VOCABULARY.encode(split(value)), EOS])
    return Placed(pair, fields, inside[0], inside[-1] + 1)


def months(count, before=0, after=0, seed=1):
    """`1969-07` and the like between letters."""
    rng, found = Random(seed), []
    for _ in range(count):
        value = f"{rng.randint(1000, 2100)}-{rng.randint(1, 12):02d}"
        words = ["".join(rng.choices("abcdefgh", k=size)) for size in (before, after)]
        kinds = " " * before + "yyyy MM" + " " * after
        found.append(place(words[0] + value + words[1], value, kinds))
    return found


@pytest.fixture
def dates():
    """The function that makes dates between letters."""
    return months


@pytest.fixture
def material():
    """Dates at several lengths and places."""
    shown = [Shown("en", "1969-07", encode_source(VOCABULARY, "1969-07", "en", ""), tuple(range(7)))]
    return StudyTexts(
        vocabulary=VOCABULARY,
        validation=[one.pair for one in months(20)],
        lengths={7: months(20), 17: months(20, 4, 6)},
        marked={"en": months(20)},
        places={("start", 7): months(8), ("start", 40): months(8, 0, 33), ("end", 40): months(8, 33, 0)},
        shown=shown,
    )
