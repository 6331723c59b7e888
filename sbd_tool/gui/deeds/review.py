"""What the actions of a review do: the panel, the card, the way through the comments."""

from dataclasses import replace
from typing import Final

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.dialogs.comment_card import WIDTH_PX as CARD_PX
from sbd_tool.gui.dialogs.comment_card import CommentCard
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.review.map_pins import ReviewPins
from sbd_tool.gui.panels.review.panel import ReviewPanel
from sbd_tool.gui.panels.review.state import ReviewState, review_of
from sbd_tool.gui.side_dock import SideDock, open_side, side_dock

WIDTH_PX: Final = 400


def review_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of a review do; from here on comments lie on the map."""
    state, canvas = review_of(window.desk), window.workspace.map_area.canvas
    canvas.overlays = (*canvas.overlays, ReviewPins(state, canvas))
    state.place_wanted.connect(lambda x, y: _show_place(canvas, x, y))
    state.picked.connect(lambda: _bring_page(window, state))
    return {
        "review": lambda: open_review(window),
        "comment": lambda: write_comment(window),
        "comment_next": lambda: state.step(1),
        "comment_back": lambda: state.step(-1),
    }


def open_review(window: Window, *, takes_keys: bool = True) -> SideDock | None:
    """Show the comments beside the map; with the keyboard in them unless somebody writes on."""
    desk = window.desk
    if desk.project is None:
        return None
    state = review_of(desk)
    panel = ReviewPanel(desk, state)
    title = desk.look.words_of("review.title")
    dock = open_side(window.workspace, desk.look, "review", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.comment_wanted.connect(lambda: write_comment(window))
    if takes_keys:
        panel.add.setFocus()
    return dock


def write_comment(window: Window) -> CommentCard | None:
    """Write a comment about what is chosen, or about the place under the pointer."""
    desk = window.desk
    if desk.project is None:
        return None
    canvas = window.workspace.map_area.canvas
    card = CommentCard(desk, window.widget(), review_of(desk), canvas.place_of_work())
    card.open_at(*window.card_place(CARD_PX), CARD_PX)
    return card


def _bring_page(window: Window, state: ReviewState) -> None:
    """A comment was chosen: its page is seen."""
    if state.current is None:
        return
    dock = side_dock(window.workspace, "review")
    if dock is None:
        open_review(window, takes_keys=False)
    else:
        dock.raise_()


def _show_place(canvas: MapCanvas, x_m: float, y_m: float) -> None:
    """Move the map there unless it is well within what is seen."""
    west, south, east, north = canvas.view.bounds
    air_x, air_y = 0.15 * (east - west), 0.15 * (north - south)
    is_seen = west + air_x < x_m < east - air_x and south + air_y < y_m < north - air_y
    if not is_seen:
        canvas.set_view(replace(canvas.view, x_m=x_m, y_m=y_m))
