"""`pauses:` and `loudness:` of voices.yaml. Pure."""

from audiobook.model import LoudnessTarget
from audiobook.script import Pauses
from audiobook.strict_yaml import Section


def stated_pauses(section: Section) -> Pauses:
    """Give the pauses that `pauses:` states, the others as they are by default. Raises SettingsError."""
    keys = ("clause", "sentence", "speaker", "paragraph", "scene", "title", "head", "tail")
    section.allow(*keys)
    default = Pauses()
    return Pauses(**{f"{key}_s": section.number(key, getattr(default, f"{key}_s"), 0.0, 30.0) for key in keys})


def stated_loudness(section: Section) -> LoudnessTarget:
    """Give the target that `loudness:` states. Raises SettingsError."""
    section.allow("rms", "true_peak", "room_tone")
    default = LoudnessTarget()
    return LoudnessTarget(
        section.number("rms", default.rms_dbfs, -40.0, -10.0),
        section.number("true_peak", default.true_peak_dbtp, -20.0, -1.0),
        section.number("room_tone", default.room_tone_dbfs, -90.0, -50.0),
    )
