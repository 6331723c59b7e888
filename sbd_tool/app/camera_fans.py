"""Fans of cameras: the ground each shows, cut by walls, in bands of pixel density."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.camera_cover import camera_field, cameras_near, views_of
from sbd_tool.analysis.camera_views import CLASSES, pixels_at
from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite
from sbd_tool.domain.field_result import GridWish
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.sight_results import CameraView

_ROUND_DEG: Final = 360.0
_TURN_OFF_M: Final = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Ground shown at one class.

    Attributes:
        key: Class of EN 62676-4 ("observe").
        ground: Where the camera reaches this class and no higher one, metres, project CRS.
    """

    key: str
    ground: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """What one camera shows.

    Attributes:
        id: The camera.
        x, y: Where it looks from, project CRS.
        direction_deg: Degrees clockwise from north; None where nobody said: then no bands.
        bands: The nearest first; none where the direction is unknown.
    """

    id: str
    x: float
    y: float
    direction_deg: float | None
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraFans:
    """All cameras at the square.

    Attributes:
        fans: One a camera.
        blind: Open ground of the square that no camera of known direction shows at any class.
    """

    fans: tuple[Fan, ...]
    blind: BaseGeometry


def camera_fans(project: Project, rules: Rules, progress: Progress = SILENT) -> CameraFans:
    """The fans of all cameras near the square; to be run as a job.

    Bands follow the pixel density of the table ``analyse … cameras``: the same limits, the same
    walls at ``camera_sight_height_m``, and no limit by a stated reach.

    Args:
        project: The plan and its measures.
        rules: Catalogue and rubric.
        progress: Told camera by camera; may raise ``Cancelled``.

    Raises:
        SquareMissingError: No square is picked.
    """
    rubric, wish = rules.rubric, GridWish()
    progress.advance(0.0)
    site = build(project, rules.catalogue, rubric, wish.option, wish.time_state, LIKELY_WORLD)
    cameras, field = cameras_near(site, rubric), camera_field(site, rubric)
    views = views_of(cameras, field, rubric)
    fans = []
    for number, (element, view) in enumerate(zip(cameras, views, strict=True)):
        progress.advance((number + 1) / (len(cameras) + 1))
        near = float(pixels_at(element, view.field_deg, np.array([1.0]), rubric)[0])
        reaches = [near / rubric.value(f"camera_px_{key}") for key in CLASSES]
        fans.append(
            Fan(
                id=view.id,
                x=view.at.x,
                y=view.at.y,
                direction_deg=view.direction_deg,
                bands=_bands(field, view, reaches),
            )
        )
    return CameraFans(fans=tuple(fans), blind=_blind(site, fans))


def _bands(field: SightField, view: CameraView, reaches: list[float]) -> tuple[Band, ...]:
    """Rings of one isovist: of each class what the next higher one leaves."""
    is_round = view.field_deg >= _ROUND_DEG
    if view.direction_deg is None and not is_round:
        return ()
    where = (None, None) if is_round else (view.direction_deg, view.field_deg)
    found: list[Band] = []
    inner: BaseGeometry = shapely.Polygon()
    for key, reach in reversed(list(zip(CLASSES, reaches, strict=True))):
        seen = field.isovist((view.at.x, view.at.y), reach, *where)
        if seen is None:
            continue
        whole = shapely.make_valid(seen.polygon)
        found.append(Band(key=key, ground=_areas(whole.difference(inner))))
        inner = shapely.union(inner, whole)
    return tuple(found)


def _blind(site: EffectiveSite, fans: list[Fan]) -> BaseGeometry:
    shown = [band.ground for fan in fans for band in fan.bands]
    built = [
        shapely.make_valid(shapely.force_2d(one.geometry))
        for one in site.of(Role.BUILDING)
        if site.zone.intersects(one.geometry)
    ]
    seen = shapely.union_all([*shown, *built]).buffer(_TURN_OFF_M)
    return _areas(site.zone.difference(seen).buffer(-_TURN_OFF_M))


def _areas(shape: BaseGeometry) -> BaseGeometry:
    """The areas of a shape; slivers of cutting leave lines and points behind."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])  # noqa: PLR2004 - areas
