"""Which form of thing stops a vehicle or a person, and how much it looks like security.

The forms are our own judgement (basis c); overtness is a number of the rubric (``overtness_*``).
"""

from dataclasses import dataclass
from typing import Final

from sbd_tool.analysis.attributes import word
from sbd_tool.domain.effective import Element
from sbd_tool.domain.roles import Role


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


NOTHING: Final = Form(is_solid=False, stops_vehicles=False, stops_people=False)
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
    ("kerb", NOTHING),
    ("height_restrictor", NOTHING),
    ("cattle_grid", NOTHING),
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
    Role.VEGETATION: NOTHING,
}
OVERTNESS_NUMBERS: Final = tuple(
    sorted({form.overtness for _, form in _FORMS if form.overtness} | {"overtness_other"})
)


def form_of(element: Element) -> Form:
    """What an element does, from its attributes, its kind or its role."""
    told = f"{word(element, 'bollard')} {word(element, 'barrier')} {element.kind.replace('-', '_')}"
    for part, form in _FORMS:
        if part in told:
            return form
    return _BY_ROLE.get(element.role, _row("overtness_other"))
