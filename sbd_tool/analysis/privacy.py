"""Privacy: how many metres of private front cameras have in view."""

from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.attributes import truth, word
from sbd_tool.analysis.camera_cover import cameras_near, chances, views_of
from sbd_tool.analysis.camera_views import CLASS_NUMBERS
from sbd_tool.analysis.eyes import HOMES
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element, Leaning
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import CameraView, Floats, PrivacyLedger, Watched
from sbd_tool.domain.text import text

_STEP_M: Final = 1.0
_MARGIN_M: Final = 5.0
_NOT_SAID: Final = frozenset({"", "yes"})


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> PrivacyLedger:
    """Follow each camera's view at the wanted class to the fronts of the plan's buildings.

    Fronts of homes are private; where the plan does not say what a building is for, its front may
    be. Only buildings of the plan cut the view, so figures are rather too high. A camera of which
    nobody knows where it looks counts with the chance that it looks there; one with
    ``privacy_mask`` watches no private front. Windows in a front are not known.
    """
    del results
    found = cameras_near(site, rubric)
    buildings = [e for e in site.of(Role.BUILDING) if not e.is_measure and e.geometry.area > 0]
    field = _field(site, buildings, rubric)
    views = views_of(found, field, rubric)
    private, unsaid = (_spots(chosen, views) for chosen in _sorted_out(buildings))
    watched = []
    for number, (camera, view) in enumerate(zip(found, views, strict=True)):
        is_masked = truth(camera, "privacy_mask") is True
        metres = [0.0 if is_masked else _watched_m(field, view, at) for at in (private, unsaid)]
        watched.append(Watched(id=camera.id, private_m=metres[0], unsaid_m=metres[1]))
        progress.advance((number + 1) / len(found))
    return PrivacyLedger(watched=tuple(watched))


def _sorted_out(buildings: list[Element]) -> tuple[list[Element], list[Element]]:
    """Homes, and buildings of which nobody says what they are for."""
    use = [word(element, "use", "building:use", "building") for element in buildings]
    homes = [e for e, said in zip(buildings, use, strict=True) if said in HOMES or said == "home"]
    unsaid = [e for e, said in zip(buildings, use, strict=True) if said in _NOT_SAID]
    return homes, unsaid


def _field(site: EffectiveSite, buildings: list[Element], rubric: Rubric) -> SightField:
    around = rubric.value("near_zone_m") + _MARGIN_M
    frame = shapely.box(*site.zone.buffer(around).bounds)
    ids = [element.id for element in buildings]
    return SightField([element.geometry for element in buildings], frame, ids)


def _spots(buildings: list[Element], views: tuple[CameraView, ...]) -> Floats:
    """Places every metre along the fronts that lie within the reach of some camera."""
    if not buildings or not views:
        return np.zeros((0, 2))
    near = shapely.union_all([view.at.buffer(view.reach_m) for view in views])
    shapes = np.array([element.geometry for element in buildings], dtype=object)
    fronts = shapely.intersection(shapely.boundary(shapely.make_valid(shapes)), near)
    lines = shapely.get_parts(fronts)
    lines = lines[shapely.get_dimensions(lines) == 1]
    found = []
    for line in lines:
        count = max(1, round(float(line.length) / _STEP_M))
        at = (np.arange(count) + 0.5) / count
        spots = shapely.line_interpolate_point(line, at, normalized=True)
        found.append(shapely.get_coordinates(spots))
    return np.concatenate(found) if found else np.zeros((0, 2))


def _watched_m(field: SightField, view: CameraView, spots: Floats) -> float:
    if not len(spots):
        return 0.0
    (chance,) = chances(field, (view,), spots, Leaning.LIKELY)
    return float(chance.sum()) * _STEP_M


SPEC: Final = AnalysisSpec(
    key="privacy",
    title=text("sight.privacy"),
    version=1,
    reads=(Role.CAMERA, Role.BUILDING),
    reads_numbers=(*CLASS_NUMBERS, "near_zone_m", "camera_off_m"),
    run=run,
    is_slow=True,
    sources=("EN62676-4",),
)
