"""`sbd pack --field`: size and what is missing, before anything is written."""

from argparse import Namespace
from pathlib import Path

from sbd_tool.app.exchange.field_package import field_package
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import say, say_lines
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words


def tell_package(arguments: Namespace, words: Words) -> None:
    """Say what the package will hold and lack."""
    found = field_package(Path(arguments.project))
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
            )
        )
    )
    say_lines(words(one) for one in found.lacking)
