"""Times of day and time zones, as software and people write them in each language."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import Any

from data_gen import cldr
from data_gen.locales import inventory

ZONES = tuple(
    "UTC GMT Z EST EDT CST CDT MST MDT PST PDT CET CEST MEZ MESZ EET EEST WET BST IST JST KST MSK AEST"
    " NZST SAST HKT PKT UTC+0000 UTC-05 UTC+2 GMT+1 GMT-3 (UTC) (CET) (GMT+2) UTC+05:30 GMT+0200".split()
)

REGIONS = (
    "Europe/Paris Europe/Berlin Europe/London America/New_York America/Los_Angeles America/Sao_Paulo"
    " Asia/Tokyo Asia/Kolkata Asia/Shanghai Australia/Sydney Africa/Cairo Etc/UTC US/Pacific"
).split()


def zone(rng: Random) -> str:
    """A zone by name or region, by its distance from UTC, or by both."""
    roll = rng.random()
    if roll < 0.42:
        return rng.choice(ZONES)
    if roll < 0.5:
        region = rng.choice(REGIONS)
        return region if rng.random() < 0.5 else f"[{region}]"
    hours, minutes = rng.choice((0, 0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12)), rng.choice((0, 0, 0, 0, 30, 45))
    offset = f"{rng.choice('+-')}{hours:02d}{rng.choice(('', ':'))}{minutes:02d}"
    if roll < 0.85:
        return offset
    name = rng.choice(ZONES[3:27])
    return rng.choice(
        (f"{offset} {name}", f"{offset} {name}", f"{offset} ({name})", f"{offset}[{rng.choice(REGIONS)}]")
    )


def fraction(rng: Random) -> str:
    """A fraction of a second, of one digit to nine, often with one digit again and again."""
    digits = rng.choice((1, 2, 3, 3, 3, 4, 5, 6, 6, 7, 8, 9))
    figures = rng.choice("09") * digits if rng.random() < 0.2 else f"{rng.randrange(10**digits):0{digits}d}"
    return rng.choice("...,") + figures


def digital(rng: Random) -> str:
    """A time of day in figures, 24 hours, now and then to a fraction of a second."""
    hour, minute, second = rng.randrange(24), rng.randrange(60), rng.randrange(60)
    roll = rng.random()
    if roll < 0.5:
        return f"{hour:02d}:{minute:02d}" if rng.random() < 0.8 else f"{hour}:{minute:02d}"
    if roll < 0.85:
        return f"{hour:02d}:{minute:02d}:{second:02d}" if rng.random() < 0.8 else f"{hour}:{minute}:{second}"
    return f"{hour:02d}:{minute:02d}:{second:02d}{fraction(rng)}"


_HALVES = (("am", "pm"), ("AM", "PM"), ("a.m.", "p.m."), ("A.M.", "P.M."), ("a", "p"), ("Am", "Pm"))


def twelve_hour(rng: Random) -> str:
    """A time of day with am or pm."""
    half = rng.choice(rng.choice(_HALVES[:4] if rng.random() < 0.95 else _HALVES))
    hour = rng.randint(1, 12)
    gap = rng.choice(("", " ", " "))
    if rng.random() < 0.3:
        return f"{hour}{gap}{half}"
    seconds = f":{rng.randrange(60):02d}" if rng.random() < 0.15 else ""
    return f"{hour}:{rng.randrange(60):02d}{seconds}{gap}{half}"


_HOUR_WORDS = {
    "de": ("{h} Uhr", "{h}:{m:02d} Uhr", "{h}.{m:02d} Uhr", "{h}:{m:02d}h", "{h}:{m:02d}Uhr", "{h} Uhr {m}"),
    "fr": ("{h}h{m:02d}", "{h}h", "{h} h {m:02d}", "{h} heures", "{h}:{m:02d}"),
    "es": ("{h}:{m:02d} h", "{h}h", "{h}:{m:02d} hs", "{h}.{m:02d} h", "{h} horas"),
    "pt": ("{h}h{m:02d}", "{h}h", "{h} horas", "{h}:{m:02d}"),
    "it": ("ore {h}:{m:02d}", "ore {h}", "h {h}:{m:02d}", "ore {h}.{m:02d}"),
    "nl": ("{h}:{m:02d} uur", "{h} uur", "{h}u{m:02d}", "{h}.{m:02d} uur"),
    "sv": ("kl. {h}:{m:02d}", "kl {h}.{m:02d}", "klockan {h}"),
    "da": ("kl. {h}.{m:02d}", "kl. {h}", "klokken {h}"),
    "nb": ("kl. {h}:{m:02d}", "kl {h}.{m:02d}", "klokka {h}"),
    "nn": ("kl. {h}:{m:02d}", "kl {h}.{m:02d}", "klokka {h}"),
    "fi": ("klo {h}.{m:02d}", "klo {h}:{m:02d}", "kello {h}"),
    "is": ("kl. {h}:{m:02d}", "klukkan {h}"),
    "et": ("kell {h}:{m:02d}", "kell {h}.{m:02d}"),
    "lv": ("plkst. {h}:{m:02d}", "plkst. {h}.{m:02d}"),
    "lt": ("{h} val.", "{h}:{m:02d} val."),
    "pl": ("godz. {h}:{m:02d}", "godz. {h}", "g. {h}.{m:02d}"),
    "cs": ("{h} hod.", "{h}:{m:02d} hod.", "{h}.{m:02d} hod"),
    "sk": ("{h} hod.", "{h}:{m:02d} hod."),
    "sl": ("ob {h}. uri", "ob {h}:{m:02d}"),
    "hr": ("u {h} sati", "u {h}:{m:02d} h"),
    "ru": ("{h} часов", "{h} ч.", "{h} ч {m:02d} мин", "{h}:{m:02d}"),
    "uk": ("о {h}:{m:02d}", "{h} год", "{h} год {m:02d} хв"),
    "bg": ("{h} часа", "{h}:{m:02d} ч.", "{h},{m:02d} ч."),
    "be": ("{h} гадзін", "{h}.{m:02d} гадз."),
    "hu": ("{h} óra", "{h} óra {m} perc", "{h}:{m:02d}-kor"),
    "ro": ("ora {h}:{m:02d}", "ora {h}", "orele {h}"),
    "el": ("στις {h}:{m:02d}", "ώρα {h}:{m:02d}"),
    "tr": ("saat {h}:{m:02d}", "saat {h}", "saat {h}.{m:02d}"),
    "az": ("saat {h}:{m:02d}",),
    "vi": ("{h} giờ {m} phút", "{h} giờ", "{h}h{m:02d}", "lúc {h} giờ"),
    "id": ("pukul {h}.{m:02d}", "pukul {h}:{m:02d}", "jam {h}"),
    "ms": ("pukul {h}.{m:02d}", "jam {h}"),
    "th": ("{h}:{m:02d} น.", "เวลา {h}.{m:02d} น.", "{h} โมง"),
    "zh": (
        *("下午{t}时{m}分", "上午{t}点", "晚上{t}点", "{h}时{m:02d}分"),
        *("{h}點{m}分", "{h}:{m:02d}", "晚{t}:{m:02d}", "凌晨{t}点"),
    ),
    "ja": ("午後{t}時", "午前{t}時{m}分", "{h}時{m:02d}分", "{h}時", "午後{t}:{m:02d}", "夜{t}時"),
    "ko": ("오후 {t}시 {m}분", "오전 {t}시", "{h}시", "{h}시 {m:02d}분", "저녁 {t}시"),
    "ar": ("الساعة {t}:{m:02d}", "الساعة {t}"),
    "fa": ("ساعت {h}:{m:02d}", "ساعت {h}"),
    "he": ("בשעה {h}:{m:02d}", "שעה {h}"),
    "hi": ("{t} बजे", "{t}:{m:02d} बजे"),
    "bn": ("{t}টা", "{t}:{m:02d} টায়"),
    "ka": ("{h}:{m:02d} საათზე", "{h} საათი"),
    "hy": ("ժամը {h}:{m:02d}", "ժամը {h}"),
    "kk": ("сағат {h}:{m:02d}",),
    "eu": ("{h}:{m:02d}etan", "{t}etan"),
    "ca": ("{h}h", "a les {h}:{m:02d}"),
    "sq": ("ora {h}:{m:02d}",),
    "eo": ("je la {h}:{m:02d}",),
    "sw": ("saa {t}:{m:02d}", "saa {t}"),
    "en": ("{t} o'clock", "{h}h{m:02d}", "{h:02d}:{m:02d} hrs", "noon", "midnight", "half past {t}"),
}  # fmt: skip
"""Language → how its people write a time; h counts to 24, t to 12."""


ABOUT = {
    "en": "about |around |approx. |ca. |c. |~",
    "de": "ca. |gegen |etwa |ungefähr |so gegen |circa ",
    "fr": "vers |environ |env. |aux environs de ",
    "es": "sobre las |hacia las |aprox. |a eso de las ",
    "pt": "por volta das |cerca das |aprox. ",
    "it": "verso le |circa |circa alle |attorno alle ",
    "nl": "rond |ca. |omstreeks |ongeveer ",
    "sv": "ca |cirka |runt |omkring ",
    "da": "ca. |omkring |cirka ",
    "nb": "ca. |rundt |omkring ",
    "fi": "noin |n. ",
    "pl": "ok. |około |koło ",
    "cs": "cca |asi v |kolem ",
    "sk": "cca |asi o |okolo ",
    "hu": "kb. |körülbelül |olyan ",
    "ru": "около |примерно |ок. |~",
    "uk": "близько |приблизно |бл. ",
    "ro": "cca. |în jur de |aprox. ",
    "tr": "yaklaşık |takriben ",
    "el": "περίπου |γύρω στις ",
    "ja": "約|およそ",
    "zh": "约|大约|约莫",
    "ko": "약 |대략 ",
}
"""Language → what stands before a time that is not exact, with the space it needs."""


_EARLY_OR_LATE = {
    "en": "early|late|late at night|first thing",
    "de": "früh|spät|spät|abends|abends|spätabends|frühmorgens|vormittags|nachts",
    "fr": "tôt|tard|de bonne heure|tard le soir",
    "es": "temprano|tarde|por la noche|de madrugada",
    "pt": "cedo|tarde|à noite|de madrugada",
    "it": "presto|tardi|in serata|in tarda serata",
    "nl": "vroeg|laat|'s ochtends|'s avonds",
    "sv": "tidigt|sent|på kvällen",
    "da": "tidligt|sent|om aftenen",
    "nb": "tidlig|sent|om kvelden",
    "fi": "aikaisin|myöhään|illalla",
    "pl": "wcześnie|późno|wieczorem|nad ranem",
    "cs": "brzy|pozdě|večer|dopoledne",
    "hu": "korán|későn|este|délután",
    "ru": "рано|поздно|поздно вечером|рано утром",
    "uk": "рано|пізно|ввечері|вранці",
    "ro": "devreme|târziu|seara",
    "tr": "erken|geç|geç saatte|akşam",
    "el": "νωρίς|αργά|το βράδυ",
    "ja": "早朝|深夜|夜遅く",
    "zh": "清晨|深夜|一早|傍晚",
    "ko": "일찍|늦게|늦은 밤",
}
"""Language → what people say of the time of a day, beside CLDR's day periods."""


