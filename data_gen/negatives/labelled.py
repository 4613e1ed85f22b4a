"""Numbers and month-like words that a word beside them makes something other than a date: versions, pages.

Numbers alone may be dates (`1.1.30` is one in German); here a label, a unit, a noun or a name decides.
"""

from __future__ import annotations

from random import Random

from data_gen.archival.lexicon import Lexicon, fields, find
from data_gen.archival.spans import shortened
from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, any_texts, languages, pick, texts
from data_gen.locales import load
from data_gen.negatives.codes import dotted, small_number, year_like
from data_gen.numerals import roman, to_native
from data_gen.relative.fillers import chosen


def _word(rng: Random, key: str, language: str) -> str:
    """A text of a key in the language, sometimes in English; in any language if it has none."""
    if not texts(language, key):
        language = rng.choice(languages(key))
    elif rng.random() < 0.15:
        language = "en"
    return pick(rng, language, key)


def _joined(label: str, number: str, rng: Random) -> str:
    joint = rng.choice((" ", " ", " ", ": "))
    if label[-1] in ":：":
        joint = rng.choice((" ", ""))
    elif label >= "\u2e80" or label == "§":
        joint = rng.choice((" ", "", " "))
    return f"{label}{joint}{number}"


def version(rng: Random, language: str) -> str:
    """`Version: 1.1.30`, `версия 2.10.12`, `PHP 5.6.30`, `jquery-3.5.1.min.js`."""
    number = dotted(rng, rng.choice((2, 3, 3, 3, 3, 4)))
    number += rng.choice(("", "", "", "", "", "-beta", "rc1", "-alpha", "b2", "-RELEASE", "-1ubuntu2"))
    roll = rng.random()
    if roll < 0.5:
        return _joined(_word(rng, "labels.version", language), number, rng)
    if roll < 0.7:
        return f"{rng.choice(('v', 'v', 'V', 'ver.', 'v.', 'r'))}{number}"
    program = pick(rng, NO_LANGUAGE, "codes.programs")
    if roll < 0.9:
        return f"{program}{rng.choice((' ', ' ', '/', '-', ' v'))}{number}"
    ending = rng.choice((".tgz", ".tar.gz", ".min.js", ".jar", ".whl", ".zip", ".deb", ".exe", ".so"))
    return f"{program.lower().replace(' ', '-')}-{number}{ending}"


def section(rng: Random, language: str) -> str:
    """`Kapitel 3.2.1`, `art. 5.2`, `§ 12`, `5.2 Section`."""
    number = dotted(rng, rng.choice((1, 2, 2, 3, 3, 3, 4)))
    number += rng.choice(("", "", "", "", "(a)", "b", "."))
    return _joined(_word(rng, "labels.section", language), number, rng)


def page(rng: Random, language: str) -> str:
    """A page, or a span of pages or lots whose second number may be shortened: `pp. 1914-15`."""
    first = rng.choice((rng.randint(1, 31), rng.randint(1, 999), year_like(rng)))
    last = first + rng.randint(1, 25)
    second = str(last)[-2:] if first >= 100 and rng.random() < 0.5 else str(last)
    number = rng.choice(
        (str(first), f"{first}-{second}", f"{first}–{second}", f"{first}/{second}", f"{first}, {last}")
    )
    return _joined(_word(rng, "labels.pages", language), number, rng)


def numbered(rng: Random, language: str) -> str:
    """`Zimmer 1914`, `invoice 2014/0512`, `No. 5/12`, `INV-2014-0512`."""
    year, serial = year_like(rng), rng.choice((rng.randint(32, 99), rng.randint(100, 9999)))
    if rng.random() < 0.25:  # two small numbers need the very word for `number`
        words = (texts(language, "labels.numbered") or texts("en", "labels.numbered"))[:2]
        return _joined(rng.choice(words), f"{small_number(rng)}{rng.choice('/-.')}{small_number(rng)}", rng)
    number = rng.choice(
        (
            *(str(small_number(rng)), str(year), f"#{year}", f"{rng.randint(13, 999)}/{year}", str(serial)),
            *(f"{year}/{serial:04d}", f"{year}-{serial:04d}", f"{year}-{serial}"),
        )
    )
    return _joined(_word(rng, "labels.numbered", language), number, rng)


def phone(rng: Random, language: str) -> str:
    """A telephone number with its label."""
    return pick(rng, NO_LANGUAGE, "codes.phones") + rng.choice(pools.phone_numbers(language))


