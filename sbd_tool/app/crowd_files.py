"""Trajectories kept in a file and opened again."""

from pathlib import Path

from sbd_tool.app.export_target import check_target
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.domain.trajectories import Trajectories
from sbd_tool.formats.trajectory_file import read_trajectories, write_trajectories


def keep_trajectories(found: Trajectories, path: Path, project: Project) -> None:
    """Write them; never over a project or a plan.

    Raises:
        InputError: The target is a project or a plan.
        ExportError: It cannot be written.
    """
    check_target(path, project)
    try:
        write_trajectories(found, path)
    except OSError as fault:
        raise ExportError(
            text("report.write_failed", name=path.name), text("report.write_hint"), str(path)
        ) from fault


def open_trajectories(path: Path, project: Project) -> Trajectories:
    """Read a file of trajectories that fits a project.

    Raises:
        InputError: It is none, or in another coordinate system.
    """
    found = read_trajectories(path)
    if found.crs != project.crs:
        raise InputError(text("people.other_crs", name=path.name), text("people.other_crs_hint"))
    return found
