"""Gaps of the rings round the protected zones, as a list along the edge."""

from collections.abc import Callable
from typing import Any

from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.ring.find import rings_of
from sbd_tool.app.ring_width import span_of, width_words
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.effective import LIKELY_WORLD
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Passage, RingGap, Rings, ZoneRing
from sbd_tool.domain.text import Quantity, Text, text


def find_rings(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> Rings:
    """The rings of a project in one option and state.

    Raises:
        SquareMissingError: No square is picked.
    """
    site = build(project, rules.catalogue, rules.rubric, wish.option, wish.time_state, LIKELY_WORLD)
    return rings_of(site, rules.rubric, progress)


def list_gaps(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
    """Every gap of every ring, zone by zone along its edge; widths to the centimetre and exact."""
    rings = find_rings(project, rules, wish, progress)
    content: dict[str, Any] = {
        "enclosed": rings.is_enclosed,
        "enclosed_for_sure": rings.is_enclosed_for_sure,
        "limits_m": dict(rings.limits),
        "tolerance_m": 1e-6,
        "zones": [_zone(ring) for ring in rings.zones],
        "gaps": [_gap(gap, ring.zone) for ring in rings.zones for gap in ring.gaps],
    }
    notes = [*rings.notes, *(note for ring in rings.zones for note in ring.notes)]
    name = names_of(project, rules)
    lines = [line for ring in rings.zones for line in _lines(ring, name)]
    return ListResult(content=content, lines=tuple(lines), notes=tuple(dict.fromkeys(notes)))


def _zone(ring: ZoneRing) -> dict[str, Any]:
    return {
        "zone": ring.zone,
        "objects": list(ring.objects),
        "enclosed": ring.is_enclosed,
        "enclosed_for_sure": ring.is_enclosed_for_sure,
        "gaps": len(ring.gaps),
        "classes": {key: _passage(passage) for key, passage in ring.passages.items()},
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {"widest_m": passage.likely_m, "widest_for_sure_m": passage.worst_m}


def _gap(gap: RingGap, zone: str) -> dict[str, Any]:
    return {
        "zone": zone,
        "width_m": round(gap.width_m, 2),
        "width_exact_m": gap.width_m,
        "width_range_m": [gap.low_m, gap.high_m],
        "between": list(gap.between),
        "inside_row": gap.is_row,
        "open_side": gap.is_open_side,
        "midpoint": [gap.midpoint.x, gap.midpoint.y],
        "line": [list(at) for at in gap.line.coords],
        "verdicts": {key: verdict.value for key, verdict in gap.verdicts.items()},
        "vehicles": gap.vehicles.value,
        "widest_vehicle": gap.widest_vehicle or None,
        "not_stopped_for_sure": list(gap.not_stopped),
        "unknown": list(gap.unknown),
    }


def _lines(ring: ZoneRing, name: Callable[[str], Text]) -> list[Text]:
    if ring.is_enclosed_for_sure:
        key = "closure.ring_closed"
    else:
        key = "closure.ring_may_be_closed" if ring.is_enclosed else "closure.ring_open"
    head = text(key, zone=ring.zone, count=len(ring.gaps))
    return [head, *_widest(ring), *(gap_sentence(gap, name) for gap in ring.gaps)]


def _widest(ring: ZoneRing) -> list[Text]:
    """The widest way in of the smallest class of vehicle, where a ring is told."""
    if not ring.gaps:
        return []
    span = span_of(ring)
    width = width_words(span.likely_m, span.low_m, span.high_m)
    return [text("people.ring_widest", zone=ring.zone, width=width)]


def gap_sentence(gap: RingGap, name: Callable[[str], Text]) -> Text:
    """All that is said of one gap, in one line."""
    key = "closure.row_line" if gap.is_row else "closure.gap_line"
    if gap.is_row and "gap" in gap.unknown:
        key = "closure.row_line_unknown"
    return text(
        key,
        width=Quantity(gap.width_m, "m", 2),
        one=name(gap.between[0]),
        other=name(gap.between[1]),
        vehicles=text(f"closure.vehicles_{gap.vehicles.value}"),
        users=text("closure.users_line", **_users(gap)),
    )


def _users(gap: RingGap) -> dict[str, Text]:
    return {key: text(f"closure.user_{verdict.value}") for key, verdict in gap.verdicts.items()}
