"""Dropped, pasted or chosen: files and folders are sorted out and each goes its way."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from sbd_tool.app.dropping import Dropped, sort_out
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.flows import Flows, ImportWish
from sbd_tool.gui.georeferencing.underlays import add_underlays
from sbd_tool.gui.import_desk.taken_card import WIDTH_PX, TakenCard
from sbd_tool.gui.leaving import Leaving
from sbd_tool.gui.workspace import Workspace


class Host(Protocol):
    """The window, as far as taking in needs it."""

    desk: Desk
    flows: Flows
    leaving: Leaving
    workspace: Workspace

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Photos into the open project."""
        ...

    def widget(self) -> QWidget:
        """The window itself."""
        ...

    def card_place(self, width_px: int) -> tuple[int, int]:
        """Where a card of this width opens."""
        ...


def take_in(window: Host, paths: Sequence[Path]) -> None:
    """Sort out as a job, then bring in what can be; a list says what was taken and what left."""

    def task(progress: Progress) -> Dropped:
        return sort_out(paths, progress=progress)

    window.desk.run(
        text("desk.sorting_out", count=len(paths)), task, partial(_sorted, window, paths)
    )


def follow(window: Host, wish: ImportWish) -> None:
    """What waited for a project to be there: photos and pictures without a place."""
    if wish.photos:
        window.add_photos(wish.photos)
    if wish.pictures:
        add_underlays(window, wish.pictures)


def _sorted(window: Host, paths: Sequence[Path], found: Dropped) -> None:
    desk = window.desk
    is_alone = len(found.projects) == 1 and len(found.taken) == 1
    if not is_alone:
        found.left += [(path, text("desk.left_project")) for path in found.projects]
    if found.left or found.is_cut or any(path.is_dir() for path in paths):
        _tell(window, found, count=len(found.taken) - (0 if is_alone else len(found.projects)))
    if not (found.taken or found.left or found.is_cut):
        desk.report(
            InputError(text("desk.drop_companion"), text("desk.drop_companion_hint"), paths[0].name)
        )
        return
    if is_alone:
        window.leaving.before(partial(window.flows.open_project, found.projects[0]))
    elif desk.project is not None:
        _into_project(window, found)
    elif found.plans:
        wish = ImportWish(
            tuple(found.plans), photos=tuple(found.photos), pictures=tuple(found.pictures)
        )
        window.flows.bring_in(wish)
    elif found.photos or found.pictures:
        error = InputError(text("desk.drop_needs_plan"), text("desk.drop_needs_plan_hint"))
        desk.report(error)


def _into_project(window: Host, found: Dropped) -> None:
    if found.plans:
        wish = ImportWish(
            tuple(found.plans),
            is_added=True,
            photos=tuple(found.photos),
            pictures=tuple(found.pictures),
        )
        window.flows.bring_in(wish)
    else:
        follow(window, ImportWish((), photos=tuple(found.photos), pictures=tuple(found.pictures)))


def _tell(window: Host, found: Dropped, *, count: int) -> None:
    look = window.desk.look

    def show() -> None:
        card = TakenCard(window.desk, window.widget(), found)
        card.open_at(*window.card_place(WIDTH_PX), WIDTH_PX)

    words = text("desk.taken", count=count, left=len(found.left))
    if window.desk.project is None:
        if found.left:
            show()
        return
    window.desk.offered.emit(words, [(look.words_of("desk.show_list"), show)])
