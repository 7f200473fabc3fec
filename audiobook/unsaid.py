"""Where in the story the texts stand that could not be said, and what to do about them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from audiobook.plan import Plan
from audiobook.settings.corrections import corrections_file
from audiobook.synthesis.clips import UnsaidError

_MOST: Final = 10
_KEPT: Final = "All other lines are said and kept: the same command goes on from there."
_CUT: Final = "What you can do without, leave out: `leave_out:` in {file} (docs/sources.md)."


@contextmanager
def places_told(plan: Plan) -> Iterator[None]:
    """Let an UnsaidError out of the block with file, line and speaker of each text, in the story's order."""
    try:
        yield
    except UnsaidError as error:
        raise _with_places(error, plan) from error


def _with_places(error: UnsaidError, plan: Plan) -> UnsaidError:
    faults = dict(error.faults)
    told = [f"{place}: {faults.pop(key).problem}" for place, key in _places(plan) if key in faults]
    told += [fault.problem for fault in faults.values()]  # of the credits
    if len(told) > 1:
        more = [f"and {len(told) - _MOST} more"] if len(told) > _MOST else []
        told = ["\n  ".join([f"{len(told)} lines could not be said:", *told[:_MOST], *more])]
    cut = _CUT.format(file=corrections_file(plan.story.path).name)
    return UnsaidError(told[0], hint=" ".join(filter(None, (error.hint, cut, _KEPT))), faults=error.faults)


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    """Give where each clip of the story is heard, and its key."""
    story = plan.story
    for chapter in story.script.chapters:
        for utterance, request in zip(chapter.utterances, plan.requests[chapter.number], strict=True):
            line = story.book.paragraph(utterance.locus).line
            yield f"{story.path}:{line}: {story.name_of(utterance.speaker)}", request.key
