"""`datenorm review`: serves the page on which a person reviews a project."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace

from datenorm.server import ServerSettings
from datenorm.server.guard import address_of
from datenorm.server.review_endpoints import ReviewEndpoints
from datenorm.server.review_session import ReviewSession
from datenorm.server.serving import bind, serve
from datenorm.server.workers import BIND_WITHIN, WARNING, address_on, end_like_sigterm
from datenorm.workbench import Project


def run_review(
    project: Project, settings: ServerSettings, announce: Callable[[str], None], *, open_browser: bool
) -> None:
    """Serve the page on which a project is reviewed, until a signal ends the service.

    Args:
        project: what is reviewed; its texts are converted in the background.
        settings: how to serve; a single process does.
        announce: called with the address once requests are accepted.
        open_browser: whether to open the page in the browser of this machine.

    Raises:
        ServingError: if the address is not available.
        KeyboardInterrupt: after the shutdown, if Ctrl-C caused it.
    """
    listener = bind(settings, within=BIND_WITHIN)
    name = listener.getsockname()
    settings = replace(settings, port=name[1], workers=1)
    address = f"{address_on(settings)}/review"
    bound = address_of(name[0].partition("%")[0])

    def started() -> None:
        announce(f"datenorm reviews {project.path.name} on {address}")
        if bound is None or not bound.is_loopback:
            announce(WARNING)
        if open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    end_like_sigterm()
    with ReviewSession(project) as session:
        extend = ReviewEndpoints(session).add_to
        serve(project.normalizer, settings, listener, started, extend=extend)
