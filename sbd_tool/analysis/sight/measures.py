"""Measures of the isovists of many places: what a heat map and a table show."""

import math
from typing import Any, Final

import numpy as np

from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.sight.mesh import MM, Floats
from sbd_tool.domain.progress import SILENT, Progress

NAMES: Final = ("area_m2", "perimeter_m", "occlusivity_m", "longest_view_m", "drift_m")
_BLOCK: Final = 256
_FAR_MM: Final = 2.0**27


def isovist_measures(
    field: SightField, points: Any, reach_m: float = math.inf, progress: Progress = SILENT
) -> dict[str, Floats]:
    """Measures of ``isovists.Isovist`` for (n, 2) places, metres, by ``NAMES``.

    Args:
        field: What cuts the view.
        points: Places; inside a thing nothing is a number.
        reach_m: How far sight goes.
        progress: Told after each block; may raise ``Cancelled``.
    """
    from sbd_tool.analysis.sight.measure_kernels import measures_of

    places = field.places(points)
    found = np.full((len(places), len(NAMES)), np.nan)
    reach = min(float(reach_m) * MM, _FAR_MM)
    for k in range(0, len(places), _BLOCK):
        found[k : k + _BLOCK] = measures_of(field.mesh, places[k : k + _BLOCK], reach)
        progress.advance(min(1.0, (k + _BLOCK) / len(places)))
    found /= np.array([MM**2, MM, MM, MM, MM])
    return {name: found[:, column] for column, name in enumerate(NAMES)}
