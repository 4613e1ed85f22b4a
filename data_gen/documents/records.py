"""Documents of programs and catalogues: tables, logs, code, records with fields, bibliographies."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from data_gen.carriers import pools
from data_gen.documents.draft import DATE, Draft
from data_gen.documents.mentions import MACHINE, RECORD, Mention, draw_mentions
from data_gen.documents.surroundings import cell, code_word, filled, sentence, some, title
from data_gen.language import NO_LANGUAGE, pick, rows

_STAMPS = ("yyyy-MM-dd", "yyyy-MM-dd", "yyyy/MM/dd", "dd/MMM/yyyy", "dd.MM.yyyy", "MMM dd", "yyyyMMdd")
_CELLS = (
    "yyyy-MM-dd",
    "dd.MM.yyyy",
    "M/d/yy",
    "MM/dd/yyyy",
    "dd/MM/yyyy",
    "yyyyMMdd",
    "y",
    "MMM y",
    "d MMM y",
)
_SEPARATORS = (",", ",", ";", "\t", "|", " | ", ", ")
_ROWS_AT_ONCE = 8


def table(draft: Draft, longest: int) -> None:
    """Rows of a table: CSV and the like, Markdown or HTML; some columns hold dates."""
    rng, language = draft.rng, draft.language
    form = rng.choices(("plain", "markdown", "html"), (70, 20, 10))[0]
    width = rng.randint(2, 7)
    dated = [bool(draft.dated) and rng.random() < 0.35 for _ in range(width)]
    left, sign, right = {
        "plain": ("", rng.choice(_SEPARATORS), ""),
        "markdown": ("| ", " | ", " |"),
        "html": ("<tr><td>", "</td><td>", "</td></tr>"),
    }[form]
    if rng.random() < 0.6:
        names = [_field(rng, language, is_date) for is_date in dated]
        draft.add(
            f"{left}{sign.join(names)}{right}\n" + ("|---" * width + "|\n" if form == "markdown" else "")
        )
    makers = [_kept(rng, language) for _ in range(width)]
    quote = '"' if form == "plain" and rng.random() < 0.2 else ""
    end = len(draft) + longest
    while len(draft) < end:
        columns = [_column(draft) if is_date else () for is_date in dated]
        for row in range(_ROWS_AT_ONCE):
            draft.add(left, exactly=True)
            for index in range(width):
                draft.add((sign if index else "") + quote, exactly=True)
                if columns[index]:
                    if rng.random() < 0.95:  # some cells are empty
                        draft.add_date(columns[index][row])
                else:
                    draft.add(makers[index]())
                draft.add(quote, exactly=True)
            draft.add(right + "\n", exactly=True)
            if len(draft) >= end:
                return


def _kept(rng: Random, language: str) -> Callable[[], str]:
    """A maker of the cells of one column, half of them alike."""
    if rng.random() < 0.3:
        first = rng.randint(1, 2000)
        numbers = iter(range(first, first + 500))
        return lambda: str(next(numbers))
    return lambda: cell(rng, language).replace("\n", " ")


def _column(draft: Draft) -> tuple[Mention, ...]:
    rng = draft.rng
    if rng.random() < 0.25:
        return tuple(draft.mention(RECORD) for _ in range(_ROWS_AT_ONCE))
    return draw_mentions(rng, draft.data, _ROWS_AT_ONCE, _CELLS, timed=0.25)


def _field(rng: Random, language: str, is_date: bool) -> str:
    """The name of a field: of programs, of the language, or a word."""
    roll = rng.random()
    labels = rows(language, "several.labels")
    if is_date and labels and roll < 0.4:
        plain = [label for row in labels for label in row if "|" not in label]
        return rng.choice(plain) if plain else pick(rng, NO_LANGUAGE, "documents.date_fields")
    if roll < 0.7:
        return pick(rng, NO_LANGUAGE, "documents.date_fields" if is_date else "documents.other_fields")
    return some(rng, language, 1, 2)


def log(draft: Draft, longest: int) -> None:
    """Lines of a log; their time stamps are all in one style, or none has one."""
    rng, language = draft.rng, draft.language
    forms = [pick(rng, NO_LANGUAGE, "documents.log")] * 4 + [pick(rng, NO_LANGUAGE, "documents.log")]
    uniform = rng.random() < 0.7
    end = len(draft) + longest
    while len(draft) < end:
        stamps = draw_mentions(rng, draft.data, _ROWS_AT_ONCE, _STAMPS, timed=1) if uniform else ()
        for row in range(_ROWS_AT_ONCE):
            form = rng.choice(forms)
            if not draft.dated or rng.random() < 0.06:
                draft.add(filled(form.replace("{d}", ""), rng, language).strip() + "\n")
            else:
                mention = stamps[row] if stamps else draft.mention(MACHINE)
                draft.add_filled(filled(form.replace("{d}", DATE), rng, language) + "\n", [mention])
            if len(draft) >= end:
                return


def code(draft: Draft, longest: int) -> None:
    """Lines of programs, with dates in comments and strings."""
    rng, language = draft.rng, draft.language
    end = len(draft) + longest
    while len(draft) < end:
        if rng.random() < draft.dated * 0.6:
            form = pick(rng, NO_LANGUAGE, "documents.code_dated").replace("{d}", DATE)
            draft.add_filled(filled(form, rng, language) + "\n", [draft.mention(MACHINE)])
        else:
            draft.add(filled(pick(rng, NO_LANGUAGE, "documents.code"), rng, language) + "\n")


def fields(draft: Draft, longest: int) -> None:
    """Records of names and values: JSON, YAML, XML, an index card."""
    rng = draft.rng
    name = rng.choice(("json", "yaml", "xml", "card", "card", "ini"))
    form = {
        "json": '  "{k}": "{v}",\n',
        "yaml": "{k}: {v}\n",
        "xml": "  <{k}>{v}</{k}>\n",
        "card": rng.choice(("{k}: {v}\n", "{k}\t{v}\n", "{k}. {v}\n", "{k} – {v}; ", "**{k}**: {v}\n")),
        "ini": "{k}={v}\n",
    }[name]
    card, end = name == "card", len(draft) + longest
    while len(draft) < end:
        draft.add("{\n" if name == "json" else "", exactly=True)
        for _ in range(rng.randint(3, 9)):
            _one_field(draft, form, card=card)
        draft.add("},\n" if name == "json" else "\n", exactly=True)


def _one_field(draft: Draft, form: str, *, card: bool) -> None:
    rng, language = draft.rng, draft.language
    head, _, tail = form.partition("{v}")
    dated = draft.has_date()
    key = _field(rng, language, dated) if card or rng.random() < 0.7 else code_word(rng)
    key = key.replace(" ", "_") if not card else key
    draft.add(head.replace("{k}", key))
    if dated:
        register = RECORD if card or rng.random() < 0.2 else MACHINE
        draft.add_date(draft.mention(register))
    else:
        value = cell(rng, language) if rng.random() < 0.75 else sentence(rng, language)
        draft.add(json.dumps(value, ensure_ascii=False)[1:-1] if '"' in tail else value)
    draft.add(tail.replace("{k}", key), exactly=True)


def references(draft: Draft, longest: int) -> None:
    """Entries of a bibliography, mostly in one style."""
    rng, language = draft.rng, draft.language
    usual = pick(rng, NO_LANGUAGE, "documents.references")
    joint = rng.choice(("\n", "\n", "\n\n", " ", "; "))
    end = len(draft) + longest
    while len(draft) < end:
        form = usual if rng.random() < 0.8 else pick(rng, NO_LANGUAGE, "documents.references")
        if draft.dated:
            mention = _year(draft) if rng.random() < 0.7 else draft.mention(RECORD)
            draft.add_filled(filled(form.replace("{d}", DATE), rng, language), [mention])
        else:
            draft.add(filled(form.replace("{d}", "s. a."), rng, language))
        draft.add(joint, exactly=True)


def _year(draft: Draft) -> Mention:
    year = draft.rng.randint(1960, 2026) if draft.rng.random() < 0.7 else draft.rng.randint(1500, 1959)
    return Mention(str(year), str(year), "")


def catalogue(draft: Draft, longest: int) -> None:
    """Descriptions of works, letters and people as catalogues print them."""
    rng, language = draft.rng, draft.language
    marks = ((" (", ")"), (", ", ""), (" [", "]"), (". ", ""), (": ", ""), (" – ", ""))
    opening, closing = rng.choice(marks)
    end = len(draft) + longest
    while len(draft) < end:
        name = rng.choice(pools.people(language)) if rng.random() < 0.6 else title(rng, language)
        draft.add(name)
        if draft.has_date() or (draft.dated and rng.random() < 0.5):
            draft.add(opening, exactly=True)
            draft.add_date(draft.mention(RECORD))
            draft.add(closing, exactly=True)
        draft.add(rng.choice((". ", "; ", ", ", "\n")), exactly=True)
        draft.add(sentence(rng, language) if rng.random() < 0.3 else title(rng, language))
        draft.add(rng.choice((".\n", "\n", ".\n", "\n\n", " | " + cell(rng, language) + "\n")))
