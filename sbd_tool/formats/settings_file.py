"""Settings of the person as a JSON file; one that does not read never stops the program."""

import json
from collections.abc import Mapping
from typing import Any, Final

from sbd_tool.formats.folders import config_folder
from sbd_tool.formats.project_file import write_project_file

_NAME: Final = "settings.json"
_LARGEST: Final = 1024 * 1024


def read_settings() -> Mapping[str, Any]:
    """Settings by name; empty when there are none or they do not read."""
    try:
        with (config_folder() / _NAME).open("rb") as file:
            plain = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}


def write_settings(settings: Mapping[str, Any]) -> None:
    """Replace the settings in one step.

    Raises:
        ProjectFileError: The folder cannot be written.
    """
    raw = json.dumps(settings, indent=2, sort_keys=True).encode("ascii")
    write_project_file(config_folder() / _NAME, raw)
