"""The Piper voices that `voices install` knows: their files' sha256, and what may be done with them. Pure.

Any other Piper voice can be installed from files. These are here because their recordings may be used for anything, if
need be with attribution, and because the sha256 of both files, in the revision `REVISION` of upstream's repository, is
stated alike by at least two projects that pin them (of the JSON of en_US-ljspeech-high the second gives the beginning
only); en_US-joe-medium we have hashed ourselves.

Many Piper voices were not trained from scratch but from "lessac", whose recordings (Blizzard Challenge 2013) are for
research only. What that means for their offspring is disputed (k2-fsa/sherpa-onnx issue 3947): `of_lessac` says so.
"""

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from audiobook.model import Gender, VoiceInfo

SOURCE: Final = "rhasspy/piper-voices"
REVISION: Final = "c10ece1aade47bb51c153c893d14e5bf8e5b7117"
OF_LESSAC: Final = "fine-tuned from a model on restricted data (lessac)"


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file as upstream has it."""

    n_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """One voice, or one model of many speakers."""

    name: str
    """Piper's own: language, place, speaker, quality: "en_US-joe-medium"."""
    gender: Gender
    licence: str
    """Of the recordings; the models themselves are all published under MIT."""
    recordings: str
    """Whose they are: what an attribution names."""
    of_lessac: bool
    model: PinnedFile
    config: PinnedFile
    note: str = ""

    @property
    def accent(self) -> str:
        """Give the BCP 47 of what it speaks: "en-us"."""
        return self.name.partition("-")[0].replace("_", "-").lower()

    @property
    def folder(self) -> str:
        """Give where upstream keeps it: "en/en_US/joe/medium"."""
        place, speaker, quality = self.name.split("-")
        return f"{place.partition('_')[0]}/{place}/{speaker}/{quality}"


def voice_infos(engine: str, installed: Container[str]) -> tuple[VoiceInfo, ...]:
    """Give the record of every known voice, sorted by name. installed: the names of those whose files are there."""
    return tuple(
        VoiceInfo(
            engine,
            voice.name,
            voice.gender,
            voice.accent,
            voice.licence,
            ", ".join(filter(None, (voice.note, OF_LESSAC if voice.of_lessac else ""))),
            source=f"{SOURCE}, recordings: {voice.recordings}",
            installed=voice.name in installed,
        )
        for voice in VOICES
    )


_LIBRIVOX: Final = ("public-domain", "LibriVox")
_OHF: Final = ("CC0-1.0", "OHF-Voice/voice-datasets")