def in_words(rng: Random, language: str) -> str | None:
    """A time of day as people write it with the words of their language; None where none are known."""
    forms = _HOUR_WORDS.get(language)
    hour, minute = rng.randrange(24), rng.randrange(60)
    return rng.choice(forms).format(h=hour, m=minute, t=hour % 12 or 12) if forms else None


def local(rng: Random, language: str) -> str:
    """A time of day as people write it in a language, or as CLDR does."""
    worded = in_words(rng, language) if rng.random() < 0.6 else None
    if worded is not None:
        return worded
    hour, minute = rng.randrange(24), rng.randrange(60)
    patterns = _patterns(language)
    return _render(rng.choice(patterns), hour, minute, language, rng) if patterns else digital(rng)


_FIELD = re.compile(r"'((?:[^']|'')*)'|(([A-Za-z])\3*)|([^A-Za-z']+)")


@cache
def _patterns(language: str) -> tuple[str, ...]:
    """CLDR's time patterns of a language: those with minutes, or with a word for the part of the day."""
    locale = cldr.locale(language if language in inventory() else "en")
    found = [str(locale.time_formats[width].pattern) for width in ("full", "long", "medium", "short")]
    for skeleton, pattern in locale.datetime_skeletons.items():
        if (
            set(skeleton) <= set("hHmsB")
            and (set("aB") & set(str(pattern)) or "m" in skeleton)
            and skeleton != "ms"
        ):
            found.append(str(pattern))
    return tuple(dict.fromkeys(found))


