"""What two machines must have in common before they make one book: else the same request is another sound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from audiobook import __version__
from audiobook.audio.ffmpeg import encoder
from audiobook.engines.registry import load_engine
from audiobook.errors import AudiobookError
from audiobook.inputs import program_digest
from audiobook.model import ClipRequest, Voice
from audiobook.synthesis.store import Store

_STORE_NOTE: Final = "store.id"
_N_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Terms:
    """What decides the sound, on one machine."""

    program: str
    """Version of audiobook, and the beginning of the digest of its source."""
    ffmpeg: str
    """Which it is, and for what system."""
    store: str
    """Identity of the store: the same wherever it is reached from."""
    fingerprints: tuple[tuple[Voice, str], ...] = ()
    """Of the engine behind each voice; or what is wrong with it, in brackets."""


def terms_of(store: Store, voices: Sequence[Voice] = ()) -> Terms:
    """Give this machine's terms, with the fingerprints that voices have here. Raises AudiobookError.

    It is the store that may raise; what is wrong with a voice stands in place of its fingerprint.
    """
    program = f"{__version__} (source {program_digest()[:_N_SHOWN]})"
    identity = store.read_note(_STORE_NOTE) or b"(has no name yet)"
    fingerprints = tuple((voice, _fingerprint(voice)) for voice in voices)
    return Terms(program, encoder(), identity.decode("ascii", "replace"), fingerprints)


def name_store(store: Store) -> None:
    """See to it that a store has a name: builds do, before they ask workers for the one that theirs has."""
    if store.read_note(_STORE_NOTE) is None:
        store.write_note(_STORE_NOTE, token_hex(8).encode())


def stated_voices(requests: Sequence[ClipRequest]) -> tuple[tuple[Voice, str], ...]:
    """Give the voices of some requests, without their prosody, with the fingerprints that were asked for."""
    return tuple(dict.fromkeys((Voice(r.voice.engine, r.voice.name), r.fingerprint) for r in requests))


def differences(here: Terms, there: Terms) -> Iterator[str]:
    """Say in which ways `here` is not what it has to be `there`; nothing if it is. Both name the same voices."""
    for what, own, theirs in (("audiobook", here.program, there.program), ("ffmpeg", here.ffmpeg, there.ffmpeg)):
        if own != theirs:
            yield f"it has {what} {own}, the build has {theirs}"
    if here.store != there.store:
        yield "its --cache is another one than the build's"
    for (voice, own), (_, theirs) in zip(here.fingerprints, there.fingerprints, strict=True):
        if own != theirs:
            yield f'its voice "{voice.engine}:{voice.name}" is {own}, the build\'s is {theirs}'


def _fingerprint(voice: Voice) -> str:
    try:
        engine = load_engine(voice.engine)
        engine.check(voice)
        return engine.fingerprint(voice)
    except AudiobookError as error:
        return f"({error.problem})"
