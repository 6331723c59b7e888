"""`sbd photos --keep-view`, `--again`, `--views`: viewpoints, then and now."""

from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from sbd_tool.app.commands.base import Command
from sbd_tool.app.photos.listing import chosen_photos
from sbd_tool.app.photos.viewpoints import (
    Compared,
    Landmark,
    compared,
    keep_viewpoint,
    landmarks_of,
    take_again,
    viewpoint_of,
)
from sbd_tool.app.projects import open_project
from sbd_tool.app.rules import load_rules
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.photo_changes import changed
from sbd_tool.cli.spoken import say, say_lines
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.viewpoints import Viewpoint, viewpoints_of
from sbd_tool.domain.words import Words

DONE: Final = 0
_DEGREES: Final = "\u00b0"


def keep(arguments: Namespace, words: Words) -> int:
    """Make a photo a viewpoint."""
    number, name = arguments.keep_view

    def command(project: Project, around: Surroundings) -> Command:
        (photo_id,) = chosen_photos(project, [number])
        stamp = around.stamp(Evidence.SEEN)
        return keep_viewpoint(project, photo_id, name, stamp=stamp, by=around.by())

    return changed(arguments, words, command)


def again(arguments: Namespace, words: Words) -> int:
    """Say that a photo was taken again from a viewpoint."""
    view, number = arguments.again

    def command(project: Project, around: Surroundings) -> Command:
        (photo_id,) = chosen_photos(project, [number])
        found = viewpoint_of(project, view)
        return take_again(project, found.id, photo_id, by=around.by())

    return changed(arguments, words, command)


def views(arguments: Namespace, words: Words) -> int:
    """List viewpoints with what differs and what should be seen."""
    project = open_project(Path(arguments.project)).project
    rules = load_rules(project)
    every = viewpoints_of(project.records)
    told = [
        (one, compared(project, one), landmarks_of(project, rules, one) if project.square else ())
        for one in every
    ]
    if arguments.json:
        rows = [_view_json(*row, words) for row in told]
        print(dump({"schema_version": 1, "viewpoints": rows}))
        return DONE
    if not told:
        say(words(text("photo.no_views")))
    for number, (one, pairs, seen) in enumerate(told, 1):
        say(f"{number:>3}  {_head(one, words)}")
        for pair in pairs:
            say("     " + " ".join(words(sentence) for sentence in pair.sentences()))
        say_lines(f"     {_landmark_line(landmark, words)}" for landmark in seen)
    return DONE


def _head(one: Viewpoint, words: Words) -> str:
    heading = Quantity(one.heading_deg, _DEGREES)
    looks = words(text("photo.looks_unsaid", heading=heading))
    return f"{words(literal(one.name))} ({looks})"


def _landmark_line(one: Landmark, words: Words) -> str:
    return words(
        text(
            "photo.landmark",
            name=one.name,
            bearing=Quantity(one.bearing_deg, _DEGREES),
            distance=Quantity(one.distance_m, "m"),
            across=Quantity(100 * one.across, "%"),
        )
    )


def _view_json(
    one: Viewpoint, pairs: tuple[Compared, ...], seen: tuple[Landmark, ...], words: Words
) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "x_m": one.x_m,
        "y_m": one.y_m,
        "height_m": one.height_m,
        "heading_deg": one.heading_deg,
        "earlier": one.earlier,
        "later": [
            {
                "photo": pair.later,
                "turned_deg": pair.turned_deg,
                "off_m": pair.off_m,
                "is_same": pair.is_same,
            }
            for pair in pairs
        ],
        "landmarks": [
            {
                "id": mark.id,
                "name": words(mark.name),
                "bearing_deg": mark.bearing_deg,
                "off_axis_deg": mark.off_axis_deg,
                "distance_m": mark.distance_m,
                "across": mark.across,
            }
            for mark in seen
        ],
    }
