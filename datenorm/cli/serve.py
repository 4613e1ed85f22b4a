"""`datenorm serve`: the model behind HTTP."""

from __future__ import annotations

import importlib.util
import logging
from pathlib import Path

import click

from datenorm.cli.numpy_threads import one_thread_a_product
from datenorm.cli.options import model_option
from datenorm.cli.sections import OTHER, SectionedCommand, option
from datenorm.errors import MissingExtra

_MOST_WORKERS = 64

_NEEDED = ("fastapi", "uvicorn", "httptools", "prometheus_client")

EPILOG = """\b
Examples:
  datenorm serve
  datenorm serve --port 8080 --workers 2 --model my-model
  curl -H 'Content-Type: application/json' -d '{"text": "23 April, 1564"}' localhost:8000/v1/convert
  curl --data-binary @dates.txt localhost:8000/v1/convert/lines

\b
Exit codes:
  0    ended by SIGTERM, every accepted request answered
  1    the address cannot be had, or workers do not start
  2    wrong usage
  3    the model bundle is missing or damaged
  4    the extra `serve` is not installed
  130  interrupted
"""


@click.command(cls=SectionedCommand, epilog=EPILOG)
@option("--host", section=OTHER, default="127.0.0.1", show_default=True, help="Address to listen on.")
@option(
    "--port",
    section=OTHER,
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 takes a free one and names it.",
)
@option(
    "--workers",
    section=OTHER,
    type=click.IntRange(1, _MOST_WORKERS),
    metavar="N",
    help="Processes to answer with, each with a model of its own.  [default: the cores there are]",
)
@option(
    "--cors-origin",
    "cors_origins",
    section=OTHER,
    multiple=True,
    metavar="ORIGIN",
    help="Web origin whose pages may ask, such as https://example.org; may be repeated.  [default: none]",
)
@option(
    "--batch-wait",
    section=OTHER,
    type=click.FloatRange(0, 1000),
    default=2.0,
    show_default=True,
    metavar="MS",
    help="Milliseconds that a text may wait to be read together with others.",
)
@option(
    "--queue",
    section=OTHER,
    type=click.IntRange(1000),
    default=20_000,
    show_default=True,
    metavar="N",
    help="Texts that may wait in a process; requests beyond get 503.",
)
@option(
    "--timeout",
    section=OTHER,
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="S",
    help="Seconds that a request may take.",
)
@option(
    "--max-body",
    section=OTHER,
    type=click.IntRange(1),
    default=8 << 20,
    show_default=True,
    metavar="BYTES",
    help="Most bytes of a body; lines may be of any size.",
)
@model_option
def serve(
    host: str,
    port: int,
    workers: int | None,
    cors_origins: tuple[str, ...],
    batch_wait: float,
    queue: int,
    timeout: float,
    max_body: int,
    model: Path | None,
) -> None:
    """Answer over HTTP: one text, many, lines of any number, columns; at / a page for people.

    The port opens when the model is loaded and warm. SIGTERM ends the service after all accepted requests
    have been answered. Texts are never logged. What there is to ask stands in docs/serve.md and, for
    programs, at /openapi.json.
    """
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise MissingExtra(f"serving needs {', '.join(missing)}", hint="pip install 'datenorm[serve]'")

    one_thread_a_product()

    from datenorm.bulk.workers import available_cores
    from datenorm.server.settings import ServerSettings
    from datenorm.server.workers import run

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    count = workers or min(available_cores(), _MOST_WORKERS)
    settings = ServerSettings(
        host,
        port,
        model,
        count,
        cors_origins,
        batch_wait / 1000,
        queue,
        timeout,
        max_body,
    )
    run(settings, announce=lambda line: click.echo(line, err=True))
