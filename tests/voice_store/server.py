"""A small file server on this machine that can be as bad as real ones."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from audiobook.voice_store.catalogue import Release
from tests.voice_store.things import sha256


@dataclass
class FileServer:
    """What it serves, how badly, and what it was asked for."""

    port: int
    content: bytes = b""
    status: int = 200
    """Anything else is all it answers."""
    knows_ranges: bool = True
    cuts_after: list[int] = field(default_factory=list)
    """Bytes after which each of the next connections breaks."""
    is_silent_after: int | None = None
    """Bytes after which it says nothing more until the test is over."""
    states_length: bool = True
    ranges: list[str] = field(default_factory=list)
    """The Range header of each request, "" if it had none."""
    let_go: threading.Event = field(default_factory=threading.Event)

    def release(self, content: bytes, name: str = "file.bin", gives: str = "kokoro/file.bin") -> Release:
        """Give a release that is to have this content, whatever the server has."""
        url = f"http://127.0.0.1:{self.port}/{name}"
        return Release(url, len(content), sha256(content), frozenset({gives}))

    def answer(self, wanted: str) -> tuple[int, dict[str, str], bytes]:
        """Give status, headers and content for a Range header."""
        self.ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.knows_ranges else 0
        rest, total = self.content[start:], len(self.content)
        if self.status != 200 or not rest:
            return (self.status if rest else 416), {}, b""
        headers = {"Content-Range": f"bytes {start}-{total - 1}/{total}"} if start else {}
        if self.states_length:
            headers["Content-Length"] = str(len(rest))
        cut = self.cuts_after.pop(0) if self.cuts_after else self.is_silent_after
        return (206 if start else 200), headers, rest[:cut]


@contextmanager
def file_server() -> Iterator[FileServer]:
    """Run a server for a while."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, content = server.answer(self.headers.get("Range", ""))
            with suppress(OSError):  # whoever asked may have enough
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
                self.wfile.flush()
                if server.is_silent_after is not None:
                    server.let_go.wait(30)
            self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server = FileServer(http.server_port)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            http.shutdown()
            thread.join()
