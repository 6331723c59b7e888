"""The redaction log of an export: what its edition withholds, for those who may read everything."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sbd_tool.app.export_target import check_closing, check_not_same, check_target
from sbd_tool.app.rules import Rules
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.formats.age_files import SUFFIX as AGE
from sbd_tool.formats.age_files import Vault
from sbd_tool.formats.durable import write_durably
from sbd_tool.formats.project_file import read_bytes
from sbd_tool.report.editions import rebuild
from sbd_tool.report.redaction_log import LogHead, LogSide, log_csv, log_json, log_label
from sbd_tool.report.redactions import redactions

_WRITERS: Final = {".csv": log_csv, ".json": log_json}


def check_log(
    log: Path,
    target: Path,
    project_path: Path | None,
    project: Project,
    vault: Vault | None = None,
) -> None:
    """Refuse a log that cannot be written, before the work begins.

    Args:
        log: The log to be.
        target: The export it belongs to.
        project_path: File of the project, or None before its first save.
        project: The project.
        vault: What encrypts a log that ends in ".age"; by default what the person named.

    Raises:
        InputError: It is neither .csv nor .json (".age" behind it encrypts it), or it would write
            over the export, the project or a plan.
        ExportError: There is no such folder.
        LockedError: It ends in ".age" and there is no passphrase or key.
    """
    if _suffix(log) not in _WRITERS:
        raise InputError(text("labels.log_format", file=log.name), text("labels.log_format.hint"))
    if log.absolute() == target.absolute() or (log.exists() and _is_same(log, target)):
        raise InputError(text("labels.log_is_target", file=log.name), text("labels.log_hint"))
    if not log.absolute().parent.is_dir():
        raise _unwritten(log)
    check_target(log, project)
    if project_path is not None:
        check_not_same(project_path, log)
    check_closing(log, vault, "")


def write_log(
    log: Path,
    target: Path,
    project: Project,
    assessments: Sequence[Assessment],
    rules: Rules,
    *,
    edition: Edition,
    words: Words,
    vault: Vault | None = None,
) -> tuple[Tlp, int]:
    """Write the log of a finished export.

    Args:
        log: The log to be: .csv or .json, with ".age" behind it encrypted.
        target: The finished export; the log carries its digest.
        project: The whole project.
        assessments: Of each option and state it shows.
        rules: Catalogue and rubric.
        edition: For whom the export is.
        words: Language.
        vault: What encrypts a log that ends in ".age"; by default what the person named.

    Returns:
        Its label, and how many lines it has.

    Raises:
        ExportError: It cannot be written.
    """
    vault = check_closing(log, vault, "")
    digest = hashlib.sha256(read_bytes(target)).hexdigest()
    sides = [_side(project, one, rules, edition) for one in assessments]
    head = LogHead(file=target.name, sha256=digest, edition=edition)
    raw = _WRITERS[_suffix(log)](head, sides, rules.catalogue, words)
    try:
        write_durably(log, raw if vault is None else vault.close(raw), is_private=True)
    except OSError as fault:
        raise _unwritten(log) from fault
    return log_label(sides), sum(len(side.rows) for side in sides)


def _side(project: Project, assessment: Assessment, rules: Rules, edition: Edition) -> LogSide:
    content = rebuild(project, assessment, rules.catalogue, edition)
    return LogSide(
        option=content.option,
        time_state=content.time_state,
        rows=redactions(project, assessment, rules.catalogue, content),
    )


def _suffix(log: Path) -> str:
    return Path(log.name.lower().removesuffix(AGE)).suffix


def _is_same(log: Path, target: Path) -> bool:
    return target.exists() and log.samefile(target)


def _unwritten(log: Path) -> ExportError:
    words = text("report.write_failed", name=log.name)
    return ExportError(words, text("report.write_hint"), str(log))
