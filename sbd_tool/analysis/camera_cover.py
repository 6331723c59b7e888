"""Camera cover: which key points and which ground cameras show at the wanted pixel density."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Point

from sbd_tool.analysis.attributes import word
from sbd_tool.analysis.camera_views import CLASS_NUMBERS, class_of, pixels_at, view_of
from sbd_tool.analysis.sight.cutters import CUTTER_NUMBERS, CUTTER_ROLES, cutters_of
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element, Leaning
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import CameraCover, CameraView, Floats, ViewGround
from sbd_tool.domain.text import text

_ROUND_DEG: Final = 360.0


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> CameraCover:
    """See from every camera as far as it shows the wanted class.

    The reach follows from the pixels, the width of view and the wanted pixel density; a stated
    reach only shortens it. Walls and crowns that cross ``camera_sight_height_m`` cut it. Of a
    camera whose direction nobody knows the chance counts that it looks at a place: width of view
    over the full turn; none in the unfavourable world, certain in the favourable one. Cameras on
    other people's buildings are seldom mapped: figures are rather too low.
    """
    del progress
    ground: ViewGround = results["view_ground"]
    arrivals: Arrivals = results["arrivals"]
    cameras = cameras_near(site, rubric)
    field = camera_field(site, rubric)
    views = views_of(cameras, field, rubric)
    key_points = tuple(arrival.at for arrival in arrivals.ways)
    keys = shapely.get_coordinates(np.array(key_points, dtype=object)).reshape(-1, 2)
    leaning = site.world.attributes
    covered = joint(chances(field, views, keys, leaning), len(keys))
    chance = joint(chances(field, views, ground.cells, leaning), len(ground.cells))
    return CameraCover(
        share=100.0 * float(covered.mean()) if len(keys) else 0.0,
        key_points=key_points,
        covered=covered,
        classes=tuple(
            class_of(float(density), rubric)
            for density in best_pixels(field, cameras, views, keys, rubric)
        ),
        cells=ground.cells,
        chance=chance,
        cameras=views,
        unknown_direction=sum(view.direction_deg is None for view in views),
        single_share=_single_share(site, rubric),
    )


def cameras_near(site: EffectiveSite, rubric: Rubric) -> list[Element]:
    """Cameras within ``near_zone_m`` of the square that do not look indoors."""
    near = site.zone.buffer(rubric.value("near_zone_m"))
    shapely.prepare(near)
    return [
        element
        for element in site.of(Role.CAMERA)
        if word(element, "surveillance") != "indoor" and shapely.intersects(near, element.geometry)
    ]


def camera_field(site: EffectiveSite, rubric: Rubric) -> SightField:
    """What crosses ``camera_sight_height_m`` around the square."""
    frame = shapely.box(*site.zone.buffer(rubric.value("near_zone_m") + 5.0).bounds)
    height = rubric.value("camera_sight_height_m")
    cutters = cutters_of(site, rubric, (height, height), frame)
    return SightField([one.geometry for one in cutters], frame, [one.id for one in cutters])


def views_of(cameras: list[Element], field: SightField, rubric: Rubric) -> tuple[CameraView, ...]:
    """Read the cameras; one drawn inside a thing looks out of its face."""
    spots = np.array([shapely.get_coordinates(e.geometry.centroid)[0] for e in cameras])
    spots = field.outside(spots.reshape(-1, 2), rubric.value("camera_off_m"))
    return tuple(view_of(e, Point(*at), rubric) for e, at in zip(cameras, spots, strict=True))


def chances(
    field: SightField, views: tuple[CameraView, ...], places: Floats, leaning: Leaning
) -> list[Floats]:
    """By camera, the chance that it shows each place."""
    found = []
    for view in views:
        eye = np.array([[view.at.x, view.at.y]])
        seen = field.sees(eye, places, view.reach_m)[0]
        found.append(seen * _turned_to(view, eye[0], places, leaning))
    return found


def _turned_to(
    view: CameraView, eye: Floats, places: Floats, leaning: Leaning
) -> npt.NDArray[np.float64]:
    if view.field_deg >= _ROUND_DEG:
        return np.ones(len(places))
    if view.direction_deg is None:
        sure = {Leaning.FEW: 0.0, Leaning.MANY: 1.0}
        return np.full(len(places), sure.get(leaning, view.field_deg / _ROUND_DEG))
    away = places - eye
    bearing = np.degrees(np.arctan2(away[:, 0], away[:, 1]))
    off = np.abs((bearing - view.direction_deg + 180.0) % _ROUND_DEG - 180.0)
    return np.asarray(off <= view.field_deg / 2 + 1e-9, dtype=float)


def joint(chances: list[Floats], count: int) -> Floats:
    """Chance that at least one of them shows it; cameras look where they look independently."""
    missed = np.ones(count)
    for chance in chances:
        missed *= 1.0 - chance
    return 1.0 - missed


def best_pixels(
    field: SightField,
    cameras: list[Element],
    views: tuple[CameraView, ...],
    places: Floats,
    rubric: Rubric,
    *,
    only_sure: bool = False,
) -> Floats:
    """Highest pixel density, px/m, at which a camera shows each of (n, 2) places.

    Args:
        field: What cuts the view.
        cameras: The cameras.
        views: What each shows, in the same order.
        places: Metres.
        rubric: Numbers of ``CLASS_NUMBERS``.
        only_sure: Leave out cameras of which nobody knows where they look; else they look there.
    """
    leaning = Leaning.FEW if only_sure else Leaning.MANY
    best = np.zeros(len(places))
    for element, view in zip(cameras, views, strict=True):
        eye = np.array([[view.at.x, view.at.y]])
        seen = field.sees(eye, places)[0] * _turned_to(view, eye[0], places, leaning)
        away = np.maximum(0.1, np.hypot(*(places - eye).T))
        best = np.maximum(best, seen * pixels_at(element, view.field_deg, away, rubric))
    return best


def _single_share(site: EffectiveSite, rubric: Rubric) -> float:
    """Percent of the square a camera of the assumed kind can show with nothing in the way."""
    view = view_of(None, Point(), rubric)
    sector = math.pi * view.reach_m**2 * view.field_deg / _ROUND_DEG
    return min(100.0, 100.0 * sector / float(site.zone.area))


SPEC: Final = AnalysisSpec(
    key="camera_cover",
    title=text("sight.camera_cover"),
    version=1,
    reads=(Role.CAMERA, *CUTTER_ROLES),
    reads_numbers=(
        *CUTTER_NUMBERS,
        *CLASS_NUMBERS,
        "near_zone_m",
        "camera_sight_height_m",
        "camera_off_m",
    ),
    reads_square_tags=True,
    needs_results=("view_ground", "arrivals"),
    run=run,
    is_slow=True,
    sources=("EN62676-4",),
)
