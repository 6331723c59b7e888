"""What cuts the view at a height: buildings, walls, hedges, kiosks, trunks and crowns.

A thing cuts the view where it stands between the two heights asked for and lets through too little
of it. What a plan says (height, ``see_through``, ``opacity``, material, leaves, open or shut) comes
first; the rest is numbers of the rubric, all of them our own judgement (basis c).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import MultiPoint
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, truth, word
from sbd_tool.analysis.prepared import prepared
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

CUTTER_ROLES: Final = (Role.BUILDING, Role.WALL, Role.VEGETATION, Role.TREE, Role.AMENITY)
CUTTER_NUMBERS: Final = (
    "wall_height_m",
    "fence_height_m",
    "hedge_height_m",
    "kiosk_height_m",
    "tree_height_m",
    "crown_base_m",
    "crown_radius_m",
    "trunk_radius_m",
    "tree_spacing_m",
    "wall_half_width_m",
    "hedge_half_width_m",
    "opacity_wall",
    "opacity_fence",
    "opacity_hedge",
    "opacity_glass",
    "opacity_crown",
    "opacity_bare",
    "opacity_kiosk",
    "opacity_kiosk_open",
    "opacity_limit",
)
_HEIGHTS: Final = ("height_m", "height", "height_visible_m", "est_height")
_FENCES: Final = ("fence", "railing", "rail", "mesh", "chain", "bars", "wire", "gitter")
_HEDGES: Final = ("hedge", "hecke", "scrub", "shrub", "bush", "planting_as_barrier", "forest")
_KIOSKS: Final = ("kiosk", "stall", "booth", "marketplace")
_WORDS: Final = (
    *("barrier", "fence_type", "material", "natural"),
    *("landuse", "amenity", "shop", "building"),
)
_BARE: Final = frozenset({"off", "bare", "none", "no", "fallen"})
_MOST_M: Final = 200.0
_MOST_TREES: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutter:
    """One thing that cuts the view.

    Attributes:
        id: Id of its element.
        geometry: The ground it stands on at that height, metres.
        is_object: No building.
    """

    id: str
    geometry: BaseGeometry
    is_object: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """How a thing stands: from where to where, how dense, on what ground."""

    base_m: float
    top_m: float
    opacity: float
    ground: BaseGeometry


def cutters_of(
    site: EffectiveSite, rubric: Rubric, heights_m: tuple[float, float], near: BaseGeometry
) -> list[Cutter]:
    """Read what cuts the view.

    Args:
        site: Reads ``CUTTER_ROLES`` and the attribute ``leaves`` of the square.
        rubric: Numbers of ``CUTTER_NUMBERS``.
        heights_m: A thing cuts when it rises above the first and begins under the second.
        near: Ground looked at; what lies wholly outside is left out.

    Returns:
        One cutter per element, buildings first, in plan order.
    """
    near = prepared(near)
    is_bare = str(site.square_tags.get("leaves", "")).lower() in _BARE
    limit = rubric.value("opacity_limit")
    found = []
    for role in CUTTER_ROLES:
        for element in _close(site.of(role), near):
            form = _FORMS[role](element, rubric, is_bare)
            if form is None or form.ground.is_empty:
                continue
            if form.base_m < heights_m[1] and form.top_m > heights_m[0] and form.opacity >= limit:
                is_object = role is not Role.BUILDING
                found.append(Cutter(id=element.id, geometry=form.ground, is_object=is_object))
    return found


def _close(elements: Iterable[Element], near: BaseGeometry) -> list[Element]:
    listed = list(elements)
    shapes = np.array([one.geometry for one in listed], dtype=object)
    return [one for one, hit in zip(listed, shapely.intersects(near, shapes), strict=True) if hit]


def _building(element: Element, rubric: Rubric, is_bare: bool) -> _Form | None:  # noqa: FBT001
    del rubric, is_bare
    if element.geometry.area <= 0:
        return None
    base = number(element, "min_height", "min_height_m") or 0.0
    dense = 0.0 if truth(element, "see_through") else _stated_opacity(element, 1.0)
    return _Form(base, number(element, *_HEIGHTS) or _MOST_M, dense, element.geometry)


def _wall(element: Element, rubric: Rubric, is_bare: bool) -> _Form:  # noqa: FBT001
    kind = _kind(element)
    is_hedge = any(part in kind for part in _HEDGES)
    is_fence = not is_hedge and any(part in kind for part in _FENCES)
    sort = "hedge" if is_hedge else "fence" if is_fence else "wall"
    dense = rubric.value(f"opacity_{sort}")
    if "glass" in kind:
        dense = rubric.value("opacity_glass")
    elif is_hedge and _is_leafless(element, is_bare=is_bare):
        dense = rubric.value("opacity_bare")
    seen_through = truth(element, "see_through")
    if seen_through is not None:
        dense = 0.0 if seen_through else max(dense, 0.0 if is_hedge and is_bare else 1.0)
    stated = number(element, *_HEIGHTS)
    top = stated if stated is not None else rubric.value(f"{sort}_height_m")
    width = rubric.value("hedge_half_width_m" if is_hedge else "wall_half_width_m")
    return _Form(0.0, top, _stated_opacity(element, dense), _spread(element, width))


def _vegetation(element: Element, rubric: Rubric, is_bare: bool) -> _Form | None:  # noqa: FBT001
    """Hedges and shrubs, or whatever states a height; lawns and beds are seen over."""
    stated = number(element, *_HEIGHTS)
    if stated is None and not any(part in _kind(element) for part in _HEDGES):
        return None
    leafless = _is_leafless(element, is_bare=is_bare)
    dense = rubric.value("opacity_bare" if leafless else "opacity_hedge")
    dense = 0.0 if truth(element, "see_through") else dense
    top = stated if stated is not None else rubric.value("hedge_height_m")
    half = number(element, "width_m", "width_min_m", "width")
    width = half / 2 if half is not None and half > 0 else rubric.value("hedge_half_width_m")
    return _Form(0.0, top, _stated_opacity(element, dense), _spread(element, width))


def _tree(element: Element, rubric: Rubric, is_bare: bool) -> _Form:  # noqa: FBT001
    """The crown where it hangs low and is stated to; else the trunk."""
    base = number(element, "crown_base_m", "crown_base_min_m", "crown_base")
    around = number(element, "circumference")
    thick = number(element, "trunk_dia_min_m", "diameter")
    radius = rubric.value("trunk_radius_m")
    if around is not None and around > 0:
        radius = around / 6.2832
    elif thick is not None and thick > 0:
        radius = thick / 2
    top = number(element, "height", "est_height") or rubric.value("tree_height_m")
    if base is None:
        base = rubric.value("crown_base_m")
    leafless = _is_leafless(element, is_bare=is_bare)
    dense = rubric.value("opacity_bare" if leafless else "opacity_crown")
    stems = _stems(element, rubric)
    trunk = _Form(0.0, top, 1.0, stems.buffer(min(radius, 1.5), quad_segs=2))
    if base >= rubric.value("crown_base_m") or dense < rubric.value("opacity_limit"):
        return trunk
    wide = number(element, "crown_diameter_m", "diameter_crown", "crown_diameter")
    crown = min(wide / 2, 20.0) if wide is not None and wide > 0 else rubric.value("crown_radius_m")
    return _Form(max(0.0, base), top, _stated_opacity(element, dense), stems.buffer(crown, 4))


def _stems(element: Element, rubric: Rubric) -> BaseGeometry:
    shape = element.geometry
    if "Line" not in shape.geom_type:
        return shape if "Point" in shape.geom_type else shape.centroid
    many = number(element, "count")
    count = round(many) if many is not None and many > 0 else 0
    count = count or int(shape.length / rubric.value("tree_spacing_m")) + 1
    steps = np.linspace(0.0, 1.0, min(count, _MOST_TREES))
    stems: BaseGeometry = MultiPoint([shape.interpolate(k, normalized=True) for k in steps])
    return stems


def _kiosk(element: Element, rubric: Rubric, is_bare: bool) -> _Form | None:  # noqa: FBT001
    """A kiosk or stall drawn as an area of the plan."""
    del is_bare
    is_kiosk = any(part in _kind(element) for part in _KIOSKS)
    if element.is_measure or not is_kiosk or element.geometry.area <= 0:
        return None
    is_open = truth(element, "is_open") is True
    dense = rubric.value("opacity_kiosk_open" if is_open else "opacity_kiosk")
    dense = 0.0 if truth(element, "see_through") else dense
    top = number(element, *_HEIGHTS) or rubric.value("kiosk_height_m")
    return _Form(0.0, top, _stated_opacity(element, dense), element.geometry)


def _kind(element: Element) -> str:
    return " ".join((element.kind.replace("-", "_"), *(word(element, key) for key in _WORDS)))


def _is_leafless(element: Element, *, is_bare: bool) -> bool:
    said = word(element, "leaves", "leaf_state")
    if said:
        return said in _BARE
    return is_bare and word(element, "leaf_cycle") != "evergreen"


def _stated_opacity(element: Element, otherwise: float) -> float:
    """What the plan says, as a share or in percent."""
    stated = number(element, "opacity", "opacity_percent")
    if stated is None or stated < 0:
        return otherwise
    return stated if stated <= 1.0 else min(1.0, stated / 100.0)


def _spread(element: Element, half_width_m: float) -> BaseGeometry:
    if element.geometry.area > 0:
        return element.geometry
    width = min(max(half_width_m, 0.02), 5.0)
    is_line = "Line" in element.geometry.geom_type
    return element.geometry.buffer(width, cap_style="flat" if is_line else "square", quad_segs=2)


_FORMS: Final[dict[Role, Callable[[Element, Rubric, bool], _Form | None]]] = {
    Role.BUILDING: _building,
    Role.WALL: _wall,
    Role.VEGETATION: _vegetation,
    Role.TREE: _tree,
    Role.AMENITY: _kiosk,
}
