"""What all parts of a review share: the comments where they lie, the chosen one, the filter."""

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from sbd_tool.app.review.listing import Wish, chosen_threads
from sbd_tool.app.review.looking import LOOK, SinceLook, keep_look, since_look
from sbd_tool.app.review.pins import Pinned, pinned_threads
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import text
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
        self.since: SinceLook | None = None
        self.is_since_shown = False
        self._since_of: Project | None = None
        self._pinned: tuple[Pinned, ...] = ()
        self._of: Project | None = None
        desk.project_opened.connect(self._opened)
        desk.project_changed.connect(self.refresh)
        desk.place_switched.connect(self.refresh)
        self._opened()

    @property
    def capacity(self) -> Capacity:
        """In which capacity somebody writes here."""
        session = self.desk.bench.session
        return Capacity.PLANNER if session is None else session.history.capacity

    @property
    def is_trying(self) -> bool:
        """Whether a reviewer is trying something out."""
        session = self.desk.bench.session
        return session is not None and session.history.is_trying

    def work_as(self, capacity: Capacity) -> None:
        """Write in another capacity."""
        session = self.desk.bench.session
        if session is not None and capacity is not self.capacity:
            self.put_back()
            session.history.capacity = capacity
            self._since_of = None
            self.look_back()
            self.changed.emit()

    def try_out(self) -> None:
        """Let a reviewer change the design for a while, or put back what was tried."""
        session = self.desk.bench.session
        if session is None or self.capacity is not Capacity.REVIEWER:
            return
        if self.is_trying:
            self.put_back()
        else:
            session.history.try_out()
        self.changed.emit()

    def put_back(self) -> None:
        """Put back what was tried out."""
        session = self.desk.bench.session
        if session is not None and session.history.is_trying:
            self.desk.bench.jump(session.history.trial_start)
            session.history.put_back()
            self.desk.project_changed.emit()

    def look_back(self) -> None:
        """Find what changed since the last look, in the background."""
        session, desk = self.desk.bench.session, self.desk
        whole = desk.whole
        if session is None or whole is None or whole is self._since_of:
            return
        self._since_of = whole
        if not any(one.kind == LOOK for one in whole.records.values()):
            self.since, self.is_since_shown = None, False
            return
        log, rules, capacity = session.log, desk.rules, self.capacity
        author = desk.bench.settings.author

        def task(progress: Progress) -> SinceLook | None:
            del progress
            return since_look(whole, log, rules, capacity, author)

        def done(found: SinceLook | None) -> None:
            if isValid(self) and desk.whole is whole:
                self.since = found
                self.is_since_shown = self.is_since_shown and found is not None
                self.changed.emit()

        desk.run(text("review.job"), task, done, key="since_look")

    def show_since(self, *, is_shown: bool) -> None:
        """Show on the map what changed, with everything else dimmed, or no longer."""
        self.is_since_shown = is_shown and self.since is not None
        if self.is_since_shown and self.chosen:
            self.chosen = ""  # the list needs the room of the page
            self.picked.emit()
        self.changed.emit()

    def keep_look(self) -> None:
        """Remember this look: from here on only what comes later is new."""
        session, desk = self.desk.bench.session, self.desk
        if session is None:
            return
        author = desk.bench.settings.author
        if desk.do(keep_look(session.project, session.log, self.capacity, author, desk.by())):
            self.is_since_shown = False
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
        self.look_back()
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
        self.since, self.is_since_shown, self._since_of = None, False, None
        self.refresh()
        self.changed.emit()
        self.picked.emit()


def review_of(desk: Desk) -> ReviewState:
    """The review of a desk: one for all its parts."""
    found = desk.findChild(ReviewState)
    return found if isinstance(found, ReviewState) else ReviewState(desk)


def _is_review(record: Record) -> bool:
    return record.kind in {THREAD, ENTRY}
