"""Pictures among the plans: where they lie, and plans that hold nothing at all."""

from collections.abc import Sequence

import shapely

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.rawplan import RawLayer, RawPicture, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.ingest import crs as crs_choice


def frame_of(picture: RawPicture) -> RawLayer | None:
    """The outline of a picture, to place a project that has nothing else."""
    if picture.transform is None:
        return None
    a, b, c, d, e, f = picture.transform
    rows, columns = picture.pixels.shape[:2]
    corners = [(a * x + b * y + c, d * x + e * y + f) for x in (0, columns) for y in (0, rows)]
    box = shapely.box(*shapely.total_bounds(shapely.points(corners)))
    return RawLayer(
        name=picture.name,
        geometry=as_geometry_array([box]),
        attributes=({},),
        crs=picture.crs,
        source=picture.source,
    )


def refuse_empty(plans: Sequence[RawPlan]) -> None:
    """Say at once that there is nothing, before anybody is asked about coordinates.

    Raises:
        PlanUnreadableError: No layer has geometry and no picture knows its place.
    """
    layers = [layer for plan in plans for layer in plan.layers]
    if any(crs_choice.has_coordinates(layer) for layer in layers):
        return
    if any(placed_pictures(plan) for plan in plans):
        return
    lost = next((picture for plan in plans for picture in plan.pictures), None)
    if lost is not None:
        raise PlanUnreadableError(
            text("ingest.picture_unplaced", picture=lost.name),
            text("ingest.picture_unplaced_hint"),
            lost.name,
        )
    raise nothing_drawn(plans)


def placed_pictures(plan: RawPlan) -> list[RawPicture]:
    """Pictures of a plan that know their place."""
    return [picture for picture in plan.pictures if picture.transform is not None]


def nothing_drawn(plans: Sequence[RawPlan]) -> PlanUnreadableError:
    """The failure of plans without anything in them."""
    names = ", ".join(plan.source.name for plan in plans)[:200]
    return PlanUnreadableError(
        text("ingest.nothing_drawn", file=names), text("ingest.nothing_drawn_hint"), names
    )
