"""The ring round a core and the widest way in, worked out once for what stands the same.

An edit often leaves a world as it was: what is only proposed does not count in the unfavourable
one. Then the answer given before is the answer.
"""

from dataclasses import dataclass

from sbd_tool.analysis.chains import Pieces
from sbd_tool.analysis.ring.around import Ring, passage_m, ring_of
from sbd_tool.analysis.ring.neighbourhood import neighbourhood_of
from sbd_tool.analysis.ring.open_side import ring_past_corners, with_corners
from sbd_tool.analysis.ring.round_links import links_round
from sbd_tool.analysis.ring.thirds import Centre


@dataclass(frozen=True, slots=True)
class Answer:
    """What a ring is made of.

    Attributes:
        ring: The ring with the least open width; None where nothing closes.
        turns_at_corners: It has an open side: its links run between the pieces and the corners of
            the core (``with_corners``).
        passage_m: The widest way in, exact; None: wider than all widths searched.
    """

    ring: Ring | None
    turns_at_corners: bool
    passage_m: float | None


def answer_of(pieces: Pieces, centre: Centre, limit_m: float) -> Answer:
    """The ring and the widest way in, remembered with the neighbourhood they are in.

    Args:
        pieces: Pieces outside of the core, with the doubt that counts.
        centre: What has to be out of reach.
        limit_m: Gaps up to this are closed.
    """
    known = neighbourhood_of(pieces, centre)
    believed = (pieces.doubt.tobytes(), pieces.own_gap.tobytes(), limit_m)
    found: Answer | None = known.answers.get(believed)
    if found is None:
        found = known.answers[believed] = _answer(pieces, centre, limit_m)
    return found


def _answer(pieces: Pieces, centre: Centre, limit_m: float) -> Answer:
    links = links_round(pieces, centre)
    ring = ring_of(pieces, links, centre, limit_m)
    is_closed = ring is not None
    if ring is None:
        ring = ring_past_corners(with_corners(pieces, centre), centre, limit_m)
    return Answer(ring, not is_closed, passage_m(pieces, links, centre))
