"""Text between the dates of a document: sentences, titles, cells, code, and what only looks like dates."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from data_gen.archival.lexicon import find
from data_gen.carriers import pools, scripts
from data_gen.language import NO_LANGUAGE, pick, rows, texts
from data_gen.locales import inventory, load
from data_gen.negatives import codes, entries, labelled, near_phrases, words
from data_gen.negatives.dateless import draw_negative
from data_gen.relative.fillers import chosen
from data_gen.relative.words import is_relative
from data_gen.times.timed import UNSPACED

_MADE_FROM, _MADE_WITHOUT_LIST = 0.93, 0.65
_WORD = re.compile(r"[^\W\d_]+")
_BOUNDS = ("from_to", "from_to_day", "from_to_month", "between", "between_day", "after", "before", "circa")
_ENDS = (".", ".", ".", ".", ".", ".", "!", "?", "…")
_LABELLED = (
    *(labelled.version, labelled.section, labelled.page, labelled.numbered, labelled.counted),
    *(
        labelled.catalogued,
        labelled.verse,
        labelled.street,
        labelled.lane,
        labelled.namesake,
        labelled.round_number,
    ),
    *(codes.price, codes.quantity, codes.score, codes.dimensions, codes.catalogue, codes.identifier),
    *(
        codes.host,
        codes.email,
        codes.glued,
        codes.glued,
        entries.named,
        codes.coordinates,
        labelled.phone,
        labelled.ranked,
        words.duration,
    ),
    *(near_phrases.pointed, near_phrases.counted, near_phrases.bounded, near_phrases.bounded),
)
"""Negatives whose words or signs keep them apart from a date in the same sentence."""


def gap(language: str) -> str:
    """The space between words; none in languages without."""
    return "" if language in UNSPACED else " "


def stop(language: str) -> str:
    """The full stop of a language."""
    if language in ("ja", "zh", "yue"):
        return "。"
    return "।" if language in ("hi", "bn", "ne", "mr", "pa") else "."


def some(rng: Random, language: str, least: int, most: int) -> str:
    """Some words of a language: of its word list, of plain sentences, or made of the parts of two words."""
    drawn = rng.choices(pools.words(language), k=rng.randint(least, most))
    common = common_words(language)
    share = rng.random() * 0.6
    made_from = _MADE_FROM if pools.has_word_list(language) else _MADE_WITHOUT_LIST
    for place, word in enumerate(drawn):
        roll = rng.random()
        if common and roll < share:
            drawn[place] = rng.choice(common)
        elif roll > made_from:
            drawn[place] = _made(rng, word, rng.choice(pools.words(language)))
    return gap(language).join(drawn)


def _made(rng: Random, first: str, second: str) -> str:
    """A word that no list has, of the parts or the letters of two words."""
    if rng.random() < 0.4:
        return scripts.made_of(rng, (first, second)) or first
    return scripts.joined(rng, first, second, len(first) - 1)


@cache
def common_words(language: str) -> tuple[str, ...]:
    """The words of plain sentences, such as `the`, `is` and `not`; none where words are not spaced."""
    if not gap(language):
        return ()
    forms = [form for key in ("documents.plain", "carriers.talk") for form in texts(language, key)]
    known = language in inventory()
    said = (word for word in _WORD.findall(" ".join(forms)) if word.lower() not in _bounding(language))
    return tuple(word for word in said if not known or not is_relative(word, language))


@cache
def _bounding(language: str) -> frozenset[str]:
    """Words that make a bound of the date after them: until, depuis, nach."""
    lexicon = find(language)
    slots = lexicon.slots if lexicon else {}
    forms = [form for slot in _BOUNDS for form in slots.get(slot, ())]
    forms += [row[0] for row in rows(language, "relative.bounds")]
    plain = (*texts(language, "documents.around_dates"), *texts(language, "documents.articles"))
    heads, others = ({form.partition("{")[0].strip().lower() for form in some} for some in (forms, plain))
    return frozenset(head for head in heads - others if head and " " not in head)


def sentence(rng: Random, language: str) -> str:
    """A sentence without dates: of Faker, of words, a request, or one whose words elsewhere are dates."""
    roll = rng.random()
    near = texts(language, "documents.near")
    if near and roll < 0.06:
        return chosen(rng.choice(near), rng)
    if roll < 0.22 and (plain := texts(language, "documents.plain")):
        return chosen(rng.choice(plain), rng)
    if roll < 0.29 and (talk := texts(language, "carriers.talk")):
        return rng.choice(talk)
    known = common_sentences(language)
    if known and roll < 0.77:
        return rng.choice(known)
    return _ended(rng, _clauses(rng, language), language)


def _clauses(rng: Random, language: str) -> str:
    said = [some(rng, language, 2, 7) for _ in range(rng.choice((1, 1, 2)))]
    joint = "，" if language in ("ja", "zh") else "، " if language in ("ar", "fa", "ur") else ", "
    return joint.join(said)


def _ended(rng: Random, text: str, language: str) -> str:
    end = rng.choice(_ENDS)
    return text[:1].upper() + text[1:] + (stop(language) if end == "." else end)


def sentence_with_negative(rng: Random, language: str) -> str:
    """A sentence with a number, name or duration that is not a date, or one in a script of few."""
    roll = rng.random()
    if roll < 0.04:
        return words.in_script(rng, language)
    if roll < 0.3:
        text, _ = draw_negative(rng, language)
        return text if text[-1] in ".!?。" or rng.random() < 0.3 else text + stop(language)
    space = gap(language)
    parts = [some(rng, language, 1, 4), apart(rng, language), some(rng, language, 0, 4)]
    return _ended(rng, space.join(part for part in parts if part), language)


def apart(rng: Random, language: str) -> str:
    """A number or name that is never a date."""
    return rng.choice(_LABELLED)(rng, language)


@cache
def common_sentences(language: str) -> pools.Pool:
    """Sentences of Faker without words for days and months, though `may` in small letters may be a verb."""
    if language not in inventory():
        return ()
    names = {name for form in ("MMMM", "LLLL", "EEEE") for name in _names(language, form)}
    kept = []
    for text in pools.sentences(language):
        said = _WORD.findall(text)
        first = {word.lower() for word in said[:1]}
        dated = names.intersection(said) or first & {name.lower() for name in names}
        if not dated and not is_relative(text, language) and not any(map(str.isnumeric, text)):
            kept.append(text)
    return tuple(kept)


def _names(language: str, form: str) -> tuple[str, ...]:
    data = load(inventory()[language][0])
    return data.months.get(form, data.weekdays.get(form, ()))


def title(rng: Random, language: str) -> str:
    """A title of a few words."""
    text = some(rng, language, 2, 6)
    return text.title() if rng.random() < 0.3 else text[:1].upper() + text[1:]


def cell(rng: Random, language: str) -> str:
    """The content of a column that has no dates."""
    makers = (codes.price, codes.identifier, codes.quantity, codes.email, labelled.phone_number)
    others = (words.person, words.place, words.company, words.some_words, words.some_words, _plain_number)
    return rng.choice((*makers, *others))(rng, language)


def _plain_number(rng: Random, language: str) -> str:
    roll = rng.random()
    if roll < 0.4:
        return str(rng.randint(0, 31))
    return str(rng.randint(0, 999)) if roll < 0.7 else f"{rng.randint(0, 99)}.{rng.randint(0, 99):02d}"


def code_word(rng: Random) -> str:
    """A name in a program."""
    parts = rng.choices(pools.words("en"), k=rng.choice((1, 1, 2)))
    return rng.choice(("_", "_", "-", ".")).join(parts) if rng.random() < 0.5 else parts[0]


def filled(form: str, rng: Random, language: str, **given: str) -> str:
    """A form of the section `documents` with its placeholders filled in; each gets a value of its own."""
    return (
        _PLACEHOLDER.sub(lambda found: given.get(found[1]) or _fill(found[1], rng, language), form)
        .replace("{{", "{")
        .replace("}}", "}")
    )


_PLACEHOLDER = re.compile(r"\{([a-z])\}")


def _fill(name: str, rng: Random, language: str) -> str:
    if name == "k":
        return code_word(rng)
    if name in "ij":
        number = rng.choice((rng.randint(1, 31), rng.randint(1, 999)))
        return str(number) if name == "i" else f"{number}{rng.choice('–-')}{number + rng.randint(1, 40)}"
    if name == "v":
        return codes.dotted(rng, rng.choice((2, 3, 3)))
    if name == "n":
        return rng.choice(pools.people(language))
    if name == "p":
        return rng.choice(pools.places(language))
    if name == "c":
        return rng.choice(pools.companies(language))
    if name == "t":
        return title(rng, language)
    if name == "l":
        return pick(rng, NO_LANGUAGE, "carriers.log_levels")
    if name == "m":
        return _message(rng)
    return codes.email(rng, language) if name == "e" else codes.host(rng, language)


def _message(rng: Random) -> str:
    message = pick(rng, NO_LANGUAGE, "codes.log_messages")
    if rng.random() < 0.5:
        return message
    return f"{' '.join(rng.choices(pools.words('en'), k=rng.randint(1, 3)))} {rng.randint(1, 5000)}"
