"""Options that several commands share."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.bulk.lines import INFER
from datenorm.cli.sections import GRID, HINTS, OUTPUT, REFUSALS, YEARS, F, option, together
from datenorm.convert.hints import day_of
from datenorm.errors import ConfigError
from datenorm.text.vocabulary import ORDERS

if TYPE_CHECKING:
    from datenorm.convert.options import Policy

FORMS = ("edtf", "iso", "interval", "datetime", "ixdtf")
"""How values are written in tables; see `datenorm.values.Form`, which is not imported this early."""


def day(text: str) -> datetime.date:
    """A day on the command line: ISO 8601, with a time or without, `today` or `now`."""
    if text.strip().lower() in ("today", "now"):
        now = datetime.datetime.now().replace(second=0, microsecond=0)
        return now if text.strip().lower() == "now" else now.date()
    try:
        return day_of(text)
    except ConfigError as error:
        raise click.BadParameter(f"{error}; {error.hint}, or today.") from None


def share(text: str) -> float:
    """A share on the command line.

    >>> share("0.1%"), share("0.001")
    (0.001, 0.001)
    """
    try:
        value = float(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise click.BadParameter(f"{text!r} is not a share, such as 0.1% or 0.001.")
    return value


model_option = click.option(
    "--model",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Bundle to convert with.  [default: the bundled model]",
)

workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes to use for many lines; the output does not depend on it.  [default: the available cores]",
)

locale_option = option(
    "--locale",
    section=HINTS,
    metavar="LOCALE",
    help="Locale of the texts, such as en-GB or fr: their language and usual field order.",
)

hint_options = together(
    locale_option,
    option(
        "--order",
        section=HINTS,
        type=click.Choice([*ORDERS, INFER], case_sensitive=False),
        metavar="|".join([*ORDERS, INFER]),
        help="Field order of numeric dates; overrides that of the locale. infer: the order of the first "
        "10,000 lines.",
    ),
)

exit_zero_option = option(
    "--exit-zero",
    section=REFUSALS,
    is_flag=True,
    help="Exit with 0 although something was refused.",
)

column_option = option(
    "--column",
    "-c",
    "columns",
    section=HINTS,
    multiple=True,
    required=True,
    metavar="COLUMN",
    help="Column to convert: its name, its number from 1, or a /regular expression/ for names. Can be "
    "repeated.",
)

_POLICY_OPTIONS: dict[str, Callable[[Any], Any]] = {
    "precision": option(
        "--precision",
        section=HINTS,
        type=click.Choice(["any", "day", "month", "year"]),
        default="any",
        show_default=True,
        help="Precision of the values: finer dates are cut down to it, coarser ones refused.",
    ),
    "pivot": option(
        "--pivot",
        section=YEARS,
        type=click.IntRange(0, 100),
        metavar="YY",
        help="Two-digit years from YY on are 19YY, lower ones 20YY.  [default: 69, as in POSIX]",
    ),
    "past": option(
        "--past",
        section=YEARS,
        is_flag=True,
        help="Put two-digit years in the latest century that is not after the reference date, or today.",
    ),
    "future": option(
        "--future",
        section=YEARS,
        is_flag=True,
        help="Put two-digit years in the earliest century that is not before the reference date, or today.",
    ),
    "reference-date": option(
        "--reference-date",
        section=YEARS,
        type=day,
        metavar="DATE",
        help="Day that relative dates and missing years are counted from: 2016-02-29, today, or with a time "
        "of day 2016-02-29T10:15, or now.",
    ),
    "prefer": option(
        "--prefer",
        section=YEARS,
        type=click.Choice(["nearest", "past", "future"]),
        help="Which year to add: the nearest to the reference date, the last until it, or the first from it "
        "on.  [default: nearest]",
    ),
    "next": option(
        "--next",
        section=YEARS,
        type=click.Choice(["week", "nearest"]),
        help="What next Friday and its like mean: that of next week, or the first one from now on.  "
        "[default: both, so the text is ambiguous where they differ]",
    ),
    "zone": option(
        "--zone",
        section=HINTS,
        metavar="ZONE",
        help="Time zone of times that name none, such as Europe/Paris.",
    ),
    "utc": option(
        "--utc",
        section=OUTPUT,
        is_flag=True,
        help="Give times in UTC, where their offset is known.",
    ),
    "hijri": option(
        "--hijri",
        section=HINTS,
        type=click.Choice(["umm-al-qura", "civil"]),
        default="umm-al-qura",
        show_default=True,
        help="Calendar of Islamic dates. umm-al-qura: as printed in Saudi Arabia for 1343 to 1500 AH, else "
        "civil; civil: always the tabular calendar.",
    ),
    "on-ambiguous": option(
        "--on-ambiguous",
        section=REFUSALS,
        type=click.Choice(["blank", "best", "fail"]),
        default="blank",
        show_default=True,
        help="If two field orders are likely: refuse the text, take the likelier order, or stop.",
    ),
    "on-several": option(
        "--on-several",
        section=REFUSALS,
        type=click.Choice(["refuse", "first", "last", "set"]),
        default="refuse",
        show_default=True,
        help="If a text has several dates with different roles, such as a birth and a death: refuse it, take "
        "the first or the last, or the set of all if they are equally precise.",
    ),
    "keep-values": option(
        "--keep-values",
        section=HINTS,
        is_flag=True,
        help="A text that is ISO 8601 or EDTF always means that: 1914-24 is winter 1914, not 1914 to 1924.",
    ),
    "excel-serial": option(
        "--excel-serial",
        section=HINTS,
        is_flag=True,
        help="A number is the serial day of a spreadsheet: 41755 is 2014-04-26. Other texts stay texts.",
    ),
    "epoch": option(
        "--epoch",
        section=HINTS,
        type=click.Choice(["s", "ms", "us", "ns"]),
        help="A number is a Unix time in this unit. Its day is that of --zone, or of UTC.",
    ),
    "min-confidence": option(
        "--min-confidence",
        section=REFUSALS,
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Refuse readings with a lower confidence.  [default: the threshold of the model]",
    ),
    "max-risk": option(
        "--max-risk",
        section=REFUSALS,
        type=share,
        metavar="RISK",
        help="Refuse texts so that at most this share of the answers is wrong, such as 0.1%, as measured for "
        "the model.",
    ),
}

policy_options = together(*_POLICY_OPTIONS.values())
"""The options that make the policy, see `policy_of`."""


def policy_options_without(*names: str) -> Callable[[F], F]:
    """The options that make the policy, but for some."""
    return together(*(one for name, one in _POLICY_OPTIONS.items() if name not in names))


def policy_options_only(*names: str) -> Callable[[F], F]:
    """Some of the options that make the policy."""
    return together(*(one for name, one in _POLICY_OPTIONS.items() if name in names))


color_option = option(
    "--color",
    section=GRID,
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Use colours. auto: on a terminal unless NO_COLOR is set, or if FORCE_COLOR is set.",
)


def limit_numpy_threads() -> None:
    """Keep NumPy from splitting products over threads, which wait by spinning (docs/adr/0001-runtime.md).

    Call it before NumPy is imported. A value that the user has set stays.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def policy_of(options: Mapping[str, Any]) -> Policy:
    """The policy that `policy_options` describe.

    Raises:
        click.UsageError: if --past and --future are both given.
        ConfigError: if other options cannot be combined.
    """
    from datenorm.convert.options import Policy
    from datenorm.values import Reckoning

    if options["past"] and options["future"]:
        raise click.UsageError("--past and --future cannot be combined.")
    reckoning = Reckoning(
        pivot=options["pivot"],
        direction="past" if options["past"] else "future" if options["future"] else None,
        reference_date=options["reference_date"],
        prefer=options["prefer"] or "nearest",
        hijri=options["hijri"],
        next_means=options["next"],
    )
    return Policy(
        on_ambiguous="best" if options["on_ambiguous"] == "best" else "blank",
        min_confidence=options["min_confidence"],
        max_risk=options["max_risk"],
        precision=options["precision"],
        reckoning=reckoning,
        keep_values=options["keep_values"],
        on_several=options["on_several"],
        zone=options["zone"],
        utc=options["utc"],
        excel_serial=options["excel_serial"],
        epoch=options["epoch"],
    )
