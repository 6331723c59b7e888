"""What the actions of a review do: the panel, the card, the way through the comments."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QBoxLayout

from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.threads import Capacity
from sbd_tool.gui.deeds.exchange import copy_here, suggested, write_package
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.designs.since_veil import SinceVeil
from sbd_tool.gui.dialogs.comment_card import WIDTH_PX as CARD_PX
from sbd_tool.gui.dialogs.comment_card import CommentCard
from sbd_tool.gui.dialogs.sign_card import WIDTH_PX as SIGN_PX
from sbd_tool.gui.dialogs.sign_card import SignCard
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.review.capacity_chip import CapacityChip
from sbd_tool.gui.panels.review.map_pins import ReviewPins
from sbd_tool.gui.panels.review.panel import ReviewPanel
from sbd_tool.gui.panels.review.state import ReviewState, review_of
from sbd_tool.gui.side_dock import SideDock, open_side, side_dock
from sbd_tool.gui.status_bar import StatusBar

WIDTH_PX: Final = 400


def review_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of a review do; from here on comments lie on the map."""
    state, canvas = review_of(window.desk), window.workspace.map_area.canvas
    canvas.overlays = (*canvas.overlays, SinceVeil(state), ReviewPins(state, canvas))
    _put_chip(window, state)
    window.desk.project_opened.connect(lambda: _opened(window, state))
    state.place_wanted.connect(lambda x, y: _show_place(canvas, x, y))
    state.picked.connect(lambda: _bring_page(window, state))
    return {
        "review": lambda: open_review(window),
        "comment": lambda: write_comment(window),
        "comment_next": lambda: state.step(1),
        "comment_back": lambda: state.step(-1),
        "try_out": lambda: try_out(window, state),
        "sign_off": lambda: sign(window, state),
        "hand_out_review": lambda: hand_out_review(window),
        "hand_back_review": lambda: hand_back(window),
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


def try_out(window: Window, state: ReviewState) -> None:
    """Begin to try something out, or put it back; a planner needs no trial."""
    if state.capacity is not Capacity.REVIEWER:
        window.desk.told.emit(text("review.trial_needless"))
        return
    state.try_out()
    key = "review.trial_begun" if state.is_trying else "review.trial_over"
    window.desk.told.emit(text(key))


def sign(window: Window, state: ReviewState) -> SignCard | None:
    """Sign off what stands here."""
    if window.desk.project is None:
        return None
    card = SignCard(window.desk, window.widget(), state)
    card.open_at(*window.card_place(SIGN_PX), SIGN_PX)
    return card


def hand_out_review(window: Window) -> None:
    """Ask where, and write a package that opens for review."""
    from sbd_tool.app.exchange.handing_out import for_reviewer

    desk = window.desk
    title = desk.look.words_of("exchange.choose_target")
    name = suggested(desk)
    window.pick_target(
        title, name, lambda path: write_package(desk, path, for_reviewer(copy_here(desk)))
    )


def hand_back(window: Window) -> None:
    """Ask where, and write what was written here as a small file."""
    from sbd_tool.app.exchange.review_file import SUFFIX, write_review

    desk = window.desk

    def write(path: Path) -> None:
        here, by, session = copy_here(desk), desk.by(), desk.bench.session
        vault = None if session is None else session.vault

        def task(progress: Progress) -> Path:
            progress.advance(0.1)
            new_id = desk.bench.new_id()
            return write_review(here, path, new_id, by, vault)

        def done(written: Path) -> None:
            size = desk.look.words.number(written.stat().st_size / 1e3, 1)
            desk.told.emit(text("review.file_written", name=literal(written.name), size=size))

        desk.run(text("exchange.packing", name=literal(path.name)), task, done, key="exchange")

    title = desk.look.words_of("exchange.choose_target")
    name = suggested(desk).removesuffix(".sbd.gpkg")
    window.pick_target(title, f"{name}{SUFFIX}", write)


def _put_chip(window: Window, state: ReviewState) -> None:
    chip = CapacityChip(window.desk, state)
    chip.clicked.connect(lambda: open_review(window))
    status = window.widget().findChild(StatusBar)
    inner = None if status is None else status.layout()
    if isinstance(inner, QBoxLayout):
        inner.insertWidget(1, chip)
    chip.refresh()


def _opened(window: Window, state: ReviewState) -> None:
    """A project handed out for review opens with the review beside it: changes first."""
    if window.desk.project is not None and state.capacity is Capacity.REVIEWER:
        open_review(window, takes_keys=False)


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
