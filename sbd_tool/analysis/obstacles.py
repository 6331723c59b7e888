"""What stands in the way: barriers, walls, gates, hedges and water read into one kind of value.

Which form of thing stops a vehicle or a person is our own judgement (basis c); how much it looks
like security is a number of the rubric (``overtness_*``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, rating_of, truth, word
from sbd_tool.domain.effective import EffectiveSite, Element, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import MeasureState, ParameterValue
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

OBSTACLE_FACTS: Final = ("gap:*", "rating:*")
OBSTACLE_ROLES: Final = (Role.BARRIER, Role.WALL, Role.GATE, Role.WATER, Role.VEGETATION)
_GAP_KEYS: Final = (
    "clear_gap_m",
    "clear_gap_max_m",
    "passage_width_m",
    "gap_m",
    "maxwidth:physical",
)
_UNIT_KEYS: Final = ("unit_width_m", "diameter_m", "diameter", "width_m", "width")


@dataclass(frozen=True, slots=True)
class Form:
    """What a form of thing does.

    Attributes:
        is_solid: Nothing passes along its line; otherwise it is a row with gaps.
        stops_vehicles: It counts as a barrier to vehicles, rated or not.
        stops_people: Nobody walks through.
        overtness: Rubric number of how much it looks like security, or "" for none.
        opens: It can be opened for those allowed.
    """

    is_solid: bool
    stops_vehicles: bool
    stops_people: bool
    overtness: str = ""
    opens: bool = False


_NOTHING: Final = Form(is_solid=False, stops_vehicles=False, stops_people=False)
_MASS: Final = Form(is_solid=True, stops_vehicles=True, stops_people=True)
_CHAIN: Final = Form(is_solid=True, stops_vehicles=False, stops_people=True)
_GATE: Final = Form(is_solid=True, stops_vehicles=True, stops_people=False, opens=True)


def _solid(overtness: str) -> Form:
    return Form(is_solid=True, stops_vehicles=True, stops_people=True, overtness=overtness)


def _row(overtness: str, *, opens: bool = False) -> Form:
    return Form(
        is_solid=False, stops_vehicles=True, stops_people=False, overtness=overtness, opens=opens
    )


# Parts of OSM barrier values and of catalogue words; the first that fits decides.
_FORMS: Final = (
    ("retaining", _MASS),
    ("city_wall", _MASS),
    ("ditch", _MASS),
    ("basin", _MASS),
    ("water", _MASS),
    ("steps", Form(is_solid=True, stops_vehicles=True, stops_people=False)),
    ("retractable", _row("overtness_bollard", opens=True)),
    ("rising", _row("overtness_bollard", opens=True)),
    ("removable", _row("overtness_bollard", opens=True)),
    ("foldable", _row("overtness_bollard", opens=True)),
    (
        "lift_gate",
        Form(
            is_solid=True,
            stops_vehicles=True,
            stops_people=False,
            overtness="overtness_lift_gate",
            opens=True,
        ),
    ),
    ("bollard", _row("overtness_bollard")),
    ("mobile_barrier", _row("overtness_mobile_barrier")),
    ("jersey", _row("overtness_jersey_barrier")),
    ("block", _row("overtness_block")),
    ("cable", _solid("overtness_cable_barrier")),
    ("chain", _CHAIN),
    ("rope", _CHAIN),
    ("handrail", _CHAIN),
    ("kerb", _NOTHING),
    ("height_restrictor", _NOTHING),
    ("cattle_grid", _NOTHING),
    ("planting", _solid("overtness_hedge")),
    ("hedge", _solid("overtness_hedge")),
    ("planter", _row("overtness_planter")),
    ("flowerpot", _row("overtness_planter")),
    ("bench", _row("overtness_bench")),
    ("cycle_rack", _row("overtness_cycle_rack")),
    ("column", _row("overtness_column")),
    ("tree", _row("overtness_tree")),
    ("cycle_barrier", _row("overtness_cycle_barrier")),
    ("turnstile", _row("overtness_cycle_barrier")),
    ("guard_rail", _solid("overtness_guard_rail")),
    ("fence", _solid("overtness_fence")),
    ("railing", _solid("overtness_fence")),
    ("wall", _solid("overtness_wall")),
    ("gate", _GATE),
    ("entrance", _GATE),
    ("swing_barrier", _GATE),
    ("sliding", _GATE),
)
_BY_ROLE: Final = {
    Role.WALL: _solid("overtness_wall"),
    Role.GATE: _GATE,
    Role.WATER: _MASS,
    Role.VEGETATION: _NOTHING,
}
OBSTACLE_NUMBERS: Final = (
    *sorted({form.overtness for _, form in _FORMS if form.overtness} | {"overtness_other"}),
    "bollard_width_m",
    "gate_width_m",
    "gap_unknown_wide_m",
    "gap_limit_m",
    "foot_gap_m",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One thing in the way.

    Attributes:
        id: Id of the element.
        geometry: Point, line or area, metres.
        form: What it does.
        is_solid: Nothing passes along its line.
        stops_people: Nobody, or not everybody, walks through.
        radius_m: Half its width when it is drawn as a point, else 0.
        gap_m: Largest clear gap inside its own row; 0 when solid or a single thing.
        unit_m: Width of one element of a row, or of a gate.
        overtness: How much it looks like security, 0 to 1.
        rating: Its rating as written, or "" where there is none that can be read.
        is_gate: An opening: people pass, vehicles when it is open.
        is_open_to_vehicles: A gate without anything that closes it.
        is_in_doubt: Its place is only as good as the drawing.
    """

    id: str
    geometry: BaseGeometry
    form: Form
    is_solid: bool
    stops_people: bool
    radius_m: float
    gap_m: float
    unit_m: float
    overtness: float
    rating: str
    is_gate: bool
    is_open_to_vehicles: bool
    is_in_doubt: bool

    @property
    def is_point(self) -> bool:
        """Drawn as a single point."""
        return bool(self.geometry.geom_type == "Point")

    @property
    def opening(self) -> BaseGeometry:
        """The ground a gate opens."""
        return self.geometry.buffer(
            self.unit_m / 2, cap_style="flat" if not self.is_point else "round"
        )


