"""Notes of residents at places: put in one by one or from a file, cleared, published, removed."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import shapely
from pyproj import Transformer

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.community.incidents import places_of
from sbd_tool.domain.community import (
    LONGEST,
    LONGEST_NAME,
    Liking,
    NoteHour,
    PlaceNote,
    place_notes,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.row_table import RowTable
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.threads import is_day
from sbd_tool.formats.community_file import CommunityRules, read_community_rules
from sbd_tool.formats.row_file import read_rows

OTHER: Final = "other"
_NOWHERE_M: Final = (
    1e9  # further than any coordinate system reaches, and its square is still a number
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWish:
    """A note to be put in.

    Attributes:
        x_m, y_m: Place, project CRS.
        words: What was said.
        liking: Like, dislike or idea.
        hour: When it holds.
        about: Key of what it is about.
        origin: The workshop or walk it comes from.
        day: ISO day, or "".
    """

    x_m: float
    y_m: float
    words: str = ""
    liking: Liking = Liking.DISLIKE
    hour: NoteHour = NoteHour.ANY
    about: str = OTHER
    origin: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesRead:
    """What a file gave.

    Attributes:
        notes: The notes.
        rows: Rows of the file.
        without_place, too_far, empty: Rows left out, by reason.
        shortened: Notes whose words are longer than a note holds; the beginning is kept.
        columns: Field -> column that was read.
    """

    notes: tuple[PlaceNote, ...]
    rows: int
    without_place: int = 0
    too_far: int = 0
    empty: int = 0
    shortened: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)


def participation_rules() -> CommunityRules:
    """Groups, ways and subjects there are."""
    return read_community_rules()


def note_at(project: Project, wish: NoteWish, stamp: Stamp) -> PlaceNote:
    """A note as wished.

    Raises:
        InputError: Its place is too far, it is about nothing known, or its day is none.
    """
    rules = read_community_rules()
    if not _is_near(project, rules, wish.x_m, wish.y_m):
        raise InputError(
            text("heard.too_far", reach=Quantity(rules.reach_m, "m")), text("heard.too_far_hint")
        )
    if wish.about not in rules.abouts:
        raise _unknown(wish.about, rules.abouts)
    check_day(wish.day)
    return PlaceNote(
        stamp=amber(stamp), words=_short(wish.words, LONGEST), liking=wish.liking, hour=wish.hour,
        about=wish.about, x_m=wish.x_m, y_m=wish.y_m, origin=_short(wish.origin), day=wish.day,
    )  # fmt: skip


def read_notes(
    path: Path, project: Project, stamp: Callable[[], Stamp], origin: str = "", day: str = ""
) -> NotesRead:
    """Read a file of notes; nothing is changed by it.

    Args:
        path: CSV with longitude and latitude, or GeoJSON points (WGS 84).
        project: Where they belong; places are turned into its CRS.
        stamp: Gives each note a stamp of its own.
        origin: The workshop or walk they come from.
        day: ISO day, or "".

    Raises:
        InputError: The file cannot be read, holds no places, or the project has no square.
    """
    if not project.crs or not project.square:
        raise InputError(text("community.no_square"), text("community.no_square_hint"))
    check_day(day)
    rules, table = read_community_rules(), read_rows(path)
    places, columns = places_of(table), _columns(table, rules)
    change = Transformer.from_crs("EPSG:4326", project.crs, always_xy=True)
    left: Counter[str] = Counter()
    found: list[PlaceNote] = []
    for at, place in enumerate(places):
        cells = {key: table.rows[at][table.columns.index(name)] for key, name in columns.items()}
        x_m, y_m = (math.nan, math.nan) if place is None else change.transform(*place)
        why = _left_out(project, rules, (x_m, y_m), cells)
        if why:
            left[why] += 1
            continue
        left["long"] += len(cells.get("words", "")) > LONGEST
        found.append(
            PlaceNote(
                stamp=amber(stamp()), words=_short(cells.get("words", ""), LONGEST),
                liking=Liking(_known(cells.get("liking", ""), rules, Liking) or Liking.IDEA),
                hour=NoteHour(_known(cells.get("hour", ""), rules, NoteHour) or NoteHour.ANY),
                about=_known(cells.get("about", ""), rules, rules.abouts) or OTHER,
                x_m=x_m, y_m=y_m, origin=_short(origin), day=day,
            )
        )  # fmt: skip
    return NotesRead(
        notes=tuple(found), rows=len(table.rows), columns=columns,
        without_place=left["place"], too_far=left["far"], empty=left["empty"],
        shortened=left["long"],
    )  # fmt: skip


def keep_notes(project: Project, notes: tuple[PlaceNote, ...], by: By = NOBODY) -> PutRecords:
    """The command that keeps notes; one step of undo.

    Raises:
        InputError: There are none, or more than a project may hold.
    """
    rules = read_community_rules()
    if not notes:
        raise InputError(text("heard.no_notes_read"), text("heard.notes_file_hint"))
    if len(place_notes(project.records)) + len(notes) > rules.most_notes:
        raise InputError(text("heard.too_many", most=rules.most_notes), text("heard.too_many_hint"))
    says = text("heard.do_notes", count=len(notes))
    return PutRecords(records=tuple(one.as_record() for one in notes), says=says, by=by)


def amber(stamp: Stamp) -> Stamp:
    """What people said is for those who work on the square until somebody says else."""
    return stamp if stamp.marking is not None else replace(stamp, marking=Tlp.AMBER.value)


def check_day(day: str) -> None:
    """Refuse a day that is none.

    Raises:
        InputError: It is none.
    """
    if day and not is_day(day):
        raise InputError(text("follow.no_day", day=literal(day)), text("follow.no_day_hint"))


def _left_out(
    project: Project, rules: CommunityRules, place: tuple[float, float], cells: Mapping[str, str]
) -> str:
    if not all(map(math.isfinite, place)):
        return "place"
    if not _is_near(project, rules, *place):
        return "far"
    said = any(cells.get(key) for key in ("words", "liking", "about"))
    return "" if said else "empty"


def _is_near(project: Project, rules: CommunityRules, x_m: float, y_m: float) -> bool:
    found = project.feature(project.square) if project.square else None
    if not max(abs(x_m), abs(y_m)) < _NOWHERE_M:  # NaN too
        return False
    if found is None:
        return True
    return bool(shapely.dwithin(found[1].geometry, shapely.Point(x_m, y_m), rules.reach_m))


def _columns(table: RowTable, rules: CommunityRules) -> dict[str, str]:
    small = {name.casefold(): name for name in reversed(table.columns)}
    found: dict[str, str] = {}
    for key, usual in rules.columns.items():
        named = [small[one] for one in usual if one in small and small[one] not in found.values()]
        if named:
            found[key] = named[0]
    return found


def _known(cell: str, rules: CommunityRules, keys: object) -> str:
    """The key a cell means, by the key itself or one of its words; "" where it is none of them."""
    said = cell.casefold().strip()
    for key in map(str, keys):  # type: ignore[call-overload]
        if said and (said == key or said in rules.words.get(key, ())):
            return str(key)
    return ""


def _unknown(key: str, choices: tuple[str, ...]) -> InputError:
    return InputError(
        text("community.not_known", key=literal(key)),
        text("domain.known_keys", keys=literal(", ".join(choices))),
    )


def _short(words: str, most: int = LONGEST_NAME) -> str:
    return " ".join(words.split())[:most]
