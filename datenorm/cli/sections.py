"""Help that lists options under headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])

HINTS = "Hints"
YEARS = "Years"
REFUSALS = "Refusals"
OUTPUT = "Output"
GRID = "Grid"
OTHER = "Other options"

_ORDER = (HINTS, YEARS, REFUSALS, OUTPUT, GRID, OTHER)


class SectionedOption(click.Option):
    """An option with the heading that it is listed under."""

    def __init__(self, declarations: Sequence[str], section: str, **attributes: Any) -> None:  # noqa: ANN401
        super().__init__(declarations, **attributes)
        self.section = section


class SectionedCommand(click.Command):
    """A command whose help lists its options by `SectionedOption.section`, other options at the end."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings."""
        sections: dict[str, list[tuple[str, str]]] = {section: [] for section in _ORDER}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx) if isinstance(parameter, click.Option) else None
            if record is not None:
                sections[getattr(parameter, "section", OTHER)].append(record)
        filled = {heading: records for heading, records in sections.items() if records}
        for heading, records in filled.items():
            with formatter.section(heading if len(filled) > 1 else "Options"):
                formatter.write_dl(records)


def option(*declarations: str, section: str, **attributes: Any) -> Callable[[F], F]:  # noqa: ANN401
    """`click.option` under a heading."""
    return click.option(*declarations, cls=SectionedOption, section=section, **attributes)


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """One decorator that adds options in the order in which they are given."""

    def decorate(command: F) -> F:
        for one in reversed(options):
            command = one(command)
        return command

    return decorate
