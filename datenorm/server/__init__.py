"""The HTTP service: one model for many clients.

    ServerSettings         configuration and limits
    options, schema        the shapes of requests and of responses
    problems               the one shape of every error
    batching               the queue in front of the model
    bodies                 reads request bodies, which may be large, slow, broken or endless
    endpoints, app         the endpoints, and the ASGI application with the page
    middleware             around every request: id, time limit, metrics, unexpected errors
    serving, workers       uvicorn and its connections, signals, processes

Needs the extra `serve`; does not load torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from datenorm.errors import ConfigError

MAX_TEXTS = 1_000
"""Maximum number of texts in one request to convert; more have to be sent as lines."""

MAX_COLUMN = 100_000
"""Maximum number of texts in a column."""


@dataclass(frozen=True)
class ServerSettings:
    """How to serve.

    Attributes:
        host: address to listen on.
        port: TCP port; 0 takes a free one.
        model: directory of the bundle, or None for the bundled one.
        workers: number of processes, each with its own model.
        cors_origins: web origins whose pages may send requests; "*" for all.
        batch_wait: maximum seconds that a text waits for others to be batched with.
        queue: maximum number of texts that wait in a process; further requests get 503.
        timeout: maximum seconds of a request, including the arrival of its body.
        max_body: maximum size in bytes of a body that is read as a whole.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    model: Path | None = None
    workers: int = 1
    cors_origins: tuple[str, ...] = ()
    batch_wait: float = 0.002
    queue: int = 20_000
    timeout: float = 30.0
    max_body: int = 8 << 20

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65_535:
            raise ConfigError(f"port must be between 0 and 65535, got {self.port}")
        if self.workers < 1:
            raise ConfigError(f"workers must be at least 1, got {self.workers}")
        if self.queue < MAX_TEXTS:
            raise ConfigError(f"the queue must hold at least the {MAX_TEXTS} texts of one request")
        if self.timeout <= 0 or self.batch_wait < 0 or self.max_body <= 0:
            raise ConfigError("times and sizes must be positive")
