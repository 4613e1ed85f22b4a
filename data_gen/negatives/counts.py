"""What a catalogue says in numbers that look like years and are none: a noun or a label counts them."""

from __future__ import annotations

from random import Random

from data_gen.archival.lexicon import Lexicon, fields, find
from data_gen.archival.spans import cut_short
from data_gen.language import languages, pick, texts
from data_gen.locales import load
from data_gen.numerals import to_native

_LABELLED = ("{} {}", "{} {}", "{} {}", "{}: {}", "{} {}.")


def draw(rng: Random, language: str) -> str:
    """`1960 copies`, `c. 1850 words`, `1914 or 1915 items`, `lot 1914-15`, `pp. 1850-60`, `no. 1850–60`."""
    if not texts(language, "labels.counted") or rng.random() < 0.25:
        language = "en" if rng.random() < 0.5 else rng.choice(languages("labels.counted"))
    text = _counted(rng, language) if rng.random() < 0.62 else _labelled(rng, language)
    data = load(language)
    if data.digits and rng.random() < (0.5 if data.native_digits else 0.08):
        text = to_native(text, data.digits[0])
    return text[:1].upper() + text[1:] if rng.random() < 0.12 else text


def _counted(rng: Random, language: str) -> str:
    """A number, about a number, either of two or a span of them, and the noun they count."""
    noun = pick(rng, language, "labels.counted")
    lexicon = find(language)
    start = rng.randint(500, 2050) if rng.random() < 0.3 else rng.randint(1500, 2030)
    end = start + rng.choice((1, 1, 2, 5, 10, 20, 40))
    dice = rng.random()
    if dice < 0.3 or lexicon is None:
        number = str(start)
    elif dice < 0.62:
        number = _loose(rng, lexicon, "about", (str(start),)) or f"c. {start}"
    elif dice < 0.74:
        number = _loose(rng, lexicon, "or", (str(start), str(end))) or f"{start}/{end}"
    elif dice < 0.82:
        number = _loose(rng, lexicon, "between", (str(start), str(end))) or f"{start} - {end}"
    else:
        joint = rng.choice(("–", "-", " – ", " - "))
        number = f"{start}{joint}{cut_short(start, end, rng)}"
    joint = "" if language in ("ja", "zh") or (language in ("ko", "th") and rng.random() < 0.6) else " "
    return f"{number}{joint}{noun}"


def _loose(rng: Random, lexicon: Lexicon, slot: str, numbers: tuple[str, ...]) -> str | None:
    """The numbers in a template that ends with one, so that the noun follows it."""
    fitting = [
        text for text in lexicon.templates(slot, "month") if text.endswith("{}") and not fields(text) - {""}
    ]
    return rng.choice(fitting).format(*numbers) if fitting else None


def _labelled(rng: Random, language: str) -> str:
    """A label and a span of numbers, whole or cut short."""
    own = [texts(language, key) for key in ("labels.numbered", "labels.pages") if texts(language, key)]
    label = rng.choice(rng.choice(own or [texts("en", "labels.numbered")]))
    start = rng.randint(1500, 2030) if rng.random() < 0.8 else rng.randint(100, 999)
    end = start + rng.choice((1, 2, 3, 5, 10, 20, 40))
    joint = rng.choice(("–", "-", "-", " – ", " - ", "/"))
    short = str(end)[-2:] if start >= 100 and end // 100 == start // 100 and rng.random() < 0.6 else str(end)
    return rng.choice(_LABELLED).format(label, f"{start}{joint}{short}").replace("::", ":")
