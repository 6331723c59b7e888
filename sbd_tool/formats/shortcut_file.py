"""Shortcuts as a small JSON file that colleagues can share."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text
from sbd_tool.formats.project_file import write_project_file

KIND: Final = "sbd-tool shortcuts"
_LARGEST: Final = 256 * 1024


def read_shortcut_file(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Keys by action, as the file says; nobody has checked them yet.

    Raises:
        InputError: The file is no file of shortcuts, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            plain = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        plain = None
    keys = plain.get("keys") if isinstance(plain, dict) and plain.get("kind") == KIND else None
    if not isinstance(keys, dict):
        raise InputError(
            text("frame.no_shortcuts", file=path.name), text("frame.no_shortcuts.hint"), path.name
        )
    return {
        str(action): tuple(str(one) for one in some)
        for action, some in keys.items()
        if isinstance(some, list)
    }


def write_shortcut_file(path: Path, keys: Mapping[str, tuple[str, ...]]) -> None:
    """Write keys by action.

    Raises:
        ProjectFileError: The folder cannot be written.
    """
    plain = {"kind": KIND, "keys": {action: list(some) for action, some in sorted(keys.items())}}
    write_project_file(path, json.dumps(plain, indent=2).encode("ascii"))
