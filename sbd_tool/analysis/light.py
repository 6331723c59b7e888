"""Light after dark: illuminance of the lamps on the square and along the ways into it."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.cells import frame_of, lattice
from sbd_tool.analysis.light_classes import CLASS_NUMBERS, p_class, p_classes, sc_class
from sbd_tool.analysis.light_field import (
    FIELD_NUMBERS,
    Illuminance,
    Screens,
    illuminance,
    screens_of,
)
from sbd_tool.analysis.light_ways import (
    WAY_NUMBERS,
    WAY_ROLES,
    Track,
    arrival_tracks,
    pockets_on,
    walking_tracks,
    way_light,
)
from sbd_tool.analysis.luminaires import LUMINAIRE_NUMBERS, Luminaire, luminaires_of
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.light_results import CellFrame, DarkPocket, Floats, Light, LightGrid, WayLight
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Light:
    """Lux of all lamps within reach, on cells of the square and along its ways.

    E = I/1000 Φ MF cos^3 gamma / H2 for each lamp that is seen; lamps add up. Nothing is reflected
    and no other light counts, so the values err towards dark; assumed lamps err both ways and make
    the whole result indicative.
    """
    arrivals: Arrivals = results["arrivals"]
    region = shapely.union_all(
        [site.zone, *(way.at.buffer(rubric.value("light_way_m")) for way in arrivals.ways)]
    )
    screens = screens_of(site, rubric, region)
    lamps = luminaires_of(site, rubric, region, screens.built)
    frame, cell, points = _cells(site, screens.built, rubric)
    ways = arrival_tracks(site, arrivals.ways, screens.built, rubric)
    walks = walking_tracks(site, region, screens.built, rubric)
    tracks = [one for group in ways for one in group] + walks
    places = [points, *(one.points for one in tracks)]
    lit = _lit(lamps, places, screens, frame, rubric, progress=progress)
    ends = np.cumsum([len(points), *(len(one.points) for one in tracks)])
    parts = np.split(lit.horizontal, ends[:-1])[1:]
    minimum = rubric.value("light_min_lx")
    assumed = tuple(dict.fromkeys(lamp.id for lamp in lamps if lamp.is_assumed))
    grid = LightGrid(
        frame=frame,
        cell=cell,
        points=points,
        horizontal_lx=lit.horizontal[: len(points)],
        vertical_lx=lit.vertical[:, : len(points)],
        semicylindrical_lx=lit.semicylindrical[:, : len(points)],
    )
    is_known = bool(lamps)
    return _summed(
        grid,
        rubric,
        ways=_way_lights(arrivals, ways, parts, minimum),
        pockets=_pockets(
            walks, parts[len(parts) - len(walks) :], rubric, is_indicative=bool(assumed)
        )
        if is_known
        else (),
        lamps=_ranked(lamps, lit.by_lamp),
        assumed=assumed,
    )


def _cells(
    site: EffectiveSite, built: BaseGeometry, rubric: Rubric
) -> tuple[CellFrame, np.ndarray[tuple[int], np.dtype[np.int64]], Floats]:
    """Cells of the square outside buildings and water."""
    step = max(
        rubric.value("light_cell_m"), math.sqrt(site.zone.area / rubric.value("light_cells"))
    )
    # A side of just n steps has n cells, however far from the origin its length is rounded.
    centres, (rows, columns) = lattice(site.zone, step * 1.001)
    corner, right, up, wide, high = frame_of(site.zone)
    wet = [shapely.make_valid(e.geometry) for e in site.of(Role.WATER) if not e.is_measure]
    free = shapely.difference(site.zone, shapely.union_all([built, *wet]))
    free = site.zone if free.is_empty else free
    shapely.prepare(free)
    cell = np.flatnonzero(shapely.contains_xy(free, centres[:, 0], centres[:, 1]))
    frame = CellFrame(
        corner=(float(corner[0]), float(corner[1])),
        right=(float(right[0]) * wide / columns, float(right[1]) * wide / columns),
        up=(float(up[0]) * high / rows, float(up[1]) * high / rows),
        rows=rows,
        columns=columns,
    )
    return frame, cell, centres[cell]


def _lit(
    lamps: Sequence[Luminaire],
    places: Sequence[Floats],
    screens: Screens,
    frame: CellFrame,
    rubric: Rubric,
    *,
    progress: Progress,
) -> Illuminance:
    return illuminance(
        lamps,
        np.vstack(places),
        screens.segments,
        face_m=rubric.value("light_face_height_m"),
        reach_m=rubric.value("lamp_reach_m"),
        axis_rad=math.atan2(frame.right[1], frame.right[0]),
        progress=progress,
    )


def _way_lights(
    arrivals: Arrivals, ways: Sequence[Sequence[Track]], parts: Sequence[Floats], minimum: float
) -> tuple[WayLight, ...]:
    found, at = [], 0
    for arrival, tracks in zip(arrivals.ways, ways, strict=True):
        one = way_light(arrival, tracks, parts[at : at + len(tracks)], minimum)
        at += len(tracks)
        if one is not None:
            found.append(one)
    return tuple(found)


def _pockets(
    walks: Sequence[Track], parts: Sequence[Floats], rubric: Rubric, *, is_indicative: bool
) -> tuple[DarkPocket, ...]:
    minimum = rubric.value("light_min_lx")
    found = [
        pocket
        for one, lux in zip(walks, parts, strict=True)
        for pocket in pockets_on(one, lux, rubric, minimum, is_indicative=is_indicative)
    ]
    return tuple(sorted(found, key=lambda one: (-one.length_m, one.way, one.at.x, one.at.y)))


def _ranked(lamps: Sequence[Luminaire], by_lamp: Floats) -> tuple[str, ...]:
    """Ids of lamps that add light, most first."""
    total: dict[str, float] = {}
    for lamp, light in zip(lamps, by_lamp, strict=True):
        total[lamp.id] = total.get(lamp.id, 0.0) + float(light)
    lit = [name for name, light in total.items() if light > 0]
    return tuple(sorted(lit, key=lambda name: (-total[name], name)))


def _summed(
    grid: LightGrid,
    rubric: Rubric,
    *,
    ways: tuple[WayLight, ...],
    pockets: tuple[DarkPocket, ...],
    lamps: tuple[str, ...],
    assumed: tuple[str, ...],
) -> Light:
    lux = grid.horizontal_lx if len(grid.horizontal_lx) else np.zeros(1)
    mean, lowest = float(lux.mean()), float(lux.min())
    upright = float(grid.vertical_lx.min(initial=np.inf)) if len(grid.points) else 0.0
    round_ = float(grid.faces_lx.min(initial=np.inf)) if len(grid.points) else 0.0
    classes = p_classes(rubric)
    return Light(
        grid=grid,
        ways=ways,
        pockets=pockets,
        lamps=lamps,
        assumed=assumed,
        minimum_lx=rubric.value("light_min_lx"),
        mean_lx=mean,
        lowest_lx=lowest,
        percentile_5_lx=float(np.percentile(lux, 5)),
        p_class=p_class(classes, mean, lowest),
        p_class_faces=p_class(classes, mean, lowest, (upright, round_)),
        sc_class=sc_class(rubric, round_),
        lit_by_one_m2=lit_by_one(rubric),
    )


def lit_by_one(rubric: Rubric) -> float:
    """Ground that one assumed lamp lights to the class minimum on its own, square metres.

    A Lambert lamp gives E = I0 MF cos^4 gamma / H2, so the edge lies where cos^4 gamma is
    E H2 / (I0 MF).
    """
    height = rubric.value("lamp_height_m")
    below = rubric.value("lamp_flux_lm") / math.pi * rubric.value("lamp_maintenance_factor")
    root = math.sqrt(rubric.value("light_min_lx") / below) * height
    return math.pi * height * height * max(0.0, 1.0 / root - 1.0) if root > 0 else math.inf


SPEC: Final = AnalysisSpec(
    key="light",
    title=text("light.title"),
    version=1,
    reads=(Role.LAMP, Role.BUILDING, Role.WALL, Role.WATER, *WAY_ROLES),
    reads_numbers=(
        *LUMINAIRE_NUMBERS,
        *FIELD_NUMBERS,
        *WAY_NUMBERS,
        *CLASS_NUMBERS,
        "light_cells",
        "light_min_lx",
    ),
    reads_luminaires=True,
    needs_results=("arrivals",),
    run=run,
    is_slow=True,
    sources=("EN13201-2",),
)
