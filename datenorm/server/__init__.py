"""The HTTP service: one model for many clients.

    ServerSettings         configuration and limits
    options, schema        the shapes of requests and of responses
    queries                what the options of a request mean for the model
    problems               the one shape of every error
    batching               the queue in front of the model
    bodies                 reads request bodies, which may be large, slow, broken or endless
    endpoints, app         the endpoints, and the ASGI application with the page
    openrefine, properties the endpoints for OpenRefine
    review                 `datenorm review`; review_endpoints, review_bodies and review_session are its parts
    middleware             around every request: id, time limit, metrics, unexpected errors
    guard                  which hosts are served; security headers
    connections, buffers   limits on what arrives beside bodies, and on what waits in connections
    serving, workers       uvicorn, signals, processes
    agents                 the same as tools for agents, over standard input and output (extra `mcp`)

Needs the extra `serve`; does not load torch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from datenorm.errors import ConfigError

MAX_TEXTS = 1_000
"""Maximum number of texts in one request to convert; more have to be sent as lines."""

MAX_FIND = 1_000_000
"""Maximum number of characters of a text in which dates are found at once."""

MAX_COLUMN = 100_000
"""Maximum number of texts in a column."""

ANY = "*"
"""In place of a host or an origin: all of them."""

BODIES = 8
"""Bodies of the maximum size for which a process has memory by default."""

_HOST = re.compile(r"[0-9A-Za-z_.-]+|[0-9A-Fa-f:.]+")
_ORIGIN = re.compile(r"https?://(?:[0-9a-z_.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


@dataclass(frozen=True)
class ServerSettings:
    """How to serve.

    Attributes:
        host: address to listen on.
        port: TCP port; 0 takes a free one.
        model: directory of the bundle, or None for the bundled one.
        workers: number of processes, each with its own model.
        allowed_hosts: names that requests may give as host, besides those it listens on; `ANY` for all.
        cors_origins: web origins whose pages may send requests; `ANY` for all.
        batch_wait: maximum seconds that a text waits for others to be batched with.
        queue: maximum number of texts that wait in a process; further requests get 503.
        timeout: maximum seconds of a request, including the arrival of its body; and those within which a
            client must take some of an answer.
        max_body: maximum size in bytes of a body that is read as a whole.
        body_memory: maximum bytes of all bodies and large answers that a process holds; None for `BODIES` of
            the maximum size.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    model: Path | None = None
    workers: int = 1
    allowed_hosts: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    batch_wait: float = 0.002
    queue: int = 20_000
    timeout: float = 30.0
    max_body: int = 8 << 20
    body_memory: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65_535:
            raise ConfigError(f"port must be between 0 and 65535, got {self.port}")
        if self.workers < 1:
            raise ConfigError(f"workers must be at least 1, got {self.workers}")
        if self.queue < MAX_TEXTS:
            raise ConfigError(f"the queue must hold at least the {MAX_TEXTS} texts of one request")
        if self.timeout <= 0 or self.batch_wait < 0 or self.max_body <= 0:
            raise ConfigError("times and sizes must be positive")
        if self.body_memory is not None and self.body_memory < self.max_body:
            raise ConfigError(f"`body_memory` must hold a body of {self.max_body:,} bytes")
        for host in self.allowed_hosts:
            if host != ANY and not _HOST.fullmatch(host):
                raise ConfigError(
                    f"`allowed_hosts` has {host!r}, which is not a host",
                    hint="give a name without scheme, port and path, such as dates.example.org",
                )
        for origin in self.cors_origins:
            if origin != ANY and not _ORIGIN.fullmatch(origin):
                raise ConfigError(
                    f"`cors_origins` has {origin!r}, which is not an origin",
                    hint="give scheme and host in lower case, without a path, such as https://example.org",
                )

    @property
    def memory(self) -> int:
        """Maximum bytes of all bodies and large answers that a process holds."""
        return BODIES * self.max_body if self.body_memory is None else self.body_memory
