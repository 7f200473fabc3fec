"""How loud each voice is to be mixed, by the one sentence that all of them have said."""

from collections.abc import Mapping

from audiobook.audio.loudness import voice_gain_db
from audiobook.audio.speech_level import loudness_lufs
from audiobook.model import Clip, ClipRequest, Voice
from audiobook.synthesis.store import Store


def level_voices(
    calibrations: Mapping[Voice, ClipRequest], clips: Mapping[str, Clip], store: Store
) -> Mapping[Voice, float]:
    """Give the gain, in dB, that brings each voice to the level of all others.

    calibrations: what each voice has said to be measured by. clips: by key; voices whose clip is not there need none.
    Raises AudioError if a clip has gone from the store.
    """
    said = {voice: clips[request.key] for voice, request in calibrations.items() if request.key in clips}
    return {
        voice: voice_gain_db(loudness_lufs(store.read(clip.key), clip.sample_rate_hz)) for voice, clip in said.items()
    }
