"""Open view: how much of the view around objects cut that are no buildings."""

from typing import Final

from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import OpenView, ViewGround
from sbd_tool.domain.text import text


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> OpenView:
    """Measure the angle at which sight ends on an object within ``view_reach_m``.

    Rays that end on a building are as long as with buildings only. Nothing is sampled but the
    cells: angles are exact. What stands right before a front counts although it hides little.
    """
    del site, progress
    ground: ViewGround = results["view_ground"]
    reach = rubric.value("view_reach_m")
    cut, by_thing = ground.field.cut_by(ground.cells, reach, ground.is_object)
    objects = [
        (name, 100.0 * float(share))
        for name, share in zip(ground.field.ids, by_thing, strict=True)
        if share > 0
    ]
    return OpenView(
        share=100.0 * (1.0 - float(cut.mean())),
        cells=ground.cells,
        left=100.0 * (1.0 - cut),
        objects=tuple(sorted(objects, key=lambda one: (-one[1], one[0]))),
    )


SPEC: Final = AnalysisSpec(
    key="open_view",
    title=text("sight.open_view"),
    version=1,
    reads=(),
    reads_numbers=("view_reach_m",),
    needs_results=("view_ground",),
    run=run,
    is_slow=True,
    sources=("GEHL",),
)
