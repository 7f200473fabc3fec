"""What is installed of the packages that engines stand on, found without importing them."""

import functools
import importlib.util
from pathlib import Path


def is_installed(package: str) -> bool:
    """Say whether a package can be imported; does not import it."""
    return importlib.util.find_spec(package) is not None


@functools.cache
def version_of(package: str) -> str:
    """Give the installed version of a package, from the name of its dist-info folder if that is there and the only one.

    importlib.metadata would say the same and cost 40 ms, in every build that has nothing to do.
    """
    spec = importlib.util.find_spec(package)
    root = Path(spec.origin).parent.parent if spec and spec.origin else Path()
    found = [path.name for path in root.glob(f"{package}-*.dist-info")]
    if len(found) == 1:
        return found[0].removeprefix(f"{package}-").removesuffix(".dist-info")
    from importlib.metadata import version  # noqa: PLC0415

    return version(package)
