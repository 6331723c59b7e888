"""Approach speed: bracket, energy and required rating at every stretch of edge vehicles come to."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, pairwise
from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.approach.brackets import (
    Bracket,
    brackets,
    driven_ends,
    driven_together,
    straight_ends,
)
from sbd_tool.analysis.approach.entries import (
    StatedEntry,
    grades_percent,
    stated_entries,
)
from sbd_tool.analysis.approach.ground import (
    DrivingGround,
    driving_ground,
)
from sbd_tool.analysis.approach.motion import run_up_of
from sbd_tool.analysis.approach.rating import Stretch, rate_edges
from sbd_tool.analysis.approach.reads import ROADS
from sbd_tool.analysis.approach.side_by_side import side_by_side
from sbd_tool.analysis.approach.task import Entry, Task
from sbd_tool.analysis.perimeter import line_of, perimeter_of
from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.analysis.streets import former_roads, grounds
from sbd_tool.domain.approach_results import KMH, ClassSpeed, EdgeSpeed, EdgeSpeeds
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.results import Approaches
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.vehicles import VehicleProfile, vehicle_profiles

_NO_APPROACH: Final = "E"


def approach_speeds(
    site: EffectiveSite,
    rubric: Rubric,
    approaches: Approaches | NotAssessed,
    progress: Progress,
    *,
    has_lattice: bool = True,
) -> EdgeSpeeds:
    """Bracket the attainable speed of each vehicle class at each stretch of the edge.

    The high value relaxes geometry and grip and credits only what surely stops a vehicle; it is
    meant never to under-state. The low value is a straight drive of a vehicle of that width on the
    ground as drawn. Kerbs, steps, lawns and traffic rules stop nothing here.

    Args:
        site: Reads ``APPROACH_ROLES`` and the surroundings.
        rubric: Numbers of ``APPROACH_NUMBERS``.
        approaches: Edge that vehicles come to; where no road is drawn the whole edge is looked at.
        progress: Told between slices; may raise ``Cancelled``.
        has_lattice: Whether bends are driven; else the high end is the speed nothing is told apart
            above.
    """
    roads = [entry.area for entry in (*grounds(site, rubric, ROADS), *former_roads(site, rubric))]
    stretches = _stretches(site, rubric, approaches if roads else None)
    entries = stated_entries(site)
    ground = driving_ground(site, rubric, [entry.place for entry in entries])
    task = replace(_task(site, rubric, ground, entries, stretches), has_lattice=has_lattice)
    task = replace(task, roads=ground.frame.into(shapely.union_all(roads)))
    profiles = vehicle_profiles(rubric)
    found = _brackets(task, profiles, progress) if stretches else []
    columns = [
        [_class_speed(entry, profile, task) for entry in column]
        for profile, column in zip(profiles, found, strict=False)
    ]
    speeds = [tuple(entry for entry in row if entry) for row in zip(*columns, strict=True)]
    reached = [pair for pair in zip(stretches, speeds, strict=True) if pair[1]]
    edges = rate_edges(site, rubric, [one for one, _ in reached], [two for _, two in reached])
    is_assumed = not entries
    told = tuple(replace(edge, doubts=_doubts(edge, is_assumed=is_assumed)) for edge in edges)
    notes = _notes(site, rubric, told, has_roads=bool(roads), is_assumed=is_assumed)
    return EdgeSpeeds(edges=told, notes=notes, is_entry_assumed=is_assumed)


def _brackets(
    task: Task, profiles: Sequence[VehicleProfile], progress: Progress
) -> list[tuple[Bracket | None, ...]]:
    """Brackets of each class: straight runs first, then bends, two works at a time."""
    straight = side_by_side(
        [partial(straight_ends, task, profile) for profile in profiles], Span(progress, 0.0, 0.1)
    )
    works = [partial(driven_ends, task, group) for group in driven_together(task, profiles)]
    driven = side_by_side(works, Span(progress, 0.1, 1.0))
    return list(map(brackets, chain.from_iterable(driven), straight))


def _stretches(
    site: EffectiveSite, rubric: Rubric, approaches: Approaches | NotAssessed | None
) -> list[Stretch]:
    """Pieces of the edge that vehicles may come to, in order along it."""
    edge = perimeter_of(site.zone)
    longest = rubric.value("approach_stretch_m")
    if approaches is None or isinstance(approaches, NotAssessed):
        parts = [(_NO_APPROACH, 0.0, edge.length_m)]
    else:
        parts = [(one.key, one.start, one.length_m) for one in approaches.approaches]
    found = []
    for key, begin, length in parts:
        count = max(1, int(np.ceil(length / longest - 0.02)))
        cuts = np.linspace(0.0, length, count + 1)
        for number, (low, high) in enumerate(pairwise(cuts.tolist()), start=1):
            start = (begin + low) % edge.length_m
            end = (begin + high) % edge.length_m or edge.length_m
            line = line_of(edge, start, start + high - low)
            found.append(Stretch(f"{key}.{number}", key, start, end, line))
    return sorted(found, key=lambda one: one.start)


def _task(
    site: EffectiveSite,
    rubric: Rubric,
    ground: DrivingGround,
    entries: Sequence[StatedEntry],
    stretches: Sequence[Stretch],
) -> Task:
    frame = ground.frame
    low, high, _ = grades_percent(site, rubric)
    placed = []
    for entry in entries:
        at = shapely.get_coordinates(frame.into(entry.at))[0]
        here = (float(at[0]), float(at[1]))
        placed.append(Entry(frame.into(entry.place), here, entry.radius_m, entry.speed_mps))
    limit = rubric.value("approach_entry_kmh") / KMH
    return Task(
        ground=ground,
        edges=tuple(frame.into(stretch.line) for stretch in stretches),
        roads=shapely.Point(),
        entries=tuple(placed),
        limit_mps=limit,
        rim_mps=max(limit, rubric.value("approach_bend_entry_kmh") / KMH),
        top_mps=rubric.value("approach_top_mps"),
        low_percent=low,
        high_percent=high,
        stations=int(rubric.value("approach_stations")),
    )


def _class_speed(found: Bracket | None, profile: VehicleProfile, task: Task) -> ClassSpeed | None:
    if found is None:
        return None
    seen, frame = found.run, task.ground.frame
    line = seen.line if seen else None
    level = run_up_of(profile, task.top_mps)
    return ClassSpeed(
        vehicle=profile.key,
        low_mps=found.low_mps,
        high_mps=found.high_mps,
        normal_mps=found.normal_mps,
        energy_kj=profile.energy_kj(found.high_mps),
        normal_energy_kj=profile.energy_kj(found.normal_mps),
        run_m=seen.run.metres if seen else 0.0,
        run_line=None if line is None else frame.back(line),
        entry_mps=seen.entry_mps if seen else 0.0,
        run_mps=level.speed_after(seen.run.metres, seen.entry_mps) if seen else 0.0,
        is_from_limit=bool(seen and seen.is_from_limit),
        lines=found.lines,
        low_normal_mps=min(seen.normal_mps, found.low_mps) if seen else 0.0,
    )


def _doubts(edge: EdgeSpeed, *, is_assumed: bool) -> tuple[str, ...]:
    """Why no single number may be taken from a stretch."""
    chosen = edge.of(edge.vehicle)
    if chosen is None:
        return ("no_entry",) if is_assumed else ()
    told = {
        "no_entry": is_assumed,
        "plan_end": chosen.is_from_limit,
        "wide": chosen.is_wide,
        "no_bends": chosen.lines == "none",
        "coarse": chosen.lines in {"coarse", "preview"},
        "above_tests": not edge.required,
    }
    return tuple(key for key, is_so in told.items() if is_so)


def _notes(
    site: EffectiveSite,
    rubric: Rubric,
    edges: Sequence[EdgeSpeed],
    *,
    has_roads: bool,
    is_assumed: bool,
) -> tuple[Text, ...]:
    """What is missing or assumed, and what it does to the figures."""
    low, high, is_stated = grades_percent(site, rubric)
    notes = [text("approach.note_screening"), text("approach.note_kerbs")]
    if not has_roads:
        notes.append(text("approach.note_no_road"))
    if not site.of(Role.BUILDING):
        notes.append(text("approach.note_no_building"))
    if is_assumed:
        speed = Quantity(rubric.value("approach_entry_kmh"), "km/h", 0)
        notes.append(text("approach.note_no_entry", speed=speed))
    grade = "approach.note_grade" if is_stated else "approach.note_no_grade"
    notes.append(text(grade, low=Quantity(low, "%", 1), high=Quantity(high, "%", 1)))
    for doubt in ("plan_end", "wide", "no_bends", "coarse", "above_tests"):
        count = sum(doubt in edge.doubts for edge in edges)
        if count:
            notes.append(text(f"approach.note_{doubt}", count=count))
    return tuple(notes)
