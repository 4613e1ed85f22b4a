"""The command line: a group that imports only the command that is called, and shows errors.

The only package that imports Click. Rich, NumPy and torch are imported inside the commands that need them.
"""

from __future__ import annotations

import errno
import gc
import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from datenorm import __version__
from datenorm.cli.streams import end_silently, end_with_error, open_closed_streams, printable, say, write_utf8
from datenorm.errors import DatenormError

COMMANDS = {
    "compare": "Train the attention family and write a report.",
    "convert": "Convert dates as people write them to ISO 8601.",
    "detect": "Detect the language and field order of texts, and whether they hold a date.",
    "evaluate": "Measure a model on texts whose dates are known.",
    "find": "Find the dates in texts of any length.",
    "generate": "Generate pairs of a text and the date it means.",
    "lesson": "Show every number of a tiny network that reads a date.",
    "mcp": "Give agents tools that convert and find dates.",
    "models": "List, describe and check models.",
    "review": "Settle in the browser what a column leaves open.",
    "serve": "Convert over HTTP.",
    "table": "Convert columns of a CSV, JSON lines, Parquet or Excel file.",
    "train": "Train a model and write it as a bundle.",
}
"""Command → one line of help, written here so that listing the commands does not import them."""

INTERRUPTED = 130

EPILOG = """\b
Examples:
  datenorm convert "23 April, 1564"
  datenorm convert --locale en-GB < column.txt > iso.txt
  datenorm train -o my-model

\b
Exit codes:
  0    done; everything was converted
  1    something was refused or failed; the reason is on stderr
  2    wrong usage
  3    the model bundle is missing or damaged
  4    an optional part is not installed
  130  interrupted
"""


class LazyGroup(click.Group):
    """A group whose commands are in modules of the same name, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"datenorm.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - Click's own signature
        """Run a command; show its errors in words, and exit with their code."""
        try:
            with _printable_usage():
                outcome = super().invoke(ctx)
            sys.stdout.flush()
        except DatenormError as error:
            command = self.get_command(ctx, ctx.invoked_subcommand or "") or self
            say(f"Error: {with_options(str(error), command)}")
            if error.hint:
                say(f"Hint: {with_options(error.hint, command)}")
            ctx.exit(error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            say("Interrupted.")
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            end_silently()
        return outcome

    def main(self, *args: Any, **settings: Any) -> Any:  # noqa: ANN401 - Click's own signature
        """Run the program; whatever the system refuses ends it with a line and an exit code."""
        open_closed_streams()
        write_utf8()
        try:
            return super().main(*args, **settings)
        except OSError as error:
            end_with_error(error)
        except RuntimeError as error:
            # What pathlib made of a loop of links before Python 3.13.
            if isinstance(error.__context__, OSError) and error.__context__.errno == errno.ELOOP:
                end_with_error(error.__context__)
            raise

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401
    ) -> click.Context:
        """Read the arguments of the group; what is wrong with them cannot steer a terminal."""
        with _printable_usage():
            return super().make_context(info_name, args, parent, **extra)


@contextmanager
def _printable_usage() -> Iterator[None]:
    """Escape control characters of arguments in Click's messages."""
    try:
        yield
    except click.ClickException as error:
        error.message = printable(error.message)  # type: ignore[misc]
        raise


def with_options(text: str, command: click.Command) -> str:
    """A message of the library with options of a command in place of arguments, which are in backticks.

    >>> from datenorm.cli.train import train
    >>> with_options("leave out `start`, `batch_size`", train)
    'leave out --from, --batch-size'
    """
    options = _options_of(command)
    return re.sub(r"`([a-z_]+)`", lambda match: options.get(match[1], match[0]), text)


def _options_of(command: click.Command) -> dict[str, str]:
    """Parameter → the option that sets it, of a command or of all commands in a group."""
    if isinstance(command, click.Group):
        return {name: one for sub in command.commands.values() for name, one in _options_of(sub).items()}
    return {
        one.name: max(one.opts, key=len)
        for one in command.params
        if isinstance(one, click.Option) and one.name is not None
    }


def _model_id() -> str:
    """The identifier of the bundled model: the start of the checksum of its weights."""
    import json
    from pathlib import Path

    manifest = Path(__file__).parent.parent / "models" / "default" / "manifest.json"
    try:
        checksum: str = json.loads(manifest.read_bytes())["files"]["weights.safetensors"]
    except (OSError, ValueError, LookupError, TypeError):
        return "none"
    return checksum[:12]


def _print_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"datenorm {__version__} (model {_model_id()})")
        ctx.exit()


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and the bundled model, and exit.",
)
def cli() -> None:
    """Convert dates as people write them, in any language, to ISO 8601, and see where each was read."""


_ALLOCATIONS = 50_000


def main() -> None:
    """Entry point of the console script."""
    # Imports allocate no garbage. With Python's usual threshold, the collector takes 2 % of a one-text run.
    gc.set_threshold(_ALLOCATIONS)
    try:
        cli.main(prog_name="datenorm")
    finally:
        gc.freeze()  # or Python ends with a search for garbage, a tenth of a one-text run
