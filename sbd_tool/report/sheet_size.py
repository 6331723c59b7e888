"""Sizes of map sheets."""

from dataclasses import dataclass
from typing import Final

from sbd_tool.report.ledger_drawing import LedgerSize


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSize:
    """Where things stand on a sheet, millimetres.

    Attributes:
        name: Paper size.
        width_mm, height_mm: Sheet.
        frame: Left, top, width and height of the map.
        column: Left, top and width of the column beside it.
        title_pt, body_pt: Letters.
        marker_mm: Diameter of signs.
        ledger: Sizes of the ledger blocks.
        plane_mm: Side of the plane, 0 to leave it out.
        row_mm: Height of a row of the column.
        label_pt: Letters of the TLP label.
        column_bottom_mm: Where the column ends; 0 means with the map.
        second: Left, top and width of a second column, which then holds the legend.
    """

    name: str
    width_mm: float
    height_mm: float
    frame: tuple[float, float, float, float]
    column: tuple[float, float, float]
    title_pt: float
    body_pt: float
    marker_mm: float
    ledger: LedgerSize
    plane_mm: float
    row_mm: float
    label_pt: float
    column_bottom_mm: float = 0.0
    second: tuple[float, float, float] | None = None

    @property
    def bottom_mm(self) -> float:
        """Where the parts beside the map end."""
        return self.column_bottom_mm or self.frame[1] + self.frame[3]


A3: Final = SheetSize(
    name="A3",
    width_mm=420.0,
    height_mm=297.0,
    frame=(10.0, 24.0, 284.0, 250.0),
    column=(302.0, 24.0, 108.0),
    title_pt=20.0,
    body_pt=9.0,
    marker_mm=5.4,
    ledger=LedgerSize(score_pt=34.0, note_pt=8.5, score_mm=27.0),
    plane_mm=42.0,
    row_mm=7.2,
    label_pt=14.0,
)
A4_SHEET: Final = SheetSize(
    name="A4",
    width_mm=297.0,
    height_mm=210.0,
    frame=(10.0, 21.0, 192.0, 168.0),
    column=(208.0, 21.0, 79.0),
    title_pt=15.0,
    body_pt=7.5,
    marker_mm=4.6,
    ledger=LedgerSize(title_pt=10.0, score_pt=25.0, note_pt=7.5, score_mm=20.0, bar_mm=2.6),
    plane_mm=30.0,
    row_mm=5.6,
    label_pt=12.0,
)
