"""Remarks: one or two ordinary sentences, mostly with one of the dates that people write most often."""

from __future__ import annotations

from random import Random

from data_gen.documents.draft import DATE, Draft
from data_gen.documents.mentions import ORDINARY
from data_gen.documents.posts import inserted, open_ended, plain
from data_gen.documents.surroundings import gap

_SECOND_SHARE, _DATED_SHARE = 0.25, 0.8
_SAID, _PLAIN = 0.6, 0.85
_BETWEEN = ("\n", "\n", " - ", ", ", "... ")


def remarks(draft: Draft, longest: int) -> None:
    """A sentence, sometimes two."""
    _remark(draft)
    if draft.rng.random() < _SECOND_SHARE:
        draft.add(gap(draft.language) if draft.is_ended else draft.rng.choice(_BETWEEN), exactly=True)
        _remark(draft)


def _remark(draft: Draft) -> None:
    rng, language = draft.rng, draft.language
    if not draft.dated or rng.random() > _DATED_SHARE:
        text = draft.undated() if rng.random() < 0.4 else plain(rng, language)
        draft.add(open_ended(text, rng))
        return
    mention = draft.mention(ORDINARY)
    roll = rng.random()
    form = draft.said() if roll < _SAID else plain(rng, language) if roll < _PLAIN else ""
    if not form:
        draft.add_among_words(mention)
        return
    form = open_ended(form, rng)
    if DATE not in form:
        form = inserted(form, DATE, rng, language)
    form = draft.with_words(form, mention)
    draft.add_filled(_capitalised(form, rng), [mention])


def _capitalised(form: str, rng: Random) -> str:
    """A sentence with a capital letter, in most cases."""
    return form[:1].upper() + form[1:] if rng.random() < 0.7 else form
