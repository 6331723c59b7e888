"""Ways out for the crowd: each on the map, how long it takes, for how many there is room."""

from typing import Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QPainter

from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.passages.exit_drawing import draw_exits
from sbd_tool.gui.panels.passages.exit_rows import SHOWN, Exits, exits_found, exits_verdict
from sbd_tool.gui.panels.passages.following import FollowingPanel, Work
from sbd_tool.gui.panels.passages.pass_rows import PassRow, pass_list
from sbd_tool.gui.panels.ring.ring_panel import wish_of
from sbd_tool.gui.panels.walking.walk_rows import WalkModel
from sbd_tool.gui.widgets.basics import column
from sbd_tool.gui.widgets.controls import Segments

LIST_PX: Final = 140


class ExitPanel(FollowingPanel):
    """Ways out, clearing times and capacities, with the largest way out lost."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__(desk, canvas, "exits")
        say = desk.look.words_of
        self.model = WalkModel()
        self.list = pass_list(
            desk.look, self.model, "exits_list", say("passages.list"), say("passages.list_keys")
        )
        self.list.setMinimumHeight(LIST_PX)
        choices = [(key, say(f"passages.show_{key}")) for key in SHOWN]
        self.shown = Segments(choices, "exits", self._show_rows, "exits_show")
        self.shown.setAccessibleName(say("passages.show"))
        label, verdict = self.head()
        top = column(label, verdict, self.summary, self.stale, self.shown, spacing=8)
        top.setContentsMargins(16, 6, 12, 0)
        layout = column(top, self.list, self.foot(self.list), spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._moved(now))
        self.list.clicked.connect(self._moved)
        self.list.activated.connect(self._moved)
        self.follow()

    def task(self, project: Project) -> Work:
        wish, rules, look = wish_of(self.desk), self.desk.rules, self.desk.look
        whole = self.desk.whole or project

        def work(progress: Progress) -> Exits:
            from sbd_tool.app.listing import listed
            from sbd_tool.app.thing_names import names_of

            told = listed("egress", project, rules, wish, progress)
            return exits_found(told, names_of(project, rules, whole), look)

        return work

    def show_found(self) -> None:
        look = self.desk.look
        self.say_verdict(*exits_verdict(self.found, look))
        self.notes.setText("\n".join(look.word(note) for note in self.found.told.notes))
        self._show_rows(self.shown.current)

    @property
    def chosen(self) -> PassRow | None:
        """The row that is chosen, if any."""
        number = self.list.currentIndex().row()
        row = self.model.rows[number] if 0 <= number < len(self.model.rows) else None
        return row if isinstance(row, PassRow) else None

    def _show_rows(self, key: str) -> None:
        self.model.show_rows(() if self.found is None else self.found.rows[key])
        self.veil.update()

    def _moved(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()] if index.isValid() else None
        if isinstance(row, PassRow):
            self.zoom_to(row.bounds)
        self.veil.update()

    def draw(self, p: QPainter, view: View) -> None:
        chosen = self.chosen
        number = int(chosen.number) if chosen is not None and chosen.number else None
        draw_exits(p, self.desk.look.theme, view, self.found.exits, number)
