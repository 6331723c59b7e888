"""Encrypting and decrypting whole files, in memory, for hand-over."""

import contextlib
from pathlib import Path

from sbd_tool.app import vaults
from sbd_tool.app.projects import forget_plain_backup, is_closed_name
from sbd_tool.app.vaults import LockedError, plain_bytes
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.text import text
from sbd_tool.formats.age_files import is_closed, read_passphrase
from sbd_tool.formats.project_file import project_from_bytes, read_bytes, write_project_file


def encrypt_file(source: Path, target: Path) -> None:
    """Write an encrypted copy of a file; the file itself stays.

    Of a project the version before the last save, which lies in plain in the user's state folder,
    is deleted.

    Raises:
        LockedError: Nobody named a passphrase or key.
        InputError: The target does not end in ".age", or exists.
    """
    if not is_closed_name(target):
        raise InputError(text("vault.needs_age", file=target.name), text("vault.pdf_hint"))
    _check_free(target)
    vault = vaults.for_file(target)
    if vault is None:
        raise LockedError(text("vault.no_recipient"), text("vault.locked_hint"), target.name)
    raw = read_bytes(source)
    write_project_file(target, vault.close(raw))
    with contextlib.suppress(SbdError):  # any file can be encrypted, not projects alone
        forget_plain_backup(project_from_bytes(raw).project.id)


def decrypt_file(source: Path, target: Path) -> None:
    """Write a plain copy of an encrypted file.

    Raises:
        LockedError: Nobody named a passphrase or key.
        InputError: The target exists, or the file is not encrypted.
    """
    _check_free(target)
    raw = read_bytes(source)
    if not is_closed(raw):
        raise InputError(
            text("vault.not_encrypted", file=source.name),
            text("vault.not_encrypted_hint"),
            source.name,
        )
    write_project_file(target, plain_bytes(raw, source))


def pdf_passphrase(name: str | None) -> str:
    """The passphrase for a PDF from a file, or "" when none is named."""
    return "" if name is None else read_passphrase(Path(name))


def _check_free(target: Path) -> None:
    if target.exists():
        raise InputError(
            text("cli.exists_already", file=target.name), text("cli.choose_other"), target.name
        )
