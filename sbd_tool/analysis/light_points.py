"""Light at places somebody asks for, instead of at the cells of the analysis."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.analysis.light_field import Illuminance, illuminance, screens_of
from sbd_tool.analysis.luminaires import Luminaire, luminaires_of
from sbd_tool.analysis.prepared import prepared
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.photometry import Floats
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.rubric import Rubric


@dataclass(frozen=True, kw_only=True, eq=False)
class LitPlaces:
    """Illuminance at places.

    Attributes:
        lux: What the lamps give there; directions of looking: east, north, west, south.
        is_built: (n,) whether a place lies inside a building: its values mean nothing.
        lamps: The light sources within reach.
    """

    lux: Illuminance
    is_built: npt.NDArray[np.bool_]
    lamps: tuple[Luminaire, ...]


def light_at(
    site: EffectiveSite, rubric: Rubric, points: Floats, progress: Progress = SILENT
) -> LitPlaces:
    """Lux of all lamps within reach at places.

    Args:
        site: Reads the roles of the analysis of light.
        rubric: Its numbers and the library of distributions.
        points: (n, 2) metres, project CRS.
        progress: Told as lamps are done; may raise ``Cancelled``.
    """
    region = shapely.MultiPoint(points).convex_hull
    screens = screens_of(site, rubric, region)
    lamps = luminaires_of(site, rubric, region, screens.built)
    found = illuminance(
        lamps,
        points,
        screens.segments,
        face_m=rubric.value("light_face_height_m"),
        progress=progress,
    )
    inside = shapely.contains_xy(prepared(screens.built), points[:, 0], points[:, 1])
    return LitPlaces(lux=found, is_built=np.asarray(inside, dtype=bool), lamps=tuple(lamps))
