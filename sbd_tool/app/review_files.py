"""Comments as files: BCF, a table, a printed record; editions, labels and the leak guard apply."""

from pathlib import Path
from typing import Final

from sbd_tool.app.export_target import check_not_same
from sbd_tool.app.exported import Exported
from sbd_tool.app.exporting import export
from sbd_tool.app.pipeline import assess, check_place
from sbd_tool.app.projects import open_project
from sbd_tool.app.report_kinds import USUAL_KIND
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

SUFFIXES: Final = {"bcf": ".bcfzip", "csv": ".comments.csv", "pdf": ".pdf"}


def export_comments(
    project: Path,
    target: Path,
    kind: str,
    *,
    edition: Edition,
    place: Place,
    words: Words,
    progress: Progress = SILENT,
) -> Exported:
    """Write the comments of a project file.

    Args:
        project: The project file.
        target: The file; the suffix of its kind is added where it is missing.
        kind: "bcf", "csv" or "pdf".
        edition: For whom.
        place: Option and state reported.
        words: Language.
        progress: Told how far it is.

    Raises:
        InputError: The target cannot be written over, or option or state are not there.
        ExportError: It cannot be written, or would give something away.
    """
    target = named(target, kind)
    check_not_same(project, target)
    found = open_project(project).project
    check_place(found, place.option, place.time_state)
    rules = load_rules(found)
    step = Span(progress, 0.0, 0.5)
    assessment = assess(
        found, rules, option=place.option, time_state=place.time_state, progress=step
    )
    return export(
        found,
        assessment,
        rules,
        target,
        edition=edition,
        template="review" if kind == "pdf" else USUAL_KIND,
        words=words,
        progress=Span(progress, 0.5, 1.0),
    )


def named(target: Path, kind: str) -> Path:
    """The target with the suffix of its kind.

    Examples:
        >>> named(Path("a.csv"), "csv").name
        'a.comments.csv'

    Raises:
        InputError: It is a folder.
    """
    suffix = SUFFIXES[kind]
    name = target.name
    if not name or target.is_dir():
        shown = name or str(target)
        raise InputError(
            text("cli.target_is_folder", file=shown), text("cli.choose_export_name"), shown
        )
    if name.lower().removesuffix(".age").endswith(suffix):
        return target
    last = f".{suffix.rpartition('.')[2]}"
    stem = name[: -len(last)] if name.lower().endswith(last) else name
    return target.with_name(f"{stem}{suffix}")
