import http.client
import threading
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import SettingsError
from audiobook.serving import ByteRange, FolderServer, find_file, is_our_name, parse_range

SOUND = bytes(range(256)) * 1_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a page, a sound, something hidden, and a secret beside it."""
    folder = tmp_path / "player"
    (folder / "audio").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (folder / "audio" / "01.m4a").write_bytes(SOUND)
    (folder / ".ignore").touch()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "way-out").symlink_to(tmp_path)
    return folder


@pytest.fixture
def server(folder: Path) -> Iterator[FolderServer]:
    """Serve that folder while a test runs."""
    with FolderServer(folder, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server: FolderServer, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    """Send a request as it stands, and give the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_the_page_is_given(server: FolderServer) -> None:
    """The address alone gives the page, as HTML that nobody keeps an old one of."""
    response, body = ask(server, "/")
    assert (response.status, body) == (200, b"<!doctype html>")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("localhost:8000", 8000, True),
        ("127.0.0.1", 80, True),
        ("LocalHost:80", 80, True),
        ("localhost:", 80, True),
        ("localhost", 8000, False),
        ("localhost:8001", 8000, False),
        ("example.org", 80, False),
        ("localhost.example.org:80", 80, False),
        ("", 80, False),
    ],
)
def test_the_server_knows_its_own_name(host: str, port: int, *, expected: bool) -> None:
    """At port 80 browsers do not state it; anywhere else it has to be stated."""
    assert is_our_name(host, port) is expected


def test_sound_is_given_whole(server: FolderServer) -> None:
    """Without a range all of it comes, and the browser learns that it may ask for ranges."""
    response, body = ask(server, "/audio/01.m4a")
    assert (response.status, body) == (200, SOUND)
    assert response.headers["Content-Type"] == "audio/mp4"
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, len(SOUND) - 1),
        ("bytes=1000-1999", 1000, 1999),
        ("bytes=-500", len(SOUND) - 500, len(SOUND) - 1),
        ("bytes=255999-999999", len(SOUND) - 1, len(SOUND) - 1),
    ],
)
def test_a_range_is_given(server: FolderServer, asked: str, first: int, last: int) -> None:
    """A browser that seeks gets the bytes from there on, and is told which they are."""
    response, body = ask(server, "/audio/01.m4a", Range=asked)
    assert response.status == 206
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(SOUND)}"
    assert body == SOUND[first : last + 1]


def test_a_range_behind_the_end_is_refused(server: FolderServer) -> None:
    """It is told how long the file is."""
    response, body = ask(server, "/audio/01.m4a", Range=f"bytes={len(SOUND)}-")
    assert (response.status, body) == (416, b"")
    assert response.headers["Content-Range"] == f"bytes */{len(SOUND)}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=-", "bytes=9-2", "lines=1-2", "bytes=a-b"])
def test_a_range_nobody_understands_gives_all(server: FolderServer, asked: str) -> None:
    """As the standard has it, such a header counts for nothing."""
    response, body = ask(server, "/audio/01.m4a", Range=asked)
    assert (response.status, body) == (200, SOUND)


def test_head_tells_without_giving(server: FolderServer) -> None:
    """The headers are those of GET, of a range too."""
    response, body = ask(server, "/audio/01.m4a", "HEAD", Range="bytes=0-9")
    assert (response.status, body, response.headers["Content-Length"]) == (206, b"", "10")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/audio/..%2f..%2fsecret.txt",
        "/audio/../../secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/way-out/secret.txt",
        "/.ignore",
        "/audio",
        "/nothing.html",
        "/index.html%00.png",
        "/%ff%fe",
    ],
)
def test_nothing_else_is_given(server: FolderServer, path: str) -> None:
    """What is outside the folder, hidden, a folder or not there is not there for anybody."""
    response, body = ask(server, path)
    assert response.status == 404
    assert b"secret" not in body


def test_what_is_no_address_names_nothing(server: FolderServer, capfd: pytest.CaptureFixture[str]) -> None:
    """It is answered, and the person's terminal stays clean."""
    response, _ = ask(server, "http://[x/", Host=f"localhost:{server.server_port}")
    assert response.status == 404
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", ""])
def test_it_answers_only_under_its_own_name(server: FolderServer, host: str) -> None:
    """A page elsewhere whose name was turned to this machine (DNS rebinding) reads nothing."""
    response, body = ask(server, "/", Host=host)
    assert response.status == 403
    assert b"doctype html" not in body


def test_localhost_is_its_own_name(server: FolderServer) -> None:
    """People may type it."""
    response, _ = ask(server, "/", Host=f"localhost:{server.server_port}")
    assert response.status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(server: FolderServer, method: str) -> None:
    """It only gives."""
    assert ask(server, "/", method)[0].status == 501


def test_it_is_on_this_machine_alone(server: FolderServer) -> None:
    """Nobody in the network reaches it."""
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_explained(server: FolderServer, folder: Path) -> None:
    """The person learns which, and what to do."""
    with pytest.raises(SettingsError, match=str(server.server_port)) as refused:
        FolderServer(folder, server.server_port)
    assert "--port 0" in refused.value.hint


@given(st.text(max_size=40))
def test_no_target_leads_out(target: str) -> None:
    """Whatever is asked for, what is given lies in the folder."""
    folder = Path(__file__).parent.resolve()
    found = find_file(folder, "/" + target)
    assert found is None or found.is_relative_to(folder)


@given(st.integers(0, 99), st.integers(0, 120), st.integers(0, 120))
def test_a_range_is_within_the_file(n_bytes: int, first: int, last: int) -> None:
    """It begins where it was asked to, is never empty, and ends with the file at the latest."""
    try:
        found = parse_range(f"bytes={first}-{last}", n_bytes)
    except ValueError:
        assert first >= n_bytes
        return
    if found is None:
        assert last < first
    else:
        assert found == ByteRange(first, min(last + 1, n_bytes))
        assert found.first < found.end
