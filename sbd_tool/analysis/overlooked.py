"""Overlooked: which part of the square doors and windows see."""

from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.eyes import window_eyes
from sbd_tool.analysis.sight.apart import seen_by_enough
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.place_results import Doors
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import Overlooked, ViewGround
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Overlooked:
    """Look out of every door and window.

    Doors stand on the fronts, as the doors analysis put them; a window front has an eye every
    ``window_every_m``. A cell is overlooked when ``overlook_min`` of them see it within
    ``view_reach_m`` that are pairwise ``door_merge_m`` apart, so a door mapped twice is one eye.
    Blinds, closing hours and upper floors are not known: neither more nor less is assumed.
    """
    del progress
    ground: ViewGround = results["view_ground"]
    doors: Doors = results["doors"]
    fronts = _fronts(site, rubric)
    windows = [window_eyes(element, rubric.value("window_every_m")) for element in fronts]
    at_doors = shapely.get_coordinates(np.array(doors.at, dtype=object)).reshape(-1, 2)
    eyes = np.concatenate((at_doors, *windows))
    eyes = ground.field.outside(eyes, rubric.value("camera_off_m"))
    seen = ground.field.sees(eyes, ground.cells, rubric.value("view_reach_m"))
    wanted = int(rubric.value("overlook_min"))
    enough = seen_by_enough(seen, eyes, rubric.value("door_merge_m"), wanted)
    ids = [element.id for element in fronts]
    return Overlooked(
        share=100.0 * float(enough.mean()),
        cells=ground.cells,
        eyes=seen.sum(axis=0).astype(np.int64),
        doors=len(at_doors),
        windows=len(eyes) - len(at_doors),
        objects=tuple(dict.fromkeys((*ids, *doors.objects))),
        window_front_m=float(sum(element.geometry.length for element in fronts)),
    )


def _fronts(site: EffectiveSite, rubric: Rubric) -> list[Element]:
    near = site.zone.buffer(rubric.value("front_reach_m"))
    shapely.prepare(near)
    return [e for e in site.of(Role.WINDOW_FRONT) if shapely.intersects(near, e.geometry)]


SPEC: Final = AnalysisSpec(
    key="overlooked",
    title=text("sight.overlooked"),
    version=1,
    reads=(Role.WINDOW_FRONT,),
    reads_numbers=(
        "front_reach_m",
        "window_every_m",
        "camera_off_m",
        "view_reach_m",
        "overlook_min",
        "door_merge_m",
    ),
    needs_results=("view_ground", "doors"),
    run=run,
    is_slow=True,
    sources=("ISO22341", "JACOBS"),
)
