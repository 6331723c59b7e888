"""What an export is: content of one edition in, one file out. All formats in one registry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Text
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel


@dataclass(frozen=True, kw_only=True)
class Side:
    """What stands beside the option and state of an export, under the same rules of its edition.

    Attributes:
        content: What the edition holds of it.
        model: What the report says about it.
    """

    content: EditionContent
    model: ReportModel


@dataclass(frozen=True, kw_only=True)
class ExportJob:
    """What an exporter is given: nothing of the whole project, only the edition's content.

    Attributes:
        content: What the edition holds.
        model: What the report says about it.
        rubric: Names and units.
        look: Design, words and letters.
        made: Time of making, from the application's clock.
        scale: Scale denominator of the map, or None to let it fit.
        template: Key of the report's template.
        page_script, page_sheet: Our script and style sheet of the interactive map.
        beside: Another option or state to compare with, in the interactive map only, or None.
        atlas: Other states or options that get a page of the map sheet.
    """

    content: EditionContent
    model: ReportModel
    rubric: Rubric
    look: Look
    made: datetime
    scale: int | None = None
    template: str = "planner"
    page_script: str = ""
    page_sheet: str = ""
    beside: Side | None = None
    atlas: tuple[Side, ...] = ()


class Sink(Protocol):
    """Where an exporter puts its finished bytes: a path, or a place in memory."""

    def write_bytes(self, data: bytes, /) -> int:
        """Take the whole file."""
        ...


class Taken:
    """A sink in memory."""

    def __init__(self) -> None:
        self.raw = b""

    def write_bytes(self, data: bytes, /) -> int:
        """Take the whole file."""
        self.raw = data
        return len(data)


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """One format.

    Attributes:
        key: Suffix without its dot ("pdf"); also the stable name.
        title: What it is, for file dialogs.
        write: Gives the finished bytes to a sink; it opens no file of its own, so that what is to
            be encrypted never lies in the open.
    """

    key: str
    title: Text
    write: Callable[[ExportJob, Sink, Progress], None]
