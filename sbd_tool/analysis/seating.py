"""Seating: metres and kinds of public seats in and beside the square."""

from typing import Final

import shapely

from sbd_tool.analysis.attributes import number, truth, word
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.place_results import Seating
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

_MOST: Final = 10_000


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Seating:
    """Count seats within ``near_zone_m`` of the square.

    A seat drawn as a line is as long as its line there; as an area its stated metres, else its
    length; as a point its stated length times its number, else ``seat_length_m``. A stated number
    of places counts at ``chair_length_m`` each. Seats of eateries are not public and do not count.
    Ledges, steps and lawns count only where drawn as seats, so the figure is rather too low.
    """
    del results, progress
    near = site.zone.buffer(rubric.value("near_zone_m"))
    shapely.prepare(near)
    found = [
        (element, _metres(element, near, rubric))
        for element in site.of(Role.SEAT)
        if shapely.intersects(near, element.geometry) and not _is_private(element)
    ]
    kinds = {kind for element, _ in found for kind in _kinds(element)}
    ordered = sorted(found, key=lambda pair: (-pair[1], pair[0].id))
    return Seating(
        metres=float(sum(metres for _, metres in found)),
        count=len(found),
        kinds=tuple(sorted(kinds)),
        objects=tuple(dict.fromkeys(element.id for element, _ in ordered)),
    )


def _metres(element: Element, near: shapely.Geometry, rubric: Rubric) -> float:
    many = number(element, "count", "quantity")
    times = min(max(many, 1.0), _MOST) if many is not None else 1.0
    places = number(element, "seats", "capacity")
    length = number(element, "seat_length_m", "length_m", "length")
    if "Line" in element.geometry.geom_type:
        return float(shapely.intersection(element.geometry, near).length)
    if "Polygon" in element.geometry.geom_type and many is None:
        stated = number(element, "seat_m_per_m2")
        if stated is not None:
            return min(stated, 5.0) * float(
                shapely.make_valid(element.geometry).intersection(near).area
            )
    if places is not None and places > 0 and length is None:
        return min(places, _MOST) * rubric.value("chair_length_m") * times
    if length is not None and length > 0:
        return min(length, 500.0) * times
    return rubric.value("seat_length_m") * times


def _is_private(element: Element) -> bool:
    return word(element, "access") in {"private", "customers", "no"}


def _kinds(element: Element) -> list[str]:
    """Kinds of seating an element shows: what it is, and a backrest as a kind of its own."""
    stated = word(element, "seat_kind", "seat_type", "bench:type")
    kind = stated or ("picnic" if word(element, "leisure") == "picnic_table" else "bench")
    kinds = [kind]
    if truth(element, "backrest"):
        kinds.append("backrest")
    return kinds


SPEC: Final = AnalysisSpec(
    key="seating",
    title=text("analysis.seating"),
    version=1,
    reads=(Role.SEAT,),
    reads_numbers=("near_zone_m", "seat_length_m", "chair_length_m"),
    run=run,
    sources=("WHYTE", "N&S2007"),
)
