"""What the service may be told when it starts, and the limits it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from datenorm.errors import ConfigError

MAX_TEXTS = 1_000
"""Texts of one request to convert; more go line by line."""

MAX_COLUMN = 100_000
"""Texts of one column."""


@dataclass(frozen=True)
class ServerSettings:
    """How to serve.

    Attributes:
        host: address to listen on.
        port: TCP port; 0 takes a free one.
        model: directory of the bundle, or None for the bundled one.
        workers: processes, each with a model of its own.
        cors_origins: web origins whose pages may ask from a browser; "*" for all.
        batch_wait: seconds that a text may wait for others to be read together with.
        queue: texts that may wait in a process; requests beyond are told to come back.
        timeout: seconds that a request may take, the arrival of its body included.
        max_body: bytes of a body that is read as a whole.
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
            raise ConfigError(f"port lies between 0 and 65535, not at {self.port}")
        if self.workers < 1:
            raise ConfigError(f"workers are 1 or more, not {self.workers}")
        if self.queue < MAX_TEXTS:
            raise ConfigError(f"the queue holds at least the {MAX_TEXTS} texts of one request")
        if self.timeout <= 0 or self.batch_wait < 0 or self.max_body <= 0:
            raise ConfigError("times and sizes are positive")
