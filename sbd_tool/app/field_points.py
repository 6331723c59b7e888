"""Where values are wanted: a grid over some ground, or the points of a file."""

from pathlib import Path
from typing import Final

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.prepared import prepared
from sbd_tool.domain.errors import CrsMissingError, InputError
from sbd_tool.domain.field_result import Floats, RasterFrame
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.formats.point_file import read_points

LEAST_STEP_M: Final = 0.1
MOST_POINTS: Final = 250_000
FARTHEST_M: Final = 5_000.0
"""Farther from the square, coordinates were swapped or the file is another town's."""

_DEGREES: Final = "EPSG:4326"
_BEYOND_M: Final = 1e9


def grid_over(ground: BaseGeometry, step_m: float) -> tuple[Floats, RasterFrame]:
    """Points of a grid that runs north and east, its cells on whole steps of the project CRS.

    Args:
        ground: Points are the centres of cells that lie in it, metres.
        step_m: Side of a cell.

    Returns:
        (n, 2) points, from the north-west row by row, and how they fill a picture.

    Raises:
        InputError: The step is no length, or gives too many points.
    """
    _check_step(ground, step_m)
    west, south, east, north = ground.bounds
    first, top = np.floor(west / step_m), np.ceil(north / step_m)
    columns = int(np.ceil(east / step_m) - first)
    rows = int(top - np.floor(south / step_m))
    x, y = np.meshgrid(
        (first + np.arange(columns) + 0.5) * step_m, (top - np.arange(rows) - 0.5) * step_m
    )
    ground = prepared(ground)
    cell = np.flatnonzero(shapely.contains_xy(ground, x.ravel(), y.ravel()))
    if not len(cell):
        raise InputError(
            text("sight.grid_empty", step=Quantity(step_m, "m", 1)), text("sight.grid_finer")
        )
    frame = RasterFrame(
        west_m=float(first * step_m),
        north_m=float(top * step_m),
        step_m=step_m,
        columns=columns,
        rows=rows,
        cell=cell,
    )
    return np.column_stack((x.ravel()[cell], y.ravel()[cell])), frame


def _check_step(ground: BaseGeometry, step_m: float) -> None:
    if not np.isfinite(step_m) or step_m < LEAST_STEP_M:
        raise InputError(
            text("sight.step_wrong", least=Quantity(LEAST_STEP_M, "m", 1)),
            text("sight.step_hint"),
            str(step_m),
        )
    west, south, east, north = ground.bounds
    count = (east - west) * (north - south) / step_m**2
    if count > 4 * MOST_POINTS or ground.area / step_m**2 > MOST_POINTS:
        raise InputError(
            text("sight.grid_too_fine", step=Quantity(step_m, "m", 1), most=Quantity(MOST_POINTS)),
            text("sight.grid_coarser"),
            str(step_m),
        )


def points_of(path: Path, project: Project) -> Floats:
    """Points of a GeoJSON file in the project's metres.

    A file that names its coordinate system is believed; one that names none holds longitude and
    latitude (RFC 7946), or, where the numbers are no degrees, metres of the project.

    Raises:
        PlanUnreadableError: The file is missing, too large, or no GeoJSON.
        InputError: It holds no point, or points far from the square.
        CrsMissingError: It names a coordinate system nobody knows.
    """
    found = read_points(path)
    if not len(found.xy):
        raise InputError(
            text("sight.no_points", file=literal(path.name)), text("sight.points_hint"), path.name
        )
    is_plain = found.crs == "" and bool(
        (np.abs(found.xy[:, 0]) > 180).any() or (np.abs(found.xy[:, 1]) > 90).any()  # noqa: PLR2004
    )
    metres = found.xy if is_plain else _in_metres(found.xy, found.crs or _DEGREES, path, project)
    _check_near(metres, project, path)
    return metres


def _in_metres(xy: Floats, crs: str, path: Path, project: Project) -> Floats:
    try:
        source, target = CRS.from_user_input(crs), CRS.from_user_input(project.crs)
        if source == target:
            return xy
        change = Transformer.from_crs(source, target, always_xy=True)
        moved = np.column_stack(change.transform(xy[:, 0], xy[:, 1]))
    except (CRSError, ProjError):
        raise CrsMissingError(
            text("sight.points_crs", file=literal(path.name), crs=literal(crs[:80])),
            text("sight.points_crs_hint"),
            path.name,
        ) from None
    return np.asarray(moved, dtype=float)


def _check_near(metres: Floats, project: Project, path: Path) -> None:
    square = project.feature(project.square) if project.square else None
    if square is None:
        return
    if (np.abs(metres) < _BEYOND_M).all():
        away = shapely.distance(square[1].geometry, shapely.points(metres))
        if float(away.max()) <= FARTHEST_M:
            return
    raise InputError(
        text("sight.points_far", file=literal(path.name), most=Quantity(FARTHEST_M / 1000, "km")),
        text("sight.points_hint"),
        path.name,
    )
