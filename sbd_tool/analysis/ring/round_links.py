"""Shortest lines between neighbours round a core, worked out once for what stands the same.

The worlds of a site mostly differ in what is believed of things, not in where they stand, and an
edit leaves most worlds' things as they were: lines of the last few are kept. Widths, which follow
from doubts, are taken anew each time.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.analysis.chains import Ints, Links, Pieces
from sbd_tool.analysis.ring.neighbours import is_few, links_of, pairs_of
from sbd_tool.analysis.ring.thirds import Centre

_KEPT: Final = 4


@dataclass(frozen=True, slots=True)
class _Asked:
    """What stands round a core; equal where all of it lies the same to the last bit."""

    key: tuple[bytes, ...]
    pieces: Pieces = field(compare=False)
    centre: Centre = field(compare=False)


def links_round(pieces: Pieces, centre: Centre) -> Links:
    """Links between neighbours that do not cut the core, by rising clear width."""
    key = (
        shapely.to_wkb(centre.outline),
        shapely.to_wkb(centre.core),
        shapely.get_coordinates(pieces.shapes).tobytes(),
        shapely.get_num_coordinates(pieces.shapes).tobytes(),
        pieces.radius.tobytes(),
        bytes([is_few(len(pieces.shapes))]),
    )
    first, second, lines = _lines_round(_Asked(key, pieces, centre))
    return links_of(pieces, first, second, lines)


@lru_cache(maxsize=_KEPT)
def _lines_round(asked: _Asked) -> tuple[Ints, Ints, npt.NDArray[np.object_]]:
    """Pairs of neighbours whose shortest line does not cut the core, and the lines."""
    pieces, centre = asked.pieces, asked.centre
    first, second = pairs_of(pieces, centre.outline)
    lines = np.asarray(shapely.shortest_line(pieces.shapes[first], pieces.shapes[second]))
    is_free = is_uncut(lines, centre)
    return first[is_free], second[is_free], lines[is_free]


def is_uncut(lines: npt.NDArray[np.object_], centre: Centre) -> npt.NDArray[np.bool_]:
    """Whether each line stays out of the core."""
    shapely.prepare(centre.core)
    return ~np.asarray(shapely.intersects(centre.core, lines), dtype=bool)
