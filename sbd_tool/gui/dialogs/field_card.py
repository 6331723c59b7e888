"""The package for the site: what it holds and lacks first, then written, then opened as a test."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import isValid

from sbd_tool.app.commands.base import Command
from sbd_tool.app.exchange.basemap import MARGIN_M, basemap_command
from sbd_tool.app.exchange.field_package import FieldPackage, package_of, with_basemap
from sbd_tool.app.exchange.handing_out import Handed
from sbd_tool.app.exchange.taking_in import Copy
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, clear, column, holder, label, row, rule

WIDTH_PX: Final = 460
HOLDS: Final = ("photos", "underlays", "lists", "measures", "kinds")
Write = Callable[[Copy, Callable[[Handed], None]], None]


class FieldCard(FloatingCard):
    """Follows the project until it is closed.

    Args:
        desk: The project.
        host: The window.
        ours: Gives the open project with its log.
        ask_basemap: Asks for a file and hands it over.
        write: Asks where, writes the package as a job and hands over what came of it.
    """

    def __init__(
        self,
        desk: Desk,
        host: QWidget,
        ours: Callable[[], Copy],
        ask_basemap: Callable[[Callable[[Path], None]], None],
        write: Write,
    ) -> None:
        say = desk.look.words_of
        super().__init__(desk.look, host, say("field.package_title"), "field_card")
        self.desk, self._ours, self._write = desk, ours, write
        self.basemap: Command | None = None
        self.found: FieldPackage | None = None
        self._of: Project | None = None
        self.weight = label("", "strong")
        self.weight.setObjectName("field_card_size")
        self.rows = column(spacing=4)
        self.said = label("", "small", is_wrapped=True)
        self.said.setObjectName("field_card_said")
        self.said.hide()
        self.add = button(
            desk.look.theme, say("basemap.add"), "field_card_basemap", sign="map-trifold",
            tip=say("basemap.add_tip"),
        )  # fmt: skip
        self.add.clicked.connect(lambda: ask_basemap(self.take_basemap))
        self.go = button(
            desk.look.theme, say("field.package_write"), "field_card_write", role="primary",
            sign="package", tip=say("field.package_write_tip"),
        )  # fmt: skip
        self.go.clicked.connect(self.write)
        self.set_body(self._body())
        desk.project_changed.connect(self.look_through)
        self.look_through()

    def _body(self) -> QLayout:
        return column(
            label(self.look.words_of("field.package_about"), "small", is_wrapped=True),
            self.weight,
            holder(self.rows),
            rule(),
            self.said,
            row(self.add, STRETCH, self.go),
            spacing=10,
            margins=(20, 14, 20, 18),
        )

    def look_through(self) -> None:
        """Say what the package would hold and lack; worked out beside the window."""
        if not isValid(self) or self.parentWidget() is None or self.desk.whole is self._of:
            return
        if self.desk.whole is None:
            self.close_card()
            return
        self._of = self.desk.whole
        copy = with_basemap(self._ours(), self.basemap)
        self.go.setEnabled(False)
        self.weight.setText(self.look.words_of("field.package_looking"))

        def task(progress: Progress) -> FieldPackage:
            progress.advance(0.2)
            return package_of(copy)

        self.desk.run(
            text("field.package_looking"), task, self._show, self._failed, key="field_package"
        )

    def take_basemap(self, path: Path) -> None:
        """Read tiles round the square as a job; they go into the package alone."""
        project, stamp, by = self.desk.whole, self.desk.new_stamp(), self.desk.by()
        if project is None:
            return

        def task(progress: Progress) -> Command:
            return basemap_command(path, project, lambda: stamp, by, progress=progress)

        def done(found: Command) -> None:
            if isValid(self):
                self.basemap, self._of = found, None
                margin = Quantity(MARGIN_M, "m")
                self._say(
                    self.look.words_of("basemap.added", file=literal(path.name), margin=margin)
                )
                self.look_through()

        title = text("basemap.reading", file=literal(path.name))
        self.desk.run(title, task, done, self._failed, key="basemap")

    def write(self) -> None:
        """Ask where and write; the card says how the test went."""
        self._write(with_basemap(self._ours(), self.basemap), self._written)

    def _written(self, handed: Handed) -> None:
        if isValid(self):
            size = self.look.words.number(handed.size_bytes / 1e6, 1)
            name = literal(handed.path.name)
            self._say(self.look.words_of("field.package_tested", name=name, size=size))

    def _show(self, found: FieldPackage) -> None:
        if not isValid(self):
            return
        self.found, words = found, self.look.words
        self.go.setEnabled(True)
        size = words.number(found.size_bytes / 1e6, 1)
        self.weight.setText(self.look.words_of("field.package_size", size=size))
        clear(self.rows)
        for key in HOLDS:
            count = words.number(getattr(found, key))
            name = label(self.look.words_of(f"field.holds_{key}"))
            self.rows.addLayout(row(name, STRETCH, label(count, "strong")))
        self.rows.addSpacing(8)
        head = "field.package_lacks" if found.lacking else "field.package_lacks_nothing"
        self.rows.addWidget(label(self.look.words_of(head), "strong"))
        for one in found.lacking:
            words_of = f"\u26a0 {self.look.word(one)}"
            self.rows.addWidget(label(words_of, "small", is_wrapped=True))
        self.fit()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, SbdError) or not isValid(self):
            self.desk.report(problem)
            return
        self.go.setEnabled(self.found is not None)
        self._say(f"{self.look.word(problem.what)} {self.look.word(problem.hint)}")

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self.fit()
