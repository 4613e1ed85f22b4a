"""A date of each kind of text can be drawn in every language, also where words are missing."""

from random import Random

import pytest

from data_gen.documents import mentions
from data_gen.documents.mentions import draw_mention
from data_gen.locales import inventory, load

REGISTERS = [name for name, value in vars(mentions).items() if name.isupper() and isinstance(value, dict)]


class Impatient(Random):
    """Random numbers that end when too many were drawn."""

    left = 100_000

    def random(self) -> float:
        self.left -= 1
        assert self.left, "a date is waited for that no maker draws"
        return super().random()


@pytest.mark.parametrize("name", REGISTERS)
def test_dates_of_a_register_are_drawn_in_every_language(name: str) -> None:
    for language in inventory():
        assert draw_mention(Impatient(language), load(language), getattr(mentions, name)).text
