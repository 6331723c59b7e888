"""Photos of a project as rows: for contact sheets, for the command line, for choosing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.photo_facts import North, Placed, facts_of, without_time
from sbd_tool.domain.photo_marks import checks_of, sketches_of
from sbd_tool.domain.project import Photo, Project
from sbd_tool.domain.text import Text, literal, text


class Show(StrEnum):
    """Which photos are listed."""

    ALL = "all"
    UNPLACED = "unplaced"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """One photo with what is known and said about it.

    Attributes:
        number: Running number in order of time of taking, then of arrival; 1 is the first.
        photo: The photo.
        file, taken: Name of its file, local time of the camera, or "".
        north: What its heading is counted from.
        placed: Who says where it was taken.
        accuracy_m: Error the camera states, metres, or None.
        near, near_m: Id of the task or object it belongs to, and how far off that is.
        is_checked: It may leave below amber.
        is_blurred: The brush covers something.
        strokes: Strokes drawn on it.
        thumb: A small JPEG, or nothing.
    """

    number: int
    photo: Photo
    file: str
    taken: str
    north: North
    placed: Placed
    accuracy_m: float | None
    near: str
    near_m: float | None
    is_checked: bool
    is_blurred: bool
    strokes: int
    thumb: bytes

    @property
    def id(self) -> str:
        """Id of the photo."""
        return self.photo.id

    @property
    def is_placed(self) -> bool:
        """Whether it has a place on the map."""
        return self.photo.x_m is not None and self.photo.y_m is not None


def photo_rows(project: Project) -> tuple[PhotoRow, ...]:
    """All photos, numbered in order of the time they were taken."""
    facts, checks = facts_of(project.records), checks_of(project.records)
    sketches = sketches_of(project.records)
    times = {key: known.taken for key, known in facts.items()}
    order = sorted(project.photos.values(), key=lambda one: times.get(one.id) or "9999")
    rows = []
    for number, photo in enumerate(order, 1):
        known, check, sketch = facts.get(photo.id), checks.get(photo.id), sketches.get(photo.id)
        rows.append(
            PhotoRow(
                number=number,
                photo=photo,
                file=known.file if known else "",
                taken=known.taken if known else "",
                north=known.north if known else North.UNSAID,
                placed=known.placed if known else Placed.NOBODY,
                accuracy_m=known.accuracy_m if known else None,
                near=known.near if known else "",
                near_m=known.near_m if known else None,
                is_checked=check is not None and check.covers(photo),
                is_blurred=check is not None and bool(check.brush),
                strokes=len(sketch.strokes) if sketch else 0,
                thumb=known.thumb if known else b"",
            )
        )
    return tuple(rows)


def shown_rows(
    rows: Sequence[PhotoRow], show: Show = Show.ALL, near: str = ""
) -> tuple[PhotoRow, ...]:
    """The rows of a filter; ``near`` keeps those that belong to one task or object."""
    tests: dict[Show, Callable[[PhotoRow], bool]] = {
        Show.ALL: lambda _row: True,
        Show.UNPLACED: lambda row: not row.is_placed,
        Show.UNCHECKED: lambda row: not row.is_checked,
    }
    return tuple(row for row in rows if tests[show](row) and (not near or row.near == near))


def chosen_photos(project: Project, said: Sequence[str]) -> tuple[str, ...]:
    """Ids of photos by number, by id, or all of them.

    Raises:
        InputError: One of them is not there.
    """
    rows = photo_rows(project)
    if list(said) == ["all"]:
        return tuple(row.id for row in rows)
    numbers = {str(row.number): row.id for row in rows}
    found = [numbers.get(one, one) for one in said]
    for one in found:
        if one not in project.photos:
            hint = text("photo.none_chosen.hint" if rows else "photo.none_there")
            raise InputError(text("photo.no_such", said=literal(one[:80])), hint, one[:80])
    if not found:
        raise InputError(text("photo.none_chosen"), text("photo.none_chosen.hint"))
    return tuple(dict.fromkeys(found))


def name_of(row: PhotoRow) -> Text:
    """What a photo is called: its caption, else its number."""
    caption = without_time(row.photo.caption.strip(), row.taken)
    return literal(caption) if caption else text("photo.number", number=row.number)
