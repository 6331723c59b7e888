"""Where each kind of object snap lies, for many straight pieces at once."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from sbd_tool.domain.edits.segments import FloatArray, IntArray, feet, meet, slack_of, within
from sbd_tool.domain.edits.tolerances import SAME_PLACE_M

MOST_CROSSING: Final = 64  # nearest pieces that are paired; a pixel holds no more crossings
MOST_AROUND: Final = 2000  # nearest pieces whose directions are offered


@dataclass(frozen=True, slots=True)
class Catches:
    """Positions of one kind.

    Attributes:
        xy: Shape (n, 2), metres.
        owners: Shape (n, k): rows of the objects each belongs to.
        guide: Shape (n, 2): where its guide line begins, or None.
    """

    xy: FloatArray
    owners: IntArray
    guide: FloatArray | None = None

    def __len__(self) -> int:
        return len(self.xy)

    def near(self, at: FloatArray, tolerance_m: float) -> "Catches":
        """Those within a distance."""
        return self.only(np.hypot(*(self.xy - at).T) <= tolerance_m)

    def only(self, rows: IntArray | FloatArray) -> "Catches":
        """Some of them."""
        guide = None if self.guide is None else self.guide[rows]
        return Catches(self.xy[rows], self.owners[rows], guide)


NOTHING: Final = Catches(np.empty((0, 2)), np.empty((0, 1), dtype=np.int64))


def ends(xy: FloatArray, owner: IntArray, points: FloatArray, point_owner: IntArray) -> Catches:
    """Vertices of lines and outlines, and single points."""
    return Catches(
        np.concatenate([xy[:, :2], xy[:, 2:], points]),
        np.concatenate([owner, owner, point_owner])[:, None],
    )


def middles(xy: FloatArray, owner: IntArray) -> Catches:
    """Middles of straight pieces."""
    return Catches((xy[:, :2] + xy[:, 2:]) / 2, owner[:, None])


def nearest(xy: FloatArray, owner: IntArray, at: FloatArray) -> Catches:
    """The nearest place of each piece."""
    return Catches(feet(xy, at)[0], owner[:, None])


def crossings(xy: FloatArray, owner: IntArray, at: FloatArray, tolerance_m: float) -> Catches:
    """Where two pieces cross."""
    away = np.hypot(*(feet(xy, at)[0] - at).T)
    rows = np.flatnonzero(away <= tolerance_m)
    rows = rows[np.argsort(away[rows], kind="stable")[:MOST_CROSSING]]
    first, second = (rows[pick] for pick in np.triu_indices(len(rows), 1))
    met = meet(xy[first], xy[second])
    on = within(met.first, slack_of(xy[first])) & within(met.second, slack_of(xy[second]))
    return Catches(met.xy[on], np.sort(np.column_stack([owner[first][on], owner[second][on]])))


def perpendiculars(xy: FloatArray, owner: IntArray, last: FloatArray) -> Catches:
    """Feet of the perpendiculars from the last vertex."""
    onto, share = feet(xy, last)
    is_apart = np.hypot(*(onto - last).T) > SAME_PLACE_M
    on = within(share, slack_of(xy)) & is_apart
    return Catches(onto[on], owner[on][:, None], np.broadcast_to(last, onto[on].shape))


def extensions(xy: FloatArray, owner: IntArray, at: FloatArray, reach_m: float) -> Catches:
    """The nearest place on the straight continuation of each piece beyond its nearer end."""
    if not len(xy):
        return NOTHING
    along = xy[:, 2:] - xy[:, :2]
    share = ((at - xy[:, :2]) * along).sum(axis=1) / (along**2).sum(axis=1)
    end = np.where((share > 1)[:, None], xy[:, 2:], xy[:, :2])
    is_beyond = (share < 0) | (share > 1)
    on = is_beyond & (np.hypot(*(end - at).T) <= reach_m)
    # Measured from the nearer end, so that a far grid origin costs no digits.
    unit = along / np.hypot(*along.T)[:, None]
    onto = end + unit * ((at - end) * unit).sum(axis=1)[:, None]
    return Catches(onto[on], owner[on][:, None], end[on])


def parallels(
    xy: FloatArray, owner: IntArray, at: FloatArray, last: FloatArray, tolerance_m: float
) -> Catches:
    """Places on the lines through the last vertex that run as nearby pieces do."""
    if not len(xy):
        return NOTHING
    away = np.hypot(*(feet(xy, at)[0] - at).T)
    rows = np.argsort(away, kind="stable")[:MOST_AROUND]
    along = xy[rows, 2:] - xy[rows, :2]
    unit = along / np.hypot(*along.T)[:, None]
    reach = ((at - last) * unit).sum(axis=1)
    onto = last + unit * reach[:, None]
    is_leg = np.abs(reach) > tolerance_m  # nearer, every direction would fit
    return Catches(
        onto[is_leg], owner[rows][is_leg][:, None], np.broadcast_to(last, onto[is_leg].shape)
    )
