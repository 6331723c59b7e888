"""Sight of ways out: from which part of the square one sees two of them."""

from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.perimeter import perimeter_of
from sbd_tool.analysis.sight.apart import seen_by_enough
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Crossability
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import ExitSight, Floats, ViewGround
from sbd_tool.domain.text import text

_TWO: Final = 2


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> ExitSight:
    """Look from every cell at the stretches of the edge that can be crossed on foot.

    Ways out are places every ``exit_step_m`` along those stretches; two of them count as two when
    they lie ``exit_apart_m`` apart. Sight reaches ``exit_sight_m``. Whether a street leads on
    behind the edge is not asked: figures are rather too high.
    """
    del progress
    ground: ViewGround = results["view_ground"]
    crossing: Crossability = results["crossability"]
    ways = _ways_out(site, crossing, rubric.value("exit_step_m"))
    seen = ground.field.sees(ways, ground.cells, rubric.value("exit_sight_m"))
    sees = seen_by_enough(seen, ways, rubric.value("exit_apart_m"), _TWO)
    return ExitSight(
        share=100.0 * float(sees.mean()),
        cells=ground.cells,
        sees=sees,
        objects=tuple(dict.fromkeys(stop.object for stop in crossing.blockages))[:12],
    )


def _ways_out(site: EffectiveSite, crossing: Crossability, step_m: float) -> Floats:
    """Places on crossable stretches; fixed along the edge, so that closing some moves none."""
    edge = perimeter_of(site.zone)
    count = max(1, round(edge.length_m / step_m))
    at = (np.arange(count) + 0.5) * edge.length_m / count
    is_open = np.zeros(count, dtype=bool)
    for start, end in crossing.crossable:
        is_open |= (at >= start) & (at <= end)
    places = shapely.line_interpolate_point(edge.ring, at[is_open])
    return np.asarray(shapely.get_coordinates(places)).reshape(-1, 2)


SPEC: Final = AnalysisSpec(
    key="exit_sight",
    title=text("sight.exit_sight"),
    version=1,
    reads=(),
    reads_numbers=("exit_step_m", "exit_sight_m", "exit_apart_m"),
    needs_results=("view_ground", "crossability"),
    run=run,
    is_slow=True,
)
