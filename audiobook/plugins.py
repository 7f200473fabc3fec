"""Finds plug-ins by name: our own, and whatever other packages register under the same entry-point group.

Our own are registered in pyproject.toml like everybody's, and are written down a second time in our registries only
because asking importlib.metadata costs 40 ms, a third of a build that has nothing to do; tests hold the two together.
"""

import functools
import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar, cast

from audiobook.errors import AudiobookError, did_you_mean

T = TypeVar("T")


class Plugins(Generic[T]):
    """The plug-ins of one kind: classes with a constructor that takes nothing, imported on first use."""

    def __init__(self, kind: str, group: str, ours: Mapping[str, str], error: type[AudiobookError]) -> None:
        """Import nothing yet.

        kind: what errors call one ("engine"). ours: name -> "module:Class". error: what a wrong name raises.
        """
        self._kind = kind
        self._group = group
        self._ours = ours
        self._error = error
        self._loaded: dict[str, T] = {}
        self._make: Callable[[str], T] = self._made

    def load(self, name: str) -> T:
        """Give the plug-in of that name, the same one each time in a process.

        Raises the registry's error, with a "did you mean", if there is none, or if what it needs cannot be imported.
        """
        if name not in self._loaded:
            self._loaded[name] = self._make(name)
        return self._loaded[name]

    def has(self, name: str) -> bool:
        """Say whether there is one of that name."""
        return name in self._ours or name in self._registered

    def names(self) -> tuple[str, ...]:
        """Give the names of all that are installed, sorted."""
        return tuple(sorted({*self._ours, *self._registered}))

    @contextmanager
    def stand_in(self, make: Callable[[str, Callable[[str], T]], T]) -> Iterator[None]:
        """Let something else stand in for every plug-in inside the block.

        make: is given a name, and what loads the real one.
        """
        own = self._loaded
        real = dict(own)
        self._loaded, self._make = {}, lambda name: make(name, lambda name: real.get(name) or self._made(name))
        try:
            yield
        finally:
            self._loaded, self._make = own, self._made

    def _made(self, name: str) -> T:
        target = self._ours.get(name) or self._registered.get(name)
        if target is None:
            hint = did_you_mean(name, self.names()) or f"There are: {', '.join(self.names())}."
            raise self._error(f'there is no {self._kind} "{name}"', hint=hint)
        module, _, attribute = target.partition(":")
        try:
            return cast("T", getattr(importlib.import_module(module), attribute)())
        except ImportError as error:
            hint = f"Install the package it needs, or choose another {self._kind}."
            raise self._error(f'{self._kind} "{name}" cannot be loaded: {error}', hint=hint) from error

    @functools.cached_property
    def _registered(self) -> Mapping[str, str]:
        from importlib.metadata import entry_points  # noqa: PLC0415 - see above: 40 ms

        return {point.name: point.value for point in entry_points(group=self._group)}
