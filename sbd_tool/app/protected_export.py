"""An export from the window: encrypted where asked, with its redaction log where asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from sbd_tool.app.export_target import check_not_same
from sbd_tool.app.exported import Exported
from sbd_tool.app.exporting import export
from sbd_tool.app.redacting import check_log, write_log
from sbd_tool.app.rules import Rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.formats.age_files import SUFFIX as AGE
from sbd_tool.formats.age_files import Vault, key_vault, passphrase_vault

LOGS: Final = (".csv", ".json")
"""Formats of a redaction log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """How a file leaves; what opens it is never shown, not even in a trace.

    Attributes:
        passphrase: Encrypts any format in the age format, or "".
        recipients: Public keys ("age1…") of those who may open it, in place of a passphrase.
        pdf_passphrase: Locks a PDF with AES-256, or "".
        log: Format of a redaction log beside it (one of ``LOGS``), or "".
    """

    passphrase: str = field(default="", repr=False)
    recipients: tuple[str, ...] = ()
    pdf_passphrase: str = field(default="", repr=False)
    log: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether the file is encrypted in the age format."""
        return bool(self.passphrase or self.recipients)

    def vault(self) -> Vault | None:
        """What encrypts the file, or None.

        Raises:
            InputError: The passphrase is too short, or a recipient is no public key.
        """
        if self.recipients:
            vault = key_vault(self.recipients)
            vault.close(b"")  # a word that is no key is refused before the work begins
            return vault
        return passphrase_vault(self.passphrase) if self.passphrase else None

    def target(self, path: Path) -> Path:
        """The name of the file: what is encrypted ends in ".age", whatever somebody typed."""
        if not self.is_closed or path.name.lower().endswith(AGE):
            return path
        return path.with_name(path.name + AGE)

    def log_of(self, target: Path) -> Path | None:
        """Where the log of a target goes: beside it, encrypted as it is; None without one."""
        if not self.log:
            return None
        stem = target.name.removesuffix(AGE)
        closed = AGE if self.is_closed else ""
        return target.with_name(f"{stem}.log{self.log}{closed}")


def export_protected(
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
    path: Path,
    protection: Protection,
    *,
    project_path: Path | None,
    edition: Edition,
    words: Words,
    beside: Assessment | None = None,
    **asked: Any,
) -> Exported:
    """Write one export as `app.exporting.export` does, protected and with its log.

    Args:
        project: The whole project.
        assessment: Its assessment.
        rules: Catalogue and rubric.
        path: Target; gets ".age" at its end where it is encrypted in the age format.
        protection: How it leaves.
        project_path: File of the project, or None before its first save.
        edition: For whom.
        words: Language and number format.
        beside: Assessment of what an interactive map compares with.
        asked: What else `export` takes.

    Raises:
        InputError: What is asked cannot be written; nothing was.
        ExportError: The file cannot be written, or would give away something withheld.
    """
    path = protection.target(path)
    vault, log = protection.vault(), protection.log_of(path)
    if project_path is not None:
        check_not_same(project_path, path)
    judged = [one for one in (assessment, beside) if one is not None]
    if log is not None:
        if not judged:
            raise InputError(
                text("protect.log_needs_scores"), text("protect.log_needs_scores.hint")
            )
        check_log(log, path, project_path, project, vault)
    exported = export(
        project, assessment, rules, path, edition=edition, words=words, beside=beside,
        vault=vault, pdf_passphrase=protection.pdf_passphrase, **asked,
    )  # fmt: skip
    if log is None:
        return exported
    logged = write_log(log, path, project, judged, rules, edition=edition, words=words, vault=vault)
    return replace(exported, logged=logged)


def recipients_in(words: str) -> tuple[str, ...]:
    """Public keys as somebody typed or pasted them, with blanks, commas or lines between."""
    parts: Sequence[str] = words.replace(",", " ").replace(";", " ").split()
    return tuple(dict.fromkeys(parts))
