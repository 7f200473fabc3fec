import pytest

from audiobook.cover.motif import arches
from audiobook.cover.palettes import PALETTES

NAMES = ["", "Ivan", "Mikhail", "Lenin", "Freud", "Stalin", "Trotsky", "Anna"]


@pytest.mark.parametrize("n", range(1, 9))
def test_each_voice_has_an_arch(n: int) -> None:
    """Up to six; who says more has the larger one, and none is higher than there is room."""
    found = arches("Exile", NAMES[:n], PALETTES[0], 2400, 700)
    radii = [arch.radius for arch in found]
    assert len(found) == min(n, 6)
    assert radii == sorted(radii, reverse=True)
    assert 0 < radii[0] <= 700


@pytest.mark.parametrize("n", range(2, 9))
def test_arches_reach_from_edge_to_edge(n: int) -> None:
    """The outer ones run over it."""
    found = arches("Exile", NAMES[:n], PALETTES[0], 2400, 700)
    assert min(arch.x - arch.radius for arch in found) < 0
    assert max(arch.x + arch.radius for arch in found) > 2400


def test_rings_lie_within_each_other() -> None:
    """From the outer edge to a disc in the middle."""
    for arch in arches("Exile", NAMES, PALETTES[0], 2400, 700):
        edges = [edge for ring in arch.rings for edge in (ring.outer, ring.inner)]
        assert edges == sorted(edges, reverse=True)
        assert edges[-1] == 0


def test_shapes_hang_on_the_words_alone() -> None:
    """The same book looks the same; another title looks otherwise."""
    once, again, other = (arches(title, NAMES[:5], PALETTES[0], 2400, 700) for title in ("Exile", "Exile", "The Sea"))
    assert once == again != other
