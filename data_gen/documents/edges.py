"""Where a date begins and ends in the text that a maker of dates wrote.

The time beside a date belongs to it, and so do words that change its value: `before 1900`, `c. 1850`,
`3 days ago`, `in 3 days`, `since Monday`. Brackets, labels, prepositions and articles before it and case
endings after it do not: the date in `on the 3rd of May` is `3rd of May`, that in `over the past 3 days` is
`past 3 days`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from data_gen.archival.lexicon import find
from data_gen.documents.counted import feasts, is_counted
from data_gen.language import NO_LANGUAGE, languages, rows, texts
from data_gen.locales import inventory
from data_gen.relative.cldr import sayings
from data_gen.relative.fillers import alternatives
from data_gen.relative.own import own_sayings

_BRACKETS = {"[": "]", "(": ")", "<": ">"}
_CERTAIN = re.compile(r"\d{4}|[^\W\d_]")
"""What a text in brackets has if it means the same without them; `[185-]` does not."""
_YEAR_AND_MARK = re.compile(r"\D*\d{4}[.,]")
_NUMBERS_APART = re.compile(r"\d\D+\d")
"""A day with a time has two numbers. The last words then belong to the time: le 17 à 7 h du matin."""
_LETTER = re.compile(r"[^\W\d_]")
_UNITS = tuple("年月日号號년월일")
"""Signs that end a date in Han and Hangul; what follows them is another word."""
_AGO_AND_LATER = ("前", "後")
_RANGES = ("from_to", "from_to_day", "from_to_month", "between", "between_day", "after", "before")
_MADE = ("made", "made_in", "life")
_RELATIVE_RANGES = ("ranges", "until_day", "until_month")
_RELATIVE_BOUNDS = ("bounds", "bounds_of_periods", "range_ends")
_NUMBERED = re.compile(r"(\S+) [ivxlcdm]+, (?=\S)")
_COUNTED = re.compile(r"@-[^/]+/@|@\+1d/@\+")
"""The last or the next days and weeks, which are the same without `in`."""
_ALONE = re.compile("@|@[»«][a-z]")
_STEP, _THIS = re.compile(r"@[^/]*[-+]\d"), re.compile(r"@=(?!w.)")


def edges(text: str, value: str, language: str) -> tuple[int, int]:
    """The offsets of the date itself in a text.

    Args:
        text: a date, perhaps with words before it.
        value: its value.
        language: its language.

    >>> "on the 3rd of May 1920,"[slice(*edges("on the 3rd of May 1920,", "1920-05-03", "en"))]
    '3rd of May 1920'
    >>> "in 3 days"[slice(*edges("in 3 days", "@+3d", "en"))]
    'in 3 days'
    """
    start, end = 0, len(text)
    while True:
        before = start, end
        start, end = _unspaced(text, start, end)
        start, end = _unbracketed(text, start, end)
        if text[end - 1] in ",;:" or (text[end - 1] in ".," and _YEAR_AND_MARK.fullmatch(text[start:end])):
            end -= 1
        start += _lead(text[start:end], value, language)
        end -= _tail(text[start:end], value, language)
        if (start, end) == before:
            return start, end


def _unspaced(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and text[start].isspace():
        start += 1
    while start < end - 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def _unbracketed(text: str, start: int, end: int) -> tuple[int, int]:
    closing = _BRACKETS.get(text[start])
    inner = text[start + 1 : end - 1]
    if closing is None or text[end - 1] != closing or closing in inner or not _CERTAIN.search(inner):
        return start, end
    return start + 1, end - 1


def _lead(text: str, value: str, language: str) -> int:
    """The length of a preposition, article or label before a date; 0 where it changes the value."""
    lower = text.lower()
    if lower.startswith(feasts(language)):
        return 0
    articles = texts(language, "documents.articles")
    for lead in _leads(language):
        if not lower.startswith(lead) or len(lead) >= len(text):
            continue
        own = max((len(one) for one in articles if f" {lead}".endswith(f" {one}")), default=0)
        if own and is_counted(text[len(lead) :], value, language):
            return len(lead) - own
        if lead[-1].isalpha() and text[len(lead)].isalpha():
            continue
        if not _changes(lead, lower, value, language):
            return len(lead)
    numbered = _NUMBERED.match(lower)
    if numbered and numbered[1] in _numbered_words():
        return numbered.end()
    if not value.startswith("@"):
        for label in _labels(language):
            if lower.startswith(label) and text[len(label) : len(label) + 1].isdigit():
                return len(label)
    return 0


def _changes(lead: str, text: str, value: str, language: str) -> bool:
    """Whether a date has another value without a lead: `from 1900 to 1910`, `in 3 days`, `ce lundi`."""
    if "/" in value and any(text.startswith(head) for head in _range_heads(language).get(lead, ())):
        return True
    if lead in texts(language, "documents.articles") or ("/" in value and "/T" not in value):
        return False
    if value[:1] == "@" and any(_begins(text, idiom) for idiom in _idioms(language).get(lead, ())):
        return True
    programs = (_STEP,) if lead in _plain_leads(language) else (_STEP, _THIS)
    return any(
        program.match(value) and lead.split()[0] in _opening(language, program) for program in programs
    )


@cache
def _leads(language: str) -> tuple[str, ...]:
    """Words before a date that are not part of it, the longest first."""
    keys = ("carriers.leads", "habits.before_month", "documents.articles")
    return _longest_first((*_plain_leads(language), *(word for key in keys for word in texts(language, key))))


@cache
def _numbered_words() -> frozenset[str]:
    """Words before a Roman numeral that does not belong to the date: chapter, tome."""
    known = (word for tag in languages("old_style.numbered") for word in texts(tag, "old_style.numbered"))
    return frozenset(word.lower() for word in known)


@cache
def _plain_leads(language: str) -> frozenset[str]:
    """Prepositions that never are part of a period: in, during, over the."""
    forms = (form.partition("{d}")[0] for form in texts(language, "documents.around_dates"))
    return frozenset(form for form in forms if form.endswith(" "))


@cache
def _labels(language: str) -> tuple[str, ...]:
    """Words before the digits of a date, the longest first: published, the year, ©."""
    made = (form for slot in _MADE for form in texts(language, f"archival.{slot}"))
    forms = (*texts(NO_LANGUAGE, "archival.copyright"), *made, *texts(language, "habits.year_alone"))
    return _longest_first(form.removesuffix("{}") for form in forms if form.endswith("{}"))


def _tail(text: str, value: str, language: str) -> int:
    """The length of a particle, case ending or label after a date; 0 where it changes the value."""
    if value.startswith("@"):
        return _plain_tail(text, value, language)
    if "/" in value or "T" in value or (value.startswith("XXXX-XX-") and _NUMBERS_APART.search(text)):
        return 0
    for tail in _tails(language):
        rest = text.removesuffix(tail)
        if rest and rest != text and (not tail[0].isalpha() or rest[-1].isdigit() or rest[-1] in _UNITS):
            return len(tail)
    return 0


def _plain_tail(text: str, value: str, language: str) -> int:
    """The length of a postposition after a relative date: `शुक्रवार को`; 0 in `दो साल में`, in two years."""
    is_counted_span = _COUNTED.match(value) is not None
    is_step = _STEP.match(value) is not None and text[-2:-1] not in _AGO_AND_LATER
    if "T" in value or (not is_counted_span and ("/" in value or is_step)):
        return 0
    found = [tail for tail in _plain_tails(language) if text.endswith(tail) and len(tail) < len(text)]
    if is_counted_span:  # आज से कल तक has none; that of 今日から明日まで is not one
        found = [tail for tail in found if tail[0] == " "]
    return max(map(len, found), default=0)


@cache
def _plain_tails(language: str) -> frozenset[str]:
    """Postpositions that never are part of a date: को, に."""
    forms = texts(language, "documents.around_dates")
    return frozenset(form.partition("{d}")[2] for form in forms) - {""}


@cache
def _tails(language: str) -> tuple[str, ...]:
    """Words after a date that are not part of it, the longest first."""
    made = (form for slot in _MADE for form in texts(language, f"archival.{slot}"))
    after_units = (form[3:] for form in made if form.startswith("{}") and form[2:3] in _UNITS)
    known = (tail for tail in texts(language, "carriers.tails") if "{" not in tail)
    inside = year_words(language)
    found = {tail for tail in (*known, *after_units) if _LETTER.search(tail) and tail.strip() not in inside}
    return tuple(sorted(found, key=lambda tail: (-len(tail), tail)))


@cache
def year_words(language: str) -> frozenset[str]:
    """Words that belong to the year before them: г., AD, n. Chr."""
    eras = (form[2:].strip() for form in texts(language, "archival.ad") if form.startswith("{}"))
    return frozenset((*texts(NO_LANGUAGE, "carriers.after_year"), *eras))


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        sorted({word.lower() for word in words if word.strip()}, key=lambda word: (-len(word), word))
    )


def _begins(text: str, words: str) -> bool:
    """Whether a text begins with whole words."""
    return text.startswith(words) and not text[len(words) : len(words) + 1].isalpha()


@cache
def _range_heads(language: str) -> dict[str, tuple[str, ...]]:
    """Preposition → what ranges begin with: from, between, on or after, du, entre les années, a partir d."""
    lexicon = find(language)
    slots = lexicon.slots if lexicon else {}
    forms = [form for slot in _RANGES for form in slots.get(slot, ())]
    forms += (form for key in _RELATIVE_RANGES for form in texts(language, f"relative.{key}"))
    forms += texts(language, "clock.spans")
    forms += (row[0] for key in _RELATIVE_BOUNDS for row in rows(language, f"relative.{key}"))
    said = own_sayings(language).items()
    bounds = (form for form, program in said if "/" in program and not _COUNTED.match(program))
    forms += (text for form in bounds for text in alternatives(form.partition("{")[0]))
    heads = {form.partition("{")[0].lower() for form in forms}
    # `a partir de` may end in an article too: a partir del, da, do.
    shown = {head: head.rstrip()[:-1] if head.count(" ") > 1 else head.rstrip() for head in heads}
    return {
        lead: tuple(short for head, short in shown.items() if head.startswith(lead))
        for lead in _leads(language)
    }


@cache
def _idioms(language: str) -> dict[str, tuple[str, ...]]:
    """Preposition → relative dates that are nothing without it: i dag, im Moment, at the moment."""
    known = (
        {saying.text for saying in sayings(inventory()[language][0])} if language in inventory() else set()
    )
    said = own_sayings(language).items()
    known |= {text for form, program in said if _ALONE.fullmatch(program) for text in alternatives(form)}
    whole = {text.lower() for text in known if "{" not in text}
    articles = texts(language, "documents.articles")
    found: dict[str, tuple[str, ...]] = {}
    for lead in _leads(language):
        for text in whole:
            rest = text.removeprefix(lead)
            bare = next((rest.removeprefix(one) for one in articles if rest.startswith(one)), rest)
            if rest != text and " " not in bare and not {rest, bare} & whole:
                found[lead] = (*found.get(lead, ()), text)
    return found


@cache
def _opening(language: str, program: re.Pattern[str]) -> frozenset[str]:
    """The first words of relative dates with a program: in, dans, dentro; ce."""
    said = dict(own_sayings(language))
    if language in inventory():
        said |= {saying.text: saying.program for saying in sayings(inventory()[language][0])}
    return _first_words(
        text
        for text, meaning in said.items()
        if ("{n}" in meaning) == (program is _STEP) and program.match(meaning.replace("{n}", "1"))
    )


def _first_words(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(form.lower().split()[0] for form in forms if form.split() and form[0] not in "{(")