def form_of(element: Element) -> Form:
    """What an element does, from its attributes, its kind or its role."""
    told = f"{word(element, 'bollard')} {word(element, 'barrier')} {element.kind.replace('-', '_')}"
    for part, form in _FORMS:
        if part in told:
            return form
    return _BY_ROLE.get(element.role, _row("overtness_other"))


def obstacles_of(
    site: EffectiveSite, rubric: Rubric, roles: Iterable[Role] = OBSTACLE_ROLES, *, wide: bool
) -> list[Obstacle]:
    """Read the obstacles of a site.

    Args:
        site: Reads the given roles and the world's leaning of attributes.
        rubric: Numbers of ``OBSTACLE_NUMBERS``.
        roles: Which roles to read.
        wide: Whether an unfavourable gap is a wide one (vehicles) or a narrow one (people).

    Returns:
        One obstacle per part of an element that does something.
    """
    elements = [
        element
        for element in site.of(*roles)
        if form_of(element) is not _NOTHING and not element.geometry.is_empty
    ]
    drawn = np.array([element.geometry for element in elements], dtype=object)
    parts, owner = shapely.get_parts(shapely.make_valid(shapely.force_2d(drawn)), return_index=True)
    told = [_answered(site, element) for element in elements]
    return [
        _obstacle(told[index], part, site.world.attributes, rubric, wide=wide)
        for index, part in zip(owner, parts, strict=True)
    ]


def _answered(site: EffectiveSite, element: Element) -> Element:
    """The element with the gap and the rating a person stated for it."""
    told: dict[str, ParameterValue] = {}
    evidence = element.evidence
    for prefix, key in (("gap:", "clear_gap_m"), ("rating:", "rating")):
        fact = site.facts.get(prefix + element.id)
        if fact is not None:
            told[key] = fact.value
            evidence = fact.evidence if key == "clear_gap_m" else evidence
    if not told:
        return element
    return replace(element, attributes={**element.attributes, **told}, evidence=evidence)


def _obstacle(
    element: Element, part: BaseGeometry, leaning: Leaning, rubric: Rubric, *, wide: bool
) -> Obstacle:
    form = form_of(element)
    stated = number(element, *_GAP_KEYS)
    is_gate = element.role is Role.GATE and form.is_solid and not form.stops_people
    is_row = not is_gate and (not form.is_solid or (stated is not None and stated > 0))
    unit = number(element, *_UNIT_KEYS)
    if form.opens and form.is_solid:
        unit = (stated or 0.0) if is_gate and stated else unit or rubric.value("gate_width_m")
    unit = min(unit or rubric.value("bollard_width_m"), 30.0)
    is_point = part.geom_type == "Point"
    gap = _row_gap(stated, leaning, rubric, wide=wide)
    return Obstacle(
        id=element.id,
        geometry=part,
        form=form,
        is_solid=not is_row,
        stops_people=_stops_people(element, form, leaning),
        radius_m=unit / 2 if is_point else 0.0,
        gap_m=gap if is_row and "Line" in part.geom_type else 0.0,
        unit_m=unit,
        overtness=_overtness(element, form, rubric),
        rating=rating_of(element),
        is_gate=is_gate,
        is_open_to_vehicles=is_gate and _is_open(element, leaning),
        is_in_doubt=element.state is MeasureState.EXISTING
        and element.evidence in {Evidence.PLAN, Evidence.ASSUMED},
    )


def _row_gap(stated: float | None, leaning: Leaning, rubric: Rubric, *, wide: bool) -> float:
    if stated is not None and stated >= 0:
        return stated
    if not wide:
        return rubric.value("foot_gap_m" if leaning is Leaning.FEW else "gap_limit_m")
    return rubric.value("gap_limit_m" if leaning is Leaning.MANY else "gap_unknown_wide_m")


def _overtness(element: Element, form: Form, rubric: Rubric) -> float:
    stated = number(element, "overtness")
    if stated is not None:
        return min(1.0, max(0.0, stated))
    return rubric.value(form.overtness) if form.overtness else 0.0


def _stops_people(element: Element, form: Form, leaning: Leaning) -> bool:
    crossable = truth(element, "is_crossable_on_foot")
    if crossable is not None and not form.opens:
        return not crossable
    if not form.opens or not form.is_solid:
        return form.stops_people
    said = word(element, "foot", "access")
    if truth(element, "is_open") is False or truth(element, "locked"):
        return True
    if said in {"private", "no", "customers"}:
        return True
    is_said_open = said in {"yes", "permissive", "designated", "public"}
    return leaning is Leaning.FEW and not is_said_open and not element.is_measure


def _is_open(element: Element, leaning: Leaning) -> bool:
    """Whether vehicles find it open: an opening always, a gate nobody vouches for in doubt."""
    said = truth(element, "is_open")
    if said is not None:
        return said
    if element.is_measure and element.kind and "is_operable" not in element.attributes:
        return True
    is_vouched = truth(element, "is_operable") is not None
    is_shut = word(element, "access") in {"private", "no"}
    return leaning is Leaning.FEW and not is_vouched and not is_shut
