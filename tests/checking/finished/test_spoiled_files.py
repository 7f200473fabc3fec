"""Files that are spoiled in one way each: what is found is that, and nothing in a sound one."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from audiobook.checking.finished.check import Checked, check_finished
from audiobook.checking.finished.folder import batch
from audiobook.checking.finished.rules import Result
from audiobook.progress import Silent
from audiobook.synthesis.workers import LocalExecutor
from tests.audio.sounds import measured
from tests.checking.finished.spoiled import SPOILED, good

Broken = Mapping[str, tuple[set[str], set[str]]]

EXPECTED: Broken = {
    "good": (set(), set()),
    "too-loud": ({"rms"}, set()),
    "too-quiet": ({"rms"}, set()),
    "clipped": ({"rms", "peak"}, {"true-peak"}),
    "one-peak": ({"peak"}, {"true-peak"}),
    "noisy": ({"noise-floor", "head-level", "tail-level"}, set()),
    "digital-silence": (set(), {"room-tone"}),
    "no-head": ({"head-room-tone"}, set()),
    "long-head": ({"head-room-tone"}, set()),
    "no-tail": ({"tail-room-tone"}, set()),
    "long-tail": ({"tail-room-tone"}, set()),
    "silent": ({"rms", "head-room-tone"}, {"room-tone"}),
    "vbr": ({"cbr", "bit-rate"}, set()),
    "vbr-no-length": ({"cbr", "bit-rate", "duration-header"}, {"stated-length"}),
    "128k": ({"bit-rate"}, set()),
    "48-khz": ({"sample-rate"}, set()),
    "22-khz": ({"sample-rate", "bit-rate"}, set()),
    "stereo-quieter": ({"rms"}, {"upmix"}),
    "stereo-upmix": (set(), {"upmix"}),
    "joint-stereo": (set(), {"channels", "upmix"}),
    "mp2": ({"format"}, {"stated-length"}),
    "wav": ({"format", "cbr", "bit-rate"}, set()),
    "aac": ({"format", "cbr", "bit-rate"}, set()),
    "no-xing": (set(), {"stated-length"}),
    "truncated": ({"whole", "frames", "duration-header", "tail-room-tone"}, set()),
    "joined": ({"clean", "frames", "duration-header"}, set()),
    "stuffed": ({"clean"}, set()),
    "three-hours": ({"duration", "duration-header", "frames"}, set()),
    "text": ({"decodes", "format"}, set()),
    "empty": ({"decodes", "format"}, set()),
}
"""File -> rules that are broken, and rules that are advice; but for tags, which none of them has."""
_HEARD_AS_WELL = {"stuffed": {"peak", "true-peak"}}
"""What a decoder makes of strange bytes hangs on the decoder."""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Checked]:
    """Check all of them at once."""
    folder = tmp_path_factory.mktemp("spoiled")
    for name, make in {"good": good, **SPOILED}.items():
        make(folder / f"{name}.mp3")
    with LocalExecutor(2) as executor:
        report = check_finished(batch(folder), executor, Silent())
    return {file.path.stem: file for file in report.files}


def rules(file: Checked, result: Result) -> set[str]:
    """Give the names of rules with that result, tags left out."""
    verdicts = file.verdicts or {}
    return {v.rule.name for check, some in verdicts.items() if check != "tags" for v in some if v.result is result}


def test_each_spoiled_file_has_its_expectation() -> None:
    """Whoever spoils files in another way says what is to be found."""
    assert set(EXPECTED) == {"good", *SPOILED}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_spoiled_is_found_and_nothing_else(name: str, checked: Mapping[str, Checked]) -> None:
    """Rule by rule: a broken limit is wrong, a bad habit is advice, a sound file has neither."""
    also = _HEARD_AS_WELL.get(name, set())
    assert rules(checked[name], Result.BROKEN) - also == EXPECTED[name][0]
    assert rules(checked[name], Result.ADVICE) - also == EXPECTED[name][1]


def test_every_finding_says_what_was_measured_what_is_wanted_and_what_to_do(checked: Mapping[str, Checked]) -> None:
    """A person is never left with a figure alone."""
    found = [finding for file in checked.values() for finding in file.findings]
    assert len(found) > 100
    for finding in found:
        assert str(finding.details["measured"]) in finding.problem
        assert str(finding.details["wanted"]) in finding.problem
        assert finding.hint.endswith(".")


def test_lengths_are_exact_to_the_sample(checked: Mapping[str, Checked]) -> None:
    """With the frame that states it, what the encoder added is known; truncated, it is what is left."""
    found = [sound.n_samples for name in ("good", "too-loud", "long-tail") if (sound := checked[name].sound)]
    assert found == [229_320, 229_320, 471_870]


@pytest.mark.parametrize("name", ["good", "noisy", "stereo-upmix", "no-head"])
def test_levels_are_those_that_ffmpeg_measures(name: str, checked: Mapping[str, Checked]) -> None:
    """Reckoned piece by piece, RMS and peak are those of astats over the whole."""
    sound = checked[name].sound
    assert sound is not None
    assert sound.levels is not None
    rms_dbfs, true_peak_dbtp = measured(checked[name].path)
    assert sound.levels.rms_dbfs == pytest.approx(rms_dbfs, abs=0.01)
    assert sound.levels.true_peak_dbtp == pytest.approx(true_peak_dbtp, abs=0.11)


def test_without_listening_all_else_is_found(tmp_path: Path) -> None:
    """--quick walks the frames all the same, and takes lengths from them."""
    SPOILED["truncated"](tmp_path / "truncated.mp3")
    good(tmp_path / "good.mp3")
    with LocalExecutor(1) as executor:
        report = check_finished(batch(tmp_path), executor, Silent(), listen=False)
    whole, truncated = report.files
    assert rules(whole, Result.BROKEN) == set()
    assert rules(truncated, Result.BROKEN) == {"whole", "frames", "duration-header"}
    assert whole.sound is not None
    assert (whole.sound.levels, whole.sound.n_samples) == (None, 229_320)