@cache
def day_periods(language: str) -> dict[str, tuple[str, ...]]:
    """The parts of the day CLDR has for a language: `am`, `pm`, `morning1` … → its names."""
    locale = cldr.locale(language if language in inventory() else "en")
    found: dict[str, list[str]] = {}
    tables: Any = locale._data["day_periods"]
    for context in ("format", "stand-alone"):
        for width in ("abbreviated", "wide"):
            for part, name in dict(tables.get(context, {}).get(width, {})).items():
                if str(name) not in found.setdefault(part, []):
                    found[part].append(str(name))
    return {part: tuple(names) for part, names in found.items()}


def _render(pattern: str, hour: int, minute: int, language: str, rng: Random) -> str:
    pieces = []
    for match in _FIELD.finditer(pattern):
        quoted, field, _, literal = match.groups()
        letter = field[0] if field else ""
        if letter in ("H", "k"):
            pieces.append(f"{hour:0{len(field)}d}")
        elif letter in ("h", "K"):
            pieces.append(f"{hour % 12 or 12:0{len(field)}d}")
        elif letter == "m":
            pieces.append(f"{minute:02d}")
        elif letter == "s":
            pieces.append(f"{rng.randrange(60):02d}")
        elif letter in ("a", "b", "B"):
            pieces.append(_part(hour, letter, language, rng))
        elif letter in ("z", "v", "V", "O", "Z"):
            pieces.append(zone(rng))
        else:
            pieces.append(quoted or literal or "")
    return "".join(pieces).strip()


