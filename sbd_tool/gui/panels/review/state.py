"""What all parts of a review share: the comments where they lie, the chosen one, the filter."""

from PySide6.QtCore import QObject, Signal

from sbd_tool.app.review.listing import Wish, chosen_threads
from sbd_tool.app.review.pins import Pinned, pinned_threads
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.threads import ENTRY, THREAD, Capacity
from sbd_tool.gui.desk import Desk


class ReviewState(QObject):
    """The comments of the project on the desk.

    Signals:
        changed: Comments, their places, the filter or the capacity changed.
        picked: Another comment was chosen, or none.
        place_wanted: The map should show a place: x and y in metres.
    """

    changed = Signal()
    picked = Signal()
    place_wanted = Signal(float, float)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.desk = desk
        self.chosen = ""
        self.wish = Wish()
        self._capacity = Capacity.PLANNER
        self._pinned: tuple[Pinned, ...] = ()
        self._of: Project | None = None
        desk.project_opened.connect(self._opened)
        desk.project_changed.connect(self.refresh)
        desk.place_switched.connect(self.refresh)
        self._opened()

    @property
    def capacity(self) -> Capacity:
        """In which capacity somebody writes here."""
        return self._capacity

    def work_as(self, capacity: Capacity) -> None:
        """Write in another capacity."""
        if capacity is not self._capacity:
            self._capacity = capacity
            self.changed.emit()

    @property
    def pinned(self) -> tuple[Pinned, ...]:
        """All comments in the order of writing."""
        return self._pinned

    @property
    def shown(self) -> tuple[Pinned, ...]:
        """The comments the filter lets through."""
        return chosen_threads(self._pinned, self.wish)

    @property
    def current(self) -> Pinned | None:
        """The chosen comment, or None."""
        return next((one for one in self._pinned if one.thread.id == self.chosen), None)

    def filter(self, wish: Wish) -> None:
        """Show only some."""
        self.wish = wish
        self.changed.emit()

    def pick(self, thread_id: str, *, is_shown_on_map: bool = True) -> None:
        """Choose a comment; the map goes there and its object is chosen."""
        self.chosen = thread_id
        found = self.current
        self.picked.emit()
        if found is None or not is_shown_on_map:
            return
        if found.thread.objects and not found.is_gone:
            self.desk.choose(found.thread.objects)
        if found.place is not None:
            self.place_wanted.emit(*found.place)

    def step(self, way: int) -> None:
        """Go to the next or the previous comment; after the last comes the first."""
        shown = self.shown
        if not shown:
            return
        ids = [one.thread.id for one in shown]
        start = ids.index(self.chosen) if self.chosen in ids else (-1 if way > 0 else 0)
        self.pick(ids[(start + way) % len(ids)])

    def refresh(self) -> None:
        """Find the comments of the project as it stands."""
        project = self.desk.project
        if project is self._of:
            return
        self._of = project
        before = self._pinned
        self._pinned = ()
        if project is not None and any(_is_review(one) for one in project.records.values()):
            self._pinned = pinned_threads(project, self.desk.place.option)
        if self._pinned != before:
            if self.chosen and self.current is None:
                self.chosen = ""
                self.picked.emit()
            self.changed.emit()

    def _opened(self) -> None:
        self.chosen, self.wish, self._of = "", Wish(), None
        self.refresh()
        self.changed.emit()
        self.picked.emit()


def review_of(desk: Desk) -> ReviewState:
    """The review of a desk: one for all its parts."""
    found = desk.findChild(ReviewState)
    return found if isinstance(found, ReviewState) else ReviewState(desk)


def _is_review(record: Record) -> bool:
    return record.kind in {THREAD, ENTRY}
