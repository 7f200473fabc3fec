"""Has clips heard by worker processes, and keeps what was heard: no sound is heard twice by the same recognizer."""

from collections.abc import Mapping, Sequence
from concurrent.futures import BrokenExecutor, as_completed
from functools import partial
from pathlib import Path

from audiobook.audio.samples import WIDTH
from audiobook.checking.hearing import BETWEEN_S, Keys, Listen
from audiobook.checking.recognizer import RATE_HZ, load_recognizer
from audiobook.errors import RecognizerError
from audiobook.helper.answers import AnswerStore
from audiobook.progress import Progress
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.workers import Executor


def listener(cache: Path, executor: Executor, progress: Progress) -> Listen:
    """Give what hears groups of clips that are in the cache. Raises RecognizerError where no recognizer is installed.

    It reports the stage "hearing", one step for each group. What is heard is kept at once: a check that is stopped goes
    on where it was.
    """
    return partial(_listen, load_recognizer().name, cache, executor, progress)


def _listen(
    recognizer: str, cache: Path, executor: Executor, progress: Progress, groups: Sequence[Keys]
) -> Mapping[Keys, str]:
    store = AnswerStore(cache)
    heard = {group: words for group in groups if (words := store.find(recognizer, *group)) is not None}
    missing = [group for group in dict.fromkeys(groups) if group not in heard]
    if not missing:
        return heard
    progress.stage("hearing", len(missing))
    futures = {executor.submit(hear_group, group, cache): group for group in missing}
    try:
        for future in as_completed(futures):
            heard[futures[future]] = future.result()
            progress.advance()
    except BrokenExecutor as error:
        hint = "The system may have ended it for lack of memory: try again with --jobs 1; what was heard is kept."
        raise RecognizerError("a process that was hearing died", hint=hint) from error
    finally:
        for future in futures:
            future.cancel()
    return heard


def hear_group(group: Keys, cache: Path) -> str:
    """Hear clips that follow each other, in a worker, and keep what was heard."""
    recognizer = load_recognizer()
    # The clips of a group may be of several engines, each at its own rate.
    clips = ClipCache(cache)
    between = bytes(WIDTH * round(BETWEEN_S * RATE_HZ))
    words = recognizer.hear(between.join(clips.read(key, RATE_HZ) for key in group), RATE_HZ)
    AnswerStore(cache).keep(recognizer.name, *group, answer=words)
    return words
