import pytest

from audiobook.errors import SettingsError
from audiobook.helper.address import HelperModel, parse_address, refuse_elsewhere
from audiobook.helper.server import Server


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1"),
        ("https://[::1]:8443/a/b", "https://[::1]:8443/a/b"),
        ("http://gpu-box.lan/v1", "http://gpu-box.lan/v1"),
    ],
)
def test_an_address_is_read_as_people_write_it(written: str, address: str) -> None:
    """With or without the last slash; the usual path where there is none."""
    assert parse_address(written, "here") == address


@pytest.mark.parametrize(
    "written",
    [
        "", "127.0.0.1:8080", "localhost", "ftp://127.0.0.1/v1", "file:///etc/passwd", "http://", "http://:80/v1",
        "http://127.0.0.1:port/v1", "http://127.0.0.1:0/v1", "http://127.0.0.1:99999/v1", "http://[::1/v1",
        "http://me:secret@127.0.0.1/v1", "http://127.0.0.1@far.example/v1", "http://127.0.0.1/v1?x=1",
        "http://127.0.0.1/v1#x", "http://127.0.0.1/v 1", "http://127.0.0.1 /v1", "http://локалхост/v1",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_with_its_place(written: str) -> None:
    """And what one looks like is said."""
    with pytest.raises(SettingsError, match=r"v\.yaml:3: .* is no address") as error:
        parse_address(written, "v.yaml:3")
    assert "http://127.0.0.1:8080/v1" in error.value.hint


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.8.9.10", "[::1]"])
def test_this_machine_is_known_by_its_literal_names(host: str) -> None:
    """Loopback addresses and localhost."""
    refuse_elsewhere(HelperModel(f"http://{host}:8080/v1"))


@pytest.mark.parametrize(
    "host",
    [
        "192.168.0.7", "10.0.0.1", "0.0.0.0", "[::]",  # noqa: S104 - nothing is bound
        "8.8.8.8", "far.example", "127.0.0.1.far.example", "127.1",
        "2130706433", "0x7f.0.0.1", "localhost.far.example", "localhost.", "[fe80::1]", "[::ffff:192.168.0.7]",
    ],
)  # fmt: skip
def test_another_machine_is_refused_unless_the_listener_says_so(host: str) -> None:
    """Nothing is even tried; the error says what would happen, and how to allow it."""
    helper = HelperModel(f"http://{host}:8080/v1")
    with pytest.raises(SettingsError, match="the text of the book would leave it") as error:
        Server(helper)
    assert "--attribution-llm-remote" in error.value.hint
    refuse_elsewhere(HelperModel(helper.address, remote=True))
