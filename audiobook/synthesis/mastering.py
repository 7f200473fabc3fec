"""Makes the finished sound of a chapter out of clips, in a worker: from the store, into the store."""

from collections.abc import Mapping
from dataclasses import dataclass

from audiobook.audio.tracks import write_tracks
from audiobook.model import LoudnessTarget, Timeline
from audiobook.synthesis.store import Store


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound of a chapter, as it is to be had."""

    timeline: Timeline
    target: LoudnessTarget
    tracks: Mapping[str, str]
    """Encoding -> key of its track."""
    anew: bool = False
    """It is to be mastered even where it is there."""


def make_sound(sound: Sound, store: Store) -> None:
    """Make the tracks that are missing, and keep them. Raises AudioError and OutputError."""
    missing = {
        encoding: key for encoding, key in sound.tracks.items() if sound.anew or not store.has_track(key, encoding)
    }
    if missing:
        rate_hz = sound.timeline.sample_rate_hz
        files = {encoding: store.track(key, encoding) for encoding, key in missing.items()}
        write_tracks(sound.timeline, sound.target, lambda key: store.read(key, rate_hz), files)
        for encoding, key in missing.items():
            store.keep_track(key, encoding)
