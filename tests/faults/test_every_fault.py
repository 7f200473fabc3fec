"""A build on a disk that fails at one moment. All moments: `python benchmarks/fault_matrix.py`."""

import zlib

import pytest

from tests.faults.desk import SCENES, Desk, Scene
from tests.faults.disk import FAULTS, Fault
from tests.faults.encoder import Encoder


@pytest.fixture(scope="module", params=SCENES, ids=[scene.name for scene in SCENES])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Desk:
    """Give a scene that was played once undisturbed."""
    scene: Scene = request.param
    return Desk(scene, tmp_path_factory.mktemp("desk"), encoder)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_whatever_fails_nothing_is_half_and_the_next_build_is_as_if_it_had_not(desk: Desk, fault: Fault) -> None:
    """A fault is told with path and reason; no final name holds half of anything; the next build's bytes are the same.

    Of all operations that can fail, one is taken from among them, and the last.
    """
    n_points = desk.n_points(fault)
    assert n_points > 5
    for at in (zlib.crc32(fault.name.encode()) % n_points + 1, n_points):
        assert desk.play(fault, at)
