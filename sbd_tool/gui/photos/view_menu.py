"""The menu of viewpoints at a photo: make one, say that it was taken again, compare."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton

from sbd_tool.app.photos.viewpoints import keep_viewpoint, take_again
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.project import Project
from sbd_tool.domain.viewpoints import LONGEST_NAME, Viewpoint, viewpoints_of
from sbd_tool.gui.desk import Desk

MOST_SHOWN = 30


def give_view_menu(
    button: QPushButton,
    desk: Desk,
    photo_id: Callable[[], str],
    compare: Callable[[Viewpoint], object],
) -> QMenu:
    """Give a button the menu; its entries are made when it opens.

    Args:
        button: The button.
        desk: Where steps are taken.
        photo_id: Tells the photo shown now.
        compare: Opens then and now of a viewpoint.
    """
    menu = QMenu(button)
    menu.setObjectName("photo_view_menu")
    menu.aboutToShow.connect(lambda: fill_view_menu(menu, desk, photo_id(), compare))
    button.setMenu(menu)
    return menu


def fill_view_menu(
    menu: QMenu, desk: Desk, photo_id: str, compare: Callable[[Viewpoint], object]
) -> None:
    """What can be done now with this photo."""
    menu.clear()
    project, words = desk.whole, desk.look.words_of
    if project is None or photo_id not in project.photos:
        return
    every = viewpoints_of(project.records)[-MOST_SHOWN:]
    mine = [one for one in every if photo_id == one.earlier]
    if not mine:
        made = menu.addAction(words("photo.make_view"))
        made.setObjectName("photo_make_view")
        made.triggered.connect(partial(_make, desk, photo_id))
    for number, one in enumerate(every):
        if photo_id != one.earlier and photo_id not in one.later:
            again = menu.addAction(words("photo.again_from", name=one.name))
            again.setObjectName(f"photo_again_{number}")
            again.triggered.connect(partial(_again, desk, one.id, photo_id))
    pairs = [one for one in every if one.later]
    if pairs:
        menu.addSeparator()
    for number, one in enumerate(pairs):
        action = menu.addAction(words("photo.compare_view", name=one.name))
        action.setObjectName(f"photo_compare_{number}")
        action.triggered.connect(partial(_compare, compare, one))


def _compare(compare: Callable[[Viewpoint], object], one: Viewpoint, *_: object) -> None:
    compare(one)


def _make(desk: Desk, photo_id: str, *_: object) -> None:
    project = desk.whole
    if project is None:
        return
    name = _name(desk, project, photo_id)
    try:
        command = keep_viewpoint(project, photo_id, name, stamp=desk.new_stamp(), by=desk.by())
    except SbdError as error:
        desk.report(error)
        return
    desk.do(command)


def _name(desk: Desk, project: Project, photo_id: str) -> str:
    caption = " ".join(project.photos[photo_id].caption.split())[:LONGEST_NAME]
    number = len(viewpoints_of(project.records)) + 1
    return caption or desk.look.words_of("photo.view_number", number=number)


def _again(desk: Desk, viewpoint_id: str, photo_id: str, *_: object) -> None:
    project = desk.whole
    if project is not None:
        desk.do(take_again(project, viewpoint_id, photo_id, by=desk.by()))
