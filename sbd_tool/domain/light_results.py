"""What the analysis of light finds: lux on a grid and along ways, classes, dark pockets.

Coordinates are project CRS metres. All values are maintained illuminance of the lamps alone, in
lux: no light of windows, traffic or sky, none reflected by walls, so they err towards dark.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from shapely.geometry import LineString, Point

from sbd_tool.domain.text import Quantity, Text, text

Floats = npt.NDArray[np.float64]
LEGEND_LX: Final = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
"""Edges of the colours of a map of light, lux; the class minimum is drawn as a line of its own."""
UNCLASSED: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFrame:
    """Where the cells of a grid lie.

    Attributes:
        corner: (x, y) of the corner of cell (0, 0).
        right, up: Sides of one cell, metres: the grid lies along the square.
        rows, columns: Size of the grid.
    """

    corner: tuple[float, float]
    right: tuple[float, float]
    up: tuple[float, float]
    rows: int
    columns: int


@dataclass(frozen=True, kw_only=True, eq=False)
class LightGrid:
    """Illuminance of the cells outside buildings and water.

    Attributes:
        frame: Where the cells lie.
        cell: (n,) number of each cell, row by row.
        points: (n, 2) middles.
        horizontal_lx: (n,) on the ground.
        vertical_lx: (4, n) at the height of a face, looking along the grid: right, up, left, down.
        semicylindrical_lx: (4, n) likewise.
    """

    frame: CellFrame
    cell: npt.NDArray[np.int64]
    points: Floats
    horizontal_lx: Floats
    vertical_lx: Floats
    semicylindrical_lx: Floats

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LightGrid) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        arrays = (self.cell, self.horizontal_lx, self.vertical_lx, self.semicylindrical_lx)
        return (self.frame, *(part.tobytes() for part in arrays))

    def picture(self, values: Floats | None = None) -> Floats:
        """Values as (rows, columns), row 0 at the corner, NaN where there is no cell.

        Args:
            values: (n,) one value a cell; horizontal illuminance by default.
        """
        shown = np.full(self.frame.rows * self.frame.columns, np.nan)
        shown[self.cell] = self.horizontal_lx if values is None else values
        return shown.reshape(self.frame.rows, self.frame.columns)

    @property
    def faces_lx(self) -> Floats:
        """(n,) semi-cylindrical illuminance from the darkest of the four sides."""
        return np.asarray(self.semicylindrical_lx.min(axis=0))


@dataclass(frozen=True, slots=True, kw_only=True)
class WayLight:
    """How one arriving way is lit near the edge.

    Attributes:
        at: Where it meets the edge.
        ways: Ids of its ways.
        lowest_lx: Least horizontal illuminance along it.
        is_lit: At least the class minimum all along.
    """

    at: Point
    ways: tuple[str, ...]
    lowest_lx: float
    is_lit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DarkPocket:
    """A stretch of a way under the class minimum.

    Attributes:
        at: Its darkest place.
        line: The stretch.
        way: Id of the way.
        length_m: Its length.
        lowest_lx: Least horizontal illuminance on it.
        minimum_lx: The class minimum.
        is_indicative: Rests on assumed lamps.
    """

    at: Point
    line: LineString
    way: str
    length_m: float
    lowest_lx: float
    minimum_lx: float
    is_indicative: bool

    def said(self) -> Text:
        """The pocket in a sentence."""
        words = {
            "length": Quantity(self.length_m, "m", 0),
            "lowest": Quantity(self.lowest_lx, "lx", 1),
            "minimum": Quantity(self.minimum_lx, "lx", 1),
        }
        if self.is_indicative:
            return text("light.dark_pocket_indicative", **words)
        return text("light.dark_pocket", **words)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightClass:
    """One lighting class: maintained mean and minimum, and what faces need, lux."""

    name: str
    mean_lx: float
    minimum_lx: float
    vertical_lx: float
    semicylindrical_lx: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """Light of the lamps on the square and its ways.

    Attributes:
        grid: The cells.
        ways: Arriving ways, along the edge.
        pockets: Dark stretches of ways, longest first; empty while no lamp is known.
        lamps: Ids of the lamps that light the square, most light first.
        assumed: Ids of those of whose flux, height or distribution something is assumed.
        minimum_lx: Minimum of the class aimed at.
        mean_lx, lowest_lx, percentile_5_lx: Of the horizontal illuminance of the cells.
        p_class, sc_class: Best class reached, or "" for none.
        p_class_faces: Best P class whose demand on faces is met too, or "".
        lit_by_one_m2: Ground that one assumed lamp lights to the minimum.
    """

    grid: LightGrid
    ways: tuple[WayLight, ...]
    pockets: tuple[DarkPocket, ...]
    lamps: tuple[str, ...]
    assumed: tuple[str, ...]
    minimum_lx: float
    mean_lx: float
    lowest_lx: float
    percentile_5_lx: float
    p_class: str
    p_class_faces: str
    sc_class: str
    lit_by_one_m2: float

    @property
    def is_indicative(self) -> bool:
        """Whether the values rest on anything assumed about a lamp."""
        return bool(self.assumed)

    @property
    def lit_share(self) -> float:
        """Share of the cells with at least the class minimum, 0 to 1."""
        lux = self.grid.horizontal_lx
        return float(np.mean(lux >= self.minimum_lx)) if len(lux) else 0.0

    @property
    def uniformity(self) -> float:
        """Lowest over mean; 0 where it is dark."""
        return self.lowest_lx / self.mean_lx if self.mean_lx > 0 else 0.0

    @property
    def evenness(self) -> float:
        """5th percentile over mean; 0 where it is dark."""
        return self.percentile_5_lx / self.mean_lx if self.mean_lx > 0 else 0.0
