"""Where a measure could stand: templates that turn a catalogue entry into measures on this site."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.catalogue import Catalogue, Door, GeometryKind, MeasureKind
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.results import Approaches, Arrivals, ClearGaps
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Param, Quantity, text

_NAMESPACE: Final = uuid.UUID("6f0d4a52-6a3b-5c0e-9a57-2f6f3d1c8e11")
_RING_KINDS: Final = 2
_TOUCH_M: Final = 1e-6
_POINT_ROLES: Final = (Role.SEAT, Role.SHELTER, Role.TREE)
_SINGLE_ROLES: Final = (Role.AMENITY, Role.CAMERA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A catalogue entry at a place.

    Attributes:
        key: Stable key: kind and template.
        kind: Catalogue key.
        template: How it is laid out ("all_approaches", "along_edge", "site_wide", …).
        geometries: One per measure; None for the whole site.
        words: Parameters of the sentence.
    """

    key: str
    kind: str
    template: str
    geometries: tuple[BaseGeometry | None, ...]
    words: Mapping[str, Param] = field(default_factory=dict)

    def measures(self, project_id: str, option: str) -> tuple[Measure, ...]:
        """The measures; ids follow from project, option and key, so applying gives just these."""
        return tuple(
            Measure(
                stamp=Stamp(
                    id=str(uuid.uuid5(_NAMESPACE, f"{project_id}/{option}/{self.key}/{number}")),
                    option=option,
                    evidence=Evidence.PLAN,
                ),
                kind=self.kind,
                geometry=geometry,
                state=MeasureState.PROPOSED,
            )
            for number, geometry in enumerate(self.geometries)
        )


def placements(
    site: EffectiveSite, results: Mapping[str, Any], catalogue: Catalogue, rubric: Rubric
) -> tuple[Placement, ...]:
    """Everything worth trying on a site, in a fixed order; nothing flagged, no doors, no threats.

    Args:
        site: The likely world.
        results: Results of its analyses.
        catalogue: Measures.
        rubric: Numbers of the templates.

    Returns:
        Placements; whether one helps is for the evaluation to say.
    """
    usable = [kind for kind in catalogue.measures if not kind.is_flagged]
    sited = [kind for kind in usable if kind.door.door is Door.SITE]
    found = [
        *_rings(site, results, sited, rubric),
        *_along_edge(site, sited, rubric),
        *_lamps(results, sited),
        *_practices(site, usable),
    ]
    return tuple(found)


def _rings(
    site: EffectiveSite, results: Mapping[str, Any], kinds: Sequence[MeasureKind], rubric: Rubric
) -> Iterator[Placement]:
    """Sets that close all, or all still open, approaches, and the longest one alone.

    A chain has no half gains: the single row tells so itself.
    """
    approaches = results.get("approaches")
    if not isinstance(approaches, Approaches) or not approaches.approaches:
        return
    rows = sorted(
        (kind for kind in kinds if is_row(kind)),
        key=lambda kind: (-kind.effect.protection, -kind.effect.openness),
    )
    wide = _open_keys(results, rubric)
    still = [entry for entry in approaches.approaches if entry.key in wide]
    ring = _ring_lines(site, results, approaches)
    lines = _once(line for entry in approaches.approaches for line in ring[entry.key])
    open_lines = _once(line for entry in still for line in ring[entry.key])
    longest = max(approaches.approaches, key=lambda entry: entry.length_m)
    for number, kind in enumerate(rows[:_RING_KINDS]):
        yield Placement(
            key=f"{kind.key}:all_approaches",
            kind=kind.key,
            template="all_approaches",
            geometries=tuple(lines),
            words={"count": len(approaches.approaches), "length": _length(lines)},
        )
        if 0 < len(still) < len(approaches.approaches):
            yield Placement(
                key=f"{kind.key}:open_approaches",
                kind=kind.key,
                template="open_approaches",
                geometries=tuple(open_lines),
                words={"count": len(still), "length": _length(open_lines)},
            )
        if number == 0 and len(approaches.approaches) > 1:
            yield Placement(
                key=f"{kind.key}:longest_approach",
                kind=kind.key,
                template="longest_approach",
                geometries=tuple(ring[longest.key]),
                words={"length": _length(ring[longest.key])},
            )


