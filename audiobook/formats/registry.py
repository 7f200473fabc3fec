"""Finds formats by name: our own, and whatever other packages register under the entry-point group.

As with engines, our own are written down a second time because asking importlib.metadata is slow; a test holds the two
together.
"""

import functools
import importlib
from typing import Final

from audiobook.errors import SettingsError, did_you_mean
from audiobook.formats.base import Format

GROUP: Final = "audiobook.formats"
OURS: Final = {"mp3": "audiobook.formats.mp3:Mp3Format"}


@functools.cache
def load_format(name: str) -> Format:
    """Give the format of that name, the same one each time in a process; its module is imported now.

    Raises SettingsError, with a "did you mean", if there is none, or if the package it needs cannot be imported.
    """
    target = OURS.get(name) or _registered().get(name)
    if target is None:
        hint = did_you_mean(name, format_names()) or f"there are: {', '.join(format_names())}"
        raise SettingsError(f'there is no format "{name}"', hint=hint)
    module, _, attribute = target.partition(":")
    try:
        made: Format = getattr(importlib.import_module(module), attribute)()
    except ImportError as error:
        hint = "Install the package it needs, or choose another format."
        raise SettingsError(f'format "{name}" cannot be loaded: {error}', hint=hint) from error
    return made


def format_names() -> tuple[str, ...]:
    """Give the names of all formats that are installed, sorted."""
    return tuple(sorted({*OURS, *_registered()}))


@functools.cache
def _registered() -> dict[str, str]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - 40 ms that a build with nothing to do would notice

    return {point.name: point.value for point in entry_points(group=GROUP)}
