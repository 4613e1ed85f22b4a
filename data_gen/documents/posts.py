"""Posts, chat and requests: a sentence or two with a date anywhere in it, as people write to each other."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.carriers import pools
from data_gen.documents.draft import DATE, Draft
from data_gen.documents.joined import either, joined
from data_gen.documents.mentions import TALK, Mention, Register
from data_gen.documents.surroundings import common_sentences, gap, sentence, some
from data_gen.documents.undated import beside_day, stretch_alone
from data_gen.language import NO_LANGUAGE, pick, texts
from data_gen.locales import inventory, load
from data_gen.negatives import codes, words
from data_gen.relative.fillers import alternatives, chosen

_ENDS = ".!?。।…:;"
_SMALL_SHARE, _LONE_SHARE = 0.55, 0.14
_SHORTEST_SMALL = 4
"""Letters of a single word that still is a date in small letters: `june`, but not `sun`."""
_PERIOD = re.compile("@[«»=][wmqy]")
_DOTTED = ("tr", "az")
"""Languages with two letters I."""
_NEAR: tuple[Callable[[Random, str], str], ...] = (words.duration, words.recurring, words.vague, codes.glued)


def posts(draft: Draft, longest: int) -> None:
    """One post, or some of them on lines of their own."""
    is_alone, end = draft.rng.random() < 0.65, len(draft) + longest
    while True:
        _post(draft)
        if is_alone or len(draft) >= end:
            return
        draft.add("\n", exactly=True)


def _post(draft: Draft) -> None:
    rng = draft.rng
    is_small = rng.random() < _SMALL_SHARE
    is_dated = bool(draft.dated) and rng.random() < 0.8
    if is_dated and rng.random() < _LONE_SHARE:
        form, mentions = DATE, [_mention(draft, is_small=is_small)]
    elif is_dated:
        dates, mentions = _dates(draft, is_small=is_small)
        form = draft.with_words(_around(draft, dates), mentions[0])
    else:
        form, mentions = _dateless(draft), []
    before, after = _ends(draft)
    if is_small and draft.language not in _DOTTED:
        form = form.lower()
    draft.add_filled(f"{before}{form}{after}", mentions)


def _ends(draft: Draft) -> tuple[str, str]:
    """The text before and after a post: names, hashtags, addresses or marks; often none."""
    rng = draft.rng
    before = pick(rng, NO_LANGUAGE, "documents.before_posts") if rng.random() < 0.25 else ""
    after = pick(rng, NO_LANGUAGE, "documents.after_posts") if rng.random() < 0.55 else ""
    return _decorated(before, draft), _decorated(after, draft)


def _decorated(text: str, draft: Draft) -> str:
    rng = draft.rng
    makers: dict[str, Callable[[], str]] = {
        "{n}": lambda: rng.choice(pools.people(draft.language)).split()[0],
        "{l}": lambda: codes.host(rng, draft.language),
        "{w}": lambda: some(rng, draft.language, 1, 1).replace(" ", ""),
    }
    for sign, make in makers.items():
        while sign in text:
            text = text.replace(sign, make(), 1)
    return text


def _dateless(draft: Draft) -> str:
    rng, language = draft.rng, draft.language
    roll = rng.random()
    if roll < 0.35:
        return sentence(rng, language)
    if roll < 0.62 and (form := draft.undated()):
        return open_ended(form, rng)
    near = rng.choice(_NEAR)(rng, language) if roll < 0.8 else ""
    space = gap(language)
    return space.join(
        part
        for part in (some(rng, language, 0, 5), near, some(rng, language, 1 if not near else 0, 5))
        if part
    )


def _dates(draft: Draft, *, is_small: bool) -> tuple[str, list[Mention]]:
    """One date, or some that `or` or `and` joins; signs `DATE`, and the dates."""

    def draw(register: Register) -> Mention:
        return _mention(draft, is_small=is_small, register=register)

    text, mentions = joined(draft, draw(TALK), draw)
    return (_beside_time(draft, mentions[0]) if text == DATE else text), mentions


def _beside_time(draft: Draft, first: Mention) -> str:
    """A date, rarely with times that do not belong to it: tomorrow 1-3 pm or 5-6 pm, next week at 9."""
    rng, language = draft.rng, draft.language
    if "T" in first.value and "/" in first.value and rng.random() < 0.25:
        place = Place(draft.data, find(draft.data.identifier) or EMPTY)
        return either([DATE, stretch_alone(rng, language).text], rng, place)
    if _PERIOD.fullmatch(first.value) and gap(language) and rng.random() < 0.1:
        return f"{DATE} {beside_day(rng, language)}"
    return DATE


def _around(draft: Draft, dates: str) -> str:
    """Words around dates: what people say about them, a plain sentence with them in it, or any words."""
    rng, language = draft.rng, draft.language
    roll = rng.random()
    if roll < 0.5 and (form := draft.said()):
        return open_ended(form.replace(DATE, dates), rng)
    if roll < 0.68 and (said := plain(rng, language)):
        return inserted(open_ended(said, rng), dates, rng, language)
    space, parts = gap(language), []
    for place in range(2):
        if rng.random() < 0.75:
            parts.append(some(rng, language, 1, 7))
        if not place:
            parts.append(dates)
    text = space.join(parts)
    comma = "，" if not space else ", "
    if rng.random() < 0.12:
        text = text.replace(f"{space}{dates}", comma + dates, 1) if space else text
    return text[:1].upper() + text[1:] if rng.random() < 0.3 else text


def plain(rng: Random, language: str) -> str:
    """A plain sentence without a date; "" if the language has none."""
    known = (*texts(language, "documents.plain"), *texts(language, "carriers.talk"))
    if known and rng.random() < 0.6:
        return chosen(rng.choice(known), rng)
    others = common_sentences(language)
    return rng.choice(others) if others else ""


def open_ended(form: str, rng: Random) -> str:
    """A sentence, in half of the cases without its final mark."""
    return form.rstrip(_ENDS) if rng.random() < 0.5 else form


def inserted(text: str, dates: str, rng: Random, language: str) -> str:
    """A sentence with dates at its beginning, at its end, or between two words."""
    space = gap(language)
    roll = rng.random()
    body = text.rstrip(_ENDS)
    if roll < 0.45 or not space:
        return f"{body}{space}{dates}{text[len(body) :]}"
    said = text.split(space)
    place = 0 if roll < 0.65 else rng.randint(0, len(said) - 1)
    return space.join((*said[:place], dates, *said[place:]))


def _mention(draft: Draft, *, is_small: bool, register: Register = TALK) -> Mention:
    mention = draft.mention(register)
    return _in_small_letters(mention, draft.data.language) if is_small else mention


def _in_small_letters(mention: Mention, language: str) -> Mention:
    """A date in small letters, unless it may be another word then, as `may`, `sun`."""
    small = mention.text.lower()
    is_other = small.isalpha() and (len(small) < _SHORTEST_SMALL or small in _small_words(language))
    if not any(map(str.isdigit, small)):  # `this may`, but not `may 5`
        is_other = is_other or not _small_months(language).isdisjoint(small.split())
    if is_other or len(small) != len(mention.text) or language in _DOTTED or "T" in mention.value:
        return mention
    return Mention(small, mention.value, mention.language)


@cache
def _small_months(language: str) -> frozenset[str]:
    """Names of months, written with a capital, that are other words in small letters: march, may."""
    names = load(inventory()[language][0]).months.get("MMMM", ())
    return frozenset(name.lower() for name in names if name[0].isupper()) & _small_words(language)


@cache
def _small_words(language: str) -> frozenset[str]:
    """Words of a language in small letters that are not dates: march, august."""
    keys = ("documents.near", "documents.plain", "carriers.talk", "months.phrases")
    said = " ".join(text for key in keys for form in texts(language, key) for text in alternatives(form))
    return frozenset(word.strip('.,!?;:"') for word in said.split() if word.islower())
