"""Serves a folder to the browser on this machine, with byte ranges: without them a browser cannot seek in sound.

Only files of the folder are given, only to who sits at this machine, and only under its own name: a page from elsewhere
that had its name resolved to 127.0.0.1 (DNS rebinding) is refused.
"""

import logging
import os
import re
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, Final
from urllib.parse import unquote, urlsplit

from audiobook.errors import SettingsError

log = logging.getLogger(__name__)

HOST: Final = "127.0.0.1"
_NAMES: Final = (HOST, "localhost")
_HTTP_PORT: Final = 80
_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".m4a": "audio/mp4",
    ".png": "image/png",
}
"""Our own table: the system's may know less, or other."""
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_CHUNK: Final = 65_536
_PATIENCE_S: Final = 60.0
"""After which a connection that says nothing, or takes nothing, is closed."""
_MOST_CONNECTIONS: Final = 64
"""A browser opens six. One more, and whichever has done nothing for longest is hung up on: nobody is kept out by others
who only hold the line (slowloris)."""


@dataclass(frozen=True, slots=True)
class ByteRange:
    """What of a file is asked for: from a first byte up to, not including, an end."""

    first: int
    end: int


class FolderServer(ThreadingHTTPServer):
    """Serves one folder at http://127.0.0.1:port/; `serve_forever` until `shutdown`, as in the standard library."""

    daemon_threads = True
    request_queue_size = 128  # with the library's 5, a few who rush in keep others waiting for seconds
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port

    def __init__(self, folder: Path, port: int) -> None:
        """Take the port; 0 takes any that is free. Raises SettingsError if somebody else has it."""
        self.folder = folder.resolve()
        self._open: dict[socket.socket, None] = {}
        """Connections, those first that have done nothing for longest."""
        self._lock = threading.Lock()
        try:
            super().__init__((HOST, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise SettingsError(
                f"--port {port} cannot be had: {reason}", hint="--port 0 takes one that is free"
            ) from None

    @property
    def address(self) -> str:
        """Give what a browser is told to open."""
        return f"http://{HOST}:{self.server_port}/"

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in the library
        """Answer a connection in a thread, and hang up on the idlest where there are too many."""
        self.is_busy(request)
        with self._lock:
            idle = list(self._open)[: max(0, len(self._open) - _MOST_CONNECTIONS)]
        for connection in idle:
            with suppress(OSError):  # its thread has closed it meanwhile
                connection.shutdown(socket.SHUT_RDWR)
        super().process_request(request, client_address)

    def is_busy(self, connection: socket.socket) -> None:
        """Note that a connection has just done something: it came, asked for a file, or took a piece of one."""
        with self._lock:
            self._open.pop(connection, None)
            self._open[connection] = None

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as in the library
        """Close a connection."""
        with self._lock:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over browsers that hang up, which they do at every seek; the rest is a bug and shows."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # the library names its own types


def is_our_name(host: str, port: int) -> bool:
    """Say whether a Host header names this server at its port; browsers leave HTTP's own away (RFC 9110, 4.2.3)."""
    name, _, stated = host.lower().partition(":")
    return name in _NAMES and (stated or str(_HTTP_PORT)) == str(port)


def find_file(folder: Path, target: str) -> Path | None:
    """Give the file that the target of a request names ("/text/01.js?x"), None if there is none in the folder.

    folder: resolved. Hidden files, and links that lead out of the folder, are not there for anybody.
    """
    try:
        path = urlsplit(target).path
    except ValueError:  # "http://[x/": no address at all
        return None
    parts = unquote(path).removeprefix("/").split("/")
    if parts[-1] == "":
        parts[-1] = "index.html"
    if any(not part or part.startswith(".") or not part.isprintable() or set(part) & set("\\:") for part in parts):
        return None
    with suppress(OSError):
        file = folder.joinpath(*parts).resolve()
        if file.is_file() and file.is_relative_to(folder):
            return file
    return None


def parse_range(header: str, n_bytes: int) -> ByteRange | None:
    """Give what a Range header asks of a file of so many bytes; None: it asks for nothing that we give, so for all.

    Raises ValueError if it asks for nothing that is there (RFC 9110, section 14.1.2). Several ranges are not given.
    """
    found = _RANGE.fullmatch(header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, end = max(0, n_bytes - int(found[2])), n_bytes
    else:
        first, end = int(found[1]), min(n_bytes, int(found[2] or n_bytes) + 1)
        if found[2] and int(found[2]) < first:
            return None
    if first >= end:
        raise ValueError(f"not in {n_bytes} bytes: {header}")
    return ByteRange(first, end)


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: FolderServer
    protocol_version = "HTTP/1.1"
    server_version = "audiobook"
    sys_version = ""
    timeout = _PATIENCE_S

    def do_GET(self) -> None:
        """Give a file or a range of it."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Say what GET would give."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keep quiet, unless the log is read."""
        log.debug(format, *args)

    def end_headers(self) -> None:
        """Add what every answer has: nobody may guess its type, frame it, embed it, or keep an old one."""
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def _answer(self, *, with_body: bool) -> None:
        self.server.is_busy(self.connection)
        self.close_connection |= self._has_body()
        if not self._is_for_us():
            return self.send_error(HTTPStatus.FORBIDDEN, "This server answers only under its own address")
        path = find_file(self.server.folder, self.path)
        try:
            file = path.open("rb") if path else None
        except OSError:
            file = None
        if path is None or file is None:
            return self.send_error(HTTPStatus.NOT_FOUND, "There is no such file")
        with file:
            self._send(path, file, with_body=with_body)

    def _is_for_us(self) -> bool:
        hosts = self.headers.get_all("Host", [])
        return len(hosts) == 1 and is_our_name(hosts[0], self.server.server_port)

    def _has_body(self) -> bool:
        """Say whether something follows the request: nobody reads it, and it must not be taken for the next one."""
        return "Transfer-Encoding" in self.headers or self.headers.get("Content-Length", "0") != "0"

    def _send(self, path: Path, file: IO[bytes], *, with_body: bool) -> None:
        n_bytes = os.fstat(file.fileno()).st_size
        try:
            asked = parse_range(self.headers.get("Range", ""), n_bytes)
        except ValueError:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{n_bytes}")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        given = asked or ByteRange(0, n_bytes)
        self.send_response(HTTPStatus.PARTIAL_CONTENT if asked else HTTPStatus.OK)
        self.send_header("Content-Type", _MEDIA_TYPES.get(path.suffix, "application/octet-stream"))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(given.end - given.first))
        if asked:
            self.send_header("Content-Range", f"bytes {given.first}-{given.end - 1}/{n_bytes}")
        self.end_headers()
        if with_body:
            self._copy(file, given)
        return None

    def _copy(self, file: IO[bytes], given: ByteRange) -> None:
        file.seek(given.first)
        left = given.end - given.first
        while left and (chunk := file.read(min(_CHUNK, left))):
            self.wfile.write(chunk)
            self.server.is_busy(self.connection)
            left -= len(chunk)
        if left:  # the file became shorter meanwhile: what was promised cannot be kept
            self.close_connection = True
