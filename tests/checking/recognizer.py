"""A recognizer for tests: it knows clips by their samples, and mishears those it is told to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from audiobook.audio.resample import resampled
from audiobook.audio.samples import WIDTH
from audiobook.checking.hearing import BETWEEN_S
from audiobook.checking.recognizer import RATE_HZ
from audiobook.engines.registry import can_speak, load_engine
from audiobook.plan import Plan
from audiobook.retakes import takes_of
from audiobook.synthesis.takes import say

Said = tuple[str, int]
"""The words of a clip, and its take."""


@dataclass(frozen=True)
class Parrot:
    """Hears in every clip what was to be said, unless `mishears` has other words for it."""

    clips: Mapping[Said, bytes]
    mishears: Mapping[Said, str]
    name: str = "parrot 1"

    def hear(self, pcm: bytes, rate_hz: int) -> str:
        """Take the sound apart into the clips that it was joined from."""
        words, at = [], 0
        while at < len(pcm):
            said = max((s for s, clip in self.clips.items() if pcm.startswith(clip, at)), key=lambda s: -s[1])
            words.append(self.mishears.get(said, said[0]))
            at += len(self.clips[said]) + WIDTH * round(BETWEEN_S * rate_hz)
        return " ".join(words)


def parrot_for(plan: Plan, mishears: Mapping[Said, str]) -> Parrot:
    """Give one that knows all takes of all clips of a plan."""
    requests = [
        replace(request, take=take)
        for chapter in plan.requests.values()
        for request in chapter
        for take in takes_of(request.text, request.voice, can_speak)
    ]
    said = {(r.text, r.take): say(r, load_engine(r.voice.engine)) for r in requests}
    clips = {what: resampled(speech.pcm, speech.sample_rate_hz, RATE_HZ) for what, speech in said.items()}
    return Parrot(clips, mishears)
