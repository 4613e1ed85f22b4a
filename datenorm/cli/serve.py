"""`datenorm serve`: convert over HTTP."""

from __future__ import annotations

import logging
from typing import Any

import click

from datenorm.cli.options import limit_numpy_threads, model_option
from datenorm.cli.streams import say
from datenorm.errors import require_modules

_MOST_WORKERS = 64

NEEDED = ("fastapi", "uvicorn", "httptools", "prometheus_client")

EPILOG = """\b
Examples:
  datenorm serve
  datenorm serve --port 8080 --workers 2 --model my-model
  curl -H 'Content-Type: application/json' -d '{"text": "23 April, 1564"}' localhost:8000/v1/convert
  curl --data-binary @dates.txt localhost:8000/v1/convert/lines

\b
Exit codes:
  0    ended by SIGTERM, SIGHUP or SIGQUIT, after every accepted request was answered
  1    the address is not available, or workers do not start
  2    wrong usage
  3    the model bundle is missing or damaged
  4    the extra `serve` is not installed
  130  interrupted
"""


@click.command(epilog=EPILOG)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 picks a free one and prints it.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, _MOST_WORKERS),
    metavar="N",
    help="Worker processes, each with its own model.  [default: the available cores]",
)
@click.option(
    "--allowed-host",
    "allowed_hosts",
    multiple=True,
    metavar="NAME",
    help="Name under which clients may call the service, such as dates.example.org, besides localhost and "
    "--host; * for any; can be repeated.  [default: none]",
)
@click.option(
    "--cors-origin",
    "cors_origins",
    multiple=True,
    metavar="ORIGIN",
    help="Web origin whose pages may send requests, such as https://example.org; can be repeated.  "
    "[default: none]",
)
@click.option(
    "--batch-wait",
    type=click.FloatRange(0, 1000),
    default=2.0,
    show_default=True,
    metavar="MS",
    help="Milliseconds that a text may wait for others to form a batch.",
)
@click.option(
    "--queue",
    type=click.IntRange(1000),
    default=20_000,
    show_default=True,
    metavar="N",
    help="Texts that may wait in a process; further requests get 503.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="S",
    help="Seconds that a request may take.",
)
@click.option(
    "--max-body",
    type=click.IntRange(1),
    default=8 << 20,
    show_default=True,
    metavar="BYTES",
    help="Maximum size of a request body; streamed lines have no limit.",
)
@click.option(
    "--body-memory",
    type=click.IntRange(1),
    metavar="BYTES",
    help="Maximum size of all bodies and answers that a process holds; further requests get 503.  "
    "[default: 8 times --max-body]",
)
@model_option
def serve(workers: int | None, batch_wait: float, **settings: Any) -> None:  # noqa: ANN401
    """Convert over HTTP: one text, many texts, any number of lines, columns; / is a page for people.

    The port opens when the model is loaded and warm. SIGTERM ends the service after every accepted request
    was answered. Texts are never logged. The API is described in docs/serve.md and, for programs, at
    /openapi.json.
    """
    require_modules("serving needs", NEEDED, "serve")
    limit_numpy_threads()

    from datenorm.bulk.workers import available_cores
    from datenorm.server import ServerSettings
    from datenorm.server.workers import run

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    count = workers or min(available_cores(), _MOST_WORKERS)
    run(
        ServerSettings(workers=count, batch_wait=batch_wait / 1000, **settings),
        announce=say,
    )
