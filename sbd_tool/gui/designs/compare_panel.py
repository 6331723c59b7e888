"""Options side by side: both ledgers in every state, objects that differ, cost, and the map."""

import itertools
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sbd_tool.app.option_comparison import OptionComparison, compare_options
from sbd_tool.app.option_words import change_words
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.object_changes import ObjectChange, changes_between
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.seen import as_seen
from sbd_tool.domain.text import text
from sbd_tool.gui.designs.comparison_rows import fill_rows
from sbd_tool.gui.designs.difference_drawing import draw_differences
from sbd_tool.gui.designs.second_map import SIDE, SWIPE, SecondMap
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.surface import MapContent
from sbd_tool.gui.map.veil import MapVeil
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.map_content import composed, credit_of, map_bounds
from sbd_tool.gui.widgets.basics import button, column, holder, label, row, scrolled
from sbd_tool.gui.widgets.controls import Segments, Select

WIDTH_PX: Final = 400
OFF, MARKS = "off", "marks"
MODES: Final = (MARKS, SWIPE, SIDE, OFF)
ID: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class _Shown:
    """What a comparison was made of."""

    project: Project
    options: tuple[str, str]
    found: OptionComparison


class ComparePanel(QWidget):
    """The option on the map against another one."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        self.setObjectName("compare_panel")
        look = desk.look
        self.shown: _Shown | None = None
        self.changes: tuple[ObjectChange, ...] = ()
        self._asked: tuple[Project, tuple[str, str]] | None = None
        self._cache, self._versions = ResultCache(), itertools.count(1)
        self._is_left = False
        self.second: SecondMap | None = None
        self.heading = label("", "strong", is_wrapped=True)
        self.other = Select(look.theme, "compare_other", look.words_of("options.other"))
        self.other.activated.connect(lambda _at: self.refresh())
        words = [(one, look.words_of(f"options.mode_{one}")) for one in MODES]
        self.mode = Segments(words, MARKS, lambda _key: self._show_map(), "compare_mode")
        self.mode.setAccessibleName(look.words_of("options.modes"))
        self.state = label("", "small", is_wrapped=True)
        self.list = QListWidget()
        self.list.setObjectName("near_list")
        self.list.setAccessibleName(look.words_of("options.objects"))
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.currentItemChanged.connect(lambda *_: canvas.update())
        self.switch = button(look.theme, look.words_of("options.show_other"), "compare_switch")
        self.switch.clicked.connect(self._switch)
        self.rows = QVBoxLayout()
        self.veil = MapVeil(canvas, self._draw)
        self._build()
        desk.project_changed.connect(self.refresh)
        desk.assessed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        look = self.desk.look
        with_other = row(label(look.words_of("options.against"), "small"), self.other, spacing=8)
        with_other.setStretch(1, 1)
        top = column(self.heading, with_other, self.mode, self.state, spacing=8)
        top.setContentsMargins(16, 6, 12, 0)
        self.rows.setContentsMargins(16, 0, 12, 0)
        self.rows.setSpacing(4)
        body = scrolled(holder(self.rows), "compare_rows")
        head = holder(row(label(look.words_of("options.objects"), "micro"), margins=(16, 4, 12, 0)))
        foot = row(self.switch, margins=(16, 0, 12, 12))
        listed = row(self.list, margins=(8, 0, 4, 0))
        inner = column(top, body, head, listed, foot, spacing=8)
        inner.setStretch(1, 3)
        inner.setStretch(3, 2)
        self.setLayout(inner)

    @property
    def places(self) -> tuple[Place, Place] | None:
        """What is on the map, and the same state of the other option."""
        project, here = self._project(), self.desk.place
        key = self.other.currentData()
        if project is None or key is None:
            return None
        return here, Place(str(key), here.time_state)

    def refresh(self) -> None:
        """Options as they are now; ledgers are worked out once the assessment rests."""
        project = self._project()
        if self._is_left or project is None:
            return
        self._fill_options(project)
        look, places = self.desk.look, self.places
        names = {
            one.key: self.desk.look.word(option_name(project, one.key)) for one in project.options
        }
        self.heading.setText(names.get(self.desk.place.option, ""))
        for part in (self.other, self.mode, self.switch):
            part.setEnabled(places is not None)
        if places is None:
            self.changes = ()
            self._say(look.words_of("options.only_one"))
            self._fill_list(project)
            self._show_map()
            return
        self.changes = changes_between(project, places[1], places[0])
        self._fill_list(project)
        self._work_out(project, (places[1].option, places[0].option))
        self._show_map()

    def leave(self) -> None:
        """Take everything off the map."""
        self._is_left = True
        self.veil.remove()
        self._drop_second()

    def _work_out(self, project: Project, options: tuple[str, str]) -> None:
        shown = self.shown
        is_fresh = shown is not None and shown.project is project and shown.options == options
        if is_fresh:
            self._say("")
            return
        self._say(self.desk.look.words_of("options.working"))
        asked = self._asked
        is_asked = asked is not None and asked[0] is project and asked[1] == options
        if is_asked or not self.desk.bench.is_assessment_current or not project.square:
            return
        self._asked = (project, options)
        rules, cache = self.desk.rules, self._cache

        def task(progress: Progress) -> OptionComparison:
            return compare_options(project, rules, options, cache=cache, progress=progress)

        def keep(found: OptionComparison) -> None:
            self.shown = _Shown(project, options, found)
            if not self._is_left:
                self._say("")
                fill_rows(self.desk, self.rows, project, options, found)

        self.desk.run(text("options.comparing"), task, keep, key="compare")

    def _say(self, words: str) -> None:
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def _fill_options(self, project: Project) -> None:
        was, here = self.other.currentData(), self.desk.place.option
        rows = [
            (o.key, self.desk.look.word(option_name(project, o.key)))
            for o in project.options
            if o.key != here
        ]
        if rows != [
            (self.other.itemData(n), self.other.itemText(n)) for n in range(self.other.count())
        ]:
            self.other.clear()
            for key, words in rows:
                self.other.addItem(words, key)
            at = self.other.findData(was)
            self.other.setCurrentIndex(max(0, at) if rows else -1)

    def _fill_list(self, project: Project) -> None:
        look = self.desk.look
        name = names_of(project, self.desk.rules)
        self.list.clear()
        for one in self.changes:
            words = look.word(change_words(one, name))
            item = QListWidgetItem(words)
            item.setData(ID, one.object_id)
            item.setToolTip(words)
            self.list.addItem(item)
        if not self.changes:
            item = QListWidgetItem(look.words_of("options.no_object"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _show_map(self) -> None:
        project, places, mode = self._project(), self.places, self.mode.current
        self.veil.setVisible(mode == MARKS)
        self.veil.update()
        if project is None or places is None or mode not in (SWIPE, SIDE):
            self._drop_second()
            return
        if self.second is None:
            self.second = SecondMap(self.desk.look, self.canvas)
        look, other = self.desk.look, as_seen(project, places[1])
        catalogue = self.desk.rules.catalogue
        draw = partial(composed, other, catalogue, look.theme.design, look.words, look.theme.name)
        content = MapContent(
            draw, map_bounds(other), next(self._versions), credit_of(other), honours_rotation=True
        )
        names = {
            one.key: self.desk.look.word(option_name(project, one.key)) for one in project.options
        }
        self.second.show_map(content, mode, (names[places[0].option], names[places[1].option]))

    def _drop_second(self) -> None:
        if self.second is not None:
            self.second.remove()
            self.second = None

    def _draw(self, p: QPainter, view: View) -> None:
        item = self.list.currentItem()
        chosen = str(item.data(ID) or "") if self.list.selectedItems() else ""
        draw_differences(p, self.desk.look.theme, view, self.changes, chosen)

    def _choose(self, item: QListWidgetItem) -> None:
        name = str(item.data(ID) or "")
        change = next((one for one in self.changes if one.object_id == name), None)
        if change is None or change.geometry is None:
            return
        self.desk.choose((name,))
        at = change.geometry.representative_point()
        self.canvas.look_at((at.x, at.y))
        self.veil.update()

    def _switch(self) -> None:
        places = self.places
        if places is not None:
            self.desk.bench.stand_in(places[1])

    def _project(self) -> Project | None:
        session = self.desk.bench.session
        return None if session is None else session.project
