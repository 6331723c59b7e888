"""A ring read after an edit is the ring read from scratch, whatever was read before."""

from collections.abc import Iterator

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from sbd_tool.analysis.chains import Pieces
from sbd_tool.analysis.ring import neighbourhood, neighbours
from sbd_tool.analysis.ring.answers import Answer, answer_of
from sbd_tool.analysis.ring.around import centre_of, of_pieces, outside_of
from sbd_tool.analysis.ring.neighbourhood import neighbourhood_of
from sbd_tool.analysis.ring.round_links import links_round

CENTRE = centre_of(box(-12, -12, 12, 12), 8.0)
LIMIT_M = 1.2


def _field(seed: int, bollards: int, walls: int) -> Pieces:
    """Bollards of two widths, single walls and a house whose walls touch; some lie the same."""
    rng = np.random.default_rng(seed)
    turn, far = rng.uniform(0, 2 * np.pi, bollards + walls), rng.uniform(8, 45, bollards + walls)
    at = np.column_stack((np.cos(turn), np.sin(turn))) * far[:, None]
    along = rng.uniform(-4, 4, (walls, 2))
    lines = np.stack((at[bollards:] - along, at[bollards:] + along), axis=1)
    house = shapely.get_coordinates(box(14, -6, 22, 6).exterior)
    lines = np.concatenate((lines, np.stack((house[:-1], house[1:]), axis=1), lines[:1]))
    points = np.asarray(shapely.points(at[:bollards]))
    shapes = np.concatenate((points, np.asarray(shapely.linestrings(lines))))
    radius = np.concatenate((rng.choice([0.1, 0.6], bollards), np.zeros(len(lines))))
    zeros = np.zeros(len(shapes))
    doubt = rng.choice([0.0, 0.3], len(shapes))
    return outside_of(Pieces(shapes, radius, zeros, doubt, np.arange(len(shapes))), CENTRE)


def _edits(every: Pieces, seed: int) -> Iterator[Pieces]:
    """The same field with things gone, come back and in another order."""
    rng = np.random.default_rng(seed)
    count = len(every.shapes)
    for share in (0.6, 0.65, 0.97, 1.0, 0.9, 0.3):
        yield of_pieces(every, rng.random(count) < share)
    few = np.arange(count) % 7 > 0
    yield of_pieces(every, few)
    turned = of_pieces(every, few)
    yield Pieces(*(getattr(turned, name)[::-1] for name in Pieces.__slots__))


def _told(pieces: Pieces) -> tuple[list[object], Answer]:
    links = links_round(pieces, CENTRE)
    clear = neighbourhood_of(pieces, CENTRE).parted_out(links)
    told: list[object] = [
        (some.first.tolist(), some.second.tolist(), some.width.tolist(), shapely.to_wkb(some.lines))
        for some in (links, clear)
    ]
    return [repr(part) for part in told], answer_of(pieces, CENTRE, LIMIT_M)


def _words(answer: Answer) -> tuple[object, ...]:
    ring = answer.ring
    told = None if ring is None else (ring.links.first.tolist(), ring.links.second.tolist())
    cost = None if ring is None else (ring.open_m, ring.cost)
    return told, cost, answer.turns_at_corners, answer.passage_m


@pytest.mark.parametrize("few", [0, 10_000], ids=["triangulated", "all pairs"])
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edit_links_gaps_and_ring_are_those_from_scratch(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "_FEW", few)
    remembered: list[neighbourhood.Neighbourhood] = []
    taken_over = 0
    for pieces in _edits(_field(seed, 60, 12), seed):
        monkeypatch.setattr(neighbourhood, "_REMEMBERED", remembered)
        made = neighbourhood_of(pieces, CENTRE)
        taken_over += int((made.known != 0).sum())
        links, answer = _told(pieces)
        monkeypatch.setattr(neighbourhood, "_REMEMBERED", [])
        anew, from_scratch = _told(pieces)
        assert links == anew
        assert _words(answer) == _words(from_scratch)
    assert taken_over > 0


def test_what_comes_and_goes_in_a_gap_parts_it_and_joins_it_again() -> None:
    posts = [(-20.0, 30.0), (20.0, 30.0), (0.0, 60.0), (40.0, 0.0), (-40.0, 0.0), (0.0, -40.0)]
    for there in (posts, [*posts, (0.0, 31.0)], posts):
        zeros = np.zeros(len(there))
        shapes = np.asarray(shapely.points(there))
        pieces = Pieces(shapes, zeros + 0.1, zeros, zeros, np.arange(len(there)))
        clear = neighbourhood_of(pieces, CENTRE).parted_out(links_round(pieces, CENTRE))
        pairs = set(zip(clear.first.tolist(), clear.second.tolist(), strict=True))
        assert ((0, 1) in pairs) is (len(there) == len(posts))


def test_the_unfavourable_world_is_not_asked_again_for_what_it_does_not_count() -> None:
    pieces = _field(1, 40, 8)
    assert answer_of(pieces, CENTRE, LIMIT_M) is answer_of(pieces, CENTRE, LIMIT_M)
    doubted = Pieces(pieces.shapes, pieces.radius, pieces.own_gap, pieces.doubt + 0.2, pieces.owner)
    assert answer_of(doubted, CENTRE, LIMIT_M) is not answer_of(pieces, CENTRE, LIMIT_M)
