"""`datenorm review`: a page on which a person settles what a column leaves open."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datenorm.bulk.lines import INFER, NO_ORDER
from datenorm.cli.layouts import layout_of, layout_options
from datenorm.cli.options import limit_numpy_threads, locale_option, model_option, policy_options_only
from datenorm.cli.sections import HINTS, OUTPUT, SectionedCommand, option
from datenorm.cli.serve import NEEDED
from datenorm.cli.streams import say
from datenorm.errors import ConfigError, require_modules
from datenorm.text.vocabulary import ORDERS

if TYPE_CHECKING:
    from datenorm.convert.normalizer import Normalizer
    from datenorm.workbench import Project, ReviewSettings

_ENDING = ".review"

EPILOG = """\b
Examples:
  datenorm review births.csv --column born
  datenorm review births.csv --column born --locale en-GB --project born.review
  datenorm review births.csv.review
  datenorm table births.csv --column born --decisions births_decisions.jsonl -o out.csv

\b
Exit codes:
  0    ended by SIGTERM, SIGHUP or SIGQUIT
  1    the address is not available
  2    wrong usage, or a table or project that cannot be read
  3    the model bundle is missing or damaged
  4    the extra `serve` is not installed, or another one that the table needs
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@click.argument("source", metavar="TABLE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--column",
    "-c",
    section=HINTS,
    metavar="COLUMN",
    help="Column to review: its name, its number from 1, or a /regular expression/ for its name.",
)
@option(
    "--project",
    section=OUTPUT,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Project file that keeps the work; one that exists is opened.  [default: TABLE.review]",
)
@locale_option
@option(
    "--order",
    section=HINTS,
    type=click.Choice([*ORDERS, INFER, NO_ORDER], case_sensitive=False),
    metavar="|".join([*ORDERS, INFER, NO_ORDER]),
    help="Field order of numeric dates. infer: what the column as a whole shows; none: what each text "
    "shows.  [default: infer]",
)
@policy_options_only("pivot", "past", "future", "reference-date", "prefer", "zone", "excel-serial", "epoch")
@layout_options
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    metavar="N",
    help="Port to listen on.  [default: a free one, which is printed]",
)
@click.option("--browser/--no-browser", default=True, help="Whether to open the page in the browser.")
@model_option
def review(source: Path, **options: Any) -> None:  # noqa: ANN401 - see the groups of options
    """Review a column of a table in the browser: settle what the model leaves open.

    TABLE is CSV or similar, JSON lines, Parquet or .xlsx, also compressed (.gz, .zst), or a project file.
    Rows with the same text are decided together. The work is kept in a project file, which is opened again
    when the command is repeated; the table is only read. The page writes the table with the new column, and
    the decisions for `datenorm table --decisions`.
    """
    require_modules("reviewing needs", NEEDED, "serve")
    limit_numpy_threads()

    from datenorm.convert.normalizer import Normalizer
    from datenorm.server import ServerSettings
    from datenorm.server.review import run_review
    from datenorm.workbench import LearningFiles

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    path = _project_path(source, options)
    model = options["model"] or LearningFiles(path).accepted_model
    settings = ServerSettings(host=options["host"], port=options["port"], model=model)
    with _opened(source, path, options, Normalizer.load(model)) as project:
        say(f"Project file: {project.path}")
        if model is not None and options["model"] is None:
            say(f"Model that learnt from its decisions: {model}")
        run_review(project, settings, say, open_browser=options["browser"])


def _project_path(source: Path, options: Mapping[str, Any]) -> Path:
    """The project file that is opened or made."""
    from datenorm.workbench import is_project

    given: Path | None = options["project"]
    if not is_project(source):
        return given or source.with_name(source.name + _ENDING)
    if given is not None:
        raise click.UsageError(f"{source} is a project file already; leave out --project.")
    return source


def _opened(source: Path, path: Path, options: Mapping[str, Any], normalizer: Normalizer) -> Project:
    """The project, new or as it was left."""
    from datenorm.workbench import Project, ReviewSettings

    given = {name: value for name, value in _settings_of(options).items() if value is not None}
    if path.exists():
        project = Project.open(path, normalizer=normalizer)
        if path != source and not project.is_of(source, options["column"]):
            shown = f"{path} is the project of column {project.column} of {project.table}"
            project.close()
            raise ConfigError(shown, hint="name another file with `project`")
        return _with_settings(project, given)
    if options["column"] is None:
        raise click.UsageError("Missing option '--column' / '-c'.")
    return Project.create(
        path,
        source,
        options["column"],
        normalizer=normalizer,
        settings=ReviewSettings.of(given),
        layout=layout_of(options),
    )


def _with_settings(project: Project, given: Mapping[str, Any]) -> Project:
    """A project with the settings that were given; the others stay."""
    if given:
        from datenorm.workbench import ReviewSettings

        settings: ReviewSettings = ReviewSettings.of({**project.settings.as_dict(), **given})
        project.change_settings(settings)
    return project


def _settings_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """What the options say about the column; None for what they leave out."""
    if options["past"] and options["future"]:
        raise click.UsageError("--past and --future cannot be combined.")
    reference_date = options["reference_date"]
    return {
        "order": options["order"],
        "locale": options["locale"],
        "reference_date": None if reference_date is None else reference_date.isoformat(),
        "prefer": options["prefer"],
        "pivot": options["pivot"],
        "century": "past" if options["past"] else "future" if options["future"] else None,
        "zone": options["zone"],
        "excel_serial": options["excel_serial"] or None,
        "epoch": options["epoch"],
    }
