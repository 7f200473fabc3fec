"""What eSpeak NG calls the sounds of IPA, voice by voice: found by asking it, so it is what it says.

eSpeak takes phonemes as mnemonics of its own between double brackets, and each language has a table of them. All
mnemonics that its data holds are said to it once in a voice's language, and the IPA that it answers is what each means
there. A pronunciation is then put together from those, with "|" between any two, which keeps them apart.
"""

import ctypes
import functools
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from audiobook.engines.apart import ChildError, Send
from audiobook.engines.aside import run_aside
from audiobook.engines.espeak_data import espeak_data
from audiobook.engines.ipa import Sounds, as_engines_write, for_accent, is_one_sound, sounds_of
from audiobook.errors import SynthesisError

_UTF8: Final = 1
_IPA: Final = 2
_PHONEMES_TOO: Final = 0x101
"""espeakCHARS_UTF8 | espeakPHONEMES: what stands between double brackets is phonemes."""
_LIMIT_S: Final = 60.0
_SIGNS: Final = {"ˈ": "'", "ˌ": ",", " ": " "}
_VOWEL_SIGNS: Final = frozenset("aeiouyæøœɐɑɒɔəɘɚɛɜɞɤɨɪɯɵɶʉʊʌʏᵻ")
_ENTRY: Final = 16
_TABLE_HEAD: Final = 36


def sounds_for(ipa: str, voice: str) -> Sounds:
    """Give the mnemonics for a pronunciation. voice: as eSpeak names it, "en-us+Storm".

    Raises VoiceError for a voice that it has not, SynthesisError if it does not answer.
    """
    language = voice.partition("+")[0]
    return sounds_of(for_accent(as_engines_write(ipa), language), mnemonics(language))


@functools.cache
def mnemonics(language: str) -> Mapping[str, str]:
    """Give eSpeak's name for each sound that it can make in a language: IPA -> mnemonic."""
    from audiobook.engines.espeak_library import started  # noqa: PLC0415 - it loads the library

    started()
    try:
        answers = json.loads(run_aside(functools.partial(_ask, espeak_data().resolve(language)), _LIMIT_S))
    except ChildError as error:
        raise SynthesisError(f"eSpeak did not tell its phonemes for {language}: {error}") from error
    found: dict[str, str] = dict(_SIGNS)
    for mnemonic, ipa in sorted(answers, key=_plainest):
        if is_one_sound(ipa):  # of "əɹ" as one, eSpeak makes two when a vowel follows
            found.setdefault(ipa, mnemonic)
    return found


def _plainest(answer: tuple[str, str]) -> tuple[bool, int]:
    """Put the name first that says most plainly what it is: "A:" and not "0" for a long vowel, "t" and not "t2"."""
    mnemonic, ipa = answer
    return ("ː" in ipa) != (":" in mnemonic), len(mnemonic)


def _ask(voice: str, send: Send) -> None:
    from audiobook.engines.espeak_library import set_voice, started  # noqa: PLC0415 - it loads the library

    espeak = started()
    set_voice(voice)
    espeak.cSynth(b"", 1, 0, espeak.POS_CHARACTER, 0, _PHONEMES_TOO, None, None)  # from here on it takes phonemes
    send(json.dumps([[m, ipa] for m in _all_mnemonics() for ipa in _meanings(espeak, m)]).encode())


def _meanings(espeak: Any, mnemonic: str) -> Iterator[str]:  # noqa: ANN401 - an untyped module
    """Give what a mnemonic sounds like: a vowel between consonants, a consonant between vowels.

    At the end of a word sounds differ: "I" is "i" there in English, and "d" is "t" in German.
    """
    for before, after, is_vowel in (("f", "f|E", True), ("", "E", False), ("E", "E", False)):
        edges = [_said(espeak, f"[[{side}]]") if side else "" for side in (before, after)]
        whole = _said(espeak, f"[[{'|'.join(filter(None, (before, mnemonic, after)))}]]")
        if whole.startswith(edges[0]) and whole.endswith(edges[1]) and len(whole) > len(edges[0] + edges[1]):
            ipa = whole[len(edges[0]) : len(whole) - len(edges[1])]
            if (ipa[0] in _VOWEL_SIGNS) == is_vowel and not set(ipa) & set('ˈˌ 0123456789-^"'):
                yield ipa


def _said(espeak: Any, text: str) -> str:  # noqa: ANN401 - an untyped module
    to_phonemes = espeak.dll.espeak_TextToPhonemes
    to_phonemes.restype = ctypes.c_char_p
    to_phonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    buffer = ctypes.create_string_buffer(text.encode("utf-8"))
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    return str(to_phonemes(ctypes.byref(place), _UTF8, _IPA).decode("utf-8")).strip()


def _all_mnemonics() -> list[str]:
    """Give every mnemonic in eSpeak's data: tables of a head and entries, each beginning with its four letters."""
    content = (espeak_data().folder / "phontab").read_bytes()
    found: dict[str, None] = {}
    at = 4
    for _ in range(content[0]):
        n_entries = content[at]
        at += _TABLE_HEAD
        for entry in range(at, at + n_entries * _ENTRY, _ENTRY):
            found[content[entry : entry + 4].rstrip(b"\0").decode("latin-1")] = None
        at += n_entries * _ENTRY
    return [name for name in found if name.isascii() and name.isprintable() and not set(name) & set(" |[]'%,=_")]
