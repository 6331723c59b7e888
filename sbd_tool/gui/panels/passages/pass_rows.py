"""Rows of passages: like those of ways, with a number and a place on the map."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView

from sbd_tool.domain.ring_results import Verdict
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.walking.walk_list import WalkDelegate, walk_list
from sbd_tool.gui.panels.walking.walk_rows import WalkModel, WalkRow
from sbd_tool.gui.theme import Theme

Bounds = tuple[float, float, float, float]
SIGN_PX: Final = 10.0


@dataclass(frozen=True, slots=True)
class PassRow(WalkRow):
    """One row of a list of passages.

    Attributes:
        number: Number that stands on the map too, or "" for a verdict.
        bounds: Where it is: west, south, east, north; None for what is nowhere.
    """

    number: str = ""
    bounds: Bounds | None = None


def number_sign(p: QPainter, theme: Theme, c: QPointF, number: str, tone: str) -> None:
    """A disc with the number: the same in the list and on the map."""
    font = theme.font("caption", "bold", is_tabular=True)
    wide = max(2 * SIGN_PX, paint.width(number, font) + 10)
    box = QRectF(c.x() - wide / 2, c.y() - SIGN_PX, wide, 2 * SIGN_PX)
    paint.round_rect(p, box, SIGN_PX, theme.color("surface"), theme.color(tone), 1.6)
    paint.text(p, box, number, font, theme.color("ink"), paint.CENTER)


class PassDelegate(WalkDelegate):
    """Paints the number of a passage in the place of its verdict."""

    def sign(self, p: QPainter, c: QPointF, row: WalkRow) -> None:
        if isinstance(row, PassRow) and row.number:
            tone = "danger" if row.verdict is Verdict.BLOCKED else "openness"
            number_sign(p, self.look.theme, c, row.number, tone)
        else:
            WalkDelegate.sign(self, p, c, row)


def pass_list(look: Look, model: WalkModel, name: str, title: str, keys: str) -> QListView:
    """A list of passages, named for those who hear it."""
    made = walk_list(look, model)
    made.setItemDelegate(PassDelegate(look, made))
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setAccessibleDescription(keys)
    made.setToolTip(keys)
    return made
