"""The interpreter that has the engine of the crowd: named once, kept as a setting of a person."""

from dataclasses import replace

from sbd_tool.app.settings import load_settings
from sbd_tool.app.workbench import Workbench


def keep_interpreter(bench: Workbench, path: str) -> None:
    """Keep where the interpreter is; "" forgets it."""
    if path != bench.settings.crowd_python:
        bench.set_settings(replace(bench.settings, crowd_python=path))


def kept_interpreter() -> str:
    """Where the interpreter is by the settings of this person, or ""."""
    return load_settings().crowd_python
