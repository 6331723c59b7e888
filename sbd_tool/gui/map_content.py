"""What of a project is on the map: draw list, extent, what snaps, who made the data."""

from typing import Final

import shapely

from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import DrawList
from sbd_tool.cartography.tokens import Design
from sbd_tool.domain.catalogue import Catalogue, GeometryKind
from sbd_tool.domain.project import Project
from sbd_tool.domain.words import Words
from sbd_tool.gui.map.viewport import Bounds

SHAPES: Final = {
    GeometryKind.POINT: "point",
    GeometryKind.LINE: "line",
    GeometryKind.AREA: "area",
}
KINDS: Final = {shape: kind for kind, shape in SHAPES.items()}
RAIL_LEFT_PX: Final = 12
PICTURES_AT_NIGHT: Final = 0.3
"""Opacity of pictures under the plan over the dark ground: bright ones would blind at night."""


def composed(
    project: Project,
    catalogue: Catalogue,
    design: Design,
    words: Words,
    theme: str,
    scale: float,
    turned_deg: float = 0.0,
) -> DrawList:
    """The draw list of a project at a scale; called off the window's thread."""
    return compose(
        project, catalogue, design, words, scale=scale, theme=theme, turned_deg=turned_deg,
        underlay_opacity=PICTURES_AT_NIGHT if theme == "night" else 1.0,
    )  # fmt: skip


def holds(frame: Bounds, inner: Bounds) -> bool:
    """Whether one extent lies wholly inside another."""
    return (
        frame[0] <= inner[0]
        and frame[1] <= inner[1]
        and frame[2] >= inner[2]
        and frame[3] >= inner[3]
    )


def map_bounds(project: Project) -> Bounds | None:
    """The square with its edge, or all that is drawn."""
    found = project.feature(project.square) if project.square else None
    if found is not None:
        west, south, east, north = (float(v) for v in shapely.bounds(found[1].geometry))
        pad = 0.03 * max(east - west, north - south)
        return west - pad, south - pad, east + pad, north + pad
    boxes = [layer.bounds for layer in project.layers if layer.bounds is not None]
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def credit_of(project: Project) -> str:
    """Licences and attributions of all sources, each once."""
    sources = [layer.source for layer in project.layers]
    sources += [underlay.source for underlay in project.underlays]
    return "  ·  ".join(dict.fromkeys(source.licence for source in sources if source.licence))
