import pytest

from audiobook.cluster.address import parse_address
from audiobook.errors import SettingsError


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8786", "tcp://127.0.0.1:8786"),
        ("tcp://localhost:1", "tcp://localhost:1"),
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
        ("tls://10.0.0.5:8786", "tls://10.0.0.5:8786"),
        ("tls://render-1.example.org:65535", "tls://render-1.example.org:65535"),
    ],
)
def test_this_machine_and_tls_are_taken(text: str, address: str) -> None:
    """Plain tcp:// stays on the machine; what is encrypted may go anywhere."""
    assert str(parse_address(text)) == address


@pytest.mark.parametrize(
    "text", ["tcp://10.0.0.5:8786", "0.0.0.0:8786", "tcp://render-1:8786", "tcp://[::]:8786", "127.0.0.1.evil.org:1"]
)
def test_plain_tcp_to_another_machine_must_be_asked_for(text: str) -> None:
    """A port of Dask runs what it is sent: whoever opens it to a network says so."""
    with pytest.raises(SettingsError, match="another machine") as refused:
        parse_address(text)
    assert "--insecure-network" in refused.value.hint
    assert parse_address(text, insecure=True).scheme == "tcp"


@pytest.mark.parametrize(
    "text", ["", "127.0.0.1", "8786", "http://127.0.0.1:80", "tcp://a b:1", "tcp://h:70000", "tls://"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(SettingsError, match="no address"):
        parse_address(text)
