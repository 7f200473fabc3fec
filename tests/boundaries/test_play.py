"""`play` among clients that mean harm: it goes on answering, gives only its folder, and its terminal stays clean.

What an ordinary client sees stands in tests/test_serving.py.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook import serving
from audiobook.serving import FolderServer
from tests.test_serving import SOUND, ask

PATIENCE_S = 0.5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a page and a sound, and a secret beside it."""
    folder = tmp_path_factory.mktemp("play") / "player"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (folder / "01.m4a").write_bytes(SOUND)
    (folder / "long.m4a").write_bytes(SOUND * 100)
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[FolderServer]:
    """Serve it, and lose patience after half a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving._Handler, "timeout", PATIENCE_S)
        with FolderServer(folder, 0) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            yield server
            server.shutdown()
            thread.join()


def call(server: FolderServer) -> socket.socket:
    """Give an open connection."""
    return socket.create_connection(("127.0.0.1", server.server_port), timeout=10)


def get(server: FolderServer, path: str, *headers: str) -> bytes:
    """Give a request as it goes over the line."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{server.server_port}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def heard(connection: socket.socket) -> bytes:
    """Give all that is answered until the server hangs up."""
    pieces = []
    try:
        while piece := connection.recv(65_536):
            pieces.append(piece)
    except ConnectionError:  # hung up on while we were talking
        pass
    return b"".join(pieces)


def sent(server: FolderServer, data: bytes) -> bytes:
    """Send bytes as they stand, say that no more will come, and give the answer."""
    with call(server) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        except OSError:  # it has heard enough
            pass
        return heard(connection)


def check_it_answers(server: FolderServer) -> None:
    """Somebody who comes now gets the page, soon."""
    began_s = time.monotonic()
    response, body = ask(server, "/")
    assert (response.status, body) == (200, b"<!doctype html>")
    assert time.monotonic() - began_s < 5


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b"])
def test_who_holds_the_line_keeps_nobody_out(server: FolderServer, said: bytes) -> None:
    """Hundreds that connect and never end their request (slowloris): others are answered, threads do not pile up."""
    with ExitStack() as stack:
        for _ in range(200):
            connection = stack.enter_context(call(server))
            connection.sendall(said)
        check_it_answers(server)
        ours = [thread for thread in threading.enumerate() if "process_request_thread" in thread.name]
        assert len(ours) <= serving._MOST_CONNECTIONS + 5


def test_who_never_ends_its_headers_is_hung_up_on(server: FolderServer) -> None:
    """A connection that falls silent in the middle of its request is closed, without an answer."""
    with call(server) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost:")
        assert heard(connection) == b""


def test_who_takes_nothing_is_hung_up_on(server: FolderServer) -> None:
    """A client that asks for a long sound and reads none of it holds no thread for ever."""
    with ExitStack() as stack:
        for _ in range(20):
            connection = stack.enter_context(call(server))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.sendall(get(server, "/long.m4a"))
        check_it_answers(server)
        time.sleep(3 * PATIENCE_S)
        assert not any("process_request_thread" in thread.name for thread in threading.enumerate())


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + b"X" * 100_000, b"431"),
        (b"GET / HTTP/9.9\r\n\r\n", b"505"),
        (b"GET / a b c\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),  # somebody tries TLS
        (b"GET /\r\n\r\n", b"Error code: 403"),  # HTTP 0.9 names no host
        (b"GET / HTTP/1.1\r\n\r\n", b"403"),
        (b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"501"),
        (b"CONNECT example.org:443 HTTP/1.1\r\n\r\n", b"501"),
    ],
)
def test_what_is_no_request_of_ours_is_refused(
    server: FolderServer, data: bytes, status: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    """Floods, other versions, other protocols: an error, and the connection ends; nothing is shown to the person."""
    answer = sent(server, data)
    assert status in answer[:600]
    assert b"doctype html" not in answer
    check_it_answers(server)
    assert capfd.readouterr().err == ""


def test_two_hosts_are_none(server: FolderServer) -> None:
    """A request that names a second host beside ours is one of somebody else (RFC 9112, section 3.2)."""
    answer = sent(server, get(server, "/", "Host: evil.example"))
    assert answer.startswith(b"HTTP/1.1 403")


def test_requests_one_after_the_other(server: FolderServer) -> None:
    """A browser may send several before the first is answered: each answer comes, in order."""
    requests = (
        get(server, "/") + get(server, "/01.m4a", "Range: bytes=0-9") + get(server, "/nothing", "Connection: close")
    )
    answer = sent(server, requests)
    assert [answer.count(status) for status in (b"HTTP/1.1 200", b"HTTP/1.1 206", b"HTTP/1.1 404")] == [1, 1, 1]
    assert answer.index(b"200") < answer.index(b"206") < answer.index(b"404 ")


def test_who_has_said_all_still_hears(server: FolderServer) -> None:
    """A client that closes its side after the request (half-closed) gets the whole answer."""
    assert sent(server, get(server, "/01.m4a")).endswith(SOUND)


@pytest.mark.parametrize("header", ["Content-Length: 60", "Transfer-Encoding: chunked"])
def test_a_body_is_no_second_request(server: FolderServer, header: str) -> None:
    """What follows a request that has a body is not answered: the connection ends with the first answer."""
    answer = sent(server, get(server, "/", header) + get(server, "/01.m4a"))
    assert answer.count(b"HTTP/1.1 ") == 1


def test_a_client_that_vanishes_is_forgotten(server: FolderServer, capfd: pytest.CaptureFixture[str]) -> None:
    """One that hangs up in the middle of a sound, hard, shows nothing on the person's terminal."""
    for _ in range(20):
        with call(server) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(get(server, "/long.m4a"))
            connection.recv(100)
    check_it_answers(server)
    assert capfd.readouterr().err == ""


def test_a_file_that_shrinks_meanwhile_ends_the_answer(server: FolderServer, folder: Path) -> None:
    """A build that runs on may make a file anew: the client hears no more than there is, and the end of it."""
    (folder / "shrinks.m4a").write_bytes(SOUND * 100)
    with call(server) as connection:
        connection.sendall(get(server, "/shrinks.m4a"))
        assert connection.recv(10) == b"HTTP/1.1 2"
        (folder / "shrinks.m4a").write_bytes(b"short")
        assert len(heard(connection)) < len(SOUND) * 100
    check_it_answers(server)


@given(st.binary(max_size=200))
def test_any_bytes_at_all(server: FolderServer, data: bytes) -> None:
    """Whatever comes, nothing outside the folder is given, and the next one is answered."""
    assert b"secret" not in sent(server, data)


def test_after_all_that_it_answers(server: FolderServer) -> None:
    """Threads and connections of those before are gone."""
    time.sleep(2 * PATIENCE_S)
    check_it_answers(server)
    assert len([thread for thread in threading.enumerate() if "process_request_thread" in thread.name]) <= 1
