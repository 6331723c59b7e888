"""Protected zones drawn by hand: where people gather, and what the ring is looked for around."""

from collections.abc import Sequence
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import AddLayers
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.commands.pasting import PasteFeatures
from sbd_tool.app.commands.together import Together
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Feature, Layer, RoleOrigin, Source, as_geometry_array
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text

HAND: Final = "hand"


def draw_zone(
    project: Project, area: BaseGeometry, name: str, stamps: Sequence[Stamp], by: By
) -> Command:
    """The command that adds a protected zone: a crowd area of the plan, in every state.

    Args:
        project: The project as it stands.
        area: Its outline, metres, project CRS.
        name: Of the layer of zones drawn by hand, where there is none yet.
        stamps: Two fresh ones: for the zone, and for that layer.
        by: Who draws.
    """
    zone, fresh = stamps
    kept = next((one for one in project.layers if one.source.format == HAND), None)
    command: Command
    if kept is not None and kept.role is Role.CROWD_AREA:
        feature = Feature(zone.id, area, {})
        command = PasteFeatures(layer_id=kept.id, features=(feature,), new_ids=(zone.id,), by=by)
    else:
        layer = Layer(
            stamp=fresh,
            name=name,
            role=Role.CROWD_AREA,
            role_origin=RoleOrigin.GIVEN,
            role_confidence=1.0,
            ids=(zone.id,),
            geometry=as_geometry_array([area]),
            attributes=({},),
            source=Source(name=name, format=HAND),
        )
        command = AddLayers(layers=(layer,), by=by)
    return Together(commands=(command,), label=text("zone.do.draw"), by=by)
