"""Makes other_names.json: names of months and weekdays and date patterns that Babel lacks.

apt-get install locales && npm install moment date-fns dayjs && npm pack cldr-dates-full
node data_gen/tables/dump_javascript.js > javascript.json && pip install dateparser
python -m data_gen.tables.build_other_names javascript.json package/main data_gen/tables/other_names.json
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

from data_gen.dates.patterns import tokens
from data_gen.locales import inventory, load
from data_gen.tables.library_patterns import from_date_fns, from_moment, from_strftime

_GLIBC = Path("/usr/share/i18n/locales")
_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Codes that mean another language in CLDR.
_CODES = {
    "no": "nb",
    "tl": "fil",
    "iw": "he",
    "gom": "kok",
    "me": "sr",
    "tw": "ak",
    "ku": "ckb",
    "kmr": "ku",
    "sh": "sr",
    "quz": "qu",
    "cmn": "zh",
}
# Formats without a language, and languages for which glibc has dates in another one: Berber in Turkish and
# Azeri, Bhili in English, Hakka, Min Nan and Classical Chinese in Chinese.
_SKIPPED = ("x", "c", "posix", "i18n", "ber", "bhb", "hak", "nan", "lzh")
# Maithili in glibc and Gujarati in Faker have months of the Hindu calendar.
_HINDU_CALENDAR = ("mai_IN", "gu_IN")

Lists = dict[str, list[list[str]]]


class Names:
    """Lists of twelve months and of seven weekdays and patterns, by language."""

    def __init__(self) -> None:
        self.months: Lists = defaultdict(list)
        self.weekdays: Lists = defaultdict(list)
        self.patterns: Lists = defaultdict(list)


def language_of(code: str) -> str | None:
    """The CLDR language of a library's locale code, or None."""
    if code.lower().startswith("ku-kmr") or code.startswith("ku_"):  # glibc's ku_TR is Kurmanji
        return "ku"
    language = re.split(r"[-_@.]", code)[0].lower()
    language = _CODES.get(language, language)
    return None if language in _SKIPPED else language


def read_javascript(path: Path, names: Names) -> None:
    """Read moment, date-fns and dayjs from the output of `dump_javascript.js`."""
    for code, entry in json.loads(path.read_text(encoding="utf-8")).items():
        language = language_of(code)
        if language is None:
            continue
        names.months[language] += entry["months"]
        names.weekdays[language] += [days[1:] + days[:1] for days in entry["weekdays"]]
        for dialect, form, ordinals in entry["formats"]:
            pattern = (from_date_fns if dialect == "date-fns" else from_moment)(form, ordinals)
            names.patterns[language].append([pattern] if pattern else [])


def read_cldr(path: Path, names: Names) -> None:
    """Read the CLDR release of cldr-dates-full, newer or older than Babel's."""
    for folder in path.iterdir():
        language = language_of(folder.name)
        file = folder / "ca-gregorian.json"
        if language is None or not file.exists():
            continue
        data = json.loads(file.read_text(encoding="utf-8"))["main"][folder.name]["dates"]["calendars"][
            "gregorian"
        ]
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                months, days = data["months"][context][width], data["days"][context][width]
                names.months[language].append([months[str(month)] for month in range(1, 13)])
                names.weekdays[language].append([days[day[:3]] for day in _DAYS])
        written = (*data["dateFormats"].values(), *data["dateTimeFormats"]["availableFormats"].values())
        names.patterns[folder.name.split("-")[0]].append([form for form in written if _is_whole_date(form)])


def _is_whole_date(form: object) -> bool:
    """Whether a format of CLDR's JSON has a day, a month, a year, maybe a weekday and nothing else."""
    if not isinstance(form, str):  # with numbers of another kind than the locale's
        return False
    fields = {token.field[0] for token in tokens(form) if token.field}
    return fields - set("Ec") in ({"y", "M", "d"}, {"y", "L", "d"})


def read_glibc(names: Names) -> None:
    """Read the LC_TIME sections of glibc's locale sources."""
    for path in _GLIBC.iterdir():
        language = language_of(path.name)
        text = path.read_text(encoding="utf-8", errors="replace")
        if language is None or "\nLC_TIME" not in text:
            continue
        section = text.split("\nLC_TIME", 1)[1].split("END LC_TIME", 1)[0].replace("/\n", " ")
        fields = dict(re.findall(r"^(\w+)\s+(.*)$", section, re.MULTILINE))
        values = {
            name: [_decoded(item) for item in re.findall(r'"([^"]*)"', value)]
            for name, value in fields.items()
        }
        for field in (
            ("mon", "abmon", "alt_mon", "ab_alt_mon") if path.name not in _HINDU_CALENDAR[:1] else ()
        ):
            names.months[language].append(values.get(field, []))
        from_monday = "19971201" in fields.get("week", "")
        for field in ("day", "abday"):
            days = values.get(field, [])
            names.weekdays[language].append(days if from_monday else days[1:] + days[:1])
        pattern = from_strftime(values["d_fmt"][0]) if values.get("d_fmt") else None
        names.patterns[language].append([pattern] if pattern else [])


def _decoded(text: str) -> str:
    return (
        re.sub(r"<U([0-9A-Fa-f]{4,8})>", lambda match: chr(int(match[1], 16)), text)
        .replace("//", "/")
        .strip()
    )


