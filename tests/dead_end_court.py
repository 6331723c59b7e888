"""A court of 20 m by 20 m at the end of a street of 8 m: one straight run-up, worked by hand.

Drawn as elements for analyses and indicators, and as a project for everything above them. The
lattice takes well under a second for it.
"""

from typing import Any

from shapely.geometry import LineString, box

from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from tests.drawn import site_of, thing
from tests.generated_square import answered, layer

COURT = box(0, 0, 20, 20)
HOUSES = (
    box(-90, -90, 6, 0),
    box(14, -90, 110, 0),
    box(-90, 0, 0, 110),
    box(20, 0, 110, 110),
    box(0, 20, 20, 110),
)
STREET = LineString([(10, -95), (10, -1)])
ENTRY_AT = LineString([(6, -40), (14, -40)])
ENTRY = {"entry_speed_kmh": 30.0, "downhill_percent": 0.0}
SQUARE = "court"


def bollards(rating: str = "", y: float = 0.0, **words: str | float) -> Element:
    """A row of bollards over the mouth of the street, gaps of 1.1 m."""
    told = {"barrier": "bollard", "clear_gap_m": 1.1, "unit_width_m": 0.2, **words}
    if rating:
        told["rating"] = rating
    return thing(Role.BARRIER, LineString([(6.1, y), (13.9, y)]), "row", **told)


def things(entry: dict[str, float] | None = None, **words: float) -> list[Element]:
    """Houses, street and, unless an empty one is given, an entry of 30 km/h on the level."""
    told = ENTRY if entry is None else entry
    found = [thing(Role.BUILDING, shape, f"house{n}") for n, shape in enumerate(HOUSES)]
    found.append(thing(Role.CARRIAGEWAY, STREET, "street", highway="residential"))
    if told or words:
        found.append(thing(Role.VEHICLE_ENTRY, ENTRY_AT, "entry", **{**told, **words}))
    return found


def court(drawn: list[Element] | None = None, **more: Any) -> EffectiveSite:
    """The site: blocks of houses all round, so that only street and court are driven on."""
    return site_of(drawn or things(), COURT, **more)


def project(entry: dict[str, float] | None = None, rating: str = "") -> Project:
    """The same as a project: barriers, walls and steps are said to be known."""
    told = ENTRY if entry is None else entry
    square = {"name": "Court", "place": "square", "highway": "pedestrian"}
    layers = [
        layer(Role.PEDESTRIAN_AREA, [COURT], [square], ids=[SQUARE]),
        layer(Role.BUILDING, list(HOUSES), ids=[f"house{n}" for n in range(len(HOUSES))]),
        layer(Role.CARRIAGEWAY, [STREET], [{"highway": "residential"}], ids=["street"]),
    ]
    if told:
        layers.append(layer(Role.VEHICLE_ENTRY, [ENTRY_AT], [dict(told)], ids=["entry"]))
    if rating:
        row = bollards(rating)
        words = {key: value for key, value in row.attributes.items() if value is not None}
        layers.append(layer(Role.BARRIER, [row.geometry], [words], ids=["row"]))
    known = Project(
        id="00000000-0000-4000-8000-000000000007",
        title="Court",
        crs="EPSG:32632",
        square=SQUARE,
        layers=tuple(layers),
    )
    return answered(known, seen_none__barrier=True, seen_none__wall=True, seen_none__steps=True)
