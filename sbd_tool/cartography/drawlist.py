"""The draw list: one description of a map for screen, page, picture and file.

Positions are metres in the project CRS; sizes of lines, signs and letters are millimetres on the
page. A backend brings both together with a `Viewport`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line style; ``dash_mm`` alternates drawn and blank lengths."""

    colour: str
    width_mm: float
    dash_mm: tuple[float, ...] = ()
    opacity: float = 1.0
    casing: str = ""  # colour of a wider line under it, or "" for none
    casing_width_mm: float = 0.0
    cap: str = "round"  # "round" or "butt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """An area style; ``hatch`` names a pattern drawn over the colour ("", "diagonal", "cross")."""

    colour: str
    opacity: float = 1.0
    hatch: str = ""
    hatch_colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Many rings or lines of one style, as ragged arrays.

    Attributes:
        coordinates: Shape (n, 2), metres.
        part_starts: Index of the first coordinate of each ring or line, then n.
        feature_starts: Index of the first part of each feature, then the number of parts; the
            first ring of a feature's polygon is its outside, even-odd fill makes its holes.
        ids: Id per feature.
        is_closed: Rings (filled) or open lines.
        is_hole: Per ring, whether it cuts a hole; None when nobody said.
    """

    coordinates: FloatArray
    part_starts: IntArray
    feature_starts: IntArray
    ids: tuple[str, ...]
    is_closed: bool
    fill: Fill | None = None
    stroke: Stroke | None = None
    is_hole: BoolArray | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """One sign of a measure or a point object.

    Attributes:
        x_m, y_m: Position.
        symbol: Symbol name, or "" for a plain dot.
        size_mm: Diameter on the page.
        family: Symbol family; decides outline and hue ("" for plan objects).
        state: "existing", "proposed", "temporary" or "to_remove".
        evidence: Evidence key; decides the dot.
        id: Id of the object.
        colour: Overrides the hue, or "".
        size_m: True size in metres for footprints drawn to scale (tree crowns), or None.
        is_selected: Wears the yellow halo.
        opacity: 0 to 1; what comes from the plan unverified is paler.
    """

    x_m: float
    y_m: float
    symbol: str
    size_mm: float
    family: str = ""
    state: str = "existing"
    evidence: str = "seen"
    id: str = ""
    colour: str = ""
    size_m: float | None = None
    is_selected: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Very many plain dots of one look, as arrays: what a `Marker` each would be, but light.

    Attributes:
        coordinates: Shape (n, 2), metres.
        ids: Id per dot.
        size_mm: Diameter on the page.
        colour: Colour of all of them.
        opacity: 0 to 1.
    """

    coordinates: FloatArray
    ids: tuple[str, ...]
    size_mm: float
    colour: str
    opacity: float = 1.0

    def markers(self) -> Iterator[Marker]:
        """The dots one by one, for outputs that draw signs."""
        for (x_m, y_m), name in zip(self.coordinates.tolist(), self.ids, strict=True):
            yield Marker(
                x_m=x_m,
                y_m=y_m,
                symbol="",
                size_mm=self.size_mm,
                colour=self.colour,
                opacity=self.opacity,
                id=name,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words on the map, with a halo. ``priority`` decides who stays when labels collide.

    ``is_along`` says that the words follow something on the ground and so turn with the map.
    """

    x_m: float
    y_m: float
    words: str
    size_mm: float
    colour: str
    halo: str = ""
    weight: int = 500
    rotation_deg: float = 0.0
    anchor: str = "middle"
    priority: int = 0
    id: str = ""
    is_along: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A raster under the plan; ``transform`` as in `domain.layers.Underlay`.

    ``is_smooth`` says whether a backend may blur between its pixels; cells of an analysis stay
    cells.
    """

    data: bytes
    media_type: str
    width_px: int
    height_px: int
    transform: tuple[float, float, float, float, float, float]
    opacity: float = 1.0
    id: str = ""
    is_smooth: bool = True


Item = Paths | Marker | Label | Picture | Dots


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items drawn together: a layer. Later groups lie above earlier ones."""

    key: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewport:
    """Where the map meets the page: true scale, north up unless rotated.

    Attributes:
        centre_x_m, centre_y_m: Map position at the middle of the frame.
        scale: Scale denominator; 1 mm on the page is scale/1000 m on the ground.
        width_mm, height_mm: Size of the frame.
        rotation_deg: Clockwise rotation of north from the top.
    """

    centre_x_m: float
    centre_y_m: float
    scale: float
    width_mm: float
    height_mm: float
    rotation_deg: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    """One row of the legend: only what is visible is listed."""

    key: str
    title: str
    fill: Fill | None = None
    stroke: Stroke | None = None
    marker: Marker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawList:
    """A whole map: groups from below to above, and its legend."""

    groups: tuple[Group, ...] = ()
    legend: tuple[LegendEntry, ...] = field(default=())
    background: str = "#ffffff"
