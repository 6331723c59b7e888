"""`sbd photos`: photos into a project, listed, placed, blurred, checked and let out."""

import math
from argparse import Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from sbd_tool.app.commands.base import Command
from sbd_tool.app.photo_copies import let_out
from sbd_tool.app.photos.into_file import add_photos, photo_files
from sbd_tool.app.photos.listing import (
    PhotoRow,
    Show,
    chosen_photos,
    name_of,
    photo_rows,
    shown_rows,
)
from sbd_tool.app.photos.marking import blur_on, mark_checked, place_photo
from sbd_tool.app.photos.taking import Taken
from sbd_tool.app.projects import open_project
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli import photo_views
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.photo_changes import changed
from sbd_tool.cli.spoken import Telling, remark, say, say_lines, say_withheld
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.photo_facts import taken_said
from sbd_tool.domain.photo_marks import Stroke
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.words import Words

DONE, PROBLEM = 0, 2


def photos(arguments: Namespace, words: Words) -> int:
    """Do what was asked; without anything asked, list."""
    for name, does in _DOES.items():
        if getattr(arguments, name):
            return does(arguments, words)
    return _list(arguments, words)


def _add(arguments: Namespace, words: Words) -> int:
    files = photo_files([Path(one) for one in arguments.add])

    def saved(name: str) -> None:
        remark(words(text("photo.saved", file=literal(name))))

    with Telling(words) as progress:
        taken = add_photos(
            Path(arguments.project), files, author=arguments.by, saved=saved, progress=progress
        )
    if arguments.json:
        print(dump(_taken_json(taken, words)))
    else:
        say_lines(words(one) for one in taken.sentences())
    return PROBLEM if taken.refused and not taken.added and not taken.known else DONE


def _taken_json(taken: Taken, words: Words) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "added": list(taken.added),
        "unplaced": list(taken.unplaced),
        "with_heading": taken.headed,
        "near_something": taken.near,
        "known": list(taken.known),
        "refused": [
            {"file": error.subject, "why": words(error.what), "hint": words(error.hint)}
            for error in taken.refused
        ],
    }


def _list(arguments: Namespace, words: Words) -> int:
    project = open_project(Path(arguments.project)).project
    show = Show.UNPLACED if arguments.unplaced else Show.ALL
    show = Show.UNCHECKED if arguments.unchecked else show
    every = photo_rows(project)
    rows = shown_rows(every, show)
    if arguments.json:
        print(dump({"schema_version": 1, "photos": [_row_json(row) for row in rows]}))
        return DONE
    say_lines(_line(row, words) for row in rows)
    unchecked = sum(not row.is_checked for row in every)
    unplaced = sum(not row.is_placed for row in every)
    say(words(text("photo.listed", count=len(every))))
    say(words(text("photo.listed_open", unplaced=unplaced, unchecked=unchecked)))
    return DONE


def _row_json(row: PhotoRow) -> dict[str, Any]:
    photo = row.photo
    return {
        "number": row.number,
        "id": photo.id,
        "caption": photo.caption,
        "file": row.file,
        "sha256": photo.blob,
        "media_type": photo.media_type,
        "taken": row.taken,
        "x_m": photo.x_m,
        "y_m": photo.y_m,
        "placed_by": row.placed.value,
        "accuracy_m": row.accuracy_m,
        "heading_deg": photo.heading_deg,
        "north": row.north.value,
        "near": row.near,
        "near_m": row.near_m,
        "is_checked": row.is_checked,
        "is_blurred": row.is_blurred,
        "strokes": row.strokes,
    }


def _line(row: PhotoRow, words: Words) -> str:
    signs = [
        taken_said(row.taken, words),
        "" if row.is_placed else words(text("photo.is_unplaced")),
        _heading(row, words),
        words(text("photo.is_blurred")) if row.is_blurred else "",
        words(text("photo.is_checked" if row.is_checked else "photo.is_unchecked")),
    ]
    told = ", ".join(sign for sign in signs if sign)
    return f"{row.number:>4}  {words(name_of(row))}  ({told})"


def _heading(row: PhotoRow, words: Words) -> str:
    heading = row.photo.heading_deg
    if heading is None:
        return ""
    key = f"photo.looks_{row.north.value or 'unsaid'}"
    return words(text(key, heading=Quantity(heading, "\u00b0")))


def _mark(arguments: Namespace, words: Words) -> int:
    is_checked = bool(arguments.mark_checked)
    said = arguments.mark_checked or arguments.unmark

    def command(project: Project, around: Surroundings) -> Command:
        chosen = chosen_photos(project, said)
        return mark_checked(
            project, chosen, is_checked=is_checked, stamp=around.stamp(), by=around.by()
        )

    return changed(arguments, words, command)


def _place(arguments: Namespace, words: Words) -> int:
    number, *figures = arguments.place

    def command(project: Project, around: Surroundings) -> Command:
        x_m, y_m, *turn = _figures(figures, (2, 3))
        (photo_id,) = chosen_photos(project, [number])[:1]
        heading = turn[0] if turn else None
        return place_photo(
            project, photo_id, (x_m, y_m), heading, stamp=around.stamp(), by=around.by()
        )

    return changed(arguments, words, command)


def _blur(arguments: Namespace, words: Words) -> int:
    number, *places = arguments.blur
    if not places:  # taking the brush away is never a side effect of a word left out
        raise InputError(text("photo.figures"), text("photo.figures.hint"))

    def command(project: Project, around: Surroundings) -> Command:
        (photo_id,) = chosen_photos(project, [number])[:1]
        brush = []
        for place in places:
            x, y, radius = _shares(place)
            brush.append(Stroke(((x, y),), 2 * radius))
        found = blur_on(project, photo_id, brush, stamp=around.stamp(), by=around.by())
        if found is None:
            raise InputError(text("photo.nothing_blurred"), text("photo.blur.hint"))
        return found

    return changed(arguments, words, command)


def _shares(place: str) -> list[float]:
    """A place to blur; one beside the picture would hide nothing and yet be called done."""
    found = _figures(place.split(","), (3,))
    if not all(0.0 <= one <= 1.0 for one in found) or found[2] == 0.0:
        raise InputError(text("photo.figures"), text("photo.figures.hint"), place[:80])
    return found


def _figures(said: list[str], counts: tuple[int, ...]) -> list[float]:
    try:
        found = [float(one) for one in said]
    except ValueError:
        found = []
    if len(found) not in counts or not all(map(math.isfinite, found)):
        raise InputError(text("photo.figures"), text("photo.figures.hint"), " ".join(said)[:80])
    return found


def _let_out(arguments: Namespace, words: Words) -> int:
    project = open_project(Path(arguments.project)).project
    with Telling(words) as progress:
        out = let_out(
            project, Path(arguments.export_out), Edition(arguments.edition), progress=progress
        )
    if arguments.json:
        told = {
            "schema_version": 1,
            "files": [path.name for path in out.files],
            "withheld": [words(one) for one in out.withheld],
        }
        print(dump(told))
        return DONE
    say(words(text("photo.let_out", count=len(out.files), folder=arguments.export_out)))
    say_withheld(out.withheld, words)
    return DONE


_DOES: Final[Mapping[str, Callable[[Namespace, Words], int]]] = {
    "add": _add,
    "mark_checked": _mark,
    "unmark": _mark,
    "place": _place,
    "blur": _blur,
    "keep_view": photo_views.keep,
    "again": photo_views.again,
    "views": photo_views.views,
    "export_out": _let_out,
}
