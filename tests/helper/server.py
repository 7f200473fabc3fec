"""A small OpenAI-compatible server on this machine, which answers what a test says and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from audiobook.helper.address import HelperModel

Answer = tuple[int, bytes, dict[str, str]]
"""Status, content, headers."""


def says(text: str | None) -> Answer:
    """Give a chat completion with this content."""
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode(), {}


def has(*models: str) -> Answer:
    """Give a list of models."""
    return 200, json.dumps({"object": "list", "data": [{"id": name} for name in models]}).encode(), {}


@dataclass
class SmallServer:
    """What it answers, and what it was asked."""

    port: int
    chat: Callable[[str], Answer] = field(default=lambda _text: says("1"))
    """Question -> answer."""
    models: Answer = field(default_factory=lambda: has("small"))
    paths: list[str] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    """Set at the end, for whoever hangs."""

    @property
    def address(self) -> str:
        """Give what a person would write after --attribution-llm."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def questions(self) -> list[str]:
        """Give what the model was sent."""
        return [request["messages"][0]["content"] for request in self.requests]

    def helper(self, model: str = "", timeout_s: float = 10.0) -> HelperModel:
        """Give the settings that lead here."""
        return HelperModel(self.address, model, timeout_s=timeout_s)

    def hang(self, _text: str) -> Answer:
        """Answer when the test is over."""
        self.let_go.wait(30)
        return says("1")


@contextmanager
def small_server() -> Iterator[SmallServer]:
    """Run a server for a while."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.paths.append(self.path)
            self._send(server.models)

        def do_POST(self) -> None:
            server.paths.append(self.path)
            server.headers.append(dict(self.headers))
            server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._send(server.chat(server.questions[-1]))

        def _send(self, answer: Answer) -> None:
            status, content, headers = answer
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:  # whoever asked has enough
                self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server = SmallServer(http.server_port)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            http.shutdown()
            thread.join()
