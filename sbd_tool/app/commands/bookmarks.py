"""Keeping, naming and dropping views of the map."""

from dataclasses import dataclass, replace
from typing import ClassVar

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.domain.bookmarks import LONGEST_NAME, MOST, Bookmark
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text


@dataclass(frozen=True, slots=True, kw_only=True)
class AddBookmark:
    """Keep a view."""

    key: ClassVar[str] = "bookmarks.add"
    bookmark: Bookmark
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("table.do.bookmark", name=literal(self.bookmark.name))

    @property
    def merge_key(self) -> str | None:
        """Each view is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append it; its id must be new and its name no blank.

        Raises:
            InputError: It is not, or a project can hold no more.
        """
        known = {one.id for one in project.bookmarks}
        if self.bookmark.id in known or not self.bookmark.id or len(known) >= MOST:
            raise refusal(text("table.bookmark_refused"), self.bookmark.id)
        kept = replace(self.bookmark, name=_named(self.bookmark.name))
        return replace(project, bookmarks=(*project.bookmarks, kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameBookmark:
    """Give a view another name."""

    key: ClassVar[str] = "bookmarks.rename"
    bookmark_id: str
    name: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("table.do.bookmark_name", name=literal(self.name))

    @property
    def merge_key(self) -> str | None:
        """Each name is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Rename it; the same name again is no step.

        Raises:
            InputError: It is not there, or the name is blank or too long.
        """
        old = _found(project, self.bookmark_id)
        new = replace(old, name=_named(self.name))
        return project if new == old else _with(project, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteBookmark:
    """Drop a view."""

    key: ClassVar[str] = "bookmarks.delete"
    bookmark_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("table.do.unbookmark")

    @property
    def merge_key(self) -> str | None:
        """Each is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop it.

        Raises:
            InputError: It is not there.
        """
        gone = _found(project, self.bookmark_id)
        return replace(project, bookmarks=tuple(one for one in project.bookmarks if one != gone))


def _named(name: str) -> str:
    words = " ".join(name.split())
    if not words or len(words) > LONGEST_NAME:
        raise refusal(text("table.bookmark_name", limit=LONGEST_NAME))
    return words


def _found(project: Project, bookmark_id: str) -> Bookmark:
    for one in project.bookmarks:
        if one.id == bookmark_id:
            return one
    raise refusal(text("table.bookmark_gone"), bookmark_id)


def _with(project: Project, bookmark: Bookmark) -> Project:
    rows = tuple(bookmark if one.id == bookmark.id else one for one in project.bookmarks)
    return replace(project, bookmarks=rows)
