"""What every engine is: text and a voice in, samples out.

An engine is a class with a constructor that takes nothing, registered under the entry-point group `audiobook.engines`.
Making one is cheap and loads nothing heavy: the first `synthesize` does. One engine lives in one process and is never
shared by threads.
"""

from collections.abc import Sequence
from typing import Protocol

from audiobook.model import Phonemes, Speech, Voice, VoiceInfo


class Engine(Protocol):
    """Something that turns text into sound, offline."""

    name: str
    """The name that voices.yaml uses, and of the entry point."""
    n_per_task: int
    """How many utterances are handed to a worker at once. A message between processes costs about 0.2 ms, so quick
    engines take many; those that take seconds for one take one, and progress is seen after each."""

    def fingerprint(self, voice: Voice) -> str:
        """Name all that changes the sound between installations: engine, version, model. Cheap; speaks nothing."""

    def voices(self) -> Sequence[VoiceInfo]:
        """List the voices it has, sorted by name."""

    def check(self, voice: Voice) -> None:
        """Raise VoiceError, with a "did you mean", if it cannot speak with this voice. Cheap; speaks nothing."""

    def unsaid(self, ipa: str, voice: Voice) -> str:
        """Give the signs of a pronunciation that this voice has no sound for: all, if it can only be given letters."""

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """Say `text` (plain words, never markup) with `voice`, at whatever sample rate suits the voice.

        phonemes: how some of its words are said, in order; none has a sign that is `unsaid`. No text of a story can be
        taken for phonemes or a command, whatever is in it.

        The same request gives the same bytes, whatever was said before. Raises SynthesisError, naming the text, if the
        sound is missing, implausibly short or long, or in another voice.
        """
