"""Subject ``light``: lux on a grid or at points, lighting classes, dark pockets."""

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.analysis import ANALYSES
from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.light_classes import mean_limit, p_class, p_classes, sc_class
from sbd_tool.analysis.light_field import screens_of
from sbd_tool.analysis.light_points import LitPlaces, light_at
from sbd_tool.app.pipeline import check_place
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import LIKELY_WORLD, ClassStatus, EffectiveSite
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.field_result import FieldResult, Floats, GridWish, RasterFrame
from sbd_tool.domain.light_results import Light
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, text

MOST_POINTS: Final = 1_000_000
_SQUARE_DONE: Final = 0.4  # share of the progress bar until the square itself is lit
_POCKETS_TOLD: Final = 200


def light(project: Project, rules: Rules, wish: GridWish, progress: Progress) -> FieldResult:
    """Light of the lamps on the ground and on faces.

    Args:
        project: What is lit.
        rules: Catalogue and rubric.
        wish: Grid or points; a grid covers the square outside buildings and water.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        SquareMissingError: No square is picked.
        InputError: No lamp is known, the grid is too fine, or the option or state is not there.
    """
    check_place(project, wish.option, wish.time_state)
    rubric = rules.rubric
    site = build(project, rules.catalogue, rubric, wish.option, wish.time_state, LIKELY_WORLD)
    _check_lamps(site)
    results: dict[str, Any] = {}
    for key in ("arrivals", "light"):
        results[key] = ANALYSES[key].run(site, results, rubric, Span(progress, 0.0, _SQUARE_DONE))
    whole: Light = results["light"]
    points, raster = _places(site, wish, rubric)
    found = light_at(site, rubric, points, Span(progress, _SQUARE_DONE, 1.0))
    shown = np.where(found.is_built, np.nan, found.lux.horizontal)
    faces = {
        "vertical_lx": found.lux.vertical.min(axis=0),
        "vertical_max_lx": found.lux.vertical.max(axis=0),
        "semicylindrical_lx": found.lux.semicylindrical.min(axis=0),
        "semicylindrical_max_lx": found.lux.semicylindrical.max(axis=0),
    }
    columns = {"lux": shown} | {
        key: np.where(found.is_built, np.nan, values) for key, values in faces.items()
    }
    return FieldResult(
        x=points[:, 0],
        y=points[:, 1],
        columns=columns,
        summary=_summary(columns, whole, found, rubric),
        notes=_notes(site, whole, found, rubric),
        raster=raster,
    )


def _check_lamps(site: EffectiveSite) -> None:
    """Nothing known of lamps is not the same as no lamp: never called dark."""
    known = site.knowledge.get(Role.LAMP)
    is_unknown = known is None or known.status is ClassStatus.UNKNOWN
    if is_unknown and not site.of(Role.LAMP):
        raise InputError(text("light.no_lamp_known"), text("light.no_lamp_known.hint"))


def _places(
    site: EffectiveSite, wish: GridWish, rubric: Rubric
) -> tuple[Floats, RasterFrame | None]:
    if wish.points is not None:
        if not len(wish.points) or not np.isfinite(wish.points).all():
            raise InputError(text("light.no_points"), text("light.no_points.hint"))
        return np.asarray(wish.points, dtype=float), None
    return grid_of(site, wish.step_m, rubric)


def grid_of(
    site: EffectiveSite, step_m: float | None, rubric: Rubric
) -> tuple[Floats, RasterFrame]:
    """Middles of square cells of the zone outside buildings and water, rows from the north.

    Raises:
        InputError: There would be too many, or none.
    """
    own = max(rubric.value("light_cell_m"), math.sqrt(site.zone.area / rubric.value("light_cells")))
    step = own if step_m is None else step_m
    west, south, east, north = site.zone.bounds
    least = math.sqrt((east - west) * (north - south) / MOST_POINTS)
    if not step > least:
        raise InputError(
            text("light.grid_too_fine", step=Quantity(step, "m", 3)),
            text("light.grid_too_fine.hint", least=Quantity(least + 0.1, "m", 1)),
        )
    columns, rows = (max(1, math.ceil(side / step)) for side in (east - west, north - south))
    x = west + (np.arange(columns) + 0.5) * step
    y = north - (np.arange(rows) + 0.5) * step
    points = np.stack([grid.ravel() for grid in np.meshgrid(x, y)], axis=1)
    wet = [shapely.make_valid(one.geometry) for one in site.of(Role.WATER) if not one.is_measure]
    free = site.zone.difference(
        shapely.union_all([screens_of(site, rubric, site.zone).built, *wet])
    )
    shapely.prepare(free)
    cell = np.flatnonzero(shapely.contains_xy(free, points[:, 0], points[:, 1]))
    if not len(cell):
        raise InputError(text("light.no_cells"), text("light.no_points.hint"))
    frame = RasterFrame(
        west_m=west, north_m=north, step_m=step, columns=columns, rows=rows, cell=cell
    )
    return points[cell], frame


