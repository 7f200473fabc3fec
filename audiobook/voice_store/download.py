"""Fetches one pinned file by HTTP(S): goes on where it stopped, and gives a file only if every byte is right.

What has come stands in a `.part` file, so that Ctrl-C, a cut connection or a full disk lose nothing. The part is only a
claim: a server that knows no ranges, or wrong bytes, make it begin anew.
"""

import hashlib
import os
import re
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from audiobook import __version__
from audiobook.errors import VoiceError
from audiobook.files import explained
from audiobook.progress import Progress
from audiobook.voice_store.catalogue import Release

_CHUNK: Final = 1 << 18
_N_TRIES: Final = 5
"""How often a connection may break; each time we go on from there."""
_AGAIN: Final = "Run the same command again, which goes on from there; or fetch the file by hand: --from FILE"


def fetch(release: Release, part: Path, progress: Progress, *, timeout_s: float = 60.0) -> None:
    """Make `part` the whole, verified file. What stands in it already is not fetched again.

    timeout_s: how long the server may say nothing. Raises VoiceError if it cannot be reached, refuses, breaks off again
    and again (the part stays), or sends wrong bytes (the part is removed); OutputError if the disk is full or closed.
    """
    with explained("make the folder", part.parent):
        part.parent.mkdir(parents=True, exist_ok=True)
    is_resumed = _length(part) > 0
    _fill(release, part, progress, timeout_s)
    found = _sha256(part)
    if is_resumed and found != release.sha256:  # what stood there was something else
        part.unlink()
        _fill(release, part, progress, timeout_s)
        found = _sha256(part)
    if found != release.sha256:
        part.unlink()
        problem = f"{release.url} is not the file we know: it has sha256 {found}, expected {release.sha256}"
        raise VoiceError(problem, hint="Nothing of it was kept: it was changed there, or on the way.")


def _fill(release: Release, part: Path, progress: Progress, timeout_s: float) -> None:
    """Bring the part to its full length, over several connections if need be."""
    for _ in range(_N_TRIES):
        if _length(part) != release.n_bytes:
            _receive(release, part, progress, timeout_s)
    if _length(part) != release.n_bytes:
        came = f"{_length(part):,} of {release.n_bytes:,} bytes came"
        raise VoiceError(f"the connection to {release.url} broke off {_N_TRIES} times; {came}", hint=_AGAIN)


def _receive(release: Release, part: Path, progress: Progress, timeout_s: float) -> None:
    """Add to the part what one connection brings."""
    start = _length(part)
    start = start if start < release.n_bytes else 0
    with _answer(release, start, timeout_s) as answer:
        if not _goes_on(answer, start, release):
            start = 0
        progress.stage("fetching", release.n_bytes)
        progress.advance(start)
        with explained("write", part), part.open("ab" if start else "wb") as file:
            while piece := _read(answer, release.n_bytes - start):
                file.write(piece)
                progress.advance(len(piece))
                start += len(piece)
            file.flush()
            os.fsync(file.fileno())


def _answer(release: Release, start: int, timeout_s: float) -> HTTPResponse:
    headers = {"User-Agent": f"fullcast/{__version__}", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    try:
        answer: HTTPResponse = urlopen(Request(release.url, headers=headers), timeout=timeout_s)  # noqa: S310 - pinned
    except HTTPError as error:
        error.close()
        if error.code == 416 and start:  # it has no such range: ask for all of it
            return _answer(release, 0, timeout_s)
        later = "Try again later" if error.code >= 500 or error.code == 429 else "Upstream may have moved it"
        problem = f"{release.url} cannot be had: the server answered with status {error.code}"
        raise VoiceError(problem, hint=f"{later}, or bring the file yourself: --from FILE") from error
    except (OSError, HTTPException) as error:
        cause = error.reason if isinstance(error, URLError) else error
        reason = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise VoiceError(f"{release.url} cannot be reached: {reason}", hint=_AGAIN) from error
    return answer


def _goes_on(answer: HTTPResponse, start: int, release: Release) -> bool:
    """Say whether the answer begins where we stopped, not at the beginning. Raises VoiceError for another length."""
    if answer.status == 206:
        found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", answer.headers.get("Content-Range", ""))
        if found and int(found[1]) == start and found[2] in ("*", str(release.n_bytes)):
            return True
        raise VoiceError(f"{release.url} is no longer the file we know: its length changed", hint=_AGAIN)
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and int(length) != release.n_bytes:
        problem = f"{release.url} is not the file we know: it has {int(length):,} bytes, expected {release.n_bytes:,}"
        raise VoiceError(problem, hint="Nothing of it was kept.")
    return False


def _read(answer: HTTPResponse, n_most: int) -> bytes:
    """Give what comes next, nothing at the end; a connection that breaks or falls silent has ended too."""
    try:
        return answer.read1(min(_CHUNK, n_most)) if n_most else b""
    except (OSError, HTTPException):
        return b""


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _sha256(path: Path) -> str:
    with explained("read", path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
