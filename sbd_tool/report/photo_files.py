"""Photos of an edition as files: copies without anything but pixels, and a list of them."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from sbd_tool.domain.marking import Edition
from sbd_tool.report.csv_file import guarded
from sbd_tool.report.edition_photos import PhotoPrint

LIST_NAME: Final = "photos.csv"
_COLUMNS: Final = (
    "label", "edition", "file", "number", "caption", "taken", "x_m", "y_m", "crs", "heading_deg",
    "north", "checked",
)  # fmt: skip


def file_name(one: PhotoPrint) -> str:
    """Name of a copy: its number in the edition and nothing of the original's name."""
    return f"photo-{one.number:03}.jpg"


def photo_list(prints: Sequence[PhotoPrint], edition: Edition, crs: str) -> bytes:
    """The list as CSV (UTF-8 with a mark); words a spreadsheet would run are made harmless.

    Args:
        prints: Copies of the edition.
        edition: For whom.
        crs: Coordinate system of the places.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in prints:
        row = (
            edition.label.value, edition.value, file_name(one), one.number, one.caption, one.taken,
            one.x_m, one.y_m, crs, one.heading_deg, one.north, one.is_checked,
        )  # fmt: skip
        writer.writerow([guarded(cell) for cell in row])
    return ("\ufeff" + stream.getvalue()).encode("utf-8", "replace")
