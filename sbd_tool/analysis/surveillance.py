"""Natural surveillance: by how many pairs of eyes each place is seen, and what they are worth."""

from typing import Final

import numpy as np

from sbd_tool.analysis.eyes import EYE_NUMBERS, EYE_ROLES, eyes_of
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import Doors
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import EYE_TIMES, Surveillance, ViewGround
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Surveillance:
    """Count the eyes that see each cell within ``view_reach_m``, plainly and weighted.

    Eyes are doors, windows of drawn fronts, seats and stops. Whether somebody is there is not
    known: weights by time of day are our own judgement. Windows that are not drawn see nothing, so
    figures are rather too low.
    """
    progress.advance(0.0)
    ground: ViewGround = results["view_ground"]
    doors: Doors = results["doors"]
    eyes = eyes_of(site, doors, ground.field, rubric)
    seen = ground.field.sees(eyes.at, ground.cells, rubric.value("view_reach_m"))
    weighted = seen.T.astype(float) @ eyes.weights
    return Surveillance(
        cells=ground.cells,
        eyes=seen.sum(axis=0).astype(np.int64),
        weighted={time: weighted[:, k] for k, time in enumerate(EYE_TIMES)},
        observers=tuple(zip(eyes.sorts, eyes.ids, strict=True)),
        at=eyes.at,
    )


SPEC: Final = AnalysisSpec(
    key="surveillance",
    title=text("sight.surveillance"),
    version=1,
    reads=EYE_ROLES,
    reads_numbers=EYE_NUMBERS,
    needs_results=("view_ground", "doors"),
    run=run,
    is_slow=True,
    sources=("ISO22341", "JACOBS"),
)
