"""`sbd pack --field`: size, basemap and what is missing, before anything is written."""

from argparse import Namespace
from pathlib import Path

from sbd_tool.app.clock import RandomIds, SystemClock
from sbd_tool.app.commands.base import Command
from sbd_tool.app.exchange.basemap import basemap_command
from sbd_tool.app.exchange.field_package import field_package
from sbd_tool.app.projects import open_project
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, say, say_lines
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words


def read_basemap(arguments: Namespace, words: Words) -> Command | None:
    """The basemap that was asked for, or None.

    Raises:
        SbdError: It cannot be read, or there is no square to lay it round.
    """
    if not arguments.basemap:
        return None
    project = open_project(Path(arguments.project)).project
    around = Surroundings(SystemClock(), RandomIds(), None, arguments.by)
    with Telling(words) as progress:
        return basemap_command(
            Path(arguments.basemap), project, lambda: around.stamp(Evidence.PLAN), around.by(),
            margin_m=arguments.margin, progress=progress,
        )  # fmt: skip


def tell_package(arguments: Namespace, words: Words, basemap: Command | None) -> None:
    """Say what the package will hold and lack."""
    found = field_package(Path(arguments.project), basemap)
    if arguments.json:
        print(
            dump(
                {
                    "schema_version": 1,
                    "size_bytes": found.size_bytes,
                    "photos": found.photos,
                    "measures": found.measures,
                    "underlays": found.underlays,
                    "checklists": found.lists,
                    "kinds": found.kinds,
                    "lacking": [words(one) for one in found.lacking],
                }
            )
        )
        return
    say(
        words(
            text(
                "field.package",
                size=words.number(found.size_bytes / 1e6, 1),
                photos=found.photos,
                underlays=found.underlays,
                lists=found.lists,
                kinds=found.kinds,
            )
        )
    )
    say_lines(words(one) for one in found.lacking)
