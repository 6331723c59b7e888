"""The project as it would be if what is dragged or drawn on the map were let go now."""

from collections.abc import Mapping
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands.base import NOBODY
from sbd_tool.app.commands.objects import with_shapes
from sbd_tool.app.proposing import with_measures
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project

DRAWN_ID: Final = "half-drawn"


def let_go(project: Project, drafts: Mapping[str, BaseGeometry], kind: str = "") -> Project:
    """A project to look at while the pointer is down; it is never kept.

    Args:
        project: As it stands.
        drafts: Shapes by id as they would be, metres; "" is one that is being drawn.
        kind: Kind of measure in hand; without one, what is being drawn is left out.

    Raises:
        InputError: A shape cannot be drawn, or a line would become an area.
    """
    known = {*project.measures, *(name for layer in project.layers for name in layer.ids)}
    shapes = {name: shape for name, shape in drafts.items() if name in known}
    moved = with_shapes(project, shapes, NOBODY) if shapes else project
    drawn = drafts.get("")
    if drawn is None or drawn.is_empty or not kind:
        return moved
    return with_measures(moved, (Measure(stamp=Stamp(id=DRAWN_ID), kind=kind, geometry=drawn),))
