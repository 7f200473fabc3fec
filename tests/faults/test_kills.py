"""Real builds of which something is killed. More of them: `python benchmarks/random_kills.py`."""

import itertools
import sys
from pathlib import Path

import pytest

from tests.faults.kills import KINDS, STOPS, KilledBuilds

STORY = "The Door\n\n" + "\n\n".join(
    f"Chapter {number}\n\n“Who is there?” asked Anna for the {number}. time. “It is late.”\n\n"
    f"“Nobody but the {thing},” said Boris. He looked for the {thing} on the stairs, and under them, and shut the door."
    for number, thing in enumerate(("lamp", "kettle", "letter"), 1)
)
VOICES = """narrator: {voice: en-us+david}
characters:
  Anna: {voice: en-us+f2, gender: female}
  Boris: {voice: en-us+Storm, gender: male}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="which processes there are is read from /proc")
def test_whatever_is_killed_nothing_is_lost(tmp_path: Path) -> None:
    """After SIGKILL nothing is half, no clip is made twice, nobody lives on; in the end the bytes are the same."""
    builds = KilledBuilds(tmp_path, STORY, VOICES, ["mp3", "m4b"], seed=1903)
    for kind in itertools.cycle(KINDS):
        builds.kill(kind)
        if sum(builds.tally.n_kills.values()) == 5:  # a build may end before its moment
            break
    builds.finish()


@pytest.mark.skipif(sys.platform != "linux", reason="which processes there are is read from /proc")
def test_it_stops_in_calm_at_any_moment(tmp_path: Path) -> None:
    """Ctrl-C and SIGTERM: 130, one line, nobody and nothing left behind; in the end the bytes are the same."""
    builds = KilledBuilds(tmp_path, STORY, VOICES, ["mp3", "m4b"], seed=1904)
    for kind in itertools.cycle(STOPS):
        builds.stop(kind)
        if sum(builds.tally.n_kills.values()) == 5:
            break
    builds.finish()
