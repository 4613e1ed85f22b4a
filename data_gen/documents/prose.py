"""Running text: prose in paragraphs, letters and e-mail, chats and posts, chronicles."""

from __future__ import annotations

from data_gen.archival.bodies import Place
from data_gen.archival.lexicon import EMPTY, find
from data_gen.carriers import pools
from data_gen.documents.draft import DATE, Draft
from data_gen.documents.joined import add_joined
from data_gen.documents.mentions import CHAT, MACHINE, PROSE, RECORD, TALK, Register, draw_mentions
from data_gen.documents.surroundings import (
    apart,
    filled,
    gap,
    sentence,
    sentence_with_negative,
    some,
    stop,
    title,
)
from data_gen.language import NO_LANGUAGE, texts
from data_gen.several import joints
from data_gen.several.roles import draw_form

_ENDS = ".!?。।…:;\n"
_WHOLE_DAYS = ("d MMMM y", "d MMM y", "yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "yyyyMMdd", "MMMM d, y", "y")
_TOUCHING = ("yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "yyyy/MM/dd", "dd-MM-yyyy")
_STAMPS = ("dd/MM/yyyy", "dd.MM.yy", "M/d/yy", "yyyy-MM-dd", "MMM d")
_SIGNS = (",", ", ", ", ", "; ", ";", " ", "\n", "\t", "|", " | ", " · ", "\n- ", "\n* ", "  ")


def prose(draft: Draft, longest: int) -> None:
    """Paragraphs of sentences."""
    if draft.rng.random() < 0.25:
        draft.add(title(draft.rng, draft.language) + draft.rng.choice(("\n\n", "\n", "\n====\n")))
    paragraphs(draft, longest, PROSE)


def paragraphs(draft: Draft, longest: int, register: Register) -> None:
    """Sentences with and without dates until the document is long enough."""
    rng, space = draft.rng, gap(draft.language)
    paragraph, end = rng.randint(2, 7), len(draft) + longest
    while len(draft) < end:
        for _ in range(paragraph):
            _sentence(draft, register)
            draft.add(space if not draft.ends_with_date else "\n", exactly=True)
            if len(draft) >= end:
                break
        draft.add(rng.choice(("\n\n", "\n", "\n\n", " ")), exactly=True)


def _sentence(draft: Draft, register: Register) -> None:
    rng, language = draft.rng, draft.language
    if not draft.has_date():
        draft.add(_dateless(draft))
        return
    roll = rng.random()
    if roll < 0.05 and add_joined(draft, TALK):
        pass
    elif roll < 0.3 and draft.add_said(CHAT if rng.random() < 0.7 else register):
        pass
    elif roll < 0.72:
        draft.add_carried(register, heavy=rng.random() < 0.85)
    elif roll < 0.82:
        _beside_number(draft, register)
    elif roll < 0.93:
        _roles(draft)
    else:
        listed(draft)
    if not draft.is_ended:
        draft.add(rng.choice((*stop(language) * 6, "!", "?", ";")), exactly=True)


def _dateless(draft: Draft) -> str:
    """A sentence without a date: often one with a number, or with a time in the place of a date."""
    roll = draft.rng.random()
    if roll < 0.13 and (said := draft.undated()):
        return said
    make = sentence if roll < 0.75 else sentence_with_negative
    return make(draft.rng, draft.language)


def _beside_number(draft: Draft, register: Register) -> None:
    """Words, a number that is not a date, words, a date: their order varies."""
    rng, language = draft.rng, draft.language
    leads, space = texts(language, "carriers.leads"), gap(language)
    number = f"{some(rng, language, 1, 3)}{space}{apart(rng, language)}{space}{some(rng, language, 1, 3)}"
    lead = rng.choice(leads) if leads else ""
    if rng.random() < 0.5:
        draft.add(number + (", " if space else "，") + lead)
        draft.add_date(draft.mention(register))
    else:
        draft.add(lead)
        draft.add_date(draft.mention(register))
        draft.add((", " if space else "，") + number)


def _roles(draft: Draft) -> None:
    """Dates with roles: born and died, issued and due."""
    rng, data = draft.rng, draft.data
    place = Place(data, find(data.identifier) or EMPTY)
    number, form, timed = draw_form(rng, place)
    mentions = draw_mentions(rng, data, number, timed=timed)
    draft.add_filled(form([DATE] * number), list(mentions))


def listed(draft: Draft) -> None:
    """Whole dates in a list, or with only a sign or nothing between them."""
    rng, data = draft.rng, draft.data
    number = rng.randint(2, 5)
    if rng.random() < 0.5:
        mentions = draw_mentions(rng, data, number, _WHOLE_DAYS)
        place = Place(data, find(data.identifier) or EMPTY)
        draft.add_filled(joints.all_of([DATE] * number, rng, place), list(mentions))
        return
    touching = rng.random() < 0.25
    mentions = draw_mentions(rng, data, number, _TOUCHING if touching else _WHOLE_DAYS)
    sign = "" if touching else rng.choice(_SIGNS)
    for index, mention in enumerate(mentions):
        draft.add(sign if index else "", exactly=True)
        draft.add_date(mention)


def chat(draft: Draft, longest: int) -> None:
    """Short messages, some with the name of who wrote them and when."""
    rng, language = draft.rng, draft.language
    stamps = (
        draw_mentions(rng, draft.data, 8, _STAMPS, timed=0.8) if draft.dated and rng.random() < 0.25 else ()
    )
    boxed = rng.random() < 0.5
    names = [name.split()[0] for name in rng.sample(pools.people(language), 3)]
    sign = rng.choice((": ", ": ", "> ", " - "))
    end, written = len(draft) + longest, 0
    while len(draft) < end:
        if written < len(stamps):
            draft.add("[" if boxed else "", exactly=True)
            draft.add_date(stamps[written])
            draft.add("] " if boxed else " - ", exactly=True)
            written += 1
        roll = rng.random()
        draft.add(
            f"{rng.choice(names)}{sign}" if roll < 0.6 else f"@{rng.choice(names)} " if roll < 0.75 else ""
        )
        if draft.has_date():
            if rng.random() < 0.4 or not draft.add_said(CHAT):
                draft.add_carried(CHAT, heavy=rng.random() < 0.5)
        else:
            draft.add(_dateless(draft))
        draft.add(rng.choice(("", "", "", " :-)", " lol", "!!", " #" + some(rng, "en", 1, 1))) + "\n")


def mail(draft: Draft, longest: int) -> None:
    """A message with its headers, sometimes with another one quoted."""
    rng, language = draft.rng, draft.language
    headers = list(texts(NO_LANGUAGE, "documents.headers"))
    for header in rng.sample(headers, rng.randint(1, 5)):
        draft.add(filled(header, rng, language) + "\n")
        if draft.dated and rng.random() < 0.25:
            draft.add(rng.choice(("Date: ", "Date: ", "Received: by mx; ", "Sent: ")), exactly=True)
            draft.add_date(draft.mention(MACHINE))
            draft.add("\n", exactly=True)
    draft.add("\n", exactly=True)
    greetings, closings = texts(language, "documents.greetings"), texts(language, "documents.closings")
    if greetings:
        draft.add(filled(rng.choice(greetings), rng, language) + "\n\n")
    paragraphs(draft, longest // 2, PROSE)
    if closings:
        draft.add(f"\n{rng.choice(closings)}\n{rng.choice(pools.people(language))}\n")
    quoted = texts(language, "documents.quoted")
    if quoted and draft.dated:
        form = filled(rng.choice(quoted).replace("{d}", DATE), rng, language)
        draft.add_filled(f"\n{form}\n> ", [draft.mention(MACHINE if rng.random() < 0.5 else PROSE)])
        paragraphs(draft, longest // 4, PROSE)


def chronicle(draft: Draft, longest: int) -> None:
    """Lines that begin or end with a date: a timeline, a diary, a list of events or works."""
    rng, language = draft.rng, draft.language
    sign = rng.choice((": ", " – ", " - ", "\t", ". ", " | ", ", ", "\n"))
    mark = rng.choice(("", "", "", "- ", "* ", "• ", "## "))
    register = rng.choice((RECORD, RECORD, PROSE))
    first = rng.random() < 0.7
    one_hand = draw_mentions(rng, draft.data, 5) if rng.random() < 0.5 else ()
    count, end = 0, len(draft) + longest
    while len(draft) < end:
        draft.add(mark, exactly=True)
        text = sentence(rng, language) if rng.random() < 0.5 else title(rng, language)
        if not draft.dated or rng.random() < 0.1:
            draft.add(text + "\n")
            continue
        mention = one_hand[count] if count < len(one_hand) else draft.mention(register)
        count += 1
        if first:
            draft.add_date(mention)
            draft.add(sign, exactly=True)
            draft.add(text)
        else:
            draft.add(text.rstrip(_ENDS))
            draft.add(sign if sign != "\n" else " (", exactly=True)
            draft.add_date(mention)
            draft.add(")" if sign == "\n" else "", exactly=True)
        draft.add("\n", exactly=True)
