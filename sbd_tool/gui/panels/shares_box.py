"""Which objects the points of an indicator rest on: worked out when somebody asks."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import ObjectShare
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.catalogue_model import signed
from sbd_tool.gui.widgets.basics import button, clear, column, label
from sbd_tool.gui.widgets.controls import LinkButton

MOST: Final = 10
LEAST: Final = 0.005  # a group that brings and costs nothing is not told
NameOf = Callable[[Desk, str], str]
Show = Callable[[Desk, tuple[str, ...]], None]


class SharesBox(QWidget):
    """A button, then a line for each group of objects with the points it brings or costs."""

    def __init__(self, desk: Desk, indicator: str, name_of: NameOf, show: Show) -> None:
        super().__init__()
        self.desk, self.indicator, self._name_of, self._show = desk, indicator, name_of, show
        self.setObjectName("shares_box")
        self._lines: QVBoxLayout = column(spacing=4)
        self.setLayout(self._lines)
        kept = desk.shares_of(indicator)
        if kept is not None:
            self._list(kept)
        else:
            look = desk.look
            ask = button(look.theme, look.say("shares.ask"), "share_points", sign="chart-pie-slice")
            ask.clicked.connect(self.work_out)
            self._lines.addWidget(ask)

    def work_out(self) -> None:
        """Evaluate the square with and without each group, off the window's thread."""
        desk, indicator = self.desk, self.indicator
        project, rules = desk.project, desk.rules
        if project is None:
            return
        is_whole = desk.bench.is_assessment_whole

        def task(progress: Progress) -> Sequence[ObjectShare]:
            from sbd_tool.app.explaining import explain

            found = explain(project, rules, indicator, with_slow=is_whole, progress=progress)
            return tuple(one for one in found.shares if one.earned + one.lost > LEAST)

        clear(self._lines)
        self._lines.addWidget(label(desk.look.say("shares.working"), "small", is_wrapped=True))
        desk.run(text("gui.job.shares"), task, partial(self._done, project), key="shares")

    def _done(self, project: Project, shares: Sequence[ObjectShare]) -> None:
        self.desk.keep_shares(project, self.indicator, tuple(shares))
        if isValid(self):
            self._list(shares)

    def _list(self, shares: Sequence[ObjectShare]) -> None:
        clear(self._lines)
        desk, look = self.desk, self.desk.look
        for number, share in enumerate(shares[:MOST]):
            points = signed(look, share.earned - share.lost, 1)
            name = self._name_of(desk, share.objects[0])
            if len(share.objects) > 1:
                name = f"{name} \u00d7 {look.words.number(len(share.objects))}"
            words = look.say("shares.line", name=name, points=points)
            link = LinkButton(look.theme, words, f"share_{number}")
            link.clicked.connect(partial(self._show, desk, share.objects))
            self._lines.addWidget(link)
        if not shares:
            self._lines.addWidget(label(look.say("shares.none"), "small", is_wrapped=True))
