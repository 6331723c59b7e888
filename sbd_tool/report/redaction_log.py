"""A redaction log as a table or as JSON: it names withheld things, for the narrowest circle."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.marking import Edition, Tlp, narrower
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.csv_file import guarded
from sbd_tool.report.redactions import Redaction, counts_by_rule

COLUMNS = (
    "log_label", "file", "file_sha256", "edition", "option", "time_state", "part", "id", "name",
    "kind", "kind_name", "object_label", "done", "fields", "rule", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LogHead:
    """Which file a log belongs to.

    Attributes:
        file: Its name.
        sha256: Digest of its bytes as written.
        edition: For whom it was made.
    """

    file: str
    sha256: str
    edition: Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSide:
    """What an option in a state lost on its way into a file."""

    option: str
    time_state: str
    rows: tuple[Redaction, ...]


def log_label(sides: Iterable[LogSide]) -> Tlp:
    """The label of a log: that of the police, or of the narrowest object it names."""
    label = Edition.POLICE.label
    for side in sides:
        for row in side.rows:
            label = label if row.label is None else narrower(label, row.label)
    return label


def log_csv(head: LogHead, sides: Sequence[LogSide], catalogue: Catalogue, words: Words) -> bytes:
    """UTF-8 with a mark; lines end as RFC 4180 says; formulas are disarmed."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    first = [log_label(sides).value, head.file, head.sha256, head.edition.value]
    for side in sides:
        for row in side.rows:
            told = _told(row, catalogue, words)
            told["fields"] = "; ".join(row.fields)
            cells = [*first, side.option, side.time_state, *(told[key] for key in COLUMNS[6:])]
            writer.writerow([guarded(str(cell)) for cell in cells])
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "replace")


def log_json(head: LogHead, sides: Sequence[LogSide], catalogue: Catalogue, words: Words) -> bytes:
    """The same as JSON, with counts by rule."""
    told = {
        "schema_version": 1,
        "label": log_label(sides).value,
        "file": head.file,
        "file_sha256": head.sha256,
        "edition": head.edition.value,
        "sides": [
            {
                "option": side.option,
                "time_state": side.time_state,
                "counts": counts_by_rule(side.rows),
                "rows": [_told(row, catalogue, words) for row in side.rows],
            }
            for side in sides
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _told(row: Redaction, catalogue: Catalogue, words: Words) -> dict[str, object]:
    kinds = catalogue.measures
    return {
        "part": row.table,
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "kind_name": words(kinds[row.kind].name) if row.kind in kinds else "",
        "object_label": "" if row.label is None else row.label.value,
        "done": words(text(f"labels.done_{row.done.value}")),
        "fields": list(row.fields),
        "rule": row.rule,
        "why": words(row.said or text(f"labels.why_{row.rule}")),
    }
