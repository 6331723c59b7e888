"""Hidden pockets: places hardly seen from around, listed along the edge."""

from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.perimeter import perimeter_of, position_of
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import Floats, Pocket, Pockets, ViewGround
from sbd_tool.domain.text import Quantity, Text, text

_HIDERS: Final = 5
_PARTS: Final = 12
Marks = npt.NDArray[np.bool_]


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> Pockets:
    """Count from how many of the cells within ``hidden_reach_m`` each cell is seen.

    Under ``hidden_share`` of them it is hidden. Niches narrower than a cell are not seen: figures
    are rather too low. A cell inside a wall or a hedge is seen from nowhere.
    """
    del progress
    ground: ViewGround = results["view_ground"]
    reach = rubric.value("hidden_reach_m")
    seen = ground.field.sees(ground.cells, ground.cells, reach).sum(axis=1)
    around = _around(ground.cells, reach)
    share = seen / around
    is_hidden = share < rubric.value("hidden_share")
    return Pockets(
        share=100.0 * float(is_hidden.mean()),
        cells=ground.cells,
        seen=100.0 * share,
        pockets=_pockets(site, ground, share, is_hidden),
    )


def _around(cells: Floats, reach_m: float) -> Floats:
    """Cells within the reach of each cell, itself included."""
    from scipy.spatial import cKDTree

    tree = cKDTree(cells)
    return np.asarray(tree.query_ball_point(cells, reach_m + 1e-6, return_length=True), dtype=float)


def _pockets(
    site: EffectiveSite, ground: ViewGround, share: Floats, is_hidden: Marks
) -> tuple[Pocket, ...]:
    chosen = np.flatnonzero(is_hidden)
    if not len(chosen):
        return ()
    edge = perimeter_of(site.zone)
    found = []
    for part in _connected(ground.cells[chosen], ground.step_m):
        cells, seen = ground.cells[chosen[part]], share[chosen[part]]
        area = _area(cells, ground.step_m)
        position = position_of(edge, shapely.shortest_line(edge.ring, area).interpolate(0))
        hidden_by = _hiders(ground, cells)
        found.append(
            Pocket(
                ground=area,
                area_m2=len(cells) * ground.step_m**2,
                position_m=position,
                seen_share=100.0 * float(seen.mean()),
                hidden_by=hidden_by,
                sentence=_sentence(position, len(cells) * ground.step_m**2, float(seen.mean())),
            )
        )
    return tuple(sorted(found, key=lambda pocket: (pocket.position_m, -pocket.area_m2)))


def _sentence(position_m: float, area_m2: float, share: float) -> Text:
    return text(
        "sight.pocket",
        at=Quantity(position_m, "m", 0),
        area=Quantity(area_m2, "m²", 0),
        share=Quantity(100.0 * share, "%", 0),
    )


def _connected(cells: Floats, step_m: float) -> list[npt.NDArray[np.int64]]:
    """Cells that touch, corner to corner included, in groups."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    pairs = cKDTree(cells).query_pairs(1.5 * step_m, output_type="ndarray")
    ones = np.ones(len(pairs), dtype=np.int8)
    graph = csr_matrix((ones, (pairs[:, 0], pairs[:, 1])), shape=(len(cells), len(cells)))
    count, label = connected_components(graph, directed=False)
    return [np.flatnonzero(label == k) for k in range(count)]


def _area(cells: Floats, step_m: float) -> BaseGeometry:
    half = 0.5 * step_m
    return shapely.union_all(shapely.points(cells)).buffer(half, cap_style="square")


def _hiders(ground: ViewGround, cells: Floats) -> tuple[str, ...]:
    """What ends the view from the middle of a pocket."""
    middle = cells[np.argmin(np.hypot(*(cells - cells.mean(axis=0)).T))]
    found = ground.field.isovist(middle)
    return found.hidden_by[:_HIDERS] if found is not None else ()


SPEC: Final = AnalysisSpec(
    key="hidden_pockets",
    title=text("sight.hidden_pockets"),
    version=1,
    reads=(),
    reads_numbers=("hidden_reach_m", "hidden_share"),
    needs_results=("view_ground",),
    run=run,
    is_slow=True,
    sources=("CENTR14383-2",),
)
