"""`sbd write`: words for a part of the report, from a text file or from the input."""

import sys
from argparse import Namespace
from pathlib import Path

from sbd_tool.app.writing import part_name, part_named, write_into
from sbd_tool.cli.spoken import say
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.domain.written import LONGEST


def write(arguments: Namespace, words: Words) -> int:
    """Keep the text and say which part it is now."""
    part = part_named(arguments.part)
    told: str | Path = Path(arguments.file)
    if arguments.file == "-":
        told = sys.stdin.read(LONGEST + 1)
    label = Tlp(arguments.label) if arguments.label else None
    write_into(
        Path(arguments.project), part, told, label, author=arguments.by, reason=arguments.reason
    )
    shown = (label or Tlp.AMBER).value
    say(words(text("report.part_written", name=part_name(part), label=shown)))
    return 0
