"""Who speaks where voices.yaml does not say: the clearest voices of the engine that it names."""

from typing import Final

from audiobook.model import Gender, Voice, VoiceProfile

DEFAULT_ENGINE: Final = "pyttsx3"

_NARRATORS: Final = {"pyttsx3": "en-us+m8", "kokoro": "af_heart"}
_POOLS: Final = {
    "pyttsx3": {
        Gender.MALE: (
            "en-us+pablo en-us+robert en-us+Mario en-us+Diogo en-us+m1 en-us+iven4 en-us+adam en-us+klatt3 "
            "en-us+edward en-us+david en-us+Nguyen en-us+Hugo en-us+klatt en-us+Storm"
        ),
        Gender.FEMALE: (
            "en-us+steph en-us+f1 en-us+f3 en-us+f5 en-us+f4 en-us+belinda en-us+f2 en-us+aunty en-us+grandma"
        ),
        Gender.UNKNOWN: "en-us+sandro en-us+m2 en-us+quincy",
    },
    "kokoro": {
        Gender.MALE: "am_michael bm_george am_fenrir am_puck bm_fable am_liam bm_daniel am_eric am_echo bm_lewis",
        Gender.FEMALE: "bf_emma af_bella af_kore bf_isabella af_sarah af_nova af_aoede bf_alice af_river bf_lily",
        Gender.UNKNOWN: "af_alloy am_adam af_jessica",
    },
}
"""Casting keeps alike ones apart. Engines without an entry (Piper has what its owner installed) take eSpeak NG's."""


def default_narrator(engine: str) -> Voice:
    """Give who reads what nobody says, for stories cast with that engine."""
    engine = engine if engine in _NARRATORS else DEFAULT_ENGINE
    return Voice(engine, _NARRATORS[engine])


def is_default_narrator(voice: Voice) -> bool:
    """Say whether it is what somebody gets who states no narrator."""
    return voice == default_narrator(voice.engine)


def default_voices(engine: str) -> tuple[Voice, ...]:
    """Give all voices that somebody may get without having chosen any, for stories cast with that engine."""
    pools = (profile.voice for gender in Gender for profile in default_pool(engine, gender))
    return (default_narrator(engine), *pools)


def default_pool(engine: str, gender: Gender) -> tuple[VoiceProfile, ...]:
    """Give voices for whoever is not cast, for stories cast with that engine."""
    engine = engine if engine in _POOLS else DEFAULT_ENGINE
    return tuple(VoiceProfile(name, Voice(engine, name), gender) for name in _POOLS[engine][gender].split())
