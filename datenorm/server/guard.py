"""In front of the application: the host that a request names, security headers, and what any page may read.

A page of another site can make a browser send requests to this service under a name that the page's owner
controls (DNS rebinding). The name is in the header Host, so a service answers only for names of its own.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
import socket

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from datenorm.server import ANY, ServerSettings
from datenorm.server.problems import Problem

SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Headers of every response that does not set them itself."""

PUBLIC = "/openrefine/"
"""What the paths start with that pages of any origin may read, as the protocol of OpenRefine asks."""

_PUBLIC_HEADERS = {
    b"access-control-allow-origin": b"*",
    b"access-control-allow-methods": b"GET, POST",
    b"access-control-allow-headers": b"content-type, x-requested-with",
    b"access-control-max-age": b"86400",
    b"cross-origin-resource-policy": b"cross-origin",
}
_ENCODED = tuple((name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items())
_AUTHORITY = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([0-9A-Za-z_.-]+))(?::[0-9]{0,5})?")
_EVERYWHERE = ("", "0.0.0.0", "::")


def address_of(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """A host as an IP address, or None if it is a name."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


class ServedHosts:
    """The hosts that a service answers for.

    These are `localhost`, the host that it listens on, and those that its settings allow. A service that
    listens on every address also answers for the name of its machine. A numeric address cannot be rebound, so
    each is served; a service that listens on loopback serves only addresses of loopback.
    """

    def __init__(self, settings: ServerSettings) -> None:
        host = settings.host.lower()
        address = address_of(host)
        self._names = {"localhost", host, *(name.lower() for name in settings.allowed_hosts)}
        if host in _EVERYWHERE:
            self._names.add(socket.gethostname().lower())
        self._is_local = host == "localhost" or (address is not None and address.is_loopback)

    def serves(self, name: str) -> bool:
        """Whether the service answers for a name or an address."""
        if ANY in self._names or name in self._names:
            return True
        address = address_of(name)
        return address is not None and (address.is_loopback or not self._is_local)


def named_host(scope: Scope) -> str | None:
    """The host that a request names, without its port; None if it names none, as HTTP/1.0 allows.

    Raises:
        Problem: 400 if it names several, none where HTTP/1.1 requires one, or something that is not a host.
    """
    values = [value for name, value in scope["headers"] if name == b"host"]
    if not values and scope["http_version"] == "1.0":
        return None
    if len(values) != 1:
        raise Problem(400, "invalid-request", "a request must have one Host header")
    found = _AUTHORITY.fullmatch(values[0].decode("latin-1"))
    if found is None:
        raise Problem(400, "invalid-request", "the Host header is not a host")
    return (found[1] or found[2]).lower().removesuffix(".")


class HostMiddleware:
    """The outermost ASGI middleware: refuses requests for other hosts, and adds the security headers.

    Args:
        app: the application.
        hosts: those that the service answers for.
    """

    def __init__(self, app: ASGIApp, hosts: ServedHosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                present = {name.lower() for name, _ in headers}
                message["headers"] = headers + [one for one in _ENCODED if one[0] not in present]
            await send(message)

        try:
            self._check(scope)
        except Problem as problem:
            await problem.response(secrets.token_hex(8))(scope, receive, secured)
            return
        await self._app(scope, receive, secured)

    def _check(self, scope: Scope) -> None:
        name = named_host(scope)
        if name is not None and not self._hosts.serves(name):
            raise Problem(
                421,
                "unknown-host",
                "the service does not answer for this host",
                hint="whoever runs it has to allow the host",
            )


class PublicMiddleware:
    """The ASGI middleware that lets pages of any origin read the answers below `PUBLIC`, and no others.

    They get no cookies and no secrets: the service has none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(PUBLIC):
            await self._app(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [one for one in message.get("headers", ()) if one[0].lower() not in _PUBLIC_HEADERS]
                message["headers"] = [*kept, *_PUBLIC_HEADERS.items()]
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204)(scope, receive, opened)
            return
        await self._app(scope, receive, opened)