def phone_number(rng: Random, language: str) -> str:
    """A telephone number, with or without a label."""
    return phone(rng, language) if rng.random() < 0.5 else rng.choice(pools.phone_numbers(language))


def beside_date(rng: Random, language: str) -> str:
    """A number that its label separates from a date beside it: `n° 78-17`, `vol. 3`, `Tel. 555-1234`."""
    maker = rng.choices((numbered, page, section, version, phone), (40, 15, 15, 10, 20))[0]
    return maker(rng, language)


def counted(rng: Random, language: str) -> str:
    """`1960 copies`, `10-12 Jahre alt`, `3/4 cup`, `12–14 %`."""
    small, more = rng.randint(1, 30), rng.randint(1, 12)
    number = rng.choice(
        (
            *(str(year_like(rng)), str(year_like(rng)), f"{small}-{small + more}", f"{small}–{small + more}"),
            *(f"{rng.randint(1, 4)}/{rng.randint(2, 8)}", f"{small}.{more}", f"{small},{more}", str(small)),
        )
    )
    if rng.random() < 0.2:
        sign = rng.choice(("%", "€", "$", "£", "°C", "kg", "cm", "mm", "km", "ml", "₽", "¥", "kr", "zł"))
        return f"{number}{rng.choice(('', ' '))}{sign}"
    return f"{number} {_word(rng, 'labels.counted', language)}"


def catalogued(rng: Random, language: str) -> str:
    """`1960 copies`, `c. 1850 words`, `1914 or 1915 items`, `lot 1914-15`, `pp. 1850-60`, `no. 1850–60`."""
    if not texts(language, "labels.counted") or rng.random() < 0.25:
        language = "en" if rng.random() < 0.5 else rng.choice(languages("labels.counted"))
    text = _loosely_counted(rng, language) if rng.random() < 0.62 else _span(rng, language)
    data = load(language)
    if data.digits and rng.random() < (0.5 if data.native_digits else 0.08):
        text = to_native(text, data.digits[0])
    return text[:1].upper() + text[1:] if rng.random() < 0.12 else text


def _loosely_counted(rng: Random, language: str) -> str:
    """A number, about a number, either of two or a span of them, and the noun they count."""
    noun = pick(rng, language, "labels.counted")
    lexicon = find(language)
    start = rng.randint(500, 2050) if rng.random() < 0.3 else rng.randint(1500, 2030)
    end = start + rng.choice((1, 1, 2, 5, 10, 20, 40))
    dice = rng.random()
    if dice < 0.3 or lexicon is None:
        number = str(start)
    elif dice < 0.62:
        number = _qualified(rng, lexicon, "about", (str(start),)) or f"c. {start}"
    elif dice < 0.74:
        number = _qualified(rng, lexicon, "or", (str(start), str(end))) or f"{start}/{end}"
    elif dice < 0.82:
        number = _qualified(rng, lexicon, "between", (str(start), str(end))) or f"{start} - {end}"
    else:
        joint = rng.choice(("–", "-", " – ", " - "))
        number = f"{start}{joint}{shortened(start, end, rng)}"
    unspaced = language in ("ja", "zh") or (language in ("ko", "th") and rng.random() < 0.6)
    return f"{number}{'' if unspaced else ' '}{noun}"


def _qualified(rng: Random, lexicon: Lexicon, slot: str, numbers: tuple[str, ...]) -> str | None:
    """The numbers in an archival template that ends with one, so that a noun can follow."""
    fitting = [
        text for text in lexicon.templates(slot, "month") if text.endswith("{}") and not fields(text) - {""}
    ]
    return rng.choice(fitting).format(*numbers) if fitting else None


def _span(rng: Random, language: str) -> str:
    """A label and a span of numbers, whole or shortened."""
    own = [texts(language, key) for key in ("labels.numbered", "labels.pages") if texts(language, key)]
    label = rng.choice(rng.choice(own or [texts("en", "labels.numbered")]))
    start = rng.randint(1500, 2030) if rng.random() < 0.8 else rng.randint(100, 999)
    end = start + rng.choice((1, 2, 3, 5, 10, 20, 40))
    joint = rng.choice(("–", "-", "-", " – ", " - ", "/"))
    short = str(end)[-2:] if start >= 100 and end // 100 == start // 100 and rng.random() < 0.6 else str(end)
    form = rng.choice(("{} {}", "{} {}", "{} {}", "{}: {}", "{} {}."))
    return form.format(label, f"{start}{joint}{short}").replace("::", ":")


