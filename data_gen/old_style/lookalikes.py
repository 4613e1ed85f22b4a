"""Numerals, initials and fractions that look like old dates and are none: Louis XIV, OS 10.4, vol. CIX."""

from __future__ import annotations

from random import Random

from data_gen.dates.surface import Surface
from data_gen.old_style import roman

REFUSAL = "∅"

Drawn = tuple[Surface, str, str, str]

_RULERS = {
    "en": "Henry|Edward|George|Richard|James|Charles|William|Pope Pius|Pope John|King Louis",
    "fr": "Louis|Charles|Henri|Napoléon|François|le pape Pie|Philippe",
    "de": "Ludwig|Friedrich|Papst Pius|Karl|Heinrich|Wilhelm|Otto",
    "es": "Felipe|Carlos|Alfonso|Papa Juan|Fernando|Enrique",
    "it": "papa Giovanni|Luigi|papa Pio|Vittorio Emanuele|Enrico|Clemente",
    "la": "Pius|Clemens|Urbanus|Carolus|Leo|Innocentius",
}
_COUNTED = {
    "en": "chapter|ch.|vol.|Vol.|book|No.|part|Part|Act|canto|plate|page|pp.|fol.|Psalm|Super Bowl|sonnet",
    "fr": "chapitre|chap.|tome|t.|livre|acte|planche|page|pl.|psaume",
    "de": "Kapitel|Kap.|Band|Bd.|Buch|Tafel|Taf.|Seite|Psalm",
    "es": "capítulo|cap.|tomo|libro|acto|lámina|página",
    "it": "capitolo|cap.|tomo|libro|atto|tavola|canto|pagina",
    "la": "cap.|lib.|tom.|psalmus|fol.|tab.|legio|liber",
}  # fmt: skip
_INITIALS = (
    *("OS {n}.{m}", "Mac OS {n}", "O.S. {n}", "N.S. {k}", "NS {k}", "n.s., vol. {n}", "old style {n} pt"),
    *("AM {n}", "{k} AM radio", "AH-{n}", "AH {n} battery", "{k} Ah", "{n}/{m} lb", "{n}/{m} inch"),
    *("{n}/{m} in.", "Saka {n}", "EC {k}/{y}", "E.C. No. {k}", "SH {n}", "{n} SE", "S.E. {n}", "AP {n}"),
)


def draw(rng: Random) -> Drawn:
    """Something to refuse."""
    if rng.random() < 0.35:
        form = rng.choice(_INITIALS)
        text = form.format(
            n=rng.randint(2, 64), m=rng.randint(2, 16), k=rng.randint(100, 999), y=rng.randint(2, 9)
        )
        return Surface(text, f"no date:{form}"), REFUSAL, "en", "DMY"
    language = rng.choice(tuple(_RULERS))
    numeral = roman.numeral(rng.randint(2, 24))
    if rng.random() < 0.6:
        number = rng.randint(2, 190)
        numeral = roman.numeral(number) if rng.random() < 0.7 else roman.numeral(number).lower()
        text = f"{rng.choice(_COUNTED[language].split('|'))} {numeral}"
        text += rng.choice(("", "", "", f", {rng.randint(1, 40)}", f", p. {rng.randint(1, 400)}"))
    else:
        text = f"{rng.choice(_RULERS[language].split('|'))} {numeral}"
    return Surface(text, "no date:numeral"), REFUSAL, language, "DMY"
