"""Visibility, natural surveillance and cameras, asked for by name: one record per point."""

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.analysis import ANALYSES
from sbd_tool.analysis.camera_cover import (
    best_pixels,
    camera_field,
    cameras_near,
    chances,
    joint,
    views_of,
)
from sbd_tool.analysis.camera_views import CLASSES, class_of
from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.eyes import SORTS, eyes_of
from sbd_tool.analysis.sight.cutters import cutters_of
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.sight.graph import MOST_POINTS, visibility_graph
from sbd_tool.analysis.sight.measures import isovist_measures
from sbd_tool.app.field_points import grid_over
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.field_result import FieldResult, Floats, GridWish, RasterFrame
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import EYE_TIMES
from sbd_tool.domain.text import Quantity, Text, text

AROUND_M: Final = 100.0
"""Ground beyond the square, or beyond the points asked for, that is looked at."""

_STEP_M: Final = 2.0
_TWO: Final = 2
_FEW: Final = 20_000
Columns = dict[str, npt.NDArray[Any]]


def visibility(project: Project, rules: Rules, wish: GridWish, progress: Progress) -> FieldResult:
    """Isovists and the visibility graph of the points among themselves.

    Raises:
        SquareMissingError: No square is picked.
        InputError: The grid cannot be laid.
    """
    site = _site(project, rules, wish)
    points, raster = _where(site, wish)
    field = _field(site, rules.rubric, points)
    if raster is not None:
        is_free = ~np.isnan(field.areas_m2(points, 0.01))
        points, raster = _kept(points, raster, is_free)
    reach = wish.reach_m if wish.reach_m is not None else math.inf
    columns: Columns = dict(isovist_measures(field, points, reach, Span(progress, 0.0, 0.2)))
    is_free = ~np.isnan(columns["area_m2"])
    step = raster.step_m if raster is not None else 1.0
    graph = visibility_graph(
        field, points, step, reach_m=reach, progress=Span(progress, 0.2, 1.0),
        with_passing=raster is not None,
    )  # fmt: skip
    for name in ("connectivity", "mean_depth", "integration", "clustering", "through_vision"):
        columns[name] = np.where(is_free, getattr(graph, name), np.nan)
    if raster is None:
        del columns["through_vision"]
    notes = [*_notes(site, rules.rubric), *_blocked(is_free)]
    if graph.is_sampled:
        notes.append(text("sight.note_sampled", most=Quantity(MOST_POINTS)))
    elif graph.is_clustering_sampled:
        notes.append(text("sight.note_clustering_sampled"))
    summary = _summary(wish, points, raster, columns) | {
        "is_sampled": graph.is_sampled,
        "is_clustering_sampled": graph.is_clustering_sampled,
        "reach_m": wish.reach_m,
        "blocked": int((~is_free).sum()),
    }
    return _result(points, raster, columns, summary, notes)


def surveillance(project: Project, rules: Rules, wish: GridWish, progress: Progress) -> FieldResult:
    """How many pairs of eyes see each point, and what they are worth by time of day.

    Raises:
        SquareMissingError: No square is picked.
        InputError: The grid cannot be laid.
    """
    rubric, site = rules.rubric, _site(project, rules, wish)
    points, raster = _where(site, wish)
    field = _field(site, rubric, points)
    if raster is not None:
        points, raster = _kept(points, raster, ~np.isnan(field.areas_m2(points, 0.01)))
    reach = wish.reach_m if wish.reach_m is not None else rubric.value("view_reach_m")
    eyes = eyes_of(site, _result_of(site, rubric, "doors"), field, rubric)
    progress.advance(0.2)
    seen = field.sees(eyes.at, points, reach).T
    progress.advance(0.9)
    is_free = ~np.isnan(field.areas_m2(points, 0.01))
    columns: Columns = {"observers": np.where(is_free, seen.sum(axis=1), np.nan)}
    for k, time in enumerate(EYE_TIMES):
        worth = seen.astype(float) @ eyes.weights[:, k]
        columns[f"observers_{time}"] = np.where(is_free, worth, np.nan)
    count = {sort: eyes.sorts.count(sort) for sort in SORTS}
    summary = _summary(wish, points, raster, columns) | {
        "reach_m": reach,
        "eyes": count,
        "seen_by_two_percent": _percent(seen.sum(axis=1)[is_free] >= _TWO),
        "unseen_percent": _percent(seen.sum(axis=1)[is_free] == 0),
        "blocked": int((~is_free).sum()),
    }
    notes = [*_notes(site, rubric), *_blocked(is_free), text("sight.note_weights")]
    if not len(eyes.at):
        notes.append(text("sight.note_no_eyes"))
    return _result(points, raster, columns, summary, notes)


