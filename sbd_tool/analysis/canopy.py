"""Canopy: crowns and roofs over the square, each square metre once."""

from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.place_results import Canopy
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_WIDEST_M: Final = 20.0


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Canopy:
    """Join crowns and roofs and cut them to the square.

    A tree drawn as a point has its stated crown, else ``crown_radius_m``; a row is a line as wide;
    an area is taken as drawn. Shelters drawn as a point or a line have ``shelter_radius_m``. The
    assumed crown is the main error, in both directions; shade of buildings is not counted.
    """
    del results, progress
    reach = site.zone.buffer(rubric.value("tree_reach_m"))
    shapely.prepare(reach)
    crowns, roofs, objects, is_assumed = [], [], [], False
    radius = rubric.value("crown_radius_m")
    for element in site.of(Role.TREE):
        if shapely.intersects(reach, element.geometry):
            stated = _crown(element)
            is_assumed |= stated is None
            crowns.append(_spread(element.geometry, stated or radius))
            objects.append(element.id)
    for element in site.of(Role.SHELTER):
        shape = _spread(element.geometry, rubric.value("shelter_radius_m"))
        if shapely.intersects(site.zone, shape):
            roofs.append(shape)
            objects.append(element.id)
    covered = shapely.union_all(shapely.make_valid([*crowns, *roofs]))
    count = max(1, len(crowns))
    single = sum(float(shape.intersection(site.zone).area) for shape in crowns) / count
    return Canopy(
        covered_m2=float(shapely.intersection(covered, site.zone).area),
        crown_m2=single if crowns else float(shapely.Point(0, 0).buffer(radius).area),
        trees=len(crowns),
        is_crown_assumed=is_assumed,
        objects=tuple(dict.fromkeys(objects)),
    )


def _crown(element: Element) -> float | None:
    """Stated radius of the crown, metres."""
    stated = number(element, "crown_diameter_m", "diameter_crown", "crown_diameter")
    return min(stated, 2 * _WIDEST_M) / 2 if stated is not None and stated > 0 else None


def _spread(shape: BaseGeometry, radius_m: float) -> BaseGeometry:
    if "Polygon" in shape.geom_type:
        return shapely.make_valid(shape)
    return shape.buffer(min(radius_m, _WIDEST_M), quad_segs=16)


SPEC: Final = AnalysisSpec(
    key="canopy",
    title=text("analysis.canopy"),
    version=1,
    reads=(Role.TREE, Role.SHELTER),
    reads_numbers=("tree_reach_m", "crown_radius_m", "shelter_radius_m"),
    run=run,
    sources=("R330300",),
)
