"""`datenorm mcp`: tools for agents, over standard input and output."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from datenorm.cli.options import limit_numpy_threads, model_option
from datenorm.cli.streams import say
from datenorm.errors import require_modules

_NEEDED = ("mcp", "mcp_types")  # the second came with version 2

EPILOG = """\b
Examples:
  datenorm mcp
  datenorm mcp --model my-model


In the configuration of an agent:
  {"mcpServers": {"datenorm": {"command": "datenorm", "args": ["mcp"]}}}

\b
Exit codes:
  0    the agent closed the connection
  3    the model bundle is missing or damaged
  4    the extra `mcp` is not installed
  130  interrupted
"""


@click.command(epilog=EPILOG)
@model_option
def mcp(model: Path | None) -> None:
    """Give agents tools that convert, find and resolve dates (Model Context Protocol).

    An agent starts this command itself and speaks with it over standard input and output; docs/agents.md has
    the configuration. Texts are never logged, and nothing is sent anywhere.
    """
    require_modules("tools for agents need", _NEEDED, "mcp")
    limit_numpy_threads()

    from datenorm.convert.normalizer import Normalizer
    from datenorm.server.agents import serve_agents

    normalizer = Normalizer.load(model)
    if sys.stdin.isatty():
        say("Waiting for an agent on standard input; Ctrl-C ends it. Agents start this command themselves.")
    # The thread that waits for the agent cannot be interrupted from Python, and there is nothing to finish.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    serve_agents(normalizer)
