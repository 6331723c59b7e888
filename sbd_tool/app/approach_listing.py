"""How fast vehicles can be where they come to the edge, as a list along it; never by severity."""

from typing import Any

from sbd_tool.analysis import ANALYSES
from sbd_tool.analysis.approach.find import approach_speeds
from sbd_tool.analysis.effective_site import build
from sbd_tool.app.rules import Rules
from sbd_tool.domain.approach_results import KMH, ClassSpeed, EdgeSpeed, EdgeSpeeds
from sbd_tool.domain.effective import LIKELY_WORLD
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, text


def find_speeds(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> EdgeSpeeds:
    """The speeds along the edge of a project in one option and state.

    Raises:
        SquareMissingError: No square is picked.
    """
    site = build(project, rules.catalogue, rules.rubric, wish.option, wish.time_state, LIKELY_WORLD)
    approaches = ANALYSES["approaches"].run(site, {}, rules.rubric, SILENT)
    return approach_speeds(site, rules.rubric, approaches, progress)


def list_approach(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
    """Every stretch of edge that vehicles come to, in order along it, with bracket and rating."""
    speeds = find_speeds(project, rules, wish, progress)
    content: dict[str, Any] = {
        "edges": [_edge(edge) for edge in speeds.edges],
        "entry_speed_assumed": speeds.is_entry_assumed,
        "rated_by": "high",
    }
    lines = [sentence_of(edge) for edge in speeds.edges]
    return ListResult(
        content=content,
        lines=tuple(lines or [text("approach.nothing_comes")]),
        notes=speeds.notes,
        marking=speeds.marking,
    )


def _edge(edge: EdgeSpeed) -> dict[str, Any]:
    chosen, middle = edge.of(edge.vehicle) or edge.fastest, edge.midpoint
    return {
        "key": edge.key,
        "approach": edge.approach,
        "midpoint": [middle.x, middle.y],
        "line": [list(at) for at in edge.line.coords],
        **(_speed(chosen) if chosen else {}),
        "standoff_m": round(edge.standoff_m, 2),
        "required": edge.required or None,
        "adequate": edge.is_adequate,
        "barriers": list(edge.barriers),
        "rating_ratio": edge.rating_ratio,
        "firm": not edge.doubts,
        "doubts": list(edge.doubts),
        "by_class": [_speed(entry) for entry in edge.classes],
    }


def _speed(entry: ClassSpeed) -> dict[str, Any]:
    return {
        "vehicle": entry.vehicle,
        "low_mps": round(entry.low_mps, 3),
        "high_mps": round(entry.high_mps, 3),
        "normal_mps": round(entry.normal_mps, 3),
        "energy_kj": round(entry.energy_kj, 1),
        "normal_energy_kj": round(entry.normal_energy_kj, 1),
        "straight_run": {
            "length_m": round(entry.run_m, 2),
            "entry_mps": round(entry.entry_mps, 3),
            "level_mps": round(entry.run_mps, 3),
            "from_plan_end": entry.is_from_limit,
        },
        "lines": entry.lines,
    }


def sentence_of(edge: EdgeSpeed) -> Text:
    """All that is said of one stretch, in one line."""
    chosen = edge.of(edge.vehicle) or edge.fastest
    if chosen is None:
        return text("approach.line_none", key=edge.key)
    return text(
        "approach.line",
        key=edge.key,
        vehicle=text(f"approach.vehicle_{chosen.vehicle}"),
        low=Quantity(chosen.low_mps * KMH, "km/h", 0),
        high=Quantity(chosen.high_mps * KMH, "km/h", 0),
        energy=Quantity(chosen.energy_kj, "kJ", 0),
        run=Quantity(chosen.run_m, "m", 0),
        rating=required_of(edge),
    )


def required_of(edge: EdgeSpeed) -> Text:
    """What the stretch asks for, and whether what stands there gives it."""
    if not edge.required:
        return text("approach.above_tests")
    state = "adequate" if edge.is_adequate else "lacking" if edge.barriers else "bare"
    return text(f"approach.required_{state}", rating=edge.required)
