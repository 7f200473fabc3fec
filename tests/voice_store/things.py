"""Small made-up voices, archives of every form that carries them, and somebody who watches the progress."""

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from audiobook.voice_store.catalogue import Item, VoiceFile

MODEL = b"\x08model" * 5_000
VOICES = {name: np.full((51, 1, 8), n, "<f4").tobytes() for n, name in enumerate(("af_one", "af_two", "bm_three"), 1)}
"""Name -> the raw numbers of the voice: all of one length, as the real ones are."""


def sha256(content: bytes) -> str:
    """Give its sha256 in hex."""
    return hashlib.sha256(content).hexdigest()


def small_item() -> Item:
    """Give an item made like Kokoro: a model that may come in two parts, and three voices."""
    parts = ("small_model_1/part.bin", "small_model_2/part.bin")
    model = VoiceFile("kokoro/model.onnx", len(MODEL), sha256(MODEL), ("upstream.onnx",), parts)
    voices = (
        VoiceFile(f"kokoro/{name}.bin", len(content), sha256(content), (f"{name}.npy",))
        for name, content in VOICES.items()
    )
    archives = ("small-js-*.tgz", "small_model_*.whl", "voices.bin")
    return Item("kokoro", "Small voices", "Apache-2.0", "nobody", (model, *voices), archives=archives)


def contents() -> Mapping[str, bytes]:
    """Give what is to stand in the voices folder in the end."""
    return {"kokoro/model.onnx": MODEL, **{f"kokoro/{name}.bin": content for name, content in VOICES.items()}}


def placed(folder: Path) -> Mapping[str, bytes]:
    """Give every file in a folder, temporary ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def write_npz(path: Path) -> None:
    """Write the voices as upstream does: an npz under another name."""
    arrays = {name: np.frombuffer(content, "<f4").reshape(51, 1, 8) for name, content in VOICES.items()}
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def write_npm_package(path: Path) -> None:
    """Write the voices as an npm package has them."""
    with tarfile.open(path, "w:gz") as archive:
        members = {"package/package.json": b"{}"} | {f"package/voices/{n}.bin": c for n, c in VOICES.items()}
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


def write_wheels(folder: Path) -> None:
    """Write the model as two wheels with half of it each."""
    half = len(MODEL) // 2
    for n, part in ((1, MODEL[:half]), (2, MODEL[half:])):
        with zipfile.ZipFile(folder / f"small_model_{n}-0.1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
            wheel.writestr(f"small_model_{n}/__init__.py", "")
            wheel.writestr(f"small_model_{n}/part.bin", part)


class Watched:
    """Remembers the stages, and how far each came."""

    def __init__(self) -> None:
        """Have seen nothing yet."""
        self.stages: list[tuple[str, int]] = []
        self.n_done: list[int] = []

    def stage(self, name: str, n_total: int) -> None:
        """Note it."""
        self.stages.append((name, n_total))
        self.n_done.append(0)

    def advance(self, n_steps: int = 1) -> None:
        """Add it to the stage."""
        self.n_done[-1] += n_steps
