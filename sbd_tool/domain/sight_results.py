"""What analyses of sight find, cell by cell, so that windows can draw maps and explain them.

Cells are centres of a grid over the walkable square, (n, 2) metres; values follow their order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.text import Text

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
EYE_TIMES: Final = ("day", "evening", "night")
"""Times of day by which eyes are weighted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ViewGround:
    """The ground sight is judged on: shared by the analyses of sight.

    Attributes:
        field: What cuts the view at eye height (``analysis.sight.field.SightField``).
        cells: Places people stand in.
        step_m: Distance between cells.
        is_object: By obstacle of the field: whether it is an object, not a building.
    """

    field: Any
    cells: Floats
    step_m: float
    is_object: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OpenView:
    """How much of the view objects leave.

    Attributes:
        share: Percent of the full turn, mean over the cells, not cut by objects within the reach.
        cells, left: Places and the percent left at each.
        objects: (id, percent of the view it cuts) of each object, most first.
    """

    share: float
    cells: Floats
    left: Floats
    objects: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlooked:
    """Where doors and windows look.

    Attributes:
        share: Percent of the cells enough of them see.
        cells, eyes: Places, and how many doors and windows see each.
        doors, windows: How many look at the square.
        objects: Ids of windows and doors.
        window_front_m: Length of window front among them.
    """

    share: float
    cells: Floats
    eyes: Counts
    doors: int
    windows: int
    objects: tuple[str, ...]
    window_front_m: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Surveillance:
    """By how many pairs of eyes each place is seen.

    Attributes:
        cells, eyes: Places, and how many eyes see each.
        weighted: By time of day: what those eyes are worth together.
        observers: (sort, id) of each eye.
        at: (n, 2) where each eye is, metres.
    """

    cells: Floats
    eyes: Counts
    weighted: Mapping[str, Floats]
    observers: tuple[tuple[str, str], ...]
    at: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pocket:
    """A place hardly seen from around.

    Attributes:
        ground: Its cells as one area.
        area_m2: Its area.
        position_m: Metres along the edge of the square, at the nearest place of it.
        seen_share: Mean percent of the cells around that see it.
        hidden_by: Ids of what hides it, most first.
        sentence: The same in words.
    """

    ground: BaseGeometry
    area_m2: float
    position_m: float
    seen_share: float
    hidden_by: tuple[str, ...]
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pockets:
    """Hidden pockets, in order along the edge.

    Attributes:
        share: Percent of the cells that are hidden.
        cells, seen: Places, and the percent of the cells around that see each.
        pockets: The connected ones.
    """

    share: float
    cells: Floats
    seen: Floats
    pockets: tuple[Pocket, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ExitSight:
    """From where two ways out are seen.

    Attributes:
        share: Percent of the cells.
        cells, sees: Places, and whether two ways out are seen from each.
        objects: Ids of what closes the edge, most first.
    """

    share: float
    cells: Floats
    sees: npt.NDArray[np.bool_]
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CameraView:
    """One camera.

    Attributes:
        id: Its id.
        at: Where it looks from.
        direction_deg: Degrees clockwise from north; None where nobody said.
        field_deg: Width of its view.
        reach_m: How far it shows the wanted class.
        is_field_assumed: Its width of view is a default.
    """

    id: str
    at: Point
    direction_deg: float | None
    field_deg: float
    reach_m: float
    is_field_assumed: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CameraCover:
    """What cameras show at the wanted class.

    Attributes:
        share: Percent of the key points covered; of a camera whose direction nobody knows, the
            chance that it looks there counts.
        key_points: The ways into the square.
        covered: Chance that each is covered, 0 to 1.
        classes: Key of the best pixel-density class each is shown at ("" for none).
        cells, chance: Places and the chance that each is covered: the rest is blind.
        cameras: All cameras.
        unknown_direction: How many of them look nobody knows where.
        single_share: Largest percent of the square one camera of the assumed kind can cover.
    """

    share: float
    key_points: tuple[Point, ...]
    covered: Floats
    classes: tuple[str, ...]
    cells: Floats
    chance: Floats
    cameras: tuple[CameraView, ...]
    unknown_direction: int
    single_share: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VisibilityGraph:
    """What points of a grid see of each other, in the terms of space syntax.

    Attributes:
        points: (n, 2) metres; all values follow their order and are not a number where unknown.
        connectivity: How many other points each sees.
        area_m2: Area of its isovist.
        mean_depth: Mean number of lines of sight to the points it reaches.
        integration: Hillier and Hanson's, the larger the shallower.
        clustering: Share of the pairs of points it sees that see each other.
        through_vision: Lines of sight that pass over it, counted from both ends.
        is_sampled: Only an even part of the points has values; connectivity is scaled up.
        is_clustering_sampled: The same for clustering alone.
    """

    points: Floats
    connectivity: Floats
    area_m2: Floats
    mean_depth: Floats
    integration: Floats
    clustering: Floats
    through_vision: Floats
    is_sampled: bool
    is_clustering_sampled: bool
