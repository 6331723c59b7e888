"""Control: cameras, guard posts, prohibition signs and devices against people."""

from typing import Final

import shapely

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.place_results import Control
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_MOST: Final = 500


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Control:
    """Count within ``near_zone_m``: a camera on a front beside the square watches the square.

    Cameras that say they look indoors do not count. A thing with a stated number counts that often.
    Cameras on other people's buildings are seldom mapped: figures are rather too low.
    """
    del results, progress
    near = site.zone.buffer(rubric.value("near_zone_m"))
    shapely.prepare(near)

    def here(*roles: Role) -> list[Element]:
        found = site.of(*roles)
        hits = shapely.intersects(near, as_geometry_array([one.geometry for one in found]))
        return [one for one, hit in zip(found, hits, strict=True) if hit]

    cameras = [e for e in here(Role.CAMERA) if word(e, "surveillance") != "indoor"]
    guards = [e for e in here(Role.AMENITY, Role.CONTEXT) if _is_post(e)]
    signs = [e for e in here(Role.SIGN) if _forbids(e)]
    hostile = [e for e in here(Role.CONTEXT, Role.SEAT) if e.kind == "hostile-architecture"]
    return Control(
        cameras=_often(cameras),
        posts=_often(guards),
        signs=_often(signs),
        hostile=_often(hostile),
    )


def _is_post(element: Element) -> bool:
    return element.kind == "private-guards" or "guard" in word(
        element, "kind", "man_made", "office"
    )


def _forbids(element: Element) -> bool:
    if element.kind == "rule-signage":
        return True
    return any(
        part in word(element, "traffic_sign", "kind", "name") for part in ("prohibit", "ban")
    )


def _often(elements: list[Element]) -> tuple[str, ...]:
    """Ids, repeated as often as the thing stands there."""
    found: list[str] = []
    for element in elements:
        many = number(element, "count", "quantity")
        found += [element.id] * (int(min(max(many, 1.0), _MOST)) if many is not None else 1)
    return tuple(found)


SPEC: Final = AnalysisSpec(
    key="control",
    title=text("analysis.control"),
    version=1,
    reads=(Role.CAMERA, Role.AMENITY, Role.SIGN, Role.CONTEXT, Role.SEAT),
    reads_numbers=("near_zone_m",),
    run=run,
    sources=("N&S2007", "STAR"),
)
