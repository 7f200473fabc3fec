"""The failures we can explain: each says what is wrong, where, and what to do about it.

Only the command line turns them into words on a terminal and into an exit code. Anything else that escapes is a bug of
ours and shows its traceback.
"""

import difflib
from collections.abc import Iterable
from typing import Final

_MOST_CHARS: Final = 1_000
"""Of a problem, and of a hint: what stands in a file is quoted in them, and may be as long as a book."""


class AudiobookError(Exception):
    """Something a person can put right.

    problem: what is wrong and where, one sentence, with `file:line` where there is one.
    hint: what to do about it; may be empty.
    """

    exit_code = 3

    def __init__(self, problem: str, *, hint: str = "") -> None:
        """Keep both parts, so that the command line can lay them out."""
        self.problem = _readable(problem)
        self.hint = _readable(hint)
        super().__init__(self.problem)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process with the hint."""
        return _rebuild, (type(self), self.problem, self.hint)


def _readable(text: str) -> str:
    """Cut out the middle of what nobody would read; file and line stand at the beginning."""
    half = _MOST_CHARS // 2
    return text if len(text) <= _MOST_CHARS else f"{text[:half]} … {text[-half:]}"


def _rebuild(kind: type[AudiobookError], problem: str, hint: str) -> AudiobookError:
    return kind(problem, hint=hint)


class StoryError(AudiobookError):
    """The story cannot be read, or there is nothing in it to say."""

    exit_code = 4


class SettingsError(AudiobookError):
    """voices.yaml, a front matter or a flag says something that we cannot follow."""

    exit_code = 5


class CorrectionError(AudiobookError):
    """A correction no longer matches the words of the story."""

    exit_code = 6


class VoiceError(AudiobookError):
    """An engine or a voice is unknown, not installed, or does not take what was asked of it."""

    exit_code = 7


class SynthesisError(AudiobookError):
    """An engine was asked to say something and failed."""

    exit_code = 8


class AudioError(AudiobookError):
    """Sound could not be stitched, mastered or encoded."""

    exit_code = 9


class OutputError(AudiobookError):
    """A file or folder could not be written: full disk, no permission, somebody else's file in the way."""

    exit_code = 10


class HelperError(AudiobookError):
    """The helper model was to be asked about doubtful lines and cannot be."""

    exit_code = 11


class RecognizerError(AudiobookError):
    """What was said is to be heard by a recognizer, and it is not there."""

    exit_code = 12


class ClusterError(AudiobookError):
    """Other machines were to help, and cannot: nobody answers, or they are not what this one is."""

    exit_code = 13


class InUseError(AudiobookError):
    """Somebody else is at work on it."""

    exit_code = 14


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give a hint that names what was probably meant; empty if nothing is near. Case counts for nothing here."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1)
    return f'Did you mean "{by_folded[near[0]]}"?' if near else ""
