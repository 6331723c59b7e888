"""What of dropped files and folders can be taken in, and why the rest is left; nothing is read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.formats.limits import HEAD_BYTES
from sbd_tool.formats.photos import is_photo
from sbd_tool.formats.readers import reader_for
from sbd_tool.formats.refused import is_companion

PROJECT: Final = ".sbd.gpkg"
PICTURES: Final = ("pdf", "geotiff")
DEEPEST: Final = 6
MOST_ENTRIES: Final = 2_000
MOST_TAKEN: Final = 64
MOST_PHOTOS: Final = 1_000
_WORDS: Final = (".txt", ".md", ".csv", ".tsv", ".json", ".yaml", ".yml")
"""Endings of a folder's notes and tables: opened when named, not found by the way."""


@dataclass(slots=True)
class Dropped:
    """Files by what becomes of them.

    Attributes:
        projects: Projects of ours.
        plans: Plan files.
        pictures: PDF and TIFF files: pictures that may know no place.
        photos: Photos taken on site.
        left: Files that are left where they are, each with the reason.
        is_cut: A folder held more than is looked at.
    """

    projects: list[Path] = field(default_factory=list)
    plans: list[Path] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)
    photos: list[Path] = field(default_factory=list)
    left: list[tuple[Path, Text]] = field(default_factory=list)
    is_cut: bool = False

    @property
    def taken(self) -> tuple[Path, ...]:
        """Everything that is taken in."""
        return (*self.projects, *self.plans, *self.pictures, *self.photos)


def sort_out(paths: Sequence[Path], *, progress: Progress = SILENT) -> Dropped:
    """Look at names and first bytes of files, and of what folders hold.

    Links are not followed and hidden entries are passed over; at most 2,000 entries of folders are
    looked at, six folders deep, and 64 files and 1,000 photos are taken.

    Args:
        paths: Files and folders.
        progress: Told now and then; may raise `Cancelled`.
    """
    found = Dropped()
    seen: set[Path] = set()
    for number, (path, is_named) in enumerate(_files(paths, found)):
        if number % 50 == 0:
            progress.advance(min(0.95, number / MOST_ENTRIES), literal(path.name))
        if path not in seen:
            seen.add(path)
            _sort(path, found, is_named=is_named)
    return found


def _files(paths: Sequence[Path], found: Dropped) -> Iterator[tuple[Path, bool]]:
    budget = [MOST_ENTRIES]
    for path in paths:
        if path.is_dir():
            yield from ((one, False) for one in _inside(path, DEEPEST, budget, found))
        else:
            yield path, True


def _inside(folder: Path, depth: int, budget: list[int], found: Dropped) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir(), key=lambda one: (one.is_dir(), one.name.casefold()))
    except OSError:
        found.left.append((folder, text("desk.left_unreadable")))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if budget[0] <= 0:
            found.is_cut = True
            return
        budget[0] -= 1
        if not entry.is_dir():
            yield entry
        elif depth > 1:
            yield from _inside(entry, depth - 1, budget, found)
        else:
            found.is_cut = True


def _sort(path: Path, found: Dropped, *, is_named: bool) -> None:
    lower = path.name.casefold()
    if is_companion(path.name):
        return  # belongs to a file beside it
    if path.exists() and not path.is_file():  # a pipe or a device: reading it would never end
        found.left.append((path, text("desk.left_unreadable")))
        return
    is_picture = is_photo(path)
    most = MOST_PHOTOS if is_picture else MOST_TAKEN
    if (len(found.photos) if is_picture else len(found.taken) - len(found.photos)) >= most:
        found.left.append((path, text("desk.left_too_many", most=most)))
    elif lower.endswith(PROJECT):
        found.projects.append(path)
    elif not is_named and lower.endswith(_WORDS):
        found.left.append((path, text("desk.left_words")))
    elif is_picture:
        found.photos.append(path)
    else:
        _sort_plan(path, found)


def _sort_plan(path: Path, found: Dropped) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        if not head:
            found.left.append((path, text("desk.left_empty")))
            return
        key = reader_for(head, path.name).key if head[:2] not in (b"PK", b"\x1f\x8b") else ""
    except OSError:
        found.left.append((path, text("desk.left_unreadable")))
    except PlanUnreadableError as refused:
        found.left.append((path, refused.what))
    else:
        (found.pictures if key in PICTURES else found.plans).append(path)
