"""A conversation with an OpenAI-compatible server: no redirects, no proxies, bounded in time and size.

Python's own http.client does neither of the first two, which is why it is used bare.
"""

import json
import os
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlsplit

from audiobook import __version__
from audiobook.errors import HelperError
from audiobook.helper.address import HelperModel, refuse_elsewhere

KEY_VARIABLE: Final = "AUDIOBOOK_LLM_KEY"
"""Holds the key that some servers want; never written anywhere."""
_MOST_BYTES: Final = 1_000_000
_CHUNK: Final = 65_536
_MOST_TOKENS: Final = 8
"""Enough for a number."""
_SHOWN: Final = 200
_CHECK: Final = "check the address, which usually ends in /v1"
_WITHOUT: Final = (
    "or do without it: `--attribution-llm off`, or no `attribution_llm:` in voices.yaml; answers so far are kept"
)


class Server:
    """The server of a helper model."""

    def __init__(self, helper: HelperModel) -> None:
        """Keep the address. Raises SettingsError if it is not on this machine and need not be used."""
        refuse_elsewhere(helper)
        self._helper = helper

    def models(self) -> tuple[str, ...]:
        """Give the names of the models that the server has, in its order. Raises HelperError; never an empty tuple."""
        value = self._exchange("GET", "/models")
        try:
            names = tuple(name for model in value["data"] if (name := str(model["id"])) and name.isprintable())
        except (KeyError, TypeError) as error:
            raise self._strange(value) from error
        if not names:
            raise HelperError(f"{self._name} has no model", hint="load one there, and name it: --attribution-llm-model")
        return names

    def reply(self, model: str, text: str) -> str:
        """Give what the model says to a text, whatever that is. Raises HelperError."""
        request = {
            "model": model,
            "messages": [{"role": "user", "content": text}],
            "temperature": 0,
            "max_tokens": _MOST_TOKENS,
            "stream": False,
        }
        value = self._exchange("POST", "/chat/completions", json.dumps(request).encode())
        try:
            content = value["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise self._strange(value) from error
        return content if isinstance(content, str) else ""

    # ---------------------------------------------------------------------------------------------------- the exchange

    @property
    def _name(self) -> str:
        return f"the helper model at {self._helper.address}"

    def _exchange(self, method: str, path: str, body: bytes | None = None) -> Any:  # noqa: ANN401 - it is JSON
        """Give the JSON that the server answers with. Raises HelperError for anything else."""
        try:
            status, content = self._answer(method, path, body)
        except TimeoutError as error:
            problem = f"{self._name} did not answer within {self._helper.timeout_s:g} s"
            hint = f"give it more time (attribution_llm: timeout: in voices.yaml), take a smaller model, {_WITHOUT}"
            raise HelperError(problem, hint=hint) from error
        except (OSError, HTTPException) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise HelperError(f"{self._name} cannot be reached: {reason}", hint=f"start it, {_WITHOUT}") from error
        if status != 200:
            raise self._refusal(status, content)
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise self._strange(content.decode(errors="replace")) from error

    def _answer(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        address, timeout_s = urlsplit(self._helper.address), self._helper.timeout_s
        kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
        connection = kind(address.hostname or "", address.port, timeout=timeout_s)
        try:
            connection.request(method, address.path + path, body, _headers())
            with connection.getresponse() as response:
                return response.status, self._content(response, time.monotonic() + timeout_s)
        finally:
            connection.close()

    def _content(self, response: HTTPResponse, until_s: float) -> bytes:
        content = b""
        while chunk := response.read1(_CHUNK):
            content += chunk
            if len(content) > _MOST_BYTES:
                raise HelperError(f"{self._name} sent more than {_MOST_BYTES:,} bytes for one number", hint=_CHECK)
            if time.monotonic() > until_s:
                raise TimeoutError
        return content

    # --------------------------------------------------------------------------------------------------------- failures

    def _refusal(self, status: int, content: bytes) -> HelperError:
        said = _shown(content.decode(errors="replace"))
        problem = f"{self._name} answered with status {status}{f': {said}' if said else ''}"
        if 300 <= status < 400:
            return HelperError(problem, hint="redirects are not followed: give the address that it leads to yourself")
        if status in (401, 403):
            return HelperError(problem, hint=f"put the key that it wants into the environment as {KEY_VARIABLE}")
        if status == 404:
            return HelperError(problem, hint=f"{_CHECK}, and the model's name (--attribution-llm-model)")
        return HelperError(problem, hint=f"look into the server's own log, {_WITHOUT}")

    def _strange(self, value: object) -> HelperError:
        said = _shown(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        return HelperError(f"{self._name} answered with something else than the OpenAI API does: {said}", hint=_CHECK)


def _headers() -> dict[str, str]:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not (key.isascii() and key.isprintable()):  # http.client would show it in its own error
        raise HelperError(f"the environment's {KEY_VARIABLE} is no key", hint="it must be one line of plain characters")
    headers = {"Content-Type": "application/json", "User-Agent": f"audiobook/{__version__}"}
    return headers | ({"Authorization": f"Bearer {key}"} if key else {})


def _shown(text: str) -> str:
    """Give the beginning of what a server said, fit for a terminal."""
    line = "".join(letter if letter.isprintable() else " " for letter in text[: 10 * _SHOWN])
    line = " ".join(line.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
