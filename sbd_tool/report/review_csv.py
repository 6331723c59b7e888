"""Comments of an edition as CSV: one line each, safe to open in a spreadsheet."""

import csv
import io

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.progress import Progress
from sbd_tool.report.csv_file import guarded
from sbd_tool.report.model import ReportModel
from sbd_tool.report.review_rows import CommentRow
from sbd_tool.report.spec import ExportJob, Sink
from sbd_tool.report.tables_out import PlainValue

COLUMNS = (
    "label", "edition", "seal", "number", "id", "about", "words", "status", "severity", "demand",
    "reason", "source", "due", "author", "written", "decision", "decision_reason", "answers",
    "x_m", "y_m", "crs",
)  # fmt: skip


def comments_csv(job: ExportJob) -> bytes:
    """UTF-8 with a mark, lines end as RFC 4180 says; formulas are disarmed."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in job.model.comments:
        told = _row(row, job)
        writer.writerow([guarded(told[name]) for name in COLUMNS])
    if not job.model.comments:
        told = _first(job.model)
        writer.writerow([guarded(told.get(name)) for name in COLUMNS])
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "replace")


def write_comments(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The exporter."""
    target.write_bytes(comments_csv(job))
    progress.advance(1.0)


def _first(model: ReportModel) -> dict[str, PlainValue]:
    return {"label": both(model.mark, model.label), "edition": model.edition, "seal": model.seal}


def _row(row: CommentRow, job: ExportJob) -> dict[str, PlainValue]:
    words, say = job.look.words, job.look.words_of
    answers = [
        f"{words(one.said)}: {one.words}" if one.words else words(one.said) for one in row.entries
    ]
    x, y = row.place or (None, None)
    return {
        **_first(job.model),
        "number": row.number,
        "id": row.id,
        "about": words(row.about),
        "words": row.words,
        "status": say(f"review.status_{row.status}"),
        "severity": say(f"review.severity_{row.severity}"),
        "demand": say("review.required" if row.is_required else "review.advised"),
        "reason": row.reason,
        "source": row.source,
        "due": row.due,
        "author": row.author,
        "written": row.when,
        "decision": say(f"review.decision_{row.decision}") if row.decision else "",
        "decision_reason": "" if row.deciding is None else row.deciding.words,
        "answers": " | ".join(answers),
        "x_m": x,
        "y_m": y,
        "crs": job.content.project.crs,
    }
