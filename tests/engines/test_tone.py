from typing import ClassVar

from tests.engines.contract import EngineContract


class TestTone(EngineContract):
    """The engine that plays a tone per word keeps the laws."""

    name = "tone"
    voice_names: ClassVar[tuple[str, str]] = ("low", "high")
    near_miss: ClassVar[tuple[str, str]] = ("hihg", "high")
