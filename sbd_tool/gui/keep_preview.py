"""Keeps what the start page shows of a project: the map as it stands, label and both ledgers."""

from PySide6.QtCore import QRect, Qt

from sbd_tool.app.previews import LedgerFigures, Preview, keep_preview
from sbd_tool.domain.scores import LedgerScore
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.sample_pictures import png_bytes

WIDTH_PX, HEIGHT_PX = 820, 344


def keep_preview_of(desk: Desk, canvas: MapCanvas) -> None:
    """Keep the preview of the open project, if a file holds it."""
    path, assessment = desk.bench.path, desk.assessment
    if path is None or desk.bench.is_encrypted:  # previews lie in the open
        return
    card = assessment.scorecard if assessment is not None else None
    keep_preview(
        path,
        Preview(
            picture=_picture(canvas),
            label=desk.label.label.value,
            openness=_figures(card.openness) if card else None,
            protection=_figures(card.protection) if card else None,
        ),
    )


def _figures(score: LedgerScore) -> LedgerFigures:
    return (score.score if score.fit_to_print else None), score.low, score.high


def _picture(canvas: MapCanvas) -> bytes:
    image = canvas.frame_image()
    if image is None or image.isNull():
        return b""
    small = image.scaledToWidth(WIDTH_PX, Qt.TransformationMode.SmoothTransformation)
    top = max(0, (small.height() - HEIGHT_PX) // 2)
    cut = small.copy(QRect(0, top, WIDTH_PX, min(HEIGHT_PX, small.height())))
    cut.setDevicePixelRatio(1.0)
    return png_bytes(cut)
