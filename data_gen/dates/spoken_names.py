"""Month and weekday names as people bend and cut them: `w styczniu`, `მარტს`, `Сер`, `тра`.

Neither CLDR nor the libraries list these; the cases are those in which a date stands in a sentence.
"""

from __future__ import annotations

from functools import cache

from data_gen.locales import inventory, load

Names = tuple[str, ...]

# Language → twelve names parted by spaces, any number of times; `-` where there is none.
_TWELVE: dict[str, Names] = {
    "cs": ("lednu únoru březnu dubnu květnu červnu červenci srpnu září říjnu listopadu prosinci",),
    "el": (
        "Γενάρης Φλεβάρης Μάρτης Απρίλης Μάης Ιούνης Ιούλης - Σεπτέμβρης Οκτώβρης Νοέμβρης Δεκέμβρης",
        "Γενάρη Φλεβάρη Μάρτη Απρίλη Μάη Ιούνη Ιούλη - Σεπτέμβρη Οκτώβρη Νοέμβρη Δεκέμβρη",
    ),
    "et": (
        "jaanuaril veebruaril märtsil aprillil mail juunil juulil augustil septembril oktoobril novembril "
        "detsembril",
        "jaanuaris veebruaris märtsis aprillis mais juunis juulis augustis septembris oktoobris novembris "
        "detsembris",
    ),
    "id": ("- Pebruari - - - - - - - - Nopember -",),
    "kk": (
        "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада "
        "желтоқсанда",
    ),
    "ko": ("- - - - - 유월 - - - 시월 - -",),
    "hr": (
        "siječnju veljači ožujku travnju svibnju lipnju srpnju kolovozu rujnu listopadu studenom prosincu",
    ),
    "pl": (
        "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu",
        "styczniem lutym marcem kwietniem majem czerwcem lipcem sierpniem wrześniem październikiem "
        "listopadem grudniem",
    ),
    "ru": (
        "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
        "январём февралём мартом апрелем маем июнем июлем августом сентябрём октябрём ноябрём декабрём",
    ),
    "be": (
        "студзені лютым сакавіку красавіку маі чэрвені ліпені жніўні верасні кастрычніку лістападзе снежні",
    ),
    "bs": ("januaru februaru martu aprilu maju junu julu avgustu septembru oktobru novembru decembru",),
    "sr": ("јануару фебруару марту априлу мају јуну јулу августу септембру октобру новембру децембру",),
    "sk": ("januári februári - apríli máji júni júli auguste septembri októbri novembri decembri",),
    "sl": ("januarju februarju marcu aprilu maju juniju juliju avgustu septembru oktobru novembru decembru",),
    "tr": (
        "Ocak'ta Şubat'ta Mart'ta Nisan'da Mayıs'ta Haziran'da Temmuz'da Ağustos'ta Eylül'de Ekim'de "
        "Kasım'da Aralık'ta",
        "Ocak'ın Şubat'ın Mart'ın Nisan'ın Mayıs'ın Haziran'ın Temmuz'un Ağustos'un Eylül'ün Ekim'in "
        "Kasım'ın Aralık'ın",
    ),
    "uk": ("січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні",),
    "vi": ("Tháng/giêng - - - - - - - - - - Tháng/chạp",),
    "zh": ("元月 - - - - - - - - - - -",),
}

# Language → (ending of the stand-alone name, what stands for it): the cases of regular months.
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "az": (("", "da"), ("", "ın")),
    "el": (("ος", "ο"),),
    "eu": (("a", "aren"), ("a", "ak"), ("a", "an")),
    "fi": (("u", "un"), ("u", "ulla")),
    "hu": (("ber", "berben"), ("ár", "árban"), ("us", "usban"), ("is", "isban"), ("r", "ri"), ("s", "si")),
    "hy": (("", "ին"), ("", "ը"), ("", "ում")),
    "ka": (("ი", "ს"), ("ი", "ში"), ("ი", "ის"), ("ი", "იდან"), ("ო", "ოს"), ("ო", "ოში")),
    "ky": (("", "да"), ("ь", "да")),
    "uz": (("", "da"), ("", "ning")),
}

_ALPHABETS = ((0x0041, 0x024F), (0x0370, 0x03FF), (0x0400, 0x052F), (0x0531, 0x058A), (0x10A0, 0x10FF))
"""Scripts whose names are cut to their first letters: Latin, Greek, Cyrillic, Armenian, Georgian."""


@cache
def months(language: str, others: tuple[Names, ...]) -> tuple[Names, ...]:
    """For each month the names people bend and cut from those there are.

    Args:
        language: CLDR language; nothing is known of one without month names.
        others: for each month its names beside CLDR's, or ().
    """
    if language not in inventory():
        return ((),) * 12
    known = _known(language, "months", others)
    bent = _bent(language)
    return tuple(
        tuple(dict.fromkeys((*_unclaimed(bent[place], known, place), *_cuts(known, place))))
        for place in range(12)
    )


@cache
def weekdays(language: str, others: tuple[Names, ...]) -> tuple[Names, ...]:
    """For each weekday from Monday its names cut to the first letters; see `months`."""
    if language not in inventory() or not load(language).weekdays:
        return ((),) * 7
    known = _known(language, "weekdays", others)
    return tuple(_cuts(known, place) for place in range(7))


def _known(language: str, kind: str, others: tuple[Names, ...]) -> tuple[frozenset[str], ...]:
    """For each month or weekday its names in any locale of the language."""
    places = 12 if kind == "months" else 7
    found: list[set[str]] = [set() for _ in range(places)]
    tables = [form for name in inventory()[language] for form in getattr(load(name), kind).values()]
    for place in range(places):
        found[place].update(form[place] for form in tables)
        found[place].update(others[place] if others else ())
    return tuple(map(frozenset, found))


def _bent(language: str) -> tuple[Names, ...]:
    found: list[list[str]] = [[] for _ in range(12)]
    for twelve in _TWELVE.get(language, ()):
        for place, name in enumerate(twelve.split()):
            found[place] += [name.replace("/", " ")] if name != "-" else []
    alone = load(language).months
    for ending, case in _ENDINGS.get(language, ()):
        for place, name in enumerate(alone.get("LLLL", ())):
            if name.endswith(ending):
                found[place].append(name.removesuffix(ending) + case)
    return tuple(tuple(names) for names in found)


def _rest(known: tuple[frozenset[str], ...], place: int) -> frozenset[str]:
    """The names of all others, in small letters."""
    others = known[:place] + known[place + 1 :]
    return frozenset(name.lower().rstrip(".") for names in others for name in names)


def _unclaimed(names: Names, known: tuple[frozenset[str], ...], place: int) -> Names:
    """The names no other month bears."""
    taken = _rest(known, place)
    return tuple(name for name in names if name.lower() not in taken)


def _cuts(known: tuple[frozenset[str], ...], place: int) -> Names:
    """The first three letters of each name, or four, where no other month or weekday begins so.

    A name CLDR has with its dot is one that CLDR lacks without it.
    """
    rest = _rest(known, place)
    own = {name.lower() for name in known[place]}
    cuts: dict[str, str] = {}
    for name in sorted(known[place]):
        for cut in (name[:3], name[:4]):
            if not all(map(_is_alphabetic, cut)) or len(cut) == len(name):
                break
            if not any(other.startswith(cut.lower()) for other in rest):
                if cut.lower() not in own:
                    cuts.setdefault(cut.lower(), cut)
                break
    return tuple(cuts.values())


def _is_alphabetic(character: str) -> bool:
    return character.isalpha() and any(first <= ord(character) <= last for first, last in _ALPHABETS)
