"""The map's context menu, and what lies under or around the pointer in words."""

import math
from collections.abc import Sequence
from functools import partial
from typing import Final

import shapely
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sbd_tool.domain.text import Quantity
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.picking import PickIndex
from sbd_tool.gui.panels.indicator_page import object_name

ENTRIES: Final = (
    "zoom_selection",
    "tool_edit",
    "copy",
    "paste",
    "duplicate",
    "delete",
    "",
    "note",
    "near",
    "zoom_full",
    "select_none",
)
MOST_UNDER: Final = 12
WINDS: Final = ("e", "ne", "n", "nw", "w", "sw", "s", "se")
AT_ONCE_M: Final = 0.5


def map_menu(
    desk: Desk, actions: dict[str, QAction], under: Sequence[str], parent: QWidget
) -> QMenu:
    """The menu; where several objects lie on each other it begins with a list of them."""
    menu = QMenu(parent)
    menu.setObjectName("map_menu")
    if len(under) > 1:
        inner = menu.addMenu(desk.look.say("menu.under", count=len(under)))
        inner.setObjectName("map_menu_under")
        for number, object_id in enumerate(under[:MOST_UNDER]):
            action = inner.addAction(object_name(desk, object_id))
            action.setObjectName(f"under_{number}")
            action.triggered.connect(partial(_choose, desk, object_id))
        menu.addSeparator()
    for key in ENTRIES:
        if key:
            menu.addAction(actions[key])
        else:
            menu.addSeparator()
    return menu


def _choose(desk: Desk, object_id: str, *_checked: object) -> None:
    desk.choose((object_id,))


def around_words(desk: Desk, index: PickIndex, x_m: float, y_m: float) -> list[tuple[str, str]]:
    """Objects around a place, the nearest first: id, and name with distance and direction."""
    look = desk.look
    lines = []
    for object_id, away_m in index.around(x_m, y_m):
        name = object_name(desk, object_id)
        geometry = index.geometry(object_id)
        if away_m < AT_ONCE_M or geometry is None:
            lines.append((object_id, look.say("near.here", name=name)))
            continue
        line = shapely.shortest_line(shapely.Point(x_m, y_m), geometry)
        (x0, y0), (x1, y1) = shapely.get_coordinates(line)[[0, -1]]
        wind = WINDS[round(math.degrees(math.atan2(y1 - y0, x1 - x0)) / 45) % 8]
        words = look.say(
            "near.row",
            name=name,
            distance=Quantity(away_m, "m", 0),
            direction=look.say(f"near.{wind}"),
        )
        lines.append((object_id, words))
    return lines
