"""What every command is, and the checks they share."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Protocol, TypeVar

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

NAME_LIMIT: Final = 500
WORDS_LIMIT: Final = 100_000

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class By:
    """Who gives a command, and when.

    Attributes:
        author: Name of the person; "" when they gave none.
        when: ISO 8601 UTC time.
    """

    author: str = ""
    when: str = ""


NOBODY: Final = By()


class Command(Protocol):
    """A change of the project as a value. `apply` raises `SbdError` or changes everything it says.

    Attributes:
        key: Stable name, kept in the history of the project file.
    """

    key: ClassVar[str]

    @property
    def by(self) -> By:
        """Who gives it, and when."""
        ...

    @property
    def label(self) -> Text:
        """What the menu says after "Undo "."""
        ...

    @property
    def merge_key(self) -> str | None:
        """Commands in a row with one key are one step of undo (a drag); None never merges."""
        ...

    def apply(self, project: Project) -> Project:
        """The project after the change; the one handed in stays as it is."""
        ...


def changed(stamp: Stamp, by: By) -> Stamp:
    """The stamp after a change; who made the row in the first place stays in the row history."""
    return replace(stamp, author=by.author or stamp.author, changed=by.when or stamp.changed)


def named(words: str, limit: int = NAME_LIMIT) -> str:
    """Accept words of bounded length.

    Raises:
        InputError: They are longer than ``limit`` characters.
    """
    if len(words) > limit:
        raise InputError(
            text("app.too_long", limit=limit, count=len(words)), text("app.too_long.hint")
        )
    return words


def renamed(old: str, new: str | None) -> str:
    """The name a thing has from now on: the new one without its margins; None leaves the old.

    Raises:
        InputError: The new name is empty or too long.
    """
    name = old if new is None else new.strip()
    if not name:
        raise InputError(text("states.name_missing"), text("states.name_missing.hint"))
    return named(name)


def drawable(geometry: BaseGeometry | None, subject: str = "") -> BaseGeometry:
    """Accept a geometry that can be drawn.

    Raises:
        InputError: It is missing, empty or has coordinates that are no numbers.
    """
    if geometry is None or geometry.is_empty:
        raise InputError(text("app.geometry_empty"), text("app.geometry_empty.hint"), subject)
    if not np.isfinite(shapely.get_coordinates(geometry)).all():
        raise InputError(text("app.geometry_not_finite"), text("app.draw_again"), subject)
    return geometry


def row_of(rows: Mapping[str, Row], row_id: str, kind: str) -> Row:
    """The row of that id.

    Args:
        rows: Rows by id.
        row_id: Id to look up.
        kind: "measure", "answer", "note", "photo", "layer" or "feature"; names it in the message.

    Raises:
        InputError: There is none.
    """
    found = rows.get(row_id)
    if found is None:
        raise InputError(
            text("app.row_missing", kind=text(f"app.kind.{kind}")),
            text("app.row_missing.hint"),
            row_id,
        )
    return found


def without_rows(rows: Mapping[str, Row], row_ids: tuple[str, ...], kind: str) -> dict[str, Row]:
    """The rows without some of them: all of these, or an error.

    Raises:
        InputError: One is not there.
    """
    kept = dict(rows)
    for row_id in row_ids:
        row_of(kept, row_id, kind)
        del kept[row_id]
    return kept


def fresh(rows: Mapping[str, Any], row_id: str) -> None:
    """Refuse an id that is taken or empty.

    Raises:
        InputError: A row of that id is there.
    """
    if not row_id or row_id in rows:
        raise InputError(text("app.row_exists"), text("app.row_missing.hint"), row_id)


def with_layer(project: Project, layer: Layer) -> Project:
    """The project with one layer replaced, in its place."""
    return replace(
        project, layers=tuple(layer if old.id == layer.id else old for old in project.layers)
    )
