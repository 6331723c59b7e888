"""What can be seen on a plan: exact isovists and lines of sight among things that cut the view."""

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.sight.apart import seen_by_enough
from sbd_tool.analysis.sight.isovists import Isovist, described, in_view
from sbd_tool.analysis.sight.mesh import MM, Floats, Indices, Mesh, mesh_of
from sbd_tool.domain.progress import SILENT, Progress

Flags = npt.NDArray[np.bool_]
# Where a line has no width of its own it is a wall this thin.
LINE_HALF_WIDTH_M: Final = 0.005
# A place on a front that rounding puts into the wall is moved out again, at most this far.
NUDGE_M: Final = 0.25
_TURN_MM: Final = 2.0**24
_ROUND_DEG: Final = 360.0
_OWN_MM: Final = 3.0
_BLOCK: Final = 256


class SightField:
    """Free ground between things that cut the view, ready to be looked at.

    Args:
        obstacles: Geometries that cut the view, metres; a line is a wall 1 cm thick.
        frame: Ground looked at; sight ends at its bounding box.
        ids: Id of each obstacle; their numbers where none are given.

    Coordinates are rounded to 1 mm. On millimetres every decision is exact for boxes up to 30 km;
    only the places where rays meet faces are rounded. A field never changes; it can be pickled.
    """

    def __init__(
        self,
        obstacles: Sequence[BaseGeometry],
        frame: BaseGeometry,
        ids: Sequence[str] | None = None,
    ) -> None:
        west, south, east, north = frame.bounds
        self.origin = np.floor(np.array([west, south]))
        self.ids = tuple(ids) if ids is not None else tuple(map(str, range(len(obstacles))))
        size = np.ceil((np.array([east, north]) - self.origin) * MM)
        box = shapely.box(0.0, 0.0, *size)
        local = self._local(obstacles)
        self._numbers: Indices = np.flatnonzero(shapely.intersects(box, local))
        self._things = local[self._numbers]
        solid = shapely.union_all(self._things, grid_size=1.0)
        self.free = shapely.difference(box, solid, grid_size=1.0)
        self.mesh: Mesh = mesh_of(self.free)
        self._owner: Indices | None = None

    def _local(self, obstacles: Sequence[BaseGeometry]) -> npt.NDArray[np.object_]:
        shapes = np.empty(len(obstacles), dtype=object)
        for k, shape in enumerate(obstacles):
            flat = shapely.make_valid(shapely.force_2d(shape))
            is_area = flat.area > 0
            shapes[k] = flat if is_area else flat.buffer(LINE_HALF_WIDTH_M, cap_style="square")
        origin = self.origin
        moved = shapely.transform(shapes, lambda xy: (xy - origin) * MM)
        return np.asarray(shapely.make_valid(shapely.set_precision(moved, 1.0)), dtype=object)

    @property
    def owner(self) -> Indices:
        """Number of the obstacle behind each face (3 x triangle + side); -1 for none."""
        if self._owner is None:
            self._owner = self._owners()
        return self._owner

    def _owners(self) -> Indices:
        owner = np.full(3 * len(self.mesh.corners), -1, dtype=np.int64)
        face = np.flatnonzero(self.mesh.across.ravel() < 0)
        if not len(face) or not len(self._things):
            return owner
        a = self.mesh.points[self.mesh.corners.ravel()[face]]
        b = self.mesh.points[np.roll(self.mesh.corners, -1, axis=1).ravel()[face]]
        middle = shapely.points((a + b) / 2)
        pair = shapely.STRtree(self._things).query_nearest(
            middle, max_distance=_OWN_MM, all_matches=False
        )
        owner[face[pair[0]]] = self._numbers[pair[1]]
        return owner

    def places(self, points: Any, most_m: float = NUDGE_M) -> Floats:
        """Points as whole millimetres of this field, those just inside a face moved out of it.

        Args:
            points: (n, 2) metres.
            most_m: How far they are moved at most.

        Returns:
            (n, 2) millimetres; a place deep inside a thing stays there and sees nothing.
        """
        from sbd_tool.analysis.sight.kernels import held

        given = np.asarray(points, dtype=float).reshape(-1, 2)
        placed: Floats = np.round((given - self.origin) * MM)
        for k in np.flatnonzero(~np.asarray(held(self.mesh, placed))):
            if np.isfinite(placed[k]).all():
                x, y = float(placed[k, 0]), float(placed[k, 1])
                placed[k] = self._moved_out(x, y, most_m * MM)
        return placed

    def _moved_out(self, x: float, y: float, most: float) -> Floats:
        from sbd_tool.analysis.sight.kernels import triangles_at

        eye = shapely.Point(x, y)
        found = np.empty(64, dtype=np.int64)
        if self.free.is_empty or eye.distance(self.free) > most:
            return np.array([x, y])
        near: Floats = shapely.get_coordinates(shapely.shortest_line(self.free, eye))[0]
        steps = sorted(
            ((i, j) for i in range(-3, 4) for j in range(-3, 4)),
            key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
        )
        for step in steps:
            tried: Floats = np.round(near) + step
            if triangles_at(self.mesh, tried[0], tried[1], found):
                return tried
        return np.array([x, y])

    def outside(self, points: Any, most_m: float) -> Floats:
        """Points moved out of the things they stand in, at most so far; (n, 2) metres."""
        moved: Floats = self.places(points, most_m) / MM + self.origin
        return moved

    def isovist(
        self,
        point: Any,
        reach_m: float = math.inf,
        direction_deg: float | None = None,
        field_deg: float | None = None,
    ) -> Isovist | None:
        """What is seen from a place.

        Args:
            point: (x, y), metres.
            reach_m: How far sight goes.
            direction_deg: Where the view points, degrees clockwise from north.
            field_deg: Its width, degrees; all round where one of the two is not given.

        Returns:
            The isovist, or None inside a thing or outside the frame.
        """
        from sbd_tool.analysis.sight.outlines import in_turn, outline

        x, y = self.places(point)[0]
        if not math.isfinite(x + y):
            return None
        reach = min(float(reach_m) * MM, _TURN_MM * 8)
        pieces, faces = self._pieces(x, y, reach)
        if direction_deg is not None and field_deg is not None and field_deg < _ROUND_DEG:
            pieces, faces = in_view((x, y), pieces, faces, (direction_deg, field_deg))
        if not len(pieces):
            return None
        order = in_turn(x, y, pieces)
        pieces, faces = pieces[order], faces[order]
        ring, told = outline(x, y, pieces, reach)
        return described(
            self.origin, (x, y), ring, told, self._hiders((x, y), pieces, faces, reach)
        )

    def _pieces(self, x: float, y: float, reach: float) -> tuple[Floats, Indices]:
        from sbd_tool.analysis.sight.kernels import expand

        stack = np.empty((len(self.mesh.corners) + 64, 4), dtype=np.int64)
        room = 4096
        while True:
            pieces, faces = np.empty((room, 4)), np.empty(room, dtype=np.int64)
            count = expand(self.mesh, x, y, reach, stack, pieces, faces)
            if count != -2:  # noqa: PLR2004 - the kernel says so when the room is too small
                return pieces[: max(0, count)].copy(), faces[: max(0, count)].copy()
            room *= 4

    def _hiders(
        self, eye: tuple[float, float], pieces: Floats, faces: Indices, reach: float
    ) -> tuple[str, ...]:
        from sbd_tool.analysis.sight.outlines import angles_within

        owner = np.where(faces >= 0, self.owner[np.maximum(faces, 0)], -1)
        angle = angles_within(*eye, pieces, reach)
        told, which = np.unique(owner[owner >= 0], return_inverse=True)
        wide = np.bincount(which, angle[owner >= 0], minlength=1)
        order = np.argsort(-wide, kind="stable")
        return tuple(dict.fromkeys(self.ids[told[k]] for k in order if wide[k] > 0))

    def areas_m2(self, points: Any, reach_m: float = math.inf) -> Floats:
        """Area seen from each of (n, 2) places, square metres; not a number inside things."""
        from sbd_tool.analysis.sight.outlines import areas_of

        reach = min(float(reach_m) * MM, _TURN_MM * 8)
        return np.asarray(areas_of(self.mesh, self.places(points), reach)) / MM**2

    def sees(
        self,
        points_a: Any,
        points_b: Any,
        reach_m: float = math.inf,
        progress: Progress = SILENT,
    ) -> Flags:
        """Which places see each other.

        Args:
            points_a: (a, 2) eyes, metres.
            points_b: (b, 2) places looked at, metres.
            reach_m: How far sight goes.
            progress: Told after each block of eyes; may raise ``Cancelled``.

        Returns:
            (a, b) matrix. Exact, and the same from both ends.
        """
        from sbd_tool.analysis.sight.pair_kernels import list_by_triangle, sees_all

        eyes, places = self.places(points_a), self.places(points_b)
        starts, listed = list_by_triangle(self.mesh, places)
        reach = min(float(reach_m) * MM, _TURN_MM * 8)
        seen = np.zeros((len(eyes), len(places)), dtype=np.bool_)
        for k in range(0, len(eyes), _BLOCK):
            part = slice(k, k + _BLOCK)
            seen[part] = sees_all(self.mesh, eyes[part], reach, (places, starts, listed))
            progress.advance(min(1.0, (k + _BLOCK) / len(eyes)))
        return seen

    def cut_by(
        self, points: Any, reach_m: float, is_thing: Flags, progress: Progress = SILENT
    ) -> tuple[Floats, Floats]:
        """How much of the view from each place some of the obstacles cut.

        Args:
            points: (n, 2) metres.
            reach_m: How far sight goes.
            is_thing: By obstacle: whether it is one of those asked for.
            progress: Told after each block of places; may raise ``Cancelled``.

        Returns:
            Share of the full turn cut, by place (1 inside a thing), and mean share by obstacle.
        """
        from sbd_tool.analysis.sight.outlines import cut_angles

        asked = np.append(np.asarray(is_thing, dtype=bool), False)  # -1 is nobody
        owner = np.where(asked[self.owner], self.owner, -1)
        places, turn = self.places(points), 2.0 * math.pi
        cut, by_thing = np.zeros(len(places)), np.zeros(len(self.ids))
        for k in range(0, len(places), _BLOCK):
            part = slice(k, k + _BLOCK)
            cut[part], more = cut_angles(
                self.mesh, places[part], reach_m * MM, owner, len(self.ids)
            )
            by_thing += more
            progress.advance(min(1.0, (k + _BLOCK) / len(places)))
        return cut / turn, by_thing / turn / max(1, len(places))


def warm_up() -> float:
    """Compile what a live isovist and the analyses need; run it in the background once.

    Machine code is kept, so the first call after an installation takes seconds, later ones little.

    Returns:
        Area of a test isovist: a number that shows that it worked.
    """
    field = SightField([shapely.box(4, 4, 5, 5)], shapely.box(0, 0, 10, 10))
    one = field.isovist((2.0, 2.0), 5.0, 45.0, 90.0)
    seen = field.sees([(2.0, 2.0)], [(8.0, 8.0)], 20.0)
    seen_by_enough(seen, np.array([[2.0, 2.0]]), 1.0, 1)
    field.areas_m2([(2.0, 2.0)], 5.0)
    field.cut_by([(2.0, 2.0)], 5.0, np.array([True]))
    return one.area_m2 if one is not None else 0.0
