"""The preview's server: one page and the news of it, for this machine and for whoever has the token."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kimtan.errors import InputError, Problem
from kimtan.report.preview.address import HOST, Address
from kimtan.report.preview.current import Current
from kimtan.report.preview.page import live_page

_HEARTBEAT_SECONDS = 10.0
"""After so long without news a comment is sent, which fails where nobody listens any more."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, token: str, current: Current) -> None:
        super().__init__((HOST, port), _Handler)
        self.address, self.current = Address(self.server_port, token), current

    def handle_error(self, *_: Any) -> None:
        """A browser that goes away in the middle of an answer is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 60

    def do_GET(self) -> None:
        """Answer with the page or its news; everything else is refused without a word about why."""
        hosts, origins = (self.headers.get_all(name) or [] for name in ("Host", "Origin"))
        status = self.server.address.refusal(self.path, hosts, origins)
        below = self.path.removeprefix("/").partition("/")
        if status is None and below[1:] == ("/", ""):
            self._page()
        elif status is None and below[1:] == ("/", "events"):
            self._events()
        else:
            self._begin(status or HTTPStatus.NOT_FOUND, {"Content-Length": "0"})

    def _page(self) -> None:
        page, policy = live_page(self.server.current.shown, secrets.token_urlsafe(16))
        content = page.encode()
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(content))}
        self._begin(HTTPStatus.OK, headers | {"Content-Security-Policy": policy})
        self.wfile.write(content)

    def _events(self) -> None:
        """Tell what is shown, and then each change, until the browser goes away."""
        self._begin(HTTPStatus.OK, {"Content-Type": "text/event-stream; charset=utf-8"})
        self.wfile.write(b"retry: 500\n\n")
        number = -1
        while True:
            shown = self.server.current.after(number, _HEARTBEAT_SECONDS)
            number = shown.number if shown else number
            self.wfile.write(f"data: {shown.message()}\n\n".encode() if shown else b": still here\n\n")

    def _begin(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        guarded = {
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Connection": "close",
        }
        for name, value in (guarded | headers).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing is written of requests: their paths hold the token."""


@contextmanager
def serving(port: int, token: str, current: Current) -> Iterator[Address]:
    """Serve what is current on a port of this machine, any free one for 0, until the block ends.

    Raises
    ------
    InputError
        The port is taken, or may not be used.
    """
    try:
        server = _Server(port, token, current)
    except OSError as error:
        seen = f"This port of {HOST} cannot be used ({error.strerror})."
        raise InputError(Problem(f"--port {port}", seen, "Name another, or none.", "preview.port")) from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield server.address
    finally:
        server.shutdown()
        server.server_close()
