"""What eSpeak NG can speak with, read from the names of its data files: nothing is loaded, nothing is spoken.

A voice is a language and, after a plus, a variant: "en-us+Storm". Languages are files like `lang/gmw/en-US`, variants
files like `voices/!v/Storm`. eSpeak itself takes an unknown variant in silence and speaks with the plain voice, so what
it is given must be known to be there.
"""

import functools
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from audiobook.errors import VoiceError, did_you_mean
from audiobook.model import Age, Gender, VoiceInfo

VARIANTS_OF: Final = "en-us"
"""The language whose variants are listed; all others take the same ones."""

_PACKAGE: Final = "espeakng_loader"
_LICENCE: Final = "GPL-3.0-or-later"
_SOURCE: Final = "espeak-ng/espeak-ng"
_DEFAULT_PRIORITY: Final = 5
_LANGUAGE_LINE: Final = re.compile(r"^language\s+(\S+)(?:\s+(\d+))?", re.MULTILINE)
_GENDER_LINE: Final = re.compile(r"^gender\s+(female|male)", re.MULTILINE | re.IGNORECASE)
_PITCH_LINE: Final = re.compile(r"^pitch\s+(\d+)\s+(\d+)", re.MULTILINE)

_EFFECTS: Final = frozenset(
    "Demonic UniRobot anikaRobot caleb croak fast klatt5 klatt6 robosoft robosoft2 robosoft3 robosoft4 robosoft5 "
    "robosoft6 robosoft7 robosoft8 whisper whisperf zac".split()
)
_UNCLEAR: Final = frozenset(
    "Alicia Andrea Andy Annie Marco RicishayMax RicishayMax2 RicishayMax3 anika kaukovalta Mr_serious".split()
)
"""A recognizer misses 44 words of 100 and more."""
_FEMALE_UNSAID: Final = frozenset({"shelby"})
"""Women whose file does not say so; all other files without a gender are eSpeak's own male voice, changed."""
_OLD: Final = frozenset({"grandma", "grandpa"})
_LOW_HZ, _HIGH_HZ = 88, 160
"""Middle of the pitch that the variant's file asks for; the plain voice has 100."""


class EspeakData:
    """The voices in eSpeak NG's data folder."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is read yet."""
        self.folder = folder

    def resolve(self, name: str) -> str:
        """Give eSpeak's own name for a voice: "gmw/en-US+Storm" for "en-us+Storm".

        The language may also be given with its family, "gmw/en-us". Raises VoiceError, with a "did you mean", if the
        language or the variant is unknown; the case of a variant counts.
        """
        language, plus, variant = name.partition("+")
        file = self._language_file(language)
        if file is None:
            known = {*self._files_by_id, *self._files_by_language, *(f"en-us+{variant}" for variant in self.variants)}
            raise VoiceError(f'eSpeak has no language "{language}" (voice "{name}")', hint=did_you_mean(name, known))
        if plus and variant not in self.variants:
            near = did_you_mean(name, (f"{language}+{known}" for known in self.variants))
            raise VoiceError(f'eSpeak has no variant "{variant}" (voice "{name}")', hint=near)
        return f"{file}{plus}{variant}"

    def voices(self, engine: str) -> tuple[VoiceInfo, ...]:
        """List every language plain, and all variants of American English, sorted by name."""
        return tuple(sorted((*self._plain_voices(engine), *self._variant_voices(engine)), key=lambda info: info.name))

    @functools.cached_property
    def variants(self) -> frozenset[str]:
        """The names of all variants, as their files are spelled."""
        return frozenset(path.name for path in (self.folder / "voices" / "!v").iterdir() if path.is_file())

    def _language_file(self, language: str) -> str | None:
        folded = language.lower()
        return self._files_by_id.get(folded) or self._files_by_language.get(folded)

    @functools.cached_property
    def _files_by_id(self) -> dict[str, str]:
        """Files by lower-case name, with and without the family: "en-us" and "gmw/en-us" are "gmw/en-US"."""
        paths = sorted((self.folder / "lang").glob("*/*"))
        files = [f"{path.parent.name}/{path.name}" for path in paths if path.is_file()]
        return {key: file for file in files for key in (file.lower(), file.lower().partition("/")[2])}

    @functools.cached_property
    def _files_by_language(self) -> dict[str, str]:
        """Files by the languages they name inside ("en-gb" is "gmw/en"); where two do, the one that is surer of it."""
        best: dict[str, tuple[int, str]] = {}
        for file in sorted(set(self._files_by_id.values())):
            text = (self.folder / "lang" / file).read_text(encoding="utf-8")
            for language, priority in _LANGUAGE_LINE.findall(text):
                claim = (int(priority or _DEFAULT_PRIORITY), file)
                best[language.lower()] = min(claim, best.get(language.lower(), claim))
        return {language: file for language, (_, file) in best.items()}

    def _plain_voices(self, engine: str) -> Iterator[VoiceInfo]:
        for file in set(self._files_by_id.values()):
            text = (self.folder / "lang" / file).read_text(encoding="utf-8")
            title = re.search(r"^name\s+(.+?)\s*(?://.*)?$", text, re.MULTILINE)
            name = "en-gb" if file == "gmw/en" else file.lower().partition("/")[2]
            called = title.group(1) if title else ""
            yield VoiceInfo(engine, name, Gender.MALE, name, _LICENCE, called, source=_SOURCE)

    def _variant_voices(self, engine: str) -> Iterator[VoiceInfo]:
        for variant in self.variants:
            text = (self.folder / "voices" / "!v" / variant).read_text(encoding="utf-8", errors="replace")
            yield VoiceInfo(
                engine,
                f"{VARIANTS_OF}+{variant}",
                _gender(variant, text),
                VARIANTS_OF,
                _LICENCE,
                _description(variant),
                Age.OLD if variant in _OLD else Age.UNKNOWN,
                _timbre(variant, text),
                _SOURCE,
            )


@functools.cache
def espeak_data() -> EspeakData:
    """Give the voices of the eSpeak NG that came with us. Raises VoiceError if it is not installed.

    The package is found, not imported: importing it would load ctypes.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        hint = "Install it: pip install espeakng-loader"
        raise VoiceError(f'the package "{_PACKAGE}", which brings eSpeak NG, is not installed', hint=hint)
    return EspeakData(Path(spec.origin).parent / "espeak-ng-data")


def _gender(variant: str, text: str) -> Gender:
    said = _GENDER_LINE.search(text)
    if said:
        return Gender(said.group(1).lower())
    if variant in _EFFECTS:
        return Gender.UNKNOWN
    return Gender.FEMALE if variant in _FEMALE_UNSAID else Gender.MALE


def _description(variant: str) -> str:
    if variant in _EFFECTS:
        return "effect"
    return "hard to understand" if variant.replace(" ", "_") in _UNCLEAR else ""


def _timbre(variant: str, text: str) -> tuple[str, ...]:
    if variant.startswith("whisper"):
        return ("whispery",)
    pitch = _PITCH_LINE.search(text)
    middle_hz = (int(pitch.group(1)) + int(pitch.group(2))) / 2 if pitch else 100
    return ("low",) if middle_hz < _LOW_HZ else ("high",) if middle_hz > _HIGH_HZ else ()
