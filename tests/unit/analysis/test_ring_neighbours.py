"""Neighbours by triangulation give the same widest way in and the same ring as all pairs."""

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from sbd_tool.analysis.chains import Pieces
from sbd_tool.analysis.ring import neighbours
from sbd_tool.analysis.ring.around import centre_of, outside_of, passage_m, ring_of
from sbd_tool.analysis.ring.round_links import links_round

CROWD = box(-12, -12, 12, 12)


def _field(seed: int, bollards: int, walls: int) -> Pieces:
    """Bollards of three widths and straight walls at random, 20 to 70 m from the crowd."""
    rng = np.random.default_rng(seed)
    angle, far = rng.uniform(0, 2 * np.pi, bollards + walls), rng.uniform(20, 70, bollards + walls)
    at = np.column_stack((np.cos(angle), np.sin(angle))) * far[:, None]
    turn, size = rng.uniform(0, 2 * np.pi, walls), rng.uniform(2, 12, walls)
    along = np.column_stack((np.cos(turn), np.sin(turn))) * size[:, None] / 2
    start, end = at[bollards:] - along, at[bollards:] + along
    shapes = np.concatenate(
        (shapely.points(at[:bollards]), shapely.linestrings(np.stack((start, end), axis=1)))
    )
    count = len(shapes)
    radius = np.concatenate((rng.choice([0.1, 0.2, 0.6], bollards), np.zeros(walls)))
    zeros = np.zeros(count)
    return Pieces(shapes, radius, zeros, zeros, np.arange(count))


@pytest.mark.parametrize("seed", range(10))
def test_triangulated_neighbours_lose_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # A gap is found to a centimetre by triangulation, and a ring measures its wide gaps again.
    centre = centre_of(CROWD, 8.0)
    pieces = outside_of(_field(seed, 40 + 40 * (seed % 6), 20), centre)
    monkeypatch.setattr(neighbours, "_FEW", 10_000)
    every = links_round(pieces, centre)
    widest, ring = passage_m(pieces, every, centre), ring_of(pieces, every, centre, 1.2)
    monkeypatch.setattr(neighbours, "_FEW", 0)
    some = links_round(pieces, centre)
    assert len(some.first) < len(every.first)
    assert passage_m(pieces, some, centre) == pytest.approx(widest, abs=0.02)
    found = ring_of(pieces, some, centre, 1.2)
    assert found is not None
    assert ring is not None
    assert found.open_m == pytest.approx(ring.open_m, abs=0.02)


def test_nothing_and_a_single_row_enclose_nothing() -> None:
    centre = centre_of(CROWD, 8.0)
    row = shapely.points(np.column_stack((np.arange(400.0), np.full(400, 30.0))))
    zeros = np.zeros(400)
    pieces = Pieces(np.asarray(row), zeros, zeros, zeros, np.arange(400))
    assert passage_m(pieces, links_round(pieces, centre), centre) is None
    none = Pieces(*(array[:0] for array in (row, zeros, zeros, zeros, np.arange(400))))
    assert passage_m(none, links_round(none, centre), centre) is None
    assert ring_of(none, links_round(none, centre), centre, 1.2) is None