def read_dateparser(names: Names) -> None:
    """Read the variants that dateparser understands, each as a list."""
    package = importlib.import_module("dateparser.data.date_translation_data")
    for module in pkgutil.iter_modules(package.__path__):
        language = language_of(module.name)
        if language is None:
            continue
        info = importlib.import_module(f"{package.__name__}.{module.name}").info
        for table, keys in ((names.months, _MONTHS), (names.weekdays, _DAYS)):
            variants = [
                [word for word in info.get(key, []) if re.fullmatch(r"[\w\s.'’\-]+", word)] for key in keys
            ]
            if all(variants):
                longest = max(map(len, variants))
                table[language] += [
                    [words[index % len(words)] for words in variants] for index in range(longest)
                ]


def read_faker(names: Names) -> None:
    """Read the names of Faker's date_time providers."""
    package = importlib.import_module("faker.providers.date_time")
    for entry in pkgutil.iter_modules(package.__path__):
        language = language_of(entry.name)
        module: ModuleType = importlib.import_module(f"{package.__name__}.{entry.name}")
        months, days = getattr(module.Provider, "MONTH_NAMES", {}), getattr(module.Provider, "DAY_NAMES", {})
        if language and len(months) == 12 and len(days) == 7:
            if entry.name not in _HINDU_CALENDAR:
                names.months[language].append([str(months[key]) for key in sorted(months)])
            names.weekdays[language].append([str(days[str(day % 7)]) for day in range(1, 8)])


def _known(language: str, kind: str) -> list[set[str]]:
    """For each month or weekday its folded names in all of Babel's locales of the language."""
    known: list[set[str]] = [set() for _ in range(12 if kind == "months" else 7)]
    for identifier in inventory()[language]:
        for form in getattr(load(identifier), kind).values():
            for place, name in enumerate(form):
                known[place].add(fold(name))
    return known


def fold(name: str) -> str:
    """A name for comparison: without case, dots and marks at its ends."""
    return name.casefold().replace(".", "").replace("’", "'").strip(" ,-'՝")


def new_names(language: str, kind: str, lists: list[list[str]]) -> list[list[str]]:
    """For each month or weekday the names that Babel lacks and no other month or weekday has."""
    known = _known(language, kind)
    english = [] if language == "en" else [names | {min(names, key=len)[:2]} for names in _known("en", kind)]
    claimed: list[dict[str, str]] = [{} for _ in known]
    for names in lists:
        if len(names) != len(known) or len({fold(name) for name in names}) < len(known):
            continue
        if english and sum(fold(name) in english[place] for place, name in enumerate(names)) > len(known) - 3:
            continue
        for place, name in enumerate(names):
            roman = kind == "months" and re.fullmatch("[IVX]+", name.upper())
            if is_name(name, place + 1) and not roman:
                claimed[place].setdefault(fold(name), name.strip(" ,՝"))
    found = []
    for place, names_by_fold in enumerate(claimed):
        others: set[str] = set()
        for other in range(len(known)):
            if other != place:
                others |= known[other] | set(claimed[other])
        cut = {
            name[:length]
            for other in known[:place] + known[place + 1 :]
            for name in other
            for length in range(3, 9)
        }
        own = {name[:length] for name in known[place] for length in range(3, 9)}
        taken = known[place] | others | (cut - own)
        found.append(sorted(name for key, name in names_by_fold.items() if key not in taken))
    return found


def is_name(name: str, number: int) -> bool:
    """Whether it is a name: more than one letter, and no number but its own."""
    letters = sum(map(str.isalpha, name))
    digits = re.sub(r"\D", "", name)
    east_asian = re.search(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", name) is not None
    long_enough = letters > 1 or (east_asian and digits != "")
    return long_enough and "\ufffd" not in name and digits.lstrip("0") in ("", str(number))


def new_patterns(language: str, lists: list[list[str]]) -> list[str]:
    """The patterns that no locale of the language has in Babel."""
    known: set[str] = set()
    for identifier in inventory()[language]:
        data = load(identifier)
        known.update(map(_unquoted, (*data.standard, *data.skeletons.values())))
    found = {_unquoted(pattern): pattern for patterns in lists for pattern in patterns}
    return sorted(pattern for plain, pattern in found.items() if plain not in known)


def _unquoted(pattern: str) -> str:
    """The pattern without quotes, for comparison."""
    return "".join(
        f"{{{token.field}}}" if token.field else token.literal
        for token in tokens(pattern.replace("yyyy", "y"))
    )


def main(javascript: Path, cldr: Path, target: Path) -> None:
    """Write the table."""
    names = Names()
    read_javascript(javascript, names)
    read_cldr(cldr, names)
    read_glibc(names)
    read_dateparser(names)
    read_faker(names)
    lines = []
    for language in sorted(inventory()):
        entry: dict[str, list[list[str]] | list[str]] = {
            "months": new_names(language, "months", names.months[language]),
            "weekdays": new_names(language, "weekdays", names.weekdays[language]),
            "patterns": new_patterns(language, names.patterns[language]),
        }
        entry = {kind: value for kind, value in entry.items() if any(value)}
        if entry:
            lines.append(f"{json.dumps(language)}: {json.dumps(entry, ensure_ascii=False)}")
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
