"""A date of each kind of text can be drawn in every language; a language may lack words, but nothing waits."""

from random import Random

import pytest

from data_gen.documents import mentions
from data_gen.locales import inventory, load

REGISTERS = {name: value for name, value in vars(mentions).items() if name.isupper() and isinstance(value, dict)}


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_dates_of_a_register_are_drawn_in_every_language(name: str) -> None:
    for language in inventory():
        tries = 0

        def counting(maker):
            def draw(rng, data):
                nonlocal tries
                tries += 1
                assert tries < 2000, language
                return maker(rng, data)

            return draw

        register = {counting(maker): share for maker, share in REGISTERS[name].items()}
        assert mentions.draw_mention(Random(language), load(language), register).text
