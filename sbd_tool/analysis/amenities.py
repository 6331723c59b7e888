"""Amenities: which of eight kinds of everyday things are near the square."""

from typing import Final

import shapely

from sbd_tool.analysis.attributes import word
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.place_results import Amenities
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

KINDS: Final = ("toilets", "water", "play", "cycle", "info", "seat", "transit", "food")
_BY_ROLE: Final = {Role.SEAT: "seat", Role.TRANSIT_STOP: "transit"}
_BY_WORD: Final = {
    "toilets": "toilets",
    "drinking_water": "water",
    "water_point": "water",
    "fountain": "water",
    "playground": "play",
    "fitness_station": "play",
    "pitch": "play",
    "bicycle_parking": "cycle",
    "bicycle_rental": "cycle",
    "bicycle_repair_station": "cycle",
    "information": "info",
    "board": "info",
    "map": "info",
    "bench": "seat",
    "cafe": "food",
    "restaurant": "food",
    "fast_food": "food",
    "bar": "food",
    "pub": "food",
    "ice_cream": "food",
    "kiosk": "food",
    "marketplace": "food",
}


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Amenities:
    """Look for each kind within ``amenity_reach_m``; how many there are of one kind does not count.

    The kind comes from the attribute ``kind`` given at import, else from common words of
    OpenStreetMap. Map fashion decides: what nobody maps is not found, so the figure is rather low.
    """
    del results, progress
    near = site.zone.buffer(rubric.value("amenity_reach_m"))
    shapely.prepare(near)
    found: dict[str, list[tuple[float, str]]] = {}
    for element in site.of(Role.AMENITY, Role.SEAT, Role.TRANSIT_STOP):
        kind = _kind(element)
        if kind and shapely.intersects(near, element.geometry):
            away = float(element.geometry.distance(site.zone))
            found.setdefault(kind, []).append((away, element.id))
    return Amenities(
        kinds=tuple(
            (kind, tuple(dict.fromkeys(owner for _, owner in sorted(found[kind])))[:8])
            for kind in KINDS
            if kind in found
        )
    )


def _kind(element: Element) -> str:
    if element.role in _BY_ROLE:
        return _BY_ROLE[element.role]
    given = word(element, "kind")
    if given in KINDS:
        return given
    for key in ("amenity", "leisure", "tourism", "information", "shop"):
        kind = _BY_WORD.get(word(element, key))
        if kind is not None:
            return kind
    return ""


SPEC: Final = AnalysisSpec(
    key="amenities",
    title=text("analysis.amenities"),
    version=1,
    reads=(Role.AMENITY, Role.SEAT, Role.TRANSIT_STOP),
    reads_numbers=("amenity_reach_m",),
    run=run,
    sources=("N&S2007", "MEHTA"),
)
