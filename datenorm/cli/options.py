"""Options that several commands share, as decorators, and how they are written."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from datenorm.bulk.lines import INFER
from datenorm.cli.sections import GRID, KNOWN, OTHER, REFUSALS, YEARS, option, together
from datenorm.convert.hints import day_of
from datenorm.errors import ConfigError
from datenorm.text.vocabulary import ORDERS

if TYPE_CHECKING:
    from datenorm.convert.options import Policy

F = TypeVar("F", bound=Callable[..., object])


def day(text: str) -> datetime.date:
    """A day on the command line: ISO 8601, or `today`."""
    if text.strip().lower() == "today":
        return datetime.date.today()
    try:
        return day_of(text)
    except ConfigError as error:
        raise click.BadParameter(f"{error}; {error.hint}, or today.") from None


def part(text: str) -> float:
    """A part of all on the command line.

    >>> part("0.1%"), part("0.001")
    (0.001, 0.001)
    """
    try:
        value = float(text.strip().removesuffix("%")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise click.BadParameter(f"{text!r} is not a part of all, such as 0.1% or 0.001.")
    return value


def model_option(function: F) -> F:
    """`--model DIR`."""
    return option(
        "--model",
        section=OTHER,
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Bundle to convert with.  [default: the one that came with datenorm]",
    )(function)


def workers_option(function: F) -> F:
    """`--workers N`."""
    return option(
        "--workers",
        section=OTHER,
        type=click.IntRange(1),
        metavar="N",
        help="Processes to work with once there are many lines; the answers are the same.  [default: the "
        "cores there are]",
    )(function)


def locale_option(function: F) -> F:
    """`--locale`: where the texts were written."""
    return option(
        "--locale",
        section=KNOWN,
        metavar="LOCALE",
        help="Locale the texts were written in, such as en-GB or fr: its language and usual field order.",
    )(function)


def hint_options(function: F) -> F:
    """`--locale` and `--order`: what the user knows about the texts."""
    order = option(
        "--order",
        section=KNOWN,
        type=click.Choice([*ORDERS, INFER], case_sensitive=False),
        metavar="|".join([*ORDERS, INFER]),
        help="Field order of numeric dates; overrides the locale's, and settles what it alone left open. "
        "infer: the one that the first 10,000 lines are written in.",
    )
    return locale_option(order(function))


def column_option(function: F) -> F:
    """`--column`: which columns of a table hold dates."""
    return option(
        "--column",
        "-c",
        "columns",
        section=KNOWN,
        multiple=True,
        required=True,
        metavar="COLUMN",
        help="Column to convert: its name, its number counted from 1, or a /regular expression/ over the "
        "names. May be given several times.",
    )(function)


def precision_option(function: F) -> F:
    """`--precision`: how precise the values have to be."""
    return option(
        "--precision",
        section=KNOWN,
        type=click.Choice(["any", "day", "month", "year"]),
        default="any",
        show_default=True,
        help="What each text holds, if anything: finer values are cut down to it, coarser ones refused.",
    )(function)


def reckoning_options(function: F) -> F:
    """`--pivot`, `--past`, `--future`, `--reference-date`, `--prefer`, `--hijri`: how years come
    about."""
    return together(
        option(
            "--pivot",
            section=YEARS,
            type=click.IntRange(0, 100),
            metavar="YY",
            help="Two-digit years from YY on are 19YY, those below 20YY.  [default: 69, as POSIX has it]",
        ),
        option(
            "--past",
            section=YEARS,
            is_flag=True,
            help="Two-digit years: the latest century that is not after the reference date, or today.",
        ),
        option(
            "--future",
            section=YEARS,
            is_flag=True,
            help="Two-digit years: the earliest century that is not before it.",
        ),
        option(
            "--reference-date",
            section=YEARS,
            type=day,
            metavar="DATE",
            help="Give dates without a year one, counted from this day: 2016-02-29, or today.",
        ),
        option(
            "--prefer",
            section=YEARS,
            type=click.Choice(["nearest", "past", "future"]),
            help="Which year that is: the nearest, the last until then, the first from then on.  "
            "[default: nearest]",
        ),
        option(
            "--hijri",
            section=KNOWN,
            type=click.Choice(["umm-al-qura", "civil"]),
            default="umm-al-qura",
            show_default=True,
            help="How Islamic dates are reckoned: as printed in Saudi Arabia for 1343 to 1500 AH, others "
            "civil; or all by the civil, tabular calendar.",
        ),
    )(function)


def decision_options(function: F) -> F:
    """`--on-ambiguous`, `--min-confidence`, `--max-risk`: when to refuse."""
    on_ambiguous = option(
        "--on-ambiguous",
        section=REFUSALS,
        type=click.Choice(["blank", "best", "fail"]),
        default="blank",
        show_default=True,
        help="Where two field orders are both likely: refuse, take the likelier, or stop.",
    )
    min_confidence = option(
        "--min-confidence",
        section=REFUSALS,
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Refuse readings less probable than this.  [default: what the model was fitted for]",
    )
    max_risk = option(
        "--max-risk",
        section=REFUSALS,
        type=part,
        metavar="RISK",
        help="Refuse so much that no more than this part of the answers is wrong, such as 0.1%, by the "
        "figures the model was fitted with.",
    )
    return on_ambiguous(min_confidence(max_risk(function)))


def color_option(function: F) -> F:
    """`--color`, with NO_COLOR and FORCE_COLOR behind it."""
    return option(
        "--color",
        section=GRID,
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colours of the grid; auto: on a terminal, unless NO_COLOR is set, or where FORCE_COLOR is.",
    )(function)


def reads_lines(texts: Sequence[str], purpose: str) -> bool:
    """Whether a command is about lines of standard input, not about the texts of its arguments.

    Args:
        texts: the arguments.
        purpose: what the command does to them, in the infinitive.

    Raises:
        click.UsageError: if there is neither, or both.
    """
    if not texts and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError(f"Nothing to {purpose}: give a TEXT, or pipe lines in.")
    if "-" in texts and len(texts) > 1:
        raise click.UsageError("- stands for standard input and cannot be mixed with other texts.")
    return not texts or "-" in texts


def check_deciding(options: Mapping[str, Any]) -> None:
    """Refuse options that contradict each other, by the names of the parameters they come as."""
    if options["past"] and options["future"]:
        raise click.UsageError("--past and --future contradict each other.")
    if options["pivot"] is not None and (options["past"] or options["future"]):
        raise click.UsageError("--pivot puts centuries by itself: give it or --past or --future.")
    if options["max_risk"] is not None and options["min_confidence"] is not None:
        raise click.UsageError("--max-risk picks the confidence itself: give it or --min-confidence.")


def policy_of(options: Mapping[str, Any]) -> Policy:
    """How the shared options want texts decided."""
    from datenorm.convert.options import Policy
    from datenorm.values import Reckoning

    check_deciding(options)
    direction = "past" if options["past"] else "future" if options["future"] else None
    given = {"pivot": options["pivot"], "prefer": options["prefer"]}
    reckoning = Reckoning(
        direction=direction,
        reference_date=options["reference_date"],
        hijri=options["hijri"],
        **{name: value for name, value in given.items() if value is not None},
    )
    return Policy(
        on_ambiguous="best" if options["on_ambiguous"] == "best" else "blank",
        min_confidence=options["min_confidence"],
        max_risk=options["max_risk"],
        precision=options["precision"],
        reckoning=reckoning,
    )
