"""The slot a plan format fills: one reader, one line in `readers.READERS`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.domain.text import Text

Bbox = tuple[float, float, float, float]
"""West, south, east, north in degrees, EPSG:4326."""


class ReadPlan(Protocol):
    """What does the reading; runs in a process of its own with bounded memory and time."""

    def __call__(self, path: Path, source: Source, progress: Progress) -> RawPlan:
        """Read a file.

        Args:
            path: File to parse, opened for reading only.
            source: What to write into the layers' `Source`.
            progress: Where to say how far it is.

        Raises:
            SbdError: The file cannot be read, in words.
        """
        ...


class ReadWindow(Protocol):
    """The same for formats that come as whole cities."""

    def __call__(
        self, path: Path, source: Source, progress: Progress, *, bbox: Bbox | None
    ) -> RawPlan:
        """Read only objects that touch a window; raises as `ReadPlan`."""
        ...


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a file before it is parsed: its first bytes and its name in lower case."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReader:
    """A plan format.

    Attributes:
        key: Stable name, written into `Source.format`.
        title: Name of the format to show.
        suffixes: File name endings in lower case, used when the content does not tell.
        sniff: Whether a file starts like this format.
        read: Reads a file.
        read_window: Reads a part of it, where the format can be as large as a city.
        companions: Endings of files that belong to it ("-wal" is appended to the name, ".dbf"
            replaces its suffix); None when the file is read where it lies. Otherwise a private
            copy is read, because the library behind it may write beside the file.
    """

    key: str
    title: Text
    suffixes: tuple[str, ...]
    sniff: Callable[[Head], bool]
    read: ReadPlan
    read_window: ReadWindow | None = None
    companions: tuple[str, ...] | None = None
