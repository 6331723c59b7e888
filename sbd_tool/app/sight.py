"""Live sight for a window: what is seen under the cursor, and how many of some places see each."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.sight.cutters import cutters_of
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.sight.field import warm_up as warm_up_kernels
from sbd_tool.analysis.sight.graph import visibility_graph
from sbd_tool.app.rules import Rules
from sbd_tool.domain.effective import LIKELY_WORLD
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.sight_results import VisibilityGraph

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenGround:
    """What is seen from one place; see ``analysis.sight.isovists.Isovist`` for the measures.

    Attributes:
        polygon: The ground seen, metres, project CRS.
        area_m2, perimeter_m, occlusivity_m, drift_m, longest_view_m: Its measures.
        hidden_by: Ids of plan features or measures that end the view, the widest angle first.
    """

    polygon: BaseGeometry
    area_m2: float
    perimeter_m: float
    occlusivity_m: float
    drift_m: float
    longest_view_m: float
    hidden_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LiveSight:
    """The square and its surroundings as they cut the view at eye height; never changes."""

    field: SightField

    def at(
        self,
        x: float,
        y: float,
        reach_m: float = math.inf,
        direction_deg: float | None = None,
        field_deg: float | None = None,
    ) -> SeenGround | None:
        """What is seen from a place; about half a millisecond.

        Args:
            x: Project CRS, metres.
            y: The same.
            reach_m: How far sight goes.
            direction_deg: Where the view points, degrees clockwise from north.
            field_deg: Its width, degrees; all round where one of the two is not given.

        Returns:
            None inside a thing and outside the ground looked at.
        """
        found = self.field.isovist((x, y), reach_m, direction_deg, field_deg)
        if found is None:
            return None
        return SeenGround(
            polygon=found.polygon,
            area_m2=found.area_m2,
            perimeter_m=found.perimeter_m,
            occlusivity_m=found.occlusivity_m,
            drift_m=found.drift_m,
            longest_view_m=found.longest_view_m,
            hidden_by=found.hidden_by,
        )

    def seen_by(self, eyes: Any, cells: Any, reach_m: float) -> Counts:
        """How many of the eyes, (n, 2) metres, see each of the cells within the reach."""
        return np.asarray(self.field.sees(eyes, cells, reach_m).sum(axis=0), dtype=np.int64)

    def graph(
        self,
        ground: BaseGeometry,
        step_m: float,
        reach_m: float = math.inf,
        progress: Progress = SILENT,
    ) -> VisibilityGraph:
        """Visibility graph of a grid over some ground; to be run as a job.

        Args:
            ground: Where points are laid, metres; those inside things are left out.
            step_m: Distance between points.
            reach_m: How far sight goes.
            progress: Told after each block; may raise ``Cancelled``.
        """
        west, south, east, north = ground.bounds
        x, y = np.meshgrid(
            np.arange(west + step_m / 2, east, step_m), np.arange(south + step_m / 2, north, step_m)
        )
        points = np.column_stack((x.ravel(), y.ravel()))
        points = points[shapely.contains_xy(ground, points[:, 0], points[:, 1])]
        points = points[~np.isnan(self.field.areas_m2(points, 0.01))]
        return visibility_graph(self.field, points, step_m, reach_m=reach_m, progress=progress)


def live_sight(
    project: Project,
    rules: Rules,
    *,
    option: str = "base",
    time_state: str = "ordinary",
    around_m: float = 100.0,
) -> LiveSight:
    """Prepare live sight; to be run as a job, and again when the design has changed.

    Args:
        project: The plan and its measures.
        rules: Catalogue and rubric.
        option: Design option.
        time_state: State in time.
        around_m: Ground beyond the square that can be looked at.

    Raises:
        SquareMissingError: No square is picked.
    """
    rubric = rules.rubric
    site = build(project, rules.catalogue, rubric, option, time_state, LIKELY_WORLD)
    frame = shapely.box(*site.zone.buffer(around_m).bounds)
    heights = rubric.value("barrier_view_height_m"), rubric.value("eye_height_m")
    cutters = cutters_of(site, rubric, heights, frame)
    ids = [cutter.id for cutter in cutters]
    return LiveSight(SightField([cutter.geometry for cutter in cutters], frame, ids))


def warm_up() -> float:
    """Compile the numerics of sight in the background; returns a number that shows it worked."""
    return warm_up_kernels()
