"""The keys of language files, `data_gen/languages/<tag>.toml`, and their types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    """Type of the value of a key."""

    TEXT = "text"
    WORDS = "a list of texts"
    ROWS = "a list of lists of texts"
    PAIRS = "a list of pairs of texts"
    MONTHS = "one entry for each month: a name, or a list of its spellings"
    SERIES = 'a list of series of twelve names, "" for a month without one'
    ENDINGS = "a list of tables with endings, teens and joints"


@dataclass(frozen=True)
class Key:
    """A key of language files.

    Attributes:
        shape: the type of its value.
        about: its meaning, with an example.
        needs: placeholders that each of its texts must contain.
    """

    shape: Shape
    about: str
    needs: tuple[str, ...] = ()


def _words(about: str, *needs: str) -> Key:
    return Key(Shape.WORDS, about, needs)


_ARCHIVAL_WORDS = (
    "about about_day about_month uncertain before before_day before_month after after_day after_month "
    "between between_day between_month from_to from_to_day from_to_month or decade decade_names decade_early "
    "decade_mid decade_late decade_endings decade_endings_2 century century_in century_of centuries "
    "ordinals ordinal_endings ablative dative early mid late turn half quarter third season bc ad made "
    "made_in life marks copyright origins origin_notes ages remarks before_century month_part month_part_of "
    "century_names things shorthand season_when in_part"
).split()
SCRIPTS = ("latin", "greek", "cyrillic", "other")
"""The scripts that encodings are made for."""
_ARCHIVAL_ROWS = "half_ord quarter_ord third_ord seasons seasons_when half_year_alone".split()
CALENDARS = ("persian", "islamic", "hebrew", "ethiopic", "coptic", "indian")
"""The calendars with months of their own."""

_NEIGHBOURS = {
    "money": "amounts of money; see data_gen.neighbours.figures for the letters",
    "money_codes": "codes of currencies",
    "old_money": "amounts in old currencies",
    "shelves": "shelf marks and inventory numbers",
    "flights": "flights, trains, gates and seats",
    "identifiers": "numbers of invoices, books, standards, cases, sections, versions",
    "pages": "pages and leaves",
    "measures": "measures, shares and counts",
    "places": "coordinates, addresses, postal codes, plates",
    "web": "addresses of hosts, lines of logs, fields",
    "ages": "ages",
    "notes": "numbers in brackets",
    "bare": "numbers that cannot be part of a date",
}

KEYS: dict[str, Key] = {
    "habits.connectors": _words("between day and month or month and year: 3 *of* May"),
    "habits.before_year": _words("before the year alone: 3 mai *de l'an* 1871"),
    "habits.between_day_and_month": _words("between day and month alone: the 3rd *day of* October"),
    "habits.before_month": _words("before a month and its year, with the space: *au mois de* mars 1914"),
    "habits.year_alone": _words("around a bare year: *année* 1914", "{}"),
    "habits.which_year": Key(
        Shape.PAIRS,
        "which of all years a day is in: *next* 6th of April; > the first after, < the last before",
    ),
    "habits.elided_before": Key(Shape.TEXT, "letters before which *de* loses its vowel: d'avril"),
    "habits.patterns": _words("patterns with the month by name that no library lists"),
    "habits.patterns_without_year": _words("the same without the year"),
    "ordinals.marks": _words("marks that any day may take, the usual one first", "{day}"),
    "ordinals.first": _words("how the first of a month is written: 1er"),
    "ordinals.last_sounds": _words("the last sounds of ordinals that end in 0 to 9: 3*er*"),
    "ordinals.agreeing": Key(
        Shape.ENDINGS, "endings of numbers that end in 0 to 9, of 11 to 19, and what may precede them"
    ),
    "numbers.patterns": _words("patterns for dates whose numbers are in words"),
    "numbers.patterns_without_year": _words("the same without the year"),
    "numbers.hundred": Key(Shape.TEXT, "the word, where the years from 1100 to 1999 are counted in hundreds"),
    "numbers.and": Key(Shape.TEXT, "the word before the last two digits: nineteen hundred *and* five"),
    "numbers.genitive": Key(Shape.PAIRS, "ending of an ordinal, its genitive"),
    "numbers.days": _words("the days 1 to 20 in words, where num2words does not have them"),
    "numbers.all_days": _words("the days 1 to 31 in words, where they are not made of parts"),
    "numbers.first_day": Key(Shape.TEXT, "the first day of a month in words, where the others are cardinals"),
    "numbers.before_twenties": Key(Shape.TEXT, "the part before the ones from 21 to 29"),
    "numbers.ones": _words("1 to 9 as they are said beside tens"),
    "numbers.digits": _words("0 to 9 as they are said one by one"),
    "numbers.native_days": _words("the days 1 to 10 in native words"),
    "numbers.months": _words("the numbers of the months"),
    "numbers.roman_letters": Key(
        Shape.PAIRS, "letter of a Roman numeral, the local letter people type for it"
    ),
    "numbers.scripts": Key(Shape.PAIRS, "CLDR numbering system, the script in Unicode's names of its digits"),
    "numbers.thirtieth": Key(Shape.TEXT, "the thirtieth in words"),
    "numbers.before_thirties": Key(Shape.TEXT, "the part before the one of 31"),
    "months.inflected": Key(Shape.SERIES, "the months in a case that CLDR lacks: w *styczniu*"),
    "months.endings": Key(Shape.PAIRS, "ending of the stand-alone name, its other case"),
    "months.old": Key(Shape.SERIES, "the months in old records: 7ber, Hornung"),
    "months.early_modern": Key(Shape.MONTHS, "the months as spelt before 1800"),
    "months.ablative": _words("the months as `mense` takes them"),
    "months.at_kalends": _words("the months beside Kalends, Nones and Ides, which are feminine: *at* them"),
    "months.before_kalends": _words("the same *before* them"),
    "months.given_names": _words("what people are called that is, or nearly is, a month"),
    "months.phrases": _words("month-like words and spans of time that name no day; {n} is a number"),
    "carriers.leads": _words("before a date, with the space: *born on* 3 May"),
    "carriers.labels": _words("names of fields for a date, without a colon: *last updated*, *date of birth*"),
    "carriers.tails": _words("after a date, glued to it or with its own space; {n} a name, {p} a place"),
    "carriers.sentences": _words("sentences with a date in them; {n} a name, {p} a place", "{d}"),
    "carriers.datelines": _words("the place and day of a letter or a report; {p} is the place", "{d}"),
    "carriers.plans": _words("what people say of their own plans and deeds; {p} a place", "{d}"),
    "carriers.undated": _words("the words for `undated` and `unknown`"),
    "carriers.file_stems": _words("what names of files begin with before a date"),
    "carriers.log_lines": _words("lines of logs; l is the level, m the message", "{d}"),
    "carriers.log_levels": _words("levels of log lines"),
    "carriers.after_year": _words("tails that follow a year of four digits only"),
    "carriers.never_around": _words("words of time and number, which would change the meaning of a date"),
    "stamps.year_first": _words(
        "time stamps; t is a time with or without a zone, c one without, z a zone, p "
        "a time with dots or dashes, n one without marks, h one of twelve hours, o one of Oracle, m one of "
        "the military"
    ),
    "stamps.named": _words("the same with the month by name"),
    "stamps.lines": _words("log lines and headers around a time stamp", "{}"),
    "stamps.files": _words("names of files with a time stamp", "{}"),
    "codes.units": _words("units after a number"),
    "codes.currencies": _words("signs beside an amount"),
    "codes.domains": _words("top-level domains"),
    "codes.identifiers": _words("before an identifier, with the space"),
    "codes.numbers": _words("numbers that are not dates"),
    "codes.log_levels": _words("levels of log lines without a date"),
    "codes.log_messages": _words("messages of log lines"),
    "codes.phones": _words("before a telephone number, with the space"),
    "codes.masks": _words("the content of empty date fields"),
    "codes.prefixes": _words("before the number of a standard, flight, work …"),
    "codes.results": _words("before the result of a match"),
    "codes.measures": _words("before a rating or measure"),
    "codes.programs": _words("what has versions or models by number"),
    "codes.words": _words("words of names in programs"),
    "codes.lines": _words("lines of programs, shells, mark-up, formulas; see data_gen.negatives.programs"),
    "codes.comments": _words("documentation with numbers; see data_gen.negatives.programs"),
    "codes.names": _words("names of things that have a number; see data_gen.neighbours.figures"),
    "codes.marks": _words("codes, grades, formulas and rows without a date; see data_gen.negatives.marks"),
    "codes.never_codes": _words("capital letters that with a number may be a date: AD, FY, Q"),
    "codes.citations": _words("citations without a date; {N} a surname, {w} a word"),
    "carriers.things": _words("what stands in fields where there is no date: materials, sizes, titles"),
    "carriers.talk": _words("requests, questions and notes that name no day"),
    "carriers.no_day": _words("greetings and times that name no day: good morning, early in the morning"),
    "clock.hours": _words("times of day; h counts to 24, t to 12, m are minutes, s seconds"),
    "clock.parted": Key(
        Shape.PAIRS, "first and last hour, times in them that name the part of the day: 18-23, 夜{t}時"
    ),
    "clock.said": _words(
        "times in words; h counts to 24, t to 12, n is the next hour, m the minute, p a few minutes after t, "
        "r a few before n"
    ),
    "clock.said_parted": Key(Shape.PAIRS, "first and last hour, the same with the half or part of the day"),
    "clock.hour_names": _words("the hours 1 to 12, where they are not the cardinals"),
    "clock.quarter_past": _words("a quarter past the hour t, or with the next hour n"),
    "clock.half_past": _words("half past the hour t, or with the next hour n: halb n"),
    "clock.quarter_to": _words("a quarter to the next hour n, or with the hour t: drei viertel n"),
    "clock.noon": _words("noon, beside CLDR's words"),
    "clock.midnight": _words("midnight, beside CLDR's words"),
    "clock.zones": _words("abbreviations and names of zones that CLDR lacks"),
    "clock.about": _words("before a time that is not exact, with the space"),
    "clock.early_or_late": _words("the time of day, beside CLDR's day periods: late, frühmorgens"),
    "clock.from_to_hours": Key(
        Shape.PAIRS, "the hours from 1 on in the cases that say from and to: 3'ten, 3'e kadar"
    ),
    "clock.from_to_halves": Key(
        Shape.PAIRS, "the same of a time {} whose minutes are 0 or 30: {}'dan, {}'a kadar"
    ),
    "clock.before_weekday": _words("between a time and a weekday after it, with the space: 8 am *on* Friday"),
    "clock.before_day": _words("the same before a whole date: 8 am *on* 3 May 2021"),
    "clock.joints": _words("between a date and the time after it, with the spaces"),
    "clock.spans": _words("a span of two times of one day: from {} to {}", "{}"),
    "weeks.names": _words("the word for a week: KW"),
    "weeks.patterns": _words("weeks of a year; w is the week, y the year", "{w}"),
    "weeks.of_year": _words("weeks with their year, as sentences say them", "{w", "{y}"),
    "weeks.of_month": _words("weeks of a month; m is the month", "{first}", "{m}"),
    "weeks.ordinals": _words("the ordinals 1 to 4 for {first}"),
    "weeks.last": Key(Shape.TEXT, "the word for {first} that means the last"),
    "several.and": _words("before the last of several dates, beside CLDR's words: as well as"),
    "several.signs": _words("signs between several dates, with the spaces"),
    "several.roles": Key(
        Shape.ROWS, "what the dates of a text are, in their order: born {}, died {}; (a|b) is a or b", ("{}",)
    ),
    "several.labels": Key(
        Shape.ROWS, "names of fields of dates that belong together: Departure, Arrival; (a|b) is a or b"
    ),
    "relative.sayings": Key(
        Shape.PAIRS,
        "a relative date, its program; n is a number, W a weekday, M a month, Y a year, o an ordinal, q a "
        "quarter, h a half year, d a day, D the same as an ordinal, V another weekday, N a day of a year, t "
        "an hour of a morning or evening, u one of an afternoon, A a weekday as it says when, c a "
        "day in words, O the same as an ordinal, p a month of a year as an ordinal; "
        "(a|b) is a or b",
    ),
    "relative.usual": Key(
        Shape.PAIRS, "the same for what people say most often, which is drawn oftener; others are in sayings"
    ),
    "relative.ordinals": _words("the ordinals for {o}: first, second …"),
    "relative.last": _words("the words for {o} that mean the last"),
    "relative.weekdays": _words("other names of the weekdays from Monday, those of one separated by |"),
    "relative.on_weekdays": _words("the weekdays as they say when, separated by |: w środę"),
    "relative.days": _words("the days 1 to 31 written alone, separated by |: 31'i"),
    "relative.spans": Key(
        Shape.PAIRS, "a span of time in the form for `relative.shifts`, its number and unit: a week, 1w"
    ),
    "relative.shifts": Key(
        Shape.PAIRS,
        "a date that a span s makes, its program: {s} after today, @+; or a stretch: the last {s}, @-{s}/@",
    ),
    "relative.weekday_and_day": _words("a weekday and a day of the month; d the day, D with its mark", "{W}"),
    "relative.weekday_and_day_in_words": _words(
        "the same with the day in words; c the cardinal, o the ordinal", "{W}"
    ),
    "relative.feasts": Key(Shape.PAIRS, "names of a feast, separated by |; its value after that of the year"),
    "relative.feasts_beside": Key(
        Shape.PAIRS,
        "the next or last feast f, or that of a year: > the first after, < the last before, »y of next year, "
        "«y of last year, =y of this year",
    ),
    "relative.feasts_with_year": _words("a feast f of a year Y, where it is not `f Y`", "{f}", "{Y}"),
    "relative.ranges": _words("a range of two relative days: from {a} to {b}", "{a}", "{b}"),
    "relative.bounds": Key(Shape.PAIRS, "before, until, since or after a relative day a; its value: ../{a}"),
    "relative.bounds_of_periods": Key(Shape.PAIRS, "the same of a week, month or year as CLDR says it"),
    "relative.range_ends": Key(
        Shape.PAIRS,
        "what stands at both ends of a range, with the kinds of dates that fit there: w a weekday, x the "
        "next or last one, r yesterday or tomorrow, p next week, d a day, m a month, y a year, n today",
    ),
    "relative.other_weekdays": Key(
        Shape.PAIRS, "the next, last or this weekday W in the form for a range: next {W}, @»{W}"
    ),
    "relative.until_day": _words("a range of a past day d and a relative day a: {d} to {a}", "{d}", "{a}"),
    "relative.until_month": _words("the same of a month or year", "{d}", "{a}"),
    "relative.numbers_ago": _words('2 to 12 in words beside the units of CLDR\'s `N days ago`; "" if unsure'),
    "relative.numbers_in": _words("the same beside those of `in N days`"),
    "relative.vague": _words("words of time that no date can be made of: recently, some day"),
    "relative.recurring": _words("every Friday, for three days; n is a number, W a weekday"),
    "documents.around_months": _words("the plain word beside a month, a season, a year or a decade", "{d}"),
    "documents.around_days": _words("the plain word beside a day", "{d}"),
    "documents.around_dates": _words("plain words around a date that do not belong to it: in, on", "{d}"),
    "documents.articles": _words("articles before a date, with the space"),
    "documents.quoted": _words("what stands above a quoted message; {n} a name", "{d}"),
    "documents.greetings": _words("how a letter begins; {n} a name"),
    "documents.closings": _words("how a letter ends"),
    "documents.near": _words("sentences with words that elsewhere are dates, (one|another)"),
    "documents.sentences": _words(
        "what people say about a date, (one|another); {n} a name, {p} a place", "{d}"
    ),
    "documents.before_posts": _words("what a post begins with; {n} a name, {l} an address, {w} a word"),
    "documents.after_posts": _words("what a post ends with; {n} a name, {l} an address, {w} a word"),
    "documents.plain": _words("sentences that name no day, (one|another)"),
    "documents.date_fields": _words("names of fields that hold a date"),
    "documents.other_fields": _words("names of fields that hold no date"),
    "documents.code": _words("lines of programs without a date; {k} a word, {i} a number, {v} a version"),
    "documents.code_dated": _words("lines of programs with a date; {k} a word, {i} a number", "{d}"),
    "documents.headers": _words("headers of messages; {n} a name, {e} an address, {t} a title"),
    "documents.log": _words(
        "lines of logs; {l} the level, {m} the message, {h} an address, {i} a number", "{d}"
    ),
    "documents.references": _words(
        "entries of a bibliography; {n} a name, {t} a title, {p} a place, {c} a company, {i} and {j} numbers",
        "{d}",
    ),
    "labels.version": _words("before the number of a version"),
    "labels.section": _words("before the number of a section"),
    "labels.pages": _words("before the number of a page"),
    "labels.numbered": _words("before the number of anything else"),
    "labels.counted": _words("nouns after a number"),
    "labels.initials": _words("abbreviations that also name an era or style; n, m, k, y are numbers"),
    "labels.lanes": _words("streets that are counted, {n} is the number: *Вишневий 3-й*"),
    "labels.streets": _words("streets named for a day; h is the house number", "{d}"),
    "labels.verses": _words("books that are cited by chapter and verse"),
    "labels.amounts": _words("before an amount of money or a measure: total, price, weight"),
    **{f"neighbours.{family}": _words(about) for family, about in _NEIGHBOURS.items()},
    "archival.shorthand_parts": Key(
        Shape.PAIRS, "sign after a century in Roman numerals, the part of it: early, half 2"
    ),
    "old_style.old": _words("what says Old Style"),
    "old_style.new": _words("what says New Style"),
    "old_style.early_modern": _words("dates before 1800: d is the day, w in words, m the month, y the year"),
    "old_style.days": _words("days before 1800, without the year"),
    "old_style.years": _words("the years beside them", "{y}"),
    "old_style.years_alone": _words("bare years before 1800", "{y}"),
    "old_style.ordinals": Key(Shape.ROWS, "old spellings of the ordinals 1 to 20"),
    "old_style.quakers": _words("dates whose months have numbers; a name with th is an ordinal"),
    "old_style.dual_years": _words("patterns of dates with two years", "{y}"),
    "old_style.rulers": _words("rulers that are numbered: Louis *XIV*"),
    "old_style.numbered": _words("what else has Roman numerals: *chapter* XIV"),
    "republican.months": _words("the months of the French Republic"),
    "republican.months_plain": _words("the same without accents"),
    "republican.months_short": _words("the same cut short"),
    "republican.years": _words("years of the Republic: r Roman, n a number, w a word"),
    "republican.decade": _words("the days of its ten-day week"),
    "republican.feasts": _words("the days after its twelfth month"),
    "republican.complementary": _words("what those days are called beside a number"),
    "republican.numbers": _words("its years in words"),
    "republican.names": _words("names of the Republic"),
    "calendars.buddhist": _words("patterns of dates of the Buddhist era"),
    "calendars.eras": _words("dates of Japanese eras: w is the weekday", "{era}"),
    "calendars.eras_in_han": _words("the same in Han numerals", "{era}"),
    "calendars.eras_by_letter": _words("the same with the era's Latin letter", "{era}"),
    "calendars.eras_beside_ours": _words("the same beside the Gregorian year g; e is the era", "{e}", "{g}"),
    "calendars.minguo": _words("dates of the Republic of China", "{era}"),
    "calendars.minguo_in_han": _words("the same in Han numerals", "{era}"),
    "calendars.own_months": _words("months of a calendar that has no value"),
    "calendars.own_dates": _words("dates of that calendar"),
    "calendars.other_eras": Key(
        Shape.PAIRS, "a year of an era that has no value, and by how much it is more than ours"
    ),
    "calendars.old_eras": _words("eras and reigns that have no value"),
    "calendars.old_dates": _words(
        "dates of such eras and of the lunar calendar: r reign, s year of the cycle"
    ),
    "calendars.lunar": _words("a day d of a month m of the Chinese calendar", "{m}", "{d}"),
    "calendars.lunar_in_year": _words("the same in a year y of ours", "{y}", "{m}", "{d}"),
    "calendars.transliterated": Key(
        Shape.MONTHS, "Hijri months as libraries transliterate them, ʻ for ayn and ʼ for hamza"
    ),
    "calendars.patterns": _words("patterns for other calendars"),
    "calendars.first_day": _words("what the first day of a month is called before its name"),
    "noise.around": Key(Shape.PAIRS, "what precedes and follows a text"),
    "noise.after": _words("marks after a text"),
    "noise.before": _words("marks before a text"),
    **{f"noise.encodings_{script}": Key(Shape.PAIRS, "written in, read as") for script in SCRIPTS},
    **{f"noise.utf8_{script}": _words("what UTF-8 is read as, beside windows-1252") for script in SCRIPTS},
    "noise.mark_entities": Key(Shape.PAIRS, "mark, its HTML entity"),
    "noise.spaces": _words("replacements of a space in HTML and URLs"),
    "noise.tags": _words("names of HTML tags"),
    "noise.letters": Key(Shape.PAIRS, "letter, what OCR reads for it"),
    "noise.letter_groups": Key(Shape.PAIRS, "letters, what they run together to or fall apart into in print"),
    "noise.digits": Key(Shape.PAIRS, "digit, the letters that OCR reads for it"),
    "noise.leet": Key(Shape.PAIRS, "letter, the digit written for it"),
    "noise.plain": Key(Shape.PAIRS, "letter, the plain letters written for it"),
    "noise.spelt_out": Key(Shape.PAIRS, "letter, its German or Nordic transcription"),
    **{f"eras.{calendar}": _words("a year with its era", "{}") for calendar in CALENDARS},
    **{f"calendars.{calendar}": Key(Shape.MONTHS, "its months as written at home") for calendar in CALENDARS},
    **{f"archival.{slot}": _words("see data_gen.archival.lexicon") for slot in _ARCHIVAL_WORDS},
    **{f"archival.{slot}": Key(Shape.ROWS, "the same for each rank") for slot in _ARCHIVAL_ROWS},
}
"""`section.key` → its description. Every key is optional."""

COUNTS: dict[str, int] = {
    "months.ablative": 12,
    "months.at_kalends": 12,
    "months.before_kalends": 12,
    "ordinals.last_sounds": 10,
    "numbers.ones": 9,
    "numbers.digits": 10,
    "numbers.native_days": 10,
    "numbers.months": 12,
    "old_style.ordinals": 20,
    "republican.decade": 10,
    "republican.feasts": 6,
    "republican.numbers": 14,
    "calendars.own_months": 12,
    "numbers.days": 20,
    "clock.hour_names": 12,
    "numbers.all_days": 31,
    "republican.months": 12,
    "republican.months_plain": 12,
    "republican.months_short": 12,
    "archival.ablative": 20,
    "archival.dative": 20,
    "archival.ordinal_endings": 20,
    "archival.seasons": 4,
    "archival.seasons_when": 4,
    "archival.half_year_alone": 2,
    "weeks.ordinals": 4,
    "relative.weekdays": 7,
    "relative.on_weekdays": 7,
    "relative.days": 31,
    "relative.numbers_ago": 11,
    "relative.numbers_in": 11,
}
"""Keys with a fixed number of entries."""

SERIES_LENGTH = 12
