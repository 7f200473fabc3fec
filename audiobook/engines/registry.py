"""Finds engines by name: our own, and whatever other packages register under the entry-point group.

Our own are registered in pyproject.toml like everybody's, and are written down here a second time only because asking
importlib.metadata costs 40 ms, a third of a build that has nothing to do; a test holds the two together.
"""

import functools
import importlib
from typing import Final

from audiobook.engines.base import Engine
from audiobook.engines.said import did_you_mean
from audiobook.errors import VoiceError

GROUP: Final = "audiobook.engines"
OURS: Final = {
    "pyttsx3": "audiobook.engines.pyttsx3:Pyttsx3Engine",
    "tone": "audiobook.engines.tone:ToneEngine",
}


@functools.cache
def load_engine(name: str) -> Engine:
    """Give the engine of that name, the same one each time in a process.

    Raises VoiceError, with a "did you mean", if there is none, or if the package it needs cannot be imported.
    """
    target = OURS.get(name) or _registered().get(name)
    if target is None:
        hint = did_you_mean(name, engine_names()) or f"There are: {', '.join(engine_names())}."
        raise VoiceError(f'there is no engine "{name}"', hint=hint)
    module, _, attribute = target.partition(":")
    try:
        made: Engine = getattr(importlib.import_module(module), attribute)()
    except ImportError as error:
        hint = "Install the package it needs, or choose another engine."
        raise VoiceError(f'engine "{name}" cannot be loaded: {error}', hint=hint) from error
    return made


def engine_names() -> tuple[str, ...]:
    """Give the names of all engines that are installed, sorted."""
    return tuple(sorted({*OURS, *_registered()}))


@functools.cache
def _registered() -> dict[str, str]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - see above: 40 ms

    return {point.name: point.value for point in entry_points(group=GROUP)}
