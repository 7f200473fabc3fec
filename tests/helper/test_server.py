import json
import socket

import pytest

from audiobook.errors import HelperError
from audiobook.helper.address import HelperModel
from audiobook.helper.server import KEY_VARIABLE, Server
from tests.helper.server import Answer, SmallServer, has, says, small_server


def failure(server: SmallServer, answer: Answer, timeout_s: float = 10.0) -> HelperError:
    """Give the error that an answer leads to, which always names the address and says what to do."""
    server.chat = lambda _text: answer
    with pytest.raises(HelperError) as error:
        Server(server.helper(timeout_s=timeout_s)).reply("small", "Who?")
    assert server.address in error.value.problem
    assert error.value.hint
    return error.value


def test_it_is_asked_as_every_such_server_is(server: SmallServer) -> None:
    """One message, nothing left to chance, and room for a number only."""
    assert Server(server.helper()).reply("small", "Who?") == "1"
    (request,) = server.requests
    assert request["messages"] == [{"role": "user", "content": "Who?"}]
    assert (request["model"], request["temperature"], request["stream"]) == ("small", 0, False)
    assert 0 < request["max_tokens"] <= 16
    assert server.paths == ["/v1/chat/completions"]


@pytest.mark.parametrize("content", [None, ""])
def test_an_empty_reply_is_a_reply(server: SmallServer, content: str | None) -> None:
    """A model that thought until its tokens were used up says nothing."""
    server.chat = lambda _text: says(content)
    assert Server(server.helper()).reply("small", "Who?") == ""


def test_a_server_tells_its_models(server: SmallServer) -> None:
    """In its order; names that would play with a terminal are none."""
    server.models = has("a", "b\x1b[2J", "c")
    assert Server(server.helper()).models() == ("a", "c")
    server.models = has()
    with pytest.raises(HelperError, match="has no model"):
        Server(server.helper()).models()


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff", b"[]", b"{}", b'{"choices": []}', b"[" * 100_000, b"3"])
def test_what_is_no_completion_is_an_error(server: SmallServer, content: bytes) -> None:
    """A web page, another API, half an answer."""
    assert "something else than the OpenAI API" in failure(server, (200, content, {})).problem
    server.models = (200, content, {})
    with pytest.raises(HelperError, match="something else"):
        Server(server.helper()).models()


@pytest.mark.parametrize(("status", "hint"), [(500, "log"), (404, "--attribution-llm-model"), (401, KEY_VARIABLE)])
def test_a_refusal_is_told_with_what_the_server_says(server: SmallServer, status: int, hint: str) -> None:
    """Made fit for a terminal."""
    error = failure(server, (status, b'{"error": "model \x1b[31mqwen\nnot found"}', {}))
    assert f"status {status}" in error.problem
    assert "qwen not found" in error.problem
    assert "\x1b" not in error.problem
    assert hint in error.hint


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(server: SmallServer, status: int) -> None:
    """Not even to this machine: the text goes where the listener said."""
    with small_server() as other:
        error = failure(server, (status, b"", {"Location": f"{other.address}/chat/completions"}))
        assert other.paths == []
    assert "redirects are not followed" in error.hint


def test_proxies_of_the_environment_are_not_used(server: SmallServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may stand on another machine."""
    with small_server() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert Server(server.helper()).reply("small", "Who?") == "1"
        assert proxy.paths == []


def test_a_server_that_hangs_is_given_up(server: SmallServer) -> None:
    """After the time that the listener gives it."""
    server.chat = server.hang
    with pytest.raises(HelperError, match=r"did not answer within 0\.2 s"):
        Server(server.helper(timeout_s=0.2)).reply("small", "Who?")


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "3000000000"}])
def test_a_huge_answer_is_not_read_to_its_end(server: SmallServer, headers: dict[str, str]) -> None:
    """Whatever it says of its length."""
    answer = json.dumps({"choices": [{"message": {"content": "1" * 3_000_000}}]}).encode()
    assert "more than 1,000,000 bytes" in failure(server, (200, answer, headers)).problem


def test_nobody_there_is_told(server: SmallServer) -> None:
    """With the reason that the system gives."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(HelperError, match="cannot be reached: Connection refused") as error:
        Server(HelperModel(address)).models()
    assert address in error.value.problem
    assert "start it" in error.value.hint
    with pytest.raises(HelperError, match="cannot be reached"):  # something that speaks no TLS
        Server(HelperModel(server.address.replace("http:", "https:"), timeout_s=5)).models()


def test_a_key_comes_from_the_environment(server: SmallServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a server wants one; what cannot be one is told without showing it."""
    Server(server.helper()).reply("small", "Who?")
    monkeypatch.setenv(KEY_VARIABLE, "sesame\n")
    Server(server.helper()).reply("small", "Who?")
    assert [headers.get("Authorization") for headers in server.headers] == [None, "Bearer sesame"]
    monkeypatch.setenv(KEY_VARIABLE, "open\nsesame")
    with pytest.raises(HelperError, match=KEY_VARIABLE) as error:
        Server(server.helper()).reply("small", "Who?")
    assert "sesame" not in error.value.problem + error.value.hint
