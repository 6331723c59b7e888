"""Then and now: photos taken again from one place, compared, with what the plan says is seen."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import AddNote
from sbd_tool.app.commands.base import By, Command, named, row_of
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.rules import Rules
from sbd_tool.app.sight import live_sight
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.photo_facts import facts_of_photo
from sbd_tool.domain.project import Note, Photo, Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.viewpoints import (
    LONGEST_NAME,
    Viewpoint,
    place_in_picture,
    turned_by,
    viewpoints_of,
)
from sbd_tool.formats.photo_rules import read_photo_rules

LANDMARKS: Final = frozenset(
    {
        Role.TREE, Role.LAMP, Role.ENTRANCE, Role.SEAT, Role.SHELTER, Role.TRANSIT_STOP, Role.SIGN,
        Role.GATE, Role.CAMERA,
    }
)  # fmt: skip
_BEFORE_M: Final = 0.4
"""Sight ends at a thing itself: looked at is the ground this far in front of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two photos of one viewpoint.

    Attributes:
        viewpoint: The viewpoint.
        earlier, later: Ids of both photos.
        turned_deg: How far the later one is turned, to the right plus; None where it knows none.
        off_m: How far the later one stands off; None where it has no place.
        is_same: Turn and distance are small enough to compare what is seen.
    """

    viewpoint: Viewpoint
    earlier: str
    later: str
    turned_deg: float | None
    off_m: float | None
    is_same: bool

    def sentences(self) -> tuple[Text, ...]:
        """What differs about how both were taken."""
        told = []
        if self.turned_deg is None:
            told.append(text("photo.view_unturned"))
        else:
            side = "right" if self.turned_deg >= 0 else "left"
            told.append(
                text(f"photo.view_turned_{side}", turn=Quantity(abs(self.turned_deg), "\u00b0"))
            )
        if self.off_m is not None:
            told.append(text("photo.view_off", off=Quantity(self.off_m, "m", 1)))
        told.append(text("photo.view_same" if self.is_same else "photo.view_differs"))
        return tuple(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """Something that the plan says is seen from a viewpoint.

    Attributes:
        id: Plan feature or measure.
        name: What it is.
        bearing_deg: Direction to its middle, clockwise from grid north.
        off_axis_deg: The same from the middle of the view, to the right plus.
        distance_m: How far off.
        across: Where it stands in the picture: 0 is the left edge, 1 the right.
    """

    id: str
    name: Text
    bearing_deg: float
    off_axis_deg: float
    distance_m: float
    across: float


def keep_viewpoint(project: Project, photo_id: str, name: str, *, stamp: Stamp, by: By) -> Command:
    """Make the place and heading of a photo a viewpoint.

    Raises:
        InputError: The photo has no place or no heading, or is not there, or the name is empty.
    """
    if not name.strip():
        raise InputError(text("photo.view_nameless"), text("photo.view_nameless.hint"))
    photo = row_of(project.photos, photo_id, "photo")
    if photo.x_m is None or photo.y_m is None or photo.heading_deg is None:
        raise InputError(text("photo.view_needs"), text("photo.view_needs.hint"))
    viewpoint = Viewpoint(
        stamp=stamp,
        name=named(name, LONGEST_NAME),
        x_m=photo.x_m,
        y_m=photo.y_m,
        height_m=read_photo_rules().value("camera_height_m"),
        heading_deg=photo.heading_deg,
        earlier=photo_id,
    )
    says = text("photo.do.viewpoint")
    return PutRecords(records=(viewpoint.as_record(),), says=says, by=by)


def take_again(project: Project, viewpoint_id: str, photo_id: str, *, by: By) -> Command:
    """Say that a photo was taken again from a viewpoint.

    Raises:
        InputError: Viewpoint or photo are not there, or it is the earlier photo itself.
    """
    row_of(project.photos, photo_id, "photo")
    found = viewpoint_of(project, viewpoint_id)
    if photo_id == found.earlier:
        raise InputError(text("photo.view_itself"), text("photo.view_itself.hint"))
    record = found.again(photo_id).as_record()
    return PutRecords(records=(record,), says=text("photo.do.again"), by=by)


def viewpoint_of(project: Project, said: str) -> Viewpoint:
    """A viewpoint by id, or by its number in order of creation.

    Raises:
        InputError: There is none.
    """
    every = viewpoints_of(project.records)
    for number, one in enumerate(every, 1):
        if said in {one.id, str(number)}:
            return one
    raise InputError(text("photo.no_view"), text("photo.no_view.hint"), said[:80])


def compared(project: Project, viewpoint: Viewpoint) -> tuple[Compared, ...]:
    """Each later photo of a viewpoint against the earlier one."""
    rules = read_photo_rules()
    found = []
    for photo_id in viewpoint.later:
        photo = project.photos.get(photo_id)
        if photo is None or viewpoint.earlier not in project.photos:
            continue
        turned, off_m = _turn(viewpoint, photo), _distance(viewpoint, photo)
        is_turned = turned is None or abs(turned) > rules.value("same_heading_deg")
        is_off = off_m is None or off_m > rules.value("same_place_m")
        found.append(
            Compared(
                viewpoint=viewpoint,
                earlier=viewpoint.earlier,
                later=photo_id,
                turned_deg=turned,
                off_m=off_m,
                is_same=not (is_turned or is_off),
            )
        )
    return tuple(found)


def _turn(viewpoint: Viewpoint, photo: Photo) -> float | None:
    return (
        None if photo.heading_deg is None else turned_by(viewpoint.heading_deg, photo.heading_deg)
    )


def _distance(viewpoint: Viewpoint, photo: Photo) -> float | None:
    if photo.x_m is None or photo.y_m is None:
        return None
    return math.hypot(photo.x_m - viewpoint.x_m, photo.y_m - viewpoint.y_m)


def view_deg_of(project: Project, viewpoint: Viewpoint) -> float:
    """Width of view of the earlier photo, or the usual one where it does not say."""
    facts = facts_of_photo(project.records, viewpoint.earlier)
    known = None if facts is None else facts.view_deg
    return read_photo_rules().value("usual_view_deg") if known is None else known


def landmarks_of(project: Project, rules: Rules, viewpoint: Viewpoint) -> tuple[Landmark, ...]:
    """What of plan and measures should be seen in the picture, from left to right.

    Sight is cut at eye height, as in the analysis of visibility. A heading from magnetic north is
    taken as it is: landmarks then stand a few degrees off.

    Raises:
        SquareMissingError: No square is picked.
    """
    reach_m = read_photo_rules().value("landmark_reach_m")
    eye = np.array([viewpoint.x_m, viewpoint.y_m])
    near = [
        (key, shape)
        for key, shape in _things(project)
        if 1.0 < shape.distance(shapely.Point(eye)) <= reach_m
    ]
    if not near:
        return ()
    looked_at = np.array([_in_front(shape, eye) for _, shape in near])
    sight = live_sight(project, rules, around_m=reach_m)
    is_seen = sight.seen_by(eye.reshape(1, 2), looked_at, reach_m) > 0
    name, view_deg = names_of(project, rules), view_deg_of(project, viewpoint)
    found = (
        _landmark(key, _plain(name(key)), shape, viewpoint, view_deg)
        for (key, shape), seen in zip(near, is_seen.tolist(), strict=True)
        if seen
    )
    return tuple(sorted((one for one in found if one), key=lambda one: one.across))


def _things(project: Project) -> Iterator[tuple[str, BaseGeometry]]:
    for layer in project.layers:
        if layer.role in LANDMARKS:
            pairs = zip(layer.ids, layer.geometry, strict=True)
            yield from ((key, shape) for key, shape in pairs if shape is not None)
    for measure in project.measures.values():
        if measure.geometry is not None and not measure.geometry.is_empty:
            yield measure.id, measure.geometry


def _in_front(shape: BaseGeometry, eye: npt.NDArray[np.float64]) -> list[float]:
    at = np.array(shapely.shortest_line(shape, shapely.Point(eye)).coords[0])
    way = eye - at
    step = min(_BEFORE_M, float(np.hypot(*way)) / 2)
    moved: list[float] = (at + way / np.hypot(*way) * step).tolist()
    return moved


def _plain(name: Text) -> Text:
    """What a thing is, without the signs that tell it from others of its sort."""
    what = name.as_mapping().get("what")
    return what if isinstance(what, Text) else name


def _landmark(
    key: str, name: Text, shape: BaseGeometry, viewpoint: Viewpoint, view_deg: float
) -> Landmark | None:
    middle = shape.centroid
    east, north = middle.x - viewpoint.x_m, middle.y - viewpoint.y_m
    bearing = math.degrees(math.atan2(east, north)) % 360.0
    off_axis = turned_by(viewpoint.heading_deg, bearing)
    across = place_in_picture(off_axis, view_deg)
    if across is None:
        return None
    return Landmark(
        id=key,
        name=name,
        bearing_deg=bearing,
        off_axis_deg=off_axis,
        distance_m=math.hypot(east, north),
        across=across,
    )


def note_difference(
    viewpoint: Viewpoint, words: str, objects: Sequence[str], *, stamp: Stamp, by: By
) -> Command:
    """Keep a difference as a remark pinned to the viewpoint: an open task for whoever goes there.

    Args:
        viewpoint: Where it was seen from.
        words: What changed ("hedge grown, lamp dead").
        objects: Ids of what it is about.
        stamp: For the remark.
        by: Who saw it.
    """
    note = Note(
        stamp=stamp, words=words, x_m=viewpoint.x_m, y_m=viewpoint.y_m, objects=tuple(objects)
    )
    return AddNote(note=note, by=by)