def verse(rng: Random, language: str) -> str:
    """Chapter and verse: `Mk 4,12`, `Genesis 1:1-3`, `Jean 3, 16`."""
    sign = rng.choice((":", ":", ",", ", ", ".", " "))
    to = f"-{rng.randint(13, 31)}" if rng.random() < 0.3 else ""
    return f"{_word(rng, 'labels.verses', language)} {rng.randint(1, 31)}{sign}{rng.randint(1, 12)}{to}"


def street(rng: Random, language: str) -> str:
    """A street named after a day or numbered like a year: `Via XX Settembre 12`, `1914 Main Street`."""
    if rng.random() < 0.35:
        name = rng.choice(pools.words("en")).title()
        kind = rng.choice(("Street", "St", "Ave", "Road", "Avenue", "Blvd", "Lane", "Drive"))
        return f"{year_like(rng)} {name} {kind}"
    language, forms = any_texts(rng, language, "labels.streets")
    form = rng.choice(forms)
    month = rng.choice(next(iter(load(language).months.values())))
    if language in ("it", "ro") and rng.random() < 0.3:
        written = f"{rng.choice(('I', 'IV', 'XX', 'XI', 'XXV', 'XII'))} {month.title()}"
    else:
        small = {"es": " de ", "pt": " de ", "de": ". ", "cs": ". ", "sk": ". ", "hr": ". ", "sr": ". "}
        name = month.title() if rng.random() < 0.5 else month
        written = f"{rng.randint(1, 31)}{small.get(language, ' ')}{name}"
    return form.format(d=written, h=rng.randint(1, 99))


def lane(rng: Random, language: str) -> str:
    """A street that is counted among others of its name: `Вишневий 3-й`, `2-й Садовый пер.`"""
    _, forms = any_texts(rng, language, "labels.lanes", share=0.7)
    return chosen(rng.choice(forms), rng).replace("{n}", str(rng.randint(1, 12)))


def namesake(rng: Random, language: str) -> str:
    """People who are called like a month: `April Smith`, `Jan Novák`, `Avril Dupont (12)`."""
    known, given = any_texts(rng, language, "months.given_names", share=0.7)
    name = f"{rng.choice(given)} {rng.choice(pools.people(known)).split()[-1]}"
    roll = rng.random()
    if roll < 0.8:
        return name
    if roll < 0.9:
        return f"{name} ({rng.randint(1, 99)})"
    return f"{name}, {_word(rng, 'labels.numbered', known)} {small_number(rng)}"


_ROUND = (*range(100, 1000, 50), 1000, 1000, 1100, 1200, 1250, *range(2200, 10_000, 100), 3000, 5000)


def round_number(rng: Random, language: str) -> str:
    """A word and a round number, more often a sum or model than a year: `costa 1000`, `Marsden 850 S`."""
    word = rng.choice(pools.words(language))
    number = rng.choice(_ROUND)
    roll = rng.random()
    if roll < 0.55:
        return f"{word} {number}"
    if roll < 0.8:
        return f"{number} {word}"
    name = rng.choice((rng.choice(pools.people(language)).split()[-1], word.title()))
    joint, ending = rng.choice((" ", " ", " ", "-")), rng.choice(("", "", "", " S", " GT", "i"))
    return f"{name}{joint}{number}{ending}"


def phrase(rng: Random, language: str) -> str:
    """Words that sound like months, about other things: `may 3 people enter?`, `Mars bar`."""
    return _word(rng, "months.phrases", language).format(n=rng.randint(2, 31))


def ranked(rng: Random, language: str) -> str:
    """A ruler, chapter or volume with a Roman numeral: `Louis XIV`, `vol. CIX`."""
    if not texts(language, "old_style.rulers"):
        language = rng.choice(languages("old_style.rulers"))
    if rng.random() < 0.4:
        return f"{pick(rng, language, 'old_style.rulers')} {roman(rng.randint(2, 24))}"
    number = roman(rng.randint(2, 190))
    number = number if rng.random() < 0.7 else number.lower()
    tail = rng.choice(("", "", "", f", {rng.randint(1, 40)}", f", p. {rng.randint(1, 400)}"))
    return f"{pick(rng, language, 'old_style.numbered')} {number}{tail}"


def initials(rng: Random, language: str) -> str:
    """Abbreviations that also name an era or style: `OS 10.4`, `AM 12`, `3/4 lb`."""
    n, m = rng.randint(2, 64), rng.randint(2, 16)
    form = pick(rng, "en", "labels.initials")
    return form.format(n=n, m=m, k=rng.randint(100, 999), y=rng.randint(2, 9))
