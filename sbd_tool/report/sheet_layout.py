"""Where things stand on paper of any size: one proportion for all, letters that grow slowly."""

from typing import Final

from sbd_tool.domain.sheets import MapSheet, SheetPart
from sbd_tool.report.ledger_drawing import LedgerSize
from sbd_tool.report.sheet_size import A3, A4_SHEET, SheetSize

_GROWTH: Final = {"A4": 0.8, "A3": 1.0, "A2": 1.25, "A1": 1.55, "A0": 1.9}
"""Letters and signs against A3: large sheets hang on walls and are read from farther away."""
_FOOT_MM: Final = 23.0
_HEAD_MM: Final = 24.0
_EDGE_MM: Final = 10.0
_GAP_MM: Final = 8.0
_COLUMN_MM: Final = 108.0
_BAND_MM: Final = 102.0
_BESIDE: Final = frozenset({SheetPart.LEDGERS, SheetPart.PLANE, SheetPart.STEPS, SheetPart.LEGEND})


def layout_of(sheet: MapSheet) -> SheetSize:
    """The places of a sheet's parts, millimetres.

    Upright sheets have the parts under the map, in two columns; a sheet without any gives their
    room to the map.
    """
    if not sheet.is_portrait and sheet.parts >= _BESIDE and sheet.paper.value in {"A3", "A4"}:
        return A3 if sheet.paper.value == "A3" else A4_SHEET
    k = _GROWTH[sheet.paper.value]
    width, height = sheet.paper.long_mm, sheet.paper.short_mm
    if sheet.is_portrait:
        width, height = height, width
    edge, head = _EDGE_MM * k, _HEAD_MM * k
    foot = _FOOT_MM * k
    is_bare = not sheet.parts & _BESIDE
    band = 0.0 if is_bare or not sheet.is_portrait else min(_BAND_MM * k, height * 0.4)
    side = 0.0 if is_bare or sheet.is_portrait else min(_COLUMN_MM * k, width * 0.3)
    frame_w = width - 2 * edge - (side + _GAP_MM * k if side else 0.0)
    frame_h = height - head - foot - (band + _GAP_MM * k if band else 0.0)
    half = (width - 2 * edge - _GAP_MM * k) / 2
    column = (
        (edge, head + frame_h + _GAP_MM * k, half)
        if sheet.is_portrait
        else (edge + frame_w + _GAP_MM * k, head, side)
    )
    return SheetSize(
        name=sheet.paper.value,
        width_mm=width,
        height_mm=height,
        frame=(edge, head, frame_w, frame_h),
        column=column,
        title_pt=20.0 * k,
        body_pt=9.0 * k,
        marker_mm=5.4 * k,
        ledger=LedgerSize(
            title_pt=11.5 * k,
            score_pt=34.0 * k,
            note_pt=8.5 * k,
            score_mm=27.0 * k,
            bar_mm=3.2 * k,
        ),
        plane_mm=42.0 * k if sheet.shows(SheetPart.PLANE) and not sheet.is_portrait else 0.0,
        row_mm=7.2 * k,
        label_pt=max(12.0, 14.0 * k),
        column_bottom_mm=head + frame_h + (_GAP_MM * k + band if band else 0.0),
        second=(edge + half + _GAP_MM * k, head + frame_h + _GAP_MM * k, half) if band else None,
    )
