"""What is installed of the packages that engines stand on, found without importing them."""

import functools
import importlib.util
from pathlib import Path
from typing import Final

from audiobook.errors import VoiceError

_RECORD: Final = ".dist-info"


def is_installed(package: str) -> bool:
    """Say whether a package can be imported; does not import it."""
    return importlib.util.find_spec(package) is not None


def require_package(package: str, extra: str) -> None:
    """Raise VoiceError, with the command that brings it, if a Python package is not there. Imports nothing.

    package: "onnxruntime". extra: ours that brings it: "kokoro".
    """
    if not is_installed(package):
        hint = f"Install it: pip install 'fullcast[{extra}]'"
        raise VoiceError(f'the Python package "{package}", which {extra} voices need, is not installed', hint=hint)


@functools.cache
def version_of(package: str) -> str:
    """Give the installed version of a package, from the name of its dist-info folder if there is one that fits.

    importlib.metadata would say the same and cost 40 ms, in every build that has nothing to do. It is asked where a
    distribution has quite another name, as onnxruntime has where it comes with CUDA ("onnxruntime-gpu 1.23.2").
    """
    found = [path.name for path in _site(package).glob(f"*{package}-*{_RECORD}")]  # "praat_parselmouth-0.4.7.dist-info"
    if len(found) == 1:
        return found[0].removesuffix(_RECORD).rpartition("-")[2]
    from importlib.metadata import packages_distributions, version  # noqa: PLC0415

    names = sorted(set(packages_distributions().get(package, [package])))
    return version(package) if names == [package] else ", ".join(f"{name} {version(name)}" for name in names)


def _site(package: str) -> Path:
    """Give the folder that a package, or a module that is one file, stands in."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return Path()
    return Path(spec.origin).parents[1 if spec.submodule_search_locations else 0]
