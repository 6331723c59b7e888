"""Folders said by dots only get their names: "." has none to say in a sentence."""

from argparse import Namespace
from pathlib import Path
from typing import Final

_PLACES: Final = (
    "project", "file", "folder", "plans", "output", "report", "copy", "before", "after",
    "measures", "drawing", "log", "recipe", "export_out", "bcf", "csv", "pdf", "basemap",
    "layer_key_file", "layer_passphrase_file", "pdf_passphrase_file", "seal_file", "objects",
)  # fmt: skip
"""Arguments that name files and folders."""


def with_named_folders(arguments: Namespace) -> Namespace:
    """Write "." and ".." out as what they mean, wherever a file or folder is named."""
    for place in _PLACES:
        given = getattr(arguments, place, None)
        if isinstance(given, str):
            setattr(arguments, place, _written_out(given))
        elif isinstance(given, list):
            setattr(arguments, place, [_written_out(one) for one in given])
    return arguments


def _written_out(given: object) -> object:
    is_dots = isinstance(given, str) and bool(given) and not given.strip("./\\") and "." in given
    if not is_dots or not Path(str(given)).is_dir():
        return given
    return str(Path(str(given)).resolve())