def cameras(project: Project, rules: Rules, wish: GridWish, progress: Progress) -> FieldResult:
    """Pixel-density class of EN 62676-4 at which a camera shows each point.

    Raises:
        SquareMissingError: No square is picked.
        InputError: The grid cannot be laid.
    """
    rubric, site = rules.rubric, _site(project, rules, wish)
    points, raster = _where(site, wish)
    field, found = camera_field(site, rubric), cameras_near(site, rubric)
    views = views_of(found, field, rubric)
    pixels = best_pixels(field, found, views, points, rubric, only_sure=True)
    progress.advance(0.5)
    chance = joint(chances(field, views, points, LIKELY_WORLD.attributes), len(points))
    classes = np.array([class_of(float(density), rubric) for density in pixels], dtype=object)
    covers = _result_of(site, rubric, "camera_cover")
    progress.advance(0.9)
    unknown = sum(view.direction_deg is None for view in views)
    area = raster.step_m**2 if raster is not None else None
    blind = int((chance == 0).sum())
    summary = _summary(wish, points, raster, {"px_per_m": pixels, "chance": chance}) | {
        "class_percent": {key: _percent(classes == key) for key in (*CLASSES, "")},
        "blind_percent": _percent(chance == 0),
        "blind_area_m2": None if area is None else blind * area,
        "key_points": len(covers.key_points),
        "key_points_covered_percent": covers.share if covers.key_points else None,
        "cameras": [
            {
                "id": view.id,
                "x": view.at.x,
                "y": view.at.y,
                "direction_deg": view.direction_deg,
                "field_deg": view.field_deg,
                "reach_m": view.reach_m,
            }
            for view in views
        ],
    }
    height = Quantity(rubric.value("camera_sight_height_m"), "m", 1)
    notes = [text("sight.note_classes"), text("sight.note_camera_height", height=height)]
    if unknown:
        notes.append(text("sight.note_directions", count=unknown))
    if not views:
        notes.append(text("sight.note_no_cameras"))
    columns: Columns = {"class": classes, "px_per_m": pixels, "chance": chance}
    return _result(points, raster, columns, summary, notes)


def _site(project: Project, rules: Rules, wish: GridWish) -> EffectiveSite:
    return build(project, rules.catalogue, rules.rubric, wish.option, wish.time_state, LIKELY_WORLD)


def _where(site: EffectiveSite, wish: GridWish) -> tuple[Floats, RasterFrame | None]:
    if wish.points is not None:
        return wish.points, None
    step = wish.step_m
    if step is None:
        step = max(_STEP_M, math.ceil(10.0 * math.sqrt(site.zone.area / _FEW)) / 10.0)
    return grid_over(site.zone, step)


def _kept(
    points: Floats, raster: RasterFrame, is_free: npt.NDArray[np.bool_]
) -> tuple[Floats, RasterFrame]:
    """Points of a grid that stand in the open: nobody asked for those inside things."""
    if not is_free.any():
        raise InputError(
            text("sight.grid_empty", step=Quantity(raster.step_m, "m", 1)),
            text("sight.grid_finer"),
        )
    return points[is_free], RasterFrame(
        west_m=raster.west_m,
        north_m=raster.north_m,
        step_m=raster.step_m,
        columns=raster.columns,
        rows=raster.rows,
        cell=raster.cell[is_free],
    )


def _field(site: EffectiveSite, rubric: Rubric, points: Floats) -> SightField:
    """Everything around the square and the points that cuts the view at eye height."""
    asked = shapely.total_bounds([site.zone, shapely.MultiPoint(points)])
    frame = shapely.box(*(asked + AROUND_M * np.array([-1.0, -1.0, 1.0, 1.0])))
    heights = rubric.value("barrier_view_height_m"), rubric.value("eye_height_m")
    cutters = cutters_of(site, rubric, heights, frame)
    return SightField([one.geometry for one in cutters], frame, [one.id for one in cutters])


def _result_of(site: EffectiveSite, rubric: Rubric, key: str) -> Any:
    """Result of an analysis, after all it needs."""
    known: dict[str, Any] = {}

    def run(one: str) -> Any:
        if one not in known:
            spec = ANALYSES[one]
            needed = {name: run(name) for name in spec.needs_results}
            known[one] = spec.run(site, needed, rubric, SILENT)
        return known[one]

    return run(key)


def _notes(site: EffectiveSite, rubric: Rubric) -> list[Text]:
    notes = [text("sight.note_eye", height=Quantity(rubric.value("eye_height_m"), "m", 1))]
    if not site.of(Role.BUILDING):
        notes.append(text("sight.note_no_buildings"))
    return notes


def _blocked(is_free: npt.NDArray[np.bool_]) -> list[Text]:
    count = int((~is_free).sum())
    return [text("sight.note_blocked", count=count)] if count else []


def _percent(marks: npt.NDArray[np.bool_]) -> float | None:
    return 100.0 * float(np.mean(marks)) if len(marks) else None


def _summary(
    wish: GridWish, points: Floats, raster: RasterFrame | None, columns: Columns
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "points": len(points),
        "step_m": raster.step_m if raster is not None else None,
        "option": wish.option,
        "time_state": wish.time_state,
    }
    for name, values in columns.items():
        known = values[np.isfinite(values)]
        told[name] = (
            {"least": known.min(), "mean": known.mean(), "most": known.max()}
            if len(known)
            else None
        )
    return told


def _result(
    points: Floats,
    raster: RasterFrame | None,
    columns: Columns,
    summary: dict[str, Any],
    notes: list[Text],
) -> FieldResult:
    return FieldResult(
        x=points[:, 0],
        y=points[:, 1],
        columns=columns,
        summary=summary,
        notes=tuple(notes),
        raster=raster,
    )