def _part(hour: int, letter: str, language: str, rng: Random) -> str:
    periods = day_periods(language)
    wanted = "am" if hour < 12 else "pm"
    if letter == "B":
        rough = ("night1", "morning1", "afternoon1", "evening1")[hour // 6]
        wanted = rough if rough in periods else wanted
    return rng.choice(periods.get(wanted) or ("AM" if hour < 12 else "PM",))


def part_of_day(rng: Random, language: str) -> str | None:
    """A word for a part of the day, such as `evening`; None where CLDR has none."""
    periods = [names for part, names in day_periods(language).items() if part[-1].isdigit()]
    return rng.choice(rng.choice(periods)) if periods else None


def when_in_the_day(rng: Random, language: str, *, loosely: float) -> str | None:
    """A word for when in the day something was; None where there is none.

    Args:
        rng: source of chance.
        language: of the word.
        loosely: share of what people say, `late` or `frühmorgens`, beside CLDR's parts of the day.
    """
    if rng.random() >= loosely:
        return part_of_day(rng, language)
    return rng.choice(_EARLY_OR_LATE[language].split("|")) if language in _EARLY_OR_LATE else None


def times(rng: Random, language: str) -> str:
    """A time of day in any habit, with or without a zone."""
    roll = rng.random()
    if roll < 0.4:
        text = digital(rng)
    elif roll < 0.6:
        text = twelve_hour(rng)
    else:
        return local(rng, language)
    if rng.random() < 0.2:
        name = zone(rng)
        return f"{text}{name}" if name[0] in "+-Z" and rng.random() < 0.4 else f"{text} {name}"
    return text
