"""Where an export may not go: over a project, or over a plan the project came from."""

import hashlib
from pathlib import Path
from typing import Final

from sbd_tool.app import vaults
from sbd_tool.app.projects import SUFFIX
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.file_names import name_fault
from sbd_tool.domain.legible import legible
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.age_files import SUFFIX as AGE
from sbd_tool.formats.age_files import LockedError, Vault

_LARGEST_PLAN_BYTES: Final = 4 * 1024**3
_SHOWN: Final = 60
_LEAST_SCALE: Final = 20
_MOST_SCALE: Final = 100_000


def check_name(path: Path) -> None:
    """Refuse a name that not every desk can read or keep, before anything is opened there.

    Raises:
        InputError: It holds a line break or another control, is too long, is kept for a device,
            or ends in a dot or a blank.
    """
    fault = name_fault(path.name) or ("unseen" if "\0" in str(path) else "")
    if not fault:
        return
    words = " ".join(legible(path.name).split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    raise InputError(
        text(f"outputs.name_{fault}", file=literal(shown)), text("cli.choose_export_name"), shown
    )


def check_target(path: Path, project: Project) -> None:
    """Refuse a target that would cost somebody a project or a plan.

    Raises:
        InputError: The path names a project, a folder, a device, or a file the project was made
            from, or its name is none that every desk can keep.
    """
    check_name(path)
    if path.name.lower().removesuffix(AGE).endswith(SUFFIX):
        raise InputError(
            text("cli.target_is_project", file=path.name), text("cli.choose_export_name"), path.name
        )
    if path.is_dir():
        raise InputError(
            text("cli.target_is_folder", file=path.name), text("cli.choose_export_name"), path.name
        )
    if path.exists() and not path.is_file():
        raise InputError(
            text("outputs.target_is_device", file=path.name),
            text("cli.choose_export_name"),
            path.name,
        )
    if path.is_file() and _is_source(path, project):
        raise InputError(
            text("cli.target_is_plan", file=path.name), text("cli.choose_export_name"), path.name
        )


def _is_source(path: Path, project: Project) -> bool:
    sources = [layer.source for layer in project.layers]
    sources += [underlay.source for underlay in project.underlays]
    digests = {source.sha256 for source in sources if source.sha256}
    if not digests or path.stat().st_size > _LARGEST_PLAN_BYTES:
        return path.name in {source.name for source in sources}
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() in digests


def check_folder(target: Path) -> None:
    """Refuse a folder that is not there, before the work begins.

    Raises:
        ExportError: There is none.
    """
    if not target.absolute().parent.is_dir():
        raise ExportError(
            text("report.write_failed", name=target.name), text("report.write_hint"), str(target)
        )


def check_not_same(project: Path, target: Path) -> None:
    """Refuse to write over the project; it may have any name, so a suffix does not say enough.

    Raises:
        InputError: The target is the project.
    """
    if target.exists() and target.samefile(project):
        raise InputError(
            text("cli.target_is_project", file=target.name), text("cli.choose_export_name")
        )


def check_closing(path: Path, vault: Vault | None, pdf_passphrase: str) -> Vault | None:
    """Refuse what cannot be encrypted as asked before the work begins.

    Returns:
        What encrypts the file, or None where its name asks for none.

    Raises:
        LockedError: The name ends in ".age" and there is no passphrase or key.
        InputError: A passphrase for a PDF was given with another format.
    """
    if pdf_passphrase and not path.name.lower().removesuffix(AGE).endswith(".pdf"):
        raise InputError(text("vault.pdf_only", file=path.name), text("vault.pdf_hint"))
    if not path.name.lower().endswith(AGE):
        return None
    vault = vaults.for_file(path) if vault is None else vault
    if vault is None:
        raise LockedError(text("vault.no_recipient"), text("vault.locked_hint"), path.name)
    return vault


def check_scale(scale: int | None) -> None:
    """Refuse a scale that cannot be drawn.

    Raises:
        InputError: It is out of range.
    """
    if scale is not None and not _LEAST_SCALE <= scale <= _MOST_SCALE:
        raise InputError(
            text("report.scale_wrong", scale=scale), text("report.scale_hint"), str(scale)
        )
