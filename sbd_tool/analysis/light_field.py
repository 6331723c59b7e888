"""From lamps and walls to arrays, and from arrays to illuminance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.luminaires import Luminaire
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.photometry import Floats, Photometry, closed
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

FIELD_NUMBERS: Final = ("light_face_height_m", "light_wall_height_m")
_TALL: Final = np.inf
_LEVEL_M: Final = 3.0
_PAIRS_AT_ONCE: Final = 150_000  # some hundredths of a second, so that a cancel takes effect
_OPEN_BELOW: Final = frozenset({"roof", "carport", "canopy"})
_SEE_THROUGH: Final = (
    "fence", "railing", "chain", "rope", "cable", "kerb", "guard_rail", "handrail", "bollard",
)  # fmt: skip
_NO_CROWNS: Final = np.empty((0, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowns:
    """Tree crowns that take light away.

    Attributes:
        discs: (c, 5) x, y, radius, lower and upper height, metres.
        share: Share of the light that passes one crown, 0 to 1.
    """

    discs: Floats
    share: float


NO_CROWNS: Final = Crowns(discs=_NO_CROWNS, share=1.0)


@dataclass(frozen=True, slots=True)
class Screens:
    """What stops light.

    Attributes:
        segments: (m, 5) x, y, x, y, height; infinite where nothing lower is stated.
        built: Ground of buildings.
    """

    segments: Floats
    built: BaseGeometry


def screens_of(site: EffectiveSite, rubric: Rubric, region: BaseGeometry) -> Screens:
    """Walls of buildings and free-standing walls near a region.

    Buildings stop all light unless a height is stated (height, or levels of 3 m); roofs on posts
    stop none. A wall is as high as stated, else ``light_wall_height_m``; fences are seen through.
    """
    near = region.buffer(rubric.value("lamp_reach_most_m"))
    shapely.prepare(near)
    tall: list[BaseGeometry] = []
    parts: list[tuple[BaseGeometry, float]] = []
    for element in site.of(Role.BUILDING):
        if word(element, "building") in _OPEN_BELOW or not near.intersects(element.geometry):
            continue
        height = _building_height(element)
        shape = shapely.make_valid(shapely.force_2d(element.geometry))
        tall.append(shape)
        if height is not None:
            parts.append((shape, height))
    low = {id(shape) for shape, _ in parts}
    high = shapely.union_all([shape for shape in tall if id(shape) not in low])
    built = _ground_of(shapely.union_all([high, *(shape for shape, _ in parts)]))
    parts.append((high, _TALL))
    for element in site.of(Role.WALL):
        if near.intersects(element.geometry) and not _is_seen_through(element):
            height = number(element, "height_m", "height") or rubric.value("light_wall_height_m")
            parts.append((shapely.force_2d(element.geometry), height))
    return Screens(_segments(parts), built)


def _ground_of(drawn: BaseGeometry) -> BaseGeometry:
    """The areas of a drawing; stray lines and points in it stand for no ground."""
    parts = shapely.get_parts(drawn)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])  # noqa: PLR2004 - areas


def _building_height(element: Element) -> float | None:
    """Stated height of a building, metres; None: higher than any lamp."""
    stated = number(element, "height_m", "height")
    if stated is not None and stated > 0:
        return stated
    levels = number(element, "building:levels")
    return levels * _LEVEL_M if levels is not None and levels > 0 else None


def _is_seen_through(element: Element) -> bool:
    told = f"{word(element, 'barrier')} {element.kind.replace('-', '_')}"
    return any(part in told for part in _SEE_THROUGH)


def _segments(parts: Iterable[tuple[BaseGeometry, float]]) -> Floats:
    """(m, 5) segments of the outlines."""
    found = [np.empty((0, 5))]
    for shape, height in parts:
        lines = [
            line
            for part in shapely.get_parts(shape)
            for line in shapely.get_parts(
                shapely.boundary(part) if "Polygon" in part.geom_type else part
            )
            if "Line" in line.geom_type
        ]
        for line in lines:
            at = shapely.get_coordinates(line)
            sides = np.empty((len(at) - 1, 5))
            sides[:, :2], sides[:, 2:4], sides[:, 4] = at[:-1], at[1:], height
            found.append(sides)
    return np.vstack(found)


@dataclass(frozen=True, slots=True)
class Illuminance:
    """Lux at points, and the light of each lamp on them.

    Attributes:
        horizontal: (n,); vertical, semicylindrical: (4, n) by direction of looking.
        by_lamp: (k,) sum of horizontal lux over the points.
    """

    horizontal: Floats
    vertical: Floats
    semicylindrical: Floats
    by_lamp: Floats


def illuminance(
    lamps: Sequence[Luminaire],
    points: Floats,
    segments: Floats,
    *,
    face_m: float,
    axis_rad: float = 0.0,
    crowns: Crowns = NO_CROWNS,
    progress: Progress = SILENT,
) -> Illuminance:
    """Illuminance of lamps at points.

    Args:
        lamps: Light sources; one adds nothing beyond its own reach.
        points: (n, 2) metres.
        segments: (m, 5) what stops light.
        face_m: Height at which vertical and semi-cylindrical illuminance are taken.
        axis_rad: First direction of looking, radians counter-clockwise from east.
        crowns: Tree crowns to be reckoned with; none by default.
        progress: Told after some hundred thousand pairs of lamp and point; may raise ``Cancelled``.
    """
    from sbd_tool.analysis.light_kernel import illuminate

    shown = [_shown(lamp) for lamp in lamps]
    table, shapes, kinds = _packed(shown)
    origin = points.mean(axis=0) if len(points) else np.zeros(2)
    placed = np.array(
        [
            (lamp.x - origin[0], lamp.y - origin[1], lamp.height_m, lamp.factor,
             lamp.bearing_deg or 0.0, lamp.reach_m)
            for lamp in lamps
        ],
        dtype=float,
    ).reshape(-1, 6)  # fmt: skip
    walls = segments - np.array([*origin, *origin, 0.0])
    discs = crowns.discs - np.array([*origin, 0.0, 0.0, 0.0])
    lux, sums = np.zeros((9, len(points))), np.zeros(len(lamps))
    places = np.ascontiguousarray(points - origin)
    step = max(1, _PAIRS_AT_ONCE // max(1, len(points)))
    for first in range(0, len(lamps), step):
        some = slice(first, first + step)
        illuminate(
            placed[some], kinds[some], table, shapes, places, walls, discs,
            crowns.share, axis_rad, face_m, lux, sums[some],
        )  # fmt: skip
        progress.advance(min(1.0, (first + step) / len(lamps)))
    return Illuminance(lux[0], lux[1:5], lux[5:9], sums)


Shown = tuple[Photometry, bool]


def _shown(lamp: Luminaire) -> Shown:
    """Its distribution, and whether it is averaged round because nobody knows where it looks."""
    return lamp.photometry, lamp.bearing_deg is None


def _packed(
    shown: Sequence[Shown],
) -> tuple[Floats, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """All tables in one array, their places in it, and which table each lamp has."""
    order: dict[Shown, int] = {}
    kinds = np.array([order.setdefault(one, len(order)) for one in shown], dtype=np.int64)
    pieces: list[Floats] = [np.empty(0)]
    shapes = np.zeros((max(1, len(order)), 5), dtype=np.int64)
    at = 0
    for (photometry, is_averaged), k in order.items():
        if is_averaged or len(photometry.c_deg) == 1:
            planes, table = np.zeros(1), photometry.mean_candela[None, :]
        else:
            planes, table = closed(photometry.c_deg, photometry.candela)
        gamma = photometry.gamma_deg
        places = (at, at + len(planes), at + len(planes) + len(gamma))
        shapes[k] = (places[0], len(planes), places[1], len(gamma), places[2])
        pieces += [planes, gamma, table.ravel()]
        at = places[2] + table.size
    return np.concatenate(pieces), shapes, kinds