def _summary(
    columns: dict[str, npt.NDArray[Any]], whole: Light, found: LitPlaces, rubric: Rubric
) -> dict[str, Any]:
    lux = columns["lux"][~found.is_built]
    told: dict[str, Any] = {
        "points": len(found.is_built),
        "points_in_buildings": int(found.is_built.sum()),
        **_statistics(lux),
    }
    if len(lux):
        upright, rounded = (
            float(columns[key][~found.is_built].min())
            for key in ("vertical_lx", "semicylindrical_lx")
        )
        told |= _classes(rubric, told["mean_lx"], told["lowest_lx"], (upright, rounded))
    return told | {
        "minimum_lx": whole.minimum_lx,
        "is_indicative": any(lamp.is_assumed for lamp in found.lamps) or whole.is_indicative,
        "lamps": len({lamp.id for lamp in found.lamps}),
        "lamps_assumed": len({lamp.id for lamp in found.lamps if lamp.is_assumed}),
        "square": _square(whole),
        "ways": [
            {"x": way.at.x, "y": way.at.y, "lowest_lx": way.lowest_lx, "is_lit": way.is_lit}
            for way in whole.ways
        ],
        "dark_pockets": [
            {
                "x": pocket.at.x,
                "y": pocket.at.y,
                "way": pocket.way,
                "length_m": pocket.length_m,
                "lowest_lx": pocket.lowest_lx,
            }
            for pocket in whole.pockets[:_POCKETS_TOLD]
        ],
    }


def _statistics(lux: Floats) -> dict[str, float | None]:
    if not len(lux):
        return dict.fromkeys(("mean_lx", "lowest_lx", "percentile_5_lx", "uniformity"))
    mean, lowest = float(lux.mean()), float(lux.min())
    return {
        "mean_lx": mean,
        "lowest_lx": lowest,
        "percentile_5_lx": float(np.percentile(lux, 5)),
        "uniformity": lowest / mean if mean > 0 else 0.0,
    }


def _classes(
    rubric: Rubric, mean: float, lowest: float, faces: tuple[float, float]
) -> dict[str, str | None]:
    classes = p_classes(rubric)
    return {
        "p_class": p_class(classes, mean, lowest) or None,
        "p_class_faces": p_class(classes, mean, lowest, faces) or None,
        "sc_class": sc_class(rubric, faces[1]) or None,
    }


def _square(whole: Light) -> dict[str, Any]:
    """The square itself on the cells of the analysis, as the scores read it."""
    return {
        "mean_lx": whole.mean_lx,
        "lowest_lx": whole.lowest_lx,
        "uniformity": whole.uniformity,
        "evenness": whole.evenness,
        "lit_share": whole.lit_share,
        "p_class": whole.p_class or None,
        "p_class_faces": whole.p_class_faces or None,
        "sc_class": whole.sc_class or None,
    }


def _notes(site: EffectiveSite, whole: Light, found: LitPlaces, rubric: Rubric) -> tuple[Text, ...]:
    is_indicative = whole.is_indicative or any(lamp.is_assumed for lamp in found.lamps)
    notes = [text("light.indicative") if is_indicative else text("light.lamps_only")]
    known = site.knowledge.get(Role.LAMP)
    if known is None or known.status is ClassStatus.UNKNOWN:
        notes.append(text("light.only_drawn"))
    unknown = sorted({lamp.unknown_kind for lamp in found.lamps if lamp.unknown_kind})
    if unknown:
        notes.append(text("light.unknown_kind", names=", ".join(unknown[:8])))
    if found.is_built.any():
        notes.append(text("light.points_in_buildings", count=int(found.is_built.sum())))
    reached = next((one for one in p_classes(rubric) if one.name == whole.p_class), None)
    if reached is not None and whole.mean_lx > mean_limit(rubric) * reached.mean_lx:
        notes.append(
            text(
                "light.over_class",
                mean=Quantity(whole.mean_lx, "lx", 1),
                reached=reached.name,
                limit=Quantity(mean_limit(rubric) * reached.mean_lx, "lx", 1),
            )
        )
    notes.append(text("light.faces_told"))
    return tuple(notes)
