"""GET /: the page, a few static files that ask the service they came from and nobody else.

Nothing of the user's is ever in them: texts go to the service by `fetch` and come back as JSON.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from datenorm.server.problems import from_http

FOLDER = Path(__file__).parent / "page"
INDEX = "index.html"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        # The browser itself refuses to read a string as HTML: text can only ever be set as text.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True)
class _File:
    content: bytes
    kind: str
    tag: str


class Page:
    """The files of the page, read once.

    Args:
        folder: where they are.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files: Mapping[str, _File] = {path.name: _read(path) for path in sorted(folder.iterdir())}

    def __call__(self, request: Request, name: str = INDEX) -> Response:
        """Answer a request for one of them.

        Raises:
            Problem: 404 where there is no such file.
        """
        file = self._files.get(name)
        if file is None:
            raise from_http(404, "not found", None)
        headers = {**HEADERS, "ETag": file.tag}
        if request.headers.get("if-none-match") == file.tag:
            return Response(status_code=304, headers=headers)
        return Response(file.content, headers=headers, media_type=file.kind)


def _read(path: Path) -> _File:
    content = path.read_bytes()
    return _File(content, _TYPES[path.suffix], f'"{hashlib.sha256(content).hexdigest()[:16]}"')