VOICES: Final = (
    PiperVoice(
        "de_DE-thorsten-medium",
        Gender.MALE,
        "CC0-1.0",
        "Thorsten-Voice",
        of_lessac=True,
        model=PinnedFile(63_201_294, "7e64762d8e5118bb578f2eea6207e1a35a8e0c30595010b666f983fc87bb7819"),
        config=PinnedFile(4_819, "974adee790533adb273a1ac88f49027d2a1b8f0f2cf4905954a4791e79264e85"),
    ),
    PiperVoice(
        "en_GB-alba-medium",
        Gender.FEMALE,
        "CC-BY-4.0",
        "Alba speech corpus, University of Edinburgh",
        of_lessac=True,
        model=PinnedFile(63_201_294, "401369c4a81d09fdd86c32c5c864440811dbdcc66466cde2d64f7133a66ad03b"),
        config=PinnedFile(4_888, "aa965a2f02ecced632c2694e1fc72bbff6d65f265fab567ca945918c73dd89f4"),
        note="Scottish",
    ),
    PiperVoice(
        "en_GB-cori-high",
        Gender.FEMALE,
        *_LIBRIVOX,
        of_lessac=False,
        model=PinnedFile(114_219_352, "470b4dd634c98f8a4850d7626ffc3dfc90774628eeef6605a6dd8f88f30a5903"),
        config=PinnedFile(4_963, "9e7fb5b5671612c22f3c81cbe46c1ae87b031a4632bcb509e499dad6f1e2adec"),
    ),
    PiperVoice(
        "en_US-joe-medium",
        Gender.MALE,
        *_OHF,
        of_lessac=True,
        model=PinnedFile(63_201_294, "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"),
        config=PinnedFile(4_794, "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33"),
    ),
    PiperVoice(
        "en_US-john-medium",
        Gender.MALE,
        *_LIBRIVOX,
        of_lessac=False,
        model=PinnedFile(63_531_379, "789c6c875726e627ddee93d51d8727859abe9c091c3d141591f4b83c2072e988"),
        config=PinnedFile(4_965, "af60f177b6b550f3d7a302720c0fb89e7f94a82b5dca464775ef63b1c69ba09a"),
    ),
    PiperVoice(
        "en_US-kristin-medium",
        Gender.FEMALE,
        *_LIBRIVOX,
        of_lessac=False,
        model=PinnedFile(63_531_379, "5849957f929cbf720c258f8458692d6103fff2f0e3d3b19c8259474bb06a18d4"),
        config=PinnedFile(4_968, "5681426d4aead22195de70531eeeeddb46493cfaffc5764b2ea3db73428b651c"),
    ),
    PiperVoice(
        "en_US-libritts_r-medium",
        Gender.UNKNOWN,
        "CC-BY-4.0",
        "LibriTTS-R",
        of_lessac=True,
        model=PinnedFile(78_580_914, "10bb85e071d616fcf4071f369f1799d0491492ab3c5d552ec19fb548fac13195"),
        config=PinnedFile(20_123, "b471dc60d2d8335e819c393d196d6fbf792817f40051257b269878505bc9afb3"),
        note="904 speakers",
    ),
    PiperVoice(
        "en_US-ljspeech-high",
        Gender.FEMALE,
        "public-domain",
        "LJ Speech",
        of_lessac=False,
        model=PinnedFile(114_199_011, "5d4f08ba6a2a48c44592eed3ce56bf85e9de3dd4e20df90541ae68a8310c029a"),
        config=PinnedFile(4_970, "7e1f4634af596d83cca997fb7a931ba80b70f8a316a2655ee69c55365e0ace14"),
    ),
    PiperVoice(
        "en_US-norman-medium",
        Gender.MALE,
        *_LIBRIVOX,
        of_lessac=False,
        model=PinnedFile(63_531_379, "b9739443232a80a59c7d18810dd856899bf16a7964725f5ab81ea49b1351cb71"),
        config=PinnedFile(4_968, "6c2db7f558a4a8deb9fe822583c1c5105f6c4e834dd0f9de8ad17a888ee9fe1d"),
    ),
    PiperVoice(
        "es_ES-davefx-medium",
        Gender.MALE,
        *_OHF,
        of_lessac=True,
        model=PinnedFile(63_201_294, "6658b03b1a6c316ee4c265a9896abc1393353c2d9e1bca7d66c2c442e222a917"),
        config=PinnedFile(4_817, "0e0dda87c732f6f38771ff274a6380d9252f327dca77aa2963d5fbdf9ec54842"),
    ),
    PiperVoice(
        "fr_FR-siwis-medium",
        Gender.FEMALE,
        "CC-BY-4.0",
        "SIWIS French Speech Synthesis Database, University of Edinburgh",
        of_lessac=True,
        model=PinnedFile(63_201_294, "641d1ab097da2b81128c076810edb052b385decc8be3381814802a64a73baf99"),
        config=PinnedFile(4_875, "39479916c2db192b5ac9764daddd0c744d83e023ad890c6976c0633ae4df8959"),
    ),
    PiperVoice(
        "fr_FR-upmc-medium",
        Gender.UNKNOWN,
        "CC-BY-SA-4.0",
        "UPMC Jessica and Pierre, MaryTTS",
        of_lessac=True,
        model=PinnedFile(76_733_615, "9abb3800c199148897a9ed64e100d224f3de83579f100044174ad19418f1786f"),
        config=PinnedFile(4_996, "e8636ec15dfd5d72db37a02cb5320a20f2b8d339f2a0e4337da64c58a33a5868"),
        note="2 speakers, a woman and a man",
    ),
    PiperVoice(
        "it_IT-paola-medium",
        Gender.FEMALE,
        "CC0-1.0",
        "paolapersico1/Voice-Dataset-Italian",
        of_lessac=True,
        model=PinnedFile(63_511_038, "6fc918b5a0ea6137382833dddfa567bffbe6a5060c02043c87192ee59c04210c"),
        config=PinnedFile(7_099, "aea19c0a7fce29fbc359b93f10e7902854401e4c95ae2ea328ae516b15d296cf"),
    ),
    PiperVoice(
        "pt_BR-faber-medium",
        Gender.MALE,
        *_OHF,
        of_lessac=True,
        model=PinnedFile(63_201_294, "858555e3a064209c57088fe6bd70c4c3dc54d03eaa00c45d5ecaf43a33f95aa7"),
        config=PinnedFile(4_855, "7e694de195ae3fc36dd732c445eb04fb49b649854893cb5506b978f0d50a1d6f"),
    ),
    PiperVoice(
        "ru_RU-denis-medium",
        Gender.MALE,
        *_OHF,
        of_lessac=True,
        model=PinnedFile(63_201_294, "15fab56e11a097858ee115545d0f697fc2a316c41a291a5362349fb870411b0a"),
        config=PinnedFile(4_823, "831c860dac0b5073eaa81610a0a638ec23d90a6cf8e5f871b4485c2cec3767c8"),
    ),
    PiperVoice(
        "ru_RU-dmitri-medium",
        Gender.MALE,
        *_OHF,
        of_lessac=True,
        model=PinnedFile(63_201_294, "f073356ebc4bd0f80c5af58df2953a5988bd5bdab1eb38635ce960b071fbefcb"),
        config=PinnedFile(4_824, "667ef3117bc642c2892dff7690d8bdc8ca4228aeaa783b2dc1416df632855e0d"),
    ),
)
"""Sorted by name."""
