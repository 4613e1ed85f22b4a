"""A document under construction: text and dates get their noise one by one, so that places stay exact."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_gen import noise
from data_gen.carriers import pools
from data_gen.carriers.carry import carry
from data_gen.documents.counted import is_counted
from data_gen.documents.document import DateSpan, Document
from data_gen.documents.edges import year_words
from data_gen.documents.mentions import Mention, Register, draw_mention
from data_gen.documents.surroundings import gap, some
from data_gen.documents.undated import undated
from data_gen.language import texts
from data_gen.locales import LocaleData, inventory
from data_gen.relative.fillers import chosen

_TYPED = ("swap", "drop", "double", "key", "space", "unspace", "ordinal", "diacritic", "apostrophe")
_SCANNED = ("ocr_letter", "ocr_digit", "scan", "diacritic", "split", "space", "odd_space")
_SET = ("mark", "odd_space", "wide", "unspace", "space", "diacritic")
_HANDS: tuple[tuple[str, ...], ...] = (_TYPED, _SCANNED, _SET)
_NOISY_SHARE, _CASED_SHARE = 0.22, 0.07
_LONGEST_NOISY = 160
_BARE_SHARE, _BARE_COUNTED_SHARE = 0.55, 0.3
_SHIFT = re.compile(r"@.*[-+]\d")
_LONGER = re.compile(r"XXXX-\d\d|\d{4}(?:-\d\d)?|\d{3}X")
"""The value of a month, a season, a year or a decade."""
_A_DAY = re.compile(r"(?:XXXX|\d{4})-(?:XX|\d\d)-\d\d[①-⑦]?|@[①-⑦]")
_USUAL_SHARE = 0.7


class Draft:
    """Collects the pieces of a document.

    Attributes:
        rng: random generator.
        data: locale of the document.
        dated: share of its sentences or lines that have dates; 0 for a document without any.
    """

    def __init__(self, rng: Random, data: LocaleData, dated: float) -> None:
        self.rng = rng
        self.data = data
        self.dated = dated
        self._writing = pools.writing(data.identifier)
        self._noises = rng.choice(_HANDS) if rng.random() < _NOISY_SHARE else ()
        self._noise_share = rng.uniform(0.15, 0.7)
        self._case = rng.choice((str.lower, str.lower, str.upper)) if rng.random() < _CASED_SHARE else str
        self._parts: list[str] = []
        self._spans: list[DateSpan] = []
        self._length = 0

    @property
    def language(self) -> str:
        """The language of the words around dates, or its locale in a script that it has rarely: `en-Shaw`."""
        return self._writing

    def __len__(self) -> int:
        return self._length

    @property
    def ends_with_date(self) -> bool:
        """Whether the last piece is a date."""
        return bool(self._spans) and self._spans[-1].end == self._length

    @property
    def is_ended(self) -> bool:
        """Whether the last piece ends with the mark of a sentence."""
        return bool(self._parts) and self._parts[-1][-1:] in set(".!?。।…;:")

    def has_date(self) -> bool:
        """Whether the next sentence or line is to have a date."""
        return self.rng.random() < self.dated

    def add(self, text: str, *, exactly: bool = False) -> None:
        """Add text without a date; `exactly` without noise, as for signs of a format."""
        self._append(text if exactly else self._spoilt(text))

    def add_date(self, mention: Mention) -> None:
        """Add a date."""
        text = self._spoilt(mention.text)
        start = self._length - self._length_of_article(mention)
        self._append(text)
        language = mention.language or self.data.language
        self._spans.append(DateSpan(start, self._length, mention.value, language))

    def add_around(self, whole: str, mention: Mention) -> bool:
        """Add a text that contains a date; False if its place is not certain."""
        start = whole.find(mention.text)
        if start < 0 or whole.find(mention.text, start + 1) >= 0:
            return False
        end = start + len(mention.text)
        end += self._length_of_year_word(whole, end)
        self.add(whole[:start])
        self.add_date(Mention(whole[start:end], mention.value, mention.language))
        self.add(whole[end:])
        return True

    def add_filled(self, form: str, mentions: list[Mention]) -> None:
        """Add a text with a sign `\\ue000` for each of its dates, in their order."""
        pieces = form.split(DATE)
        for index, piece in enumerate(pieces):
            if index:
                self.add_date(mentions[index - 1])
            if piece:
                self.add(piece)

    def add_carried(self, register: Register, *, heavy: bool) -> None:
        """Add a date in a sentence, or beside a word."""
        if self.language not in inventory():
            self.add_among_words(self.mention(register))
            return
        while True:
            mention = draw_mention(self.rng, self.data, register)
            whole, _ = carry(mention.text, self.rng, self.language, heavy=heavy)
            if self.add_around(whole, mention):
                return

    def add_among_words(self, mention: Mention) -> None:
        """Add a date before, after or between words."""
        rng, space = self.rng, gap(self.language)
        lead, tail = self.beside(mention)
        before, after = (some(rng, self.language, 1, 6) if rng.random() < 0.7 else "" for _ in range(2))
        self.add(before + rng.choice((space, space, f",{space}")) if before else "")
        self.add(lead)
        self.add_date(mention)
        self.add(tail)
        self.add(rng.choice((space, space, f",{space}")) + after if after else "")

    def beside(self, mention: Mention) -> tuple[str, str]:
        """Plain words before and after a date that do not belong to it: `in`, `on the`, `に`; often none."""
        forms = texts(self.language, "documents.around_dates")
        articles = texts(self.language, "documents.articles")
        is_out = bool(articles) and is_counted(mention.text, mention.value, self.language)
        bare = _BARE_COUNTED_SHARE if is_out else _BARE_SHARE
        if not forms or self.rng.random() < bare or not _may_stand_by_words(mention.value, forms):
            return "", ""
        if is_out:
            led = tuple(form for form in forms if form.endswith(tuple(f" {one}{{d}}" for one in articles)))
            if mention.text.lower().startswith(articles):
                forms = tuple(form for form in forms if form not in led)
            elif self.rng.random() < 0.8:
                forms = (*led, *(f"{one}{{d}}" for one in articles))
        usual = () if is_out else _usual_around(mention.value, self.language)
        if usual and self.rng.random() < _USUAL_SHARE:
            forms = usual
        before, _, after = self.rng.choice(forms or ("{d}",)).partition("{d}")
        return before, after

    def add_said(self, register: Register) -> bool:
        """Add a date in what people say about it; False in a language without such sentences."""
        form = self.said()
        if form:
            mention = self.mention(register)
            self.add_filled(self.with_words(form, mention), [mention])
        return bool(form)

    def undated(self) -> str:
        """A sentence with a time in the place of its date; "" if the language has no such sentences."""
        form = self.said()
        return form.replace(DATE, undated(self.rng, self.language)) if form else ""

    def with_words(self, form: str, mention: Mention) -> str:
        """A form with plain words beside the date in it, unless such a word is there already."""
        before, _, after = form.partition(DATE)
        lead, tail = self.beside(mention)
        if _last_word(before) in plain_words(self.language) or form.count(DATE) > 1:
            return form
        is_spaced = not tail or not after[:1].isalnum()
        return f"{before}{lead}{DATE}{tail}{after}" if is_spaced else form

    def said(self) -> str:
        """What people say about a date, with the sign `DATE` in its place; "" if the language has no such."""
        forms = texts(self.language, "documents.sentences") or texts(self.language, "carriers.plans")
        form = chosen(self.rng.choice(forms), self.rng) if forms else ""
        for sign, names in (("{n}", pools.people), ("{p}", pools.places)):
            while sign in form:
                form = form.replace(sign, self.rng.choice(names(self.language)), 1)
        return form.replace("{d}", DATE)

    def mention(self, register: Register) -> Mention:
        """Draw a date of a kind of text."""
        return draw_mention(self.rng, self.data, register)

    def finish(self, kind: str) -> Document:
        """The document."""
        return Document("".join(self._parts), tuple(self._spans), self.data.language, kind)

    def _append(self, text: str) -> None:
        if not text:
            return
        self._parts.append(text)
        self._length += len(text)

    def _length_of_article(self, mention: Mention) -> int:
        """The length of an article right before a counted date, which begins with it: the first week."""
        if not is_counted(mention.text, mention.value, self.data.language) or not self._parts:
            return 0
        before = f" {self._parts[-1].lower()}"
        articles = texts(self.data.language, "documents.articles")
        if articles and mention.text.lower().startswith(articles):
            return 0
        return max((len(one) for one in articles if before.endswith(f" {one}")), default=0)

    def _length_of_year_word(self, whole: str, end: int) -> int:
        """The length of a word that belongs to the year at the end of a date: г., AD."""
        found = _WORDS_AFTER.match(whole, end) if whole[end - 1 : end].isdigit() else None
        return len(found[0]) if found and found[0].strip() in year_words(self.language) else 0

    def _spoilt(self, text: str) -> str:
        """A piece with the noise of the document; its spaces at both ends stay."""
        core = text.strip()
        if self._noises and core and len(core) < _LONGEST_NOISY and self.rng.random() < self._noise_share:
            spoilt, _ = noise.add_noise(core, self.rng, 1, self._noises)
            if spoilt.strip():
                place = text.find(core)
                text = text[:place] + spoilt.strip() + text[place + len(core) :]
        return self._case(text)


def _may_stand_by_words(value: str, forms: tuple[str, ...]) -> bool:
    """Whether `in` or `on` beside a date says nothing; `in 3 days` needs its own, and a range has one.

    Tomorrow at 8 has none before it, but may have one after it: 내일 오전 8시에.
    """
    is_shift = _SHIFT.match(value) is not None
    are_after = all(form.startswith("{d}") for form in forms)
    return "/" not in value and (not is_shift or ("T" in value and are_after))


def _usual_around(value: str, language: str) -> tuple[str, ...]:
    """The words that people put before a date: `in` March or 1998, `on` a day; none for `tonight`."""
    if _LONGER.fullmatch(value):
        return texts(language, "documents.around_months")
    return texts(language, "documents.around_days") if _A_DAY.fullmatch(value) else ()


def _last_word(text: str) -> str:
    said = text.lower().split()
    return said[-1] if said else ""


@cache
def plain_words(language: str) -> frozenset[str]:
    """The words that may come before a date without belonging to it."""
    forms = (*texts(language, "documents.around_dates"), *texts(language, "carriers.leads"))
    return frozenset(word for form in forms for word in form.partition("{")[0].lower().split())


DATE = "\ue000"
"""The place of a date in the text around several; no text has this sign."""

_WORDS_AFTER = re.compile(r"\s?\S+")
