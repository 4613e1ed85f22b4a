"""Options that several commands share, as decorators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from datenorm.vocabulary import ORDERS

F = TypeVar("F", bound=Callable[..., object])


def model_option(function: F) -> F:
    """`--model DIR`."""
    return click.option(
        "--model",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Bundle to convert with.  [default: the one that came with datenorm]",
    )(function)


def hint_options(function: F) -> F:
    """`--locale` and `--order`: what the user knows about the texts."""
    locale = click.option(
        "--locale",
        metavar="LOCALE",
        help="Locale the texts were written in, such as en-GB or fr: its language and usual field order.",
    )
    order = click.option(
        "--order",
        type=click.Choice(ORDERS, case_sensitive=False),
        metavar="|".join(ORDERS),
        help="Field order of numeric dates; overrides the locale's.",
    )
    return locale(order(function))


def decision_options(function: F) -> F:
    """`--on-ambiguous` and `--min-confidence`: when to refuse."""
    on_ambiguous = click.option(
        "--on-ambiguous",
        type=click.Choice(["blank", "best", "fail"]),
        default="blank",
        show_default=True,
        help="Where two field orders are both likely: refuse, take the likelier, or stop.",
    )
    min_confidence = click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Refuse readings less probable than this.  [default: what the model was fitted for]",
    )
    return on_ambiguous(min_confidence(function))


def color_option(function: F) -> F:
    """`--color`, with NO_COLOR and FORCE_COLOR behind it."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colours of the grid; auto: on a terminal, unless NO_COLOR is set, or where FORCE_COLOR is.",
    )(function)
