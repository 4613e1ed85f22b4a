"""What looks like a date until the word beside it is read: versions, pages, scores, streets, names of people.

Numbers alone may be dates (`1.1.30` is one in German); here a label, a unit, a count of numbers or their size
says that they are none.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from data_gen.carriers import pools
from data_gen.language import NO_LANGUAGE, any_texts, languages, pick, texts
from data_gen.locales import load
from data_gen.negatives import calendar_weeks, counts


def _word(rng: Random, key: str, language: str) -> str:
    """A word of a key in the language, now and then in English; in any where it has none."""
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


def _small(rng: Random) -> int:
    """A number that could be a day, a month or a year of two digits."""
    return rng.choice((rng.randint(0, 9), rng.randint(1, 12), rng.randint(1, 31), rng.randint(0, 99)))


def _year_like(rng: Random) -> int:
    return rng.randint(1000, 2050) if rng.random() < 0.4 else rng.randint(1850, 2030)


def _dotted(rng: Random, parts: int) -> str:
    return ".".join(str(_small(rng)) for _ in range(parts))


def version(rng: Random, language: str) -> str:
    """`Version: 1.1.30`, `версия 2.10.12`, `PHP 5.6.30`, `jquery-3.5.1.min.js`."""
    number = _dotted(rng, rng.choice((2, 3, 3, 3, 3, 4)))
    number += rng.choice(("", "", "", "", "", "-beta", "rc1", "-alpha", "b2", "-RELEASE", "-1ubuntu2"))
    roll = rng.random()
    if roll < 0.55:
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
    number = _dotted(rng, rng.choice((1, 2, 2, 3, 3, 3, 4)))
    number += rng.choice(("", "", "", "", "(a)", "b", "."))
    return _joined(_word(rng, "labels.section", language), number, rng)


def page(rng: Random, language: str) -> str:
    """A page, or a span of pages or lots whose second number may be cut short: `pp. 1914-15`."""
    first = rng.choice((rng.randint(1, 31), rng.randint(1, 999), _year_like(rng)))
    last = first + rng.randint(1, 25)
    second = str(last)[-2:] if first >= 100 and rng.random() < 0.5 else str(last)
    number = rng.choice(
        (str(first), f"{first}-{second}", f"{first}–{second}", f"{first}/{second}", f"{first}, {last}")
    )
    return _joined(_word(rng, "labels.pages", language), number, rng)


def numbered(rng: Random, language: str) -> str:
    """`Zimmer 1914`, `invoice 2014/0512`, `No. 5/12`, `INV-2014-0512`."""
    year, serial = _year_like(rng), rng.choice((rng.randint(32, 99), rng.randint(100, 9999)))
    if rng.random() < 0.25:  # only the word for `number` makes two small ones no day of a month
        words = (texts(language, "labels.numbered") or texts("en", "labels.numbered"))[:2]
        return _joined(rng.choice(words), f"{_small(rng)}{rng.choice('/-.')}{_small(rng)}", rng)
    number = rng.choice(
        (
            *(str(_small(rng)), str(year), f"#{year}", f"{rng.randint(13, 999)}/{year}", str(serial)),
            *(f"{year}/{serial:04d}", f"{year}-{serial:04d}", f"{year}-{serial}"),
        )
    )
    return _joined(_word(rng, "labels.numbered", language), number, rng)


def catalogue(rng: Random, language: str) -> str:
    """A standard, shelf mark, flight or work: `EN 1090-2`, `LH 1914`, `CVE-2014-0160`, `op. 27 no. 2`."""
    prefix = pick(rng, NO_LANGUAGE, "codes.prefixes")
    number = rng.choice((_year_like(rng), rng.randint(1, 999), rng.randint(1000, 9999)))
    joint = "-" if len(prefix) > 1 and rng.random() < 0.4 else " "
    roll = rng.random()
    if roll < 0.5:
        return f"{prefix}{joint}{number}" + rng.choice(("", "", f"-{rng.randint(1, 12)}", "A", "/2"))
    if roll < 0.8:
        return f"{prefix}{joint}{_year_like(rng)}-{rng.randint(1, 9999):04d}"
    work, opus = rng.choice(("op.", "Op.", "opus", "vol.", "Vol.", "book")), rng.randint(1, 130)
    joint = rng.choice((" no. ", ", no. ", " No. ", ", Nr. ", " nr "))
    return f"{work} {opus}{joint}{rng.randint(1, 24)}"


def backwards(rng: Random, language: str) -> str:
    """Two numbers of four digits of which the second is no later year: `2012-1400`, and no month and day."""
    first = rng.randint(1300, 2050)
    second = rng.randint(1000, first - 60) if rng.random() < 0.7 else rng.randint(2300, 9999)
    return f"{first}-{second}"


def counted(rng: Random, language: str) -> str:
    """`1960 copies`, `10-12 Jahre alt`, `3/4 cup`, `12–14 %`."""
    small, more = rng.randint(1, 30), rng.randint(1, 12)
    number = rng.choice(
        (
            *(
                str(_year_like(rng)),
                str(_year_like(rng)),
                f"{small}-{small + more}",
                f"{small}–{small + more}",
            ),
            *(f"{rng.randint(1, 4)}/{rng.randint(2, 8)}", f"{small}.{more}", f"{small},{more}", str(small)),
        )
    )
    if rng.random() < 0.2:
        sign = rng.choice(("%", "€", "$", "£", "°C", "kg", "cm", "mm", "km", "ml", "₽", "¥", "kr", "zł"))
        return f"{number}{rng.choice(('', ' '))}{sign}"
    return f"{number} {_word(rng, 'labels.counted', language)}"


def dimensions(rng: Random, language: str) -> str:
    """`10x20x30`, `5×7`, `10 x 12 x 14 cm`; two numbers around a spaced x may be a day and a year."""
    sides = [str(_small(rng) + 1) for _ in range(rng.choice((2, 3, 3)))]
    unit = rng.choice(("cm", "mm", "m", "in", "ft", '"', "px", "см", "мм"))
    if rng.random() < 0.4:
        return rng.choice((" x ", " × ", "x")).join(sides) + " " + unit
    return (
        rng.choice(("x", "×", "*")).join(sides)
        if len(sides) == 2
        else rng.choice((" x ", "x", "×")).join(sides)
    )


def score(rng: Random, language: str) -> str:
    """The sets of a match, or a result: `6-4 6-3 7-5`, `won 3-1`, `rated 4/5`, `RR 120/80`."""
    if rng.random() < 0.4:
        sets = [
            f"{rng.choice((6, 6, 7))}{sign}{rng.randint(0, 7)}" for sign in "-" * rng.choice((3, 3, 4, 5))
        ]
        return rng.choice((" ", ", ")).join(sets)
    key, signs = rng.choice((("codes.results", "-–:"), ("codes.measures", "-–:/.")))
    return f"{pick(rng, NO_LANGUAGE, key)} {rng.randint(0, 31)}{rng.choice(signs)}{rng.randint(0, 31)}"


def numbers(rng: Random, language: str) -> str:
    """Numbers in a row, drawn or dialled: `3 12 19 24 31 42`, `06 12 34 56 78`, `078-05-1120`."""
    roll = rng.random()
    if roll < 0.5:
        joint = rng.choice((" ", ", ", " - ", ",", "; "))
        drawn = joint.join(map(str, sorted(rng.sample(range(1, 50), rng.choice((5, 6, 6, 7))))))
        return rng.choice(("", "", "Lotto ", "loto ", "6/49: ", "numbers: ")) + drawn
    if roll < 0.62:  # of social security, of a book
        serial = f"{rng.randint(1, 899):03d}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}"
        book = f"978-{rng.randint(0, 9)}-{rng.randint(10, 99)}-{serial[:3]}410-{serial[-1]}"
        return rng.choice((serial, f"SSN {serial}", f"SSN: {serial}", book, book))
    if roll < 0.84:
        pairs = [f"{rng.randrange(100):02d}" for _ in range(4)]
        return rng.choice((" ", ".", " ", "-")).join([f"0{rng.randint(1, 9)}", *pairs])
    return f"{rng.choice((10, 192, 172, 127, rng.randint(1, 31)))}.{_dotted(rng, 3)}"


def verse(rng: Random, language: str) -> str:
    """Chapter and verse: `Mk 4,12`, `Genesis 1:1-3`, `Jean 3, 16`."""
    sign = rng.choice((":", ":", ",", ", ", ".", " "))
    to = f"-{rng.randint(13, 31)}" if rng.random() < 0.3 else ""
    return f"{_word(rng, 'labels.verses', language)} {rng.randint(1, 31)}{sign}{rng.randint(1, 12)}{to}"


def street(rng: Random, language: str) -> str:
    """A street named for a day, a house numbered like a year: `Via XX Settembre 12`, `1914 Main Street`."""
    if rng.random() < 0.35:
        name = rng.choice(pools.words("en")).title()
        kind = rng.choice(("Street", "St", "Ave", "Road", "Avenue", "Blvd", "Lane", "Drive"))
        return f"{_year_like(rng)} {name} {kind}"
    language, forms = any_texts(rng, language, "labels.streets")
    data = load(language)
    form = rng.choice(forms)
    months = data.months.get("MMMM") or next(iter(data.months.values()))
    month, day = rng.choice(months), rng.randint(1, 31)
    if language in ("it", "ro") and rng.random() < 0.3:
        written = f"{rng.choice(('I', 'IV', 'XX', 'XI', 'XXV', 'XII'))} {month.title()}"
    else:
        small = {"es": " de ", "pt": " de ", "de": ". ", "cs": ". ", "sk": ". ", "hr": ". ", "sr": ". "}
        written = f"{day}{small.get(language, ' ')}{month.title() if rng.random() < 0.5 else month}"
    return form.format(d=written, h=rng.randint(1, 99))


def person(rng: Random, language: str) -> str:
    """People who are called like a month: `April Smith`, `Jan Novák`, `Avril Dupont (12)`."""
    known, given = any_texts(rng, language, "months.given_names", share=0.7)
    family = rng.choice(pools.people(known)).split()[-1]
    name = f"{rng.choice(given)} {family}"
    roll = rng.random()
    if roll < 0.8:
        return name
    return rng.choice(
        (f"{name} ({rng.randint(1, 99)})", f"{name}, {_word(rng, 'labels.numbered', known)} {_small(rng)}")
    )


_ROUND = (*range(100, 1000, 50), 1000, 1000, 1100, 1200, 1250, *range(2200, 10_000, 100), 3000, 5000)


def round_number(rng: Random, language: str) -> str:
    """A word and a round number, sums and models more often than years: `costa 1000`, `Marsden 850 S`."""
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
    """Words that sound like months in what is said of other things: `may 3 people enter?`, `Mars bar`."""
    return _word(rng, "months.phrases", language).format(n=rng.randint(2, 31))


def phone(rng: Random, language: str) -> str:
    """A telephone number with its label."""
    return rng.choice(("Tel. ", "tel: ", "Tel.: ", "Phone: ", "Fax ", "☎ ")) + rng.choice(
        pools.phone_numbers(language)
    )


def labelled(rng: Random, language: str) -> str:
    """A number that its label keeps apart from a date beside it: `n° 78-17`, `vol. 3`, `Tel. 555-1234`."""
    maker = rng.choices((numbered, page, section, version, phone), (40, 15, 15, 10, 20))[0]
    return maker(rng, language)


def debris(rng: Random, language: str) -> str:
    """Scraps of a page: hashes, ratings, shares, mark-up and a word: `9c21f70> *4.5* / 5 good`."""
    hashed = "".join(rng.choices("0123456789abcdef", k=rng.randint(5, 12))) + rng.choice("abcdef")
    rating = f"{rng.randint(0, 9)}.{rng.randint(0, 9)}"
    scraps = [
        hashed + rng.choice(("", ">", ":", "…", ")", "]")),
        rng.choice((f"*{rating}*", f"({rating})", f"{rating}★", f"[{rng.randint(32, 9999)}]")),
        rng.choice((f"/ {rng.choice((5, 10))}", f"{rng.randint(32, 100)}%", f"+{rng.randint(32, 999)}")),
        rng.choice(("|", "::", "=>", "<br>", "</b>", "&nbsp;", "»", "#", "--")),
        rng.choice(pools.words(language)).title(),
    ]
    kept = [scrap for scrap in scraps if rng.random() < 0.65] or scraps
    if rng.random() < 0.4:
        rng.shuffle(kept)
    return " ".join(kept)


_MAKERS: tuple[tuple[float, Callable[[Random, str], str]], ...] = (
    *((20, version), (12, section), (10, page), (14, numbered), (9, catalogue), (3, backwards)),
    *(
        (14, counted),
        (5, dimensions),
        (7, score),
        (7, numbers),
        (4, verse),
        (7, street),
        (6, person),
        (43, round_number),
        (16, phrase),
        (6, debris),
        (9, calendar_weeks.draw),
        (34, counts.draw),
    ),
)
_WEIGHTS = tuple(weight for weight, _ in _MAKERS)


def near_miss(rng: Random, language: str) -> str:
    """A text with numbers or a month-like word of which a person sees at once that it is no date."""
    maker = rng.choices(_MAKERS, _WEIGHTS)[0][1]
    return maker(rng, language)
