"""Site of another origin, with a page and a content security policy that the test sets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """A site that serves the same page at every address."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.page = ""
        self.policy = ""

    def shows(self, body: str, policy: str = "") -> str:
        """Serve `body` as the page, under a content security policy; returns its address."""
        self.page = f'<!doctype html><html lang="en"><title>Course</title><link rel="icon" href="data:,">{body}</html>'
        self.policy = policy
        return f"{self.origin}/course"


@contextmanager
def another_site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = site.page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            if site.policy:
                self.send_header("Content-Security-Policy", site.policy)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Requests are not logged to the output of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
