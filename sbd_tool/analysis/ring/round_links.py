"""Links between neighbours round a core."""

from sbd_tool.analysis.chains import Links, Pieces
from sbd_tool.analysis.ring.neighbourhood import neighbourhood_of
from sbd_tool.analysis.ring.neighbours import links_of
from sbd_tool.analysis.ring.thirds import Centre


def links_round(pieces: Pieces, centre: Centre) -> Links:
    """Links between neighbours that do not cut the core, by rising clear width."""
    known = neighbourhood_of(pieces, centre)
    free = known.is_free
    return links_of(pieces, known.first[free], known.second[free], known.lines[free])
