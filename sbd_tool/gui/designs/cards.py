"""Both ledgers of every state of the option shown, worked out behind the window."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.side_by_side import Ledgers, all_places, evaluate_places, worst_places
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk

Found = Mapping[Place, Ledgers]


class StateCards(QObject):
    """Keeps the ledgers of all states up to date while there is more than one.

    Signals:
        changed: Other ledgers are there, or the ones there went out of date.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.ledgers: Found = {}
        self.worst: Mapping[LedgerKey, Place | None] = {}
        self._cache = ResultCache()
        self._of: tuple[Project, str] | None = None
        self._asked: tuple[Project, str] | None = None
        desk.assessed.connect(self.refresh)
        desk.project_opened.connect(self.refresh)

    @property
    def is_current(self) -> bool:
        """Whether the ledgers are of the project as it is, in the option shown."""
        now = self._now()
        return self._of is not None and now is not None and _same(self._of, now)

    def refresh(self) -> None:
        """Evaluate every state once the assessment of the one shown is there."""
        now = self._now()
        if now is None or not now[0].square or len(now[0].time_states) < 2:  # noqa: PLR2004
            self.ledgers, self.worst, self._of = {}, {}, None
        elif not self.is_current and not (self._asked and _same(self._asked, now)):
            self._start(*now)
        self.changed.emit()

    def _start(self, project: Project, option: str) -> None:
        rules, cache = self.desk.rules, self._cache
        self._asked = (project, option)

        def task(progress: Progress) -> Found:
            places = all_places(project, [option])
            found = evaluate_places(project, rules, places, cache=cache, progress=progress)
            return {place: one.ledgers for place, one in found.items()}

        def keep(found: Found) -> None:
            self.ledgers, self.worst = found, worst_places(found, rules.rubric)
            self._of, self._asked = (project, option), None
            self.changed.emit()

        def give_up(_failure: Exception) -> None:
            self._asked = None  # the assessment has said why already

        self.desk.run(text("states.job"), task, keep, give_up, key="states")

    def _now(self) -> tuple[Project, str] | None:
        session = self.desk.bench.session
        return None if session is None else (session.project, self.desk.place.option)


def _same(one: tuple[Project, str], other: tuple[Project, str]) -> bool:
    return one[0] is other[0] and one[1] == other[1]
