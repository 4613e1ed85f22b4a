"""Years that stand alone, as people write them.

CLDR has no such forms as data; these are the common ones of each language.
"""

from __future__ import annotations

from random import Random

from data_gen.language import texts

_ANYWHERE = ("{}", "{}", "{}", "{}.", "{},", "({})", "[{}]", "anno {}", "A.D. {}", "AD {}")


def write(year: int, language: str, rng: Random) -> str:
    """A year with or without the words of a language around it.

    A bare Thai year would be taken for one of the Buddhist era, so it says that it is not.
    """
    forms = texts(language, "habits.year_alone")
    form = rng.choice(forms) if forms and rng.random() < 0.5 else rng.choice(_ANYWHERE)
    if language == "th" and form in _ANYWHERE:
        form = "ค.ศ. {}"
    return form.format(year)
