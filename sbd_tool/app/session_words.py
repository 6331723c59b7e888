"""What a session says of its file: who else has it, why it is not saved, whether it changed."""

from pathlib import Path

from sbd_tool.app.locks import Holder
from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.text import text


def file_print(path: Path | None) -> tuple[int, int] | None:
    """What tells that a file was written by somebody else: size and time of change."""
    try:
        stat = None if path is None else path.stat()
    except OSError:
        return None
    return None if stat is None else (stat.st_size, stat.st_mtime_ns)


def refused(key: str, name: str) -> ProjectFileError:
    """The problem of that key, with its hint."""
    return ProjectFileError(text(key, file=name), text(f"{key}.hint"), name)


def open_elsewhere(holder: Holder, path: Path) -> Finding:
    """Somebody else has the file open."""
    return Finding(
        key="app.file.locked",
        severity=Severity.WARNING,
        sentence=text(
            "app.file.locked",
            file=path.name,
            who=holder.who or text("app.somebody"),
            host=holder.host,
            when=holder.when,
        ),
        remedy=text("app.file.locked.hint"),
    )
