"""Terraces: part of the square one has to pay or consume to use."""

import math
from typing import Final

import shapely

from sbd_tool.analysis.attributes import number, truth
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.place_results import PaidArea
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> PaidArea:
    """Join terraces and ticketed areas and cut them to the square.

    A terrace drawn as a point has ``terrace_area_m2``. Market stalls count only when ticketed: who
    walks between them pays nothing. Terraces are rarely mapped as areas: figures are rather low.
    """
    del results, progress
    half = (rubric.value("terrace_area_m2") / math.pi) ** 0.5
    shapes, objects = [], []
    for element in site.of(Role.TERRACE):
        may_be_missing = element.is_in_doubt and site.world.leaning(Role.TERRACE) is Leaning.FEW
        if truth(element, "is_ticketed") is False or may_be_missing:
            continue
        stated = number(element, "area_m2")
        size = (stated / math.pi) ** 0.5 if stated is not None and stated > 0 else half
        is_area = "Polygon" in element.geometry.geom_type
        shape = element.geometry if is_area else element.geometry.centroid.buffer(min(size, 100.0))
        if shapely.intersects(shape, site.zone):
            shapes.append(shape)
            objects.append(element.id)
    paid = shapely.union_all(shapely.make_valid(shapes))
    return PaidArea(
        paid_m2=float(shapely.intersection(paid, site.zone).area),
        area_m2=float(site.zone.area),
        objects=tuple(dict.fromkeys(objects)),
    )


SPEC: Final = AnalysisSpec(
    key="terraces",
    title=text("analysis.terraces"),
    version=1,
    reads=(Role.TERRACE,),
    reads_numbers=("terrace_area_m2",),
    run=run,
    sources=("OMAI",),
)
