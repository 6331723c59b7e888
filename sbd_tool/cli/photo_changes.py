"""One change of photos on the command line: done, saved, and said."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sbd_tool.app.commands.base import Command
from sbd_tool.app.photos.into_file import change
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import say
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

DONE: Final = 0


def changed(
    arguments: Namespace, words: Words, command: Callable[[Project, Surroundings], Command]
) -> int:
    """Give a command to the project file and say what was done.

    Args:
        arguments: Name the project, the author, and whether JSON is wanted.
        words: Language of the answer.
        command: Makes the command from the project as it stands.
    """
    label = change(Path(arguments.project), arguments.by, command)
    if arguments.json:
        print(dump({"schema_version": 1, "done": words(label)}))
    else:
        say(words(text("photo.done", what=label)))
    return DONE
