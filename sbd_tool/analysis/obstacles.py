"""What stands in the way: barriers, walls, gates, hedges and water read into one kind of value.

Which form of thing stops a vehicle or a person is our own judgement (basis c); how much it looks
like security is a number of the rubric (``overtness_*``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, rating_of, truth, word
from sbd_tool.analysis.obstacle_forms import NOTHING, OVERTNESS_NUMBERS, Form, form_of
from sbd_tool.analysis.same import KeptOf
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
_SHUT: Final = frozenset({"private", "no"})
_MOST_READ: Final = 40_000
_MOST_WHOLE: Final = 100
_ANSWERED: Final = ("gap:", "rating:")
_UNIT_KEYS: Final = ("unit_width_m", "diameter_m", "diameter", "width_m", "width")


OBSTACLE_NUMBERS: Final = (
    *OVERTNESS_NUMBERS,
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


_READ: Final = KeptOf[tuple[Obstacle, ...]](_MOST_READ)
_WHOLE: Final = KeptOf[tuple[Obstacle, ...]](_MOST_WHOLE)


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
    roles = tuple(roles)
    if any(key.startswith(_ANSWERED) for key in site.facts):
        return list(_obstacles(site, rubric, roles, wide=wide))
    told = (site.world.attributes, wide)
    things = (rubric.numbers, *(site.elements.get(role, ()) for role in roles))
    whole = _WHOLE.get(things, told)
    if whole is None:
        whole = _WHOLE.put(_obstacles(site, rubric, roles, wide=wide), things, told)
    return list(whole)


def _obstacles(
    site: EffectiveSite, rubric: Rubric, roles: tuple[Role, ...], *, wide: bool
) -> tuple[Obstacle, ...]:
    leaning = site.world.attributes
    elements = [(element, answered(site, element)) for element in site.of(*roles)]
    found = [
        _READ.get((element, rubric.numbers), (leaning, wide)) if told is element else None
        for element, told in elements
    ]
    fresh = [place for place, known in enumerate(found) if known is None]
    read = _read([elements[place] for place in fresh], leaning, rubric, wide=wide)
    for place, things in zip(fresh, read, strict=True):
        element, told = elements[place]
        found[place] = things
        if told is element:
            _READ.put(things, (element, rubric.numbers), (leaning, wide))
    return tuple(thing for things in found if things for thing in things)


def _read(
    elements: Sequence[tuple[Element, Element]], leaning: Leaning, rubric: Rubric, *, wide: bool
) -> list[tuple[Obstacle, ...]]:
    """The obstacles of elements as drawn and as answered."""
    found: list[list[Obstacle]] = [[] for _ in elements]
    doing = [
        place
        for place, (element, _) in enumerate(elements)
        if form_of(element) is not NOTHING
        and not element.geometry.is_empty
        and not _is_let_down(element)
    ]
    drawn = np.array([elements[place][0].geometry for place in doing], dtype=object)
    parts, owner = shapely.get_parts(shapely.make_valid(shapely.force_2d(drawn)), return_index=True)
    for index, part in zip(owner, parts, strict=True):
        place = doing[index]
        found[place].append(_obstacle(elements[place][1], part, leaning, rubric, wide=wide))
    return [tuple(things) for things in found]


def _is_let_down(element: Element) -> bool:
    """Whether it can be opened and is said to be open: posts in the ground, an arm that is up.

    Of a gate the opening stays: it is what people and vehicles go through.
    """
    form = form_of(element)
    is_opening = element.role is Role.GATE and form.is_solid
    return form.opens and not is_opening and truth(element, "is_open") is True


def answered(site: EffectiveSite, element: Element) -> Element:
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
    is_locked = truth(element, "is_open") is False or truth(element, "locked")
    if is_locked or said in {*_SHUT, "customers"}:
        return True
    is_sure = element.is_measure and element.evidence not in {Evidence.PLAN, Evidence.ASSUMED}
    is_said_open = said in {"yes", "permissive", "designated", "public"}
    return leaning is Leaning.FEW and not is_said_open and not is_sure


def _is_open(element: Element, leaning: Leaning) -> bool:
    """Whether vehicles find it open: an opening always, a gate nobody vouches for in doubt."""
    said = truth(element, "is_open")
    is_opening = element.is_measure and "is_operable" not in element.attributes
    if said is not None or is_opening:
        return said is not False
    is_vouched = truth(element, "is_operable") is not None
    return leaning is Leaning.FEW and not is_vouched and word(element, "access") not in _SHUT
