"""From files to the import desk: looking into drawings is a job, the card opens when it is done."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtWidgets import QWidget

from sbd_tool.app.drawing_desk import Drawing, is_drawing, look_into
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.role_mapping import RoleMapping
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.flows import Flows, ImportWish
from sbd_tool.gui.import_desk.card import ImportDeskCard
from sbd_tool.gui.import_desk.preview import Scenery, scenery_of


class Host(Protocol):
    """The window, as far as the desk needs it."""

    desk: Desk
    flows: Flows

    def widget(self) -> QWidget:
        """The window itself, to parent the card to."""
        ...


def open_import_desk(window: Host, wish: ImportWish) -> None:
    """Look into the drawings of a wish and let a person decide; then they are brought in."""
    desk = window.desk
    paths = [path for path in wish.paths if is_drawing(path)]

    def task(progress: Progress) -> tuple[tuple[Drawing, ...], Scenery]:
        drawings = look_into(paths, progress=Span(progress, 0.0, 0.8))
        progress.advance(0.8)
        return drawings, scenery_of(drawings)

    def go(mapping: RoleMapping | None, units: str | None) -> None:
        window.flows.bring_in(
            replace(wish, mapping=mapping, units=units or wish.units, is_looked_into=True)
        )

    def done(found: tuple[tuple[Drawing, ...], Scenery]) -> None:
        host = window.widget()
        for older in host.findChildren(ImportDeskCard):
            older.close_card()
        drawings, scenery = found
        ImportDeskCard(desk, host, drawings, scenery, go).open_large()

    names = ", ".join(path.name for path in paths[:3])
    desk.run(text("desk.looking_into", file=names), task, done, key="import")