def _ring_lines(
    site: EffectiveSite, results: Mapping[str, Any], approaches: Approaches
) -> dict[str, list[BaseGeometry]]:
    """What closes each approach: the open gaps of the ring there, where it has one.

    A row from surface to surface of a gap closes that gap exactly; along the edge of the square it
    would miss a ring that runs outside or inside of it. Where no ring is told the edge itself is.
    """
    gaps = results.get("gaps")
    found = gaps.gaps if isinstance(gaps, ClearGaps) else ()
    by_key = {gap.approach: gap.open_lines for gap in found if gap.open_lines}
    return {
        entry.key: [
            shapely.force_2d(line)
            for line in by_key.get(entry.key, (inside(entry.line, site.zone),))
        ]
        for entry in approaches.approaches
    }


def _once(lines: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Lines without those that repeat one: a gap may belong to two approaches."""
    return list({line.wkb: line for line in lines}.values())


def _length(lines: Iterable[BaseGeometry]) -> Quantity:
    return Quantity(sum(line.length for line in lines), "m")


def _open_keys(results: Mapping[str, Any], rubric: Rubric) -> frozenset[str]:
    """Approaches with a gap over the limit: the only ones that still want closing."""
    found = results.get("gaps")
    if not isinstance(found, ClearGaps):
        return frozenset()
    limit = rubric.value("gap_limit_m") + _TOUCH_M
    return frozenset(gap.approach for gap in found.gaps if gap.gap_m > limit)


def is_row(kind: MeasureKind) -> bool:
    """Whether it stands as a row of barriers with gaps for people."""
    gap = kind.parameter("clear_gap_m")
    return (
        kind.acts_as[:1] == (Role.BARRIER,)
        and kind.accepts(GeometryKind.LINE)
        and kind.permanence == "permanent"
        and gap is not None
        and gap.value is not None
    )


def inside(line: BaseGeometry, zone: Polygon) -> BaseGeometry:
    """The line as drawn on the edge; a corner cut by simplification would leave the square."""
    return shapely.force_2d(line) if line.length > 0 else zone.exterior


def _along_edge(
    site: EffectiveSite, kinds: Sequence[MeasureKind], rubric: Rubric
) -> Iterator[Placement]:
    places = spots(site.zone, rubric)
    most = int(rubric.value("placement_most"))
    for role, single in [*((r, False) for r in _POINT_ROLES), *((r, True) for r in _SINGLE_ROLES)]:
        for kind in kinds:
            is_plain = kind.acts_as[:1] == (role,) and Role.BARRIER not in kind.acts_as
            if is_plain and kind.accepts(GeometryKind.POINT) and places:
                chosen = places[:1] if single else places[:most]
                yield Placement(
                    key=f"{kind.key}:along_edge",
                    kind=kind.key,
                    template="one" if single else "along_edge",
                    geometries=tuple(chosen),
                    words={"count": len(chosen)},
                )


def spots(zone: Polygon, rubric: Rubric, phase: float = 0.0) -> list[Point]:
    """Points evenly spaced, set in from the edge; the middle of a square too small for that.

    Args:
        zone: The square.
        rubric: Inset, spacing and most points.
        phase: Share of the spacing by which all are moved along the edge.
    """
    inner = zone.buffer(-rubric.value("placement_inset_m"))
    parts = [part for part in getattr(inner, "geoms", [inner]) if part.area > 0]
    if not parts:
        return [zone.representative_point()]
    ring = max(parts, key=lambda part: part.area).exterior
    count = max(1, int(ring.length // rubric.value("placement_spacing_m")))
    most = int(rubric.value("placement_most"))
    count = min(count, most)
    return [ring.interpolate(ring.length * (number + phase) / count) for number in range(count)]


def _lamps(results: Mapping[str, Any], kinds: Sequence[MeasureKind]) -> Iterator[Placement]:
    arrivals = results.get("arrivals")
    if not isinstance(arrivals, Arrivals) or not arrivals.ways:
        return
    kind = next((kind for kind in kinds if kind.acts_as == (Role.LAMP,)), None)
    if kind is not None and kind.accepts(GeometryKind.POINT):
        yield Placement(
            key=f"{kind.key}:ways_in",
            kind=kind.key,
            template="ways_in",
            geometries=tuple(way.at for way in arrivals.ways),
            words={"count": len(arrivals.ways)},
        )


def _practices(site: EffectiveSite, kinds: Iterable[MeasureKind]) -> Iterator[Placement]:
    for kind in kinds:
        if kind.door.door is Door.PRACTICE and kind.key not in site.practices:
            yield Placement(
                key=f"{kind.key}:site_wide",
                kind=kind.key,
                template="site_wide",
                geometries=(None,),
            )


def sentence_of(placement: Placement, kind: MeasureKind) -> Any:
    """What to do and where, in words."""
    return text(f"scoring.suggest_{placement.template}", measure=kind.name, **placement.words)
