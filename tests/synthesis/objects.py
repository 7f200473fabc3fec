"""A small S3 in this process, which can be told to be slow, to be busy, and to spoil what it keeps."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_BUSY = b"<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
_NOBODY = b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>There is none.</Message></Error>"
_GONE = (
    b"<?xml version='1.0'?><Error><Code>NoSuchBucket</Code>"
    b"<Message>The specified bucket does not exist</Message></Error>"
)
_NOTHING = b"<?xml version='1.0'?><ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>"


class Bucket:
    """What is in it, and how it behaves."""

    def __init__(self) -> None:
        """Begin empty and well."""
        self.objects: dict[str, bytes] = {}
        self.is_gone = False
        """There is no such bucket."""
        self.n_busy = 0
        """So many requests are answered with 503 from now on."""
        self.busy_every = 0
        """And from now on, every request of so many; 0: none."""
        self.n_requests = 0
        self.address = ""

    def environment(self) -> dict[str, str]:
        """Give what leads every client of S3 here."""
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
        }


class _Handler(BaseHTTPRequestHandler):
    bucket: Bucket
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Give an object, or say that a folder has nothing."""
        if "list-type" in self.path:
            self._answer(200, _NOTHING)
        elif self._is_well():
            content = self.bucket.objects.get(self._name())
            self._answer(200 if content is not None else 404, _NOBODY if content is None else content)

    do_HEAD = do_GET  # noqa: N815 - as the library calls it

    def do_PUT(self) -> None:
        """Keep an object."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.bucket.is_gone:
            self._answer(404, _GONE)
        elif self._is_well():
            self.bucket.objects[self._name()] = content
            self._answer(200, b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Say nothing."""

    def _name(self) -> str:
        return self.path.partition("?")[0]

    def _is_well(self) -> bool:
        self.bucket.n_requests += 1
        unlucky = self.bucket.busy_every and self.bucket.n_requests % self.bucket.busy_every == 0
        if self.bucket.n_busy or unlucky:
            self.bucket.n_busy = max(0, self.bucket.n_busy - 1)
            self._answer(503, _BUSY)
            return False
        return True

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Last-Modified", formatdate(0, usegmt=True))
        self.send_header("ETag", '"0"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


@contextmanager
def serving() -> Iterator[Bucket]:
    """Give a bucket that can be reached at its address while the block lasts."""
    bucket = Bucket()
    handler = type("Handler", (_Handler,), {"bucket": bucket})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    bucket.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield bucket
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
