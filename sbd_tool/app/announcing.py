"""Who is told when something changes, and the problems everybody may look at."""

from collections.abc import Callable
from enum import StrEnum

from sbd_tool.app.problems import Problem, describe


class Event(StrEnum):
    """What a listener may wait for."""

    PROJECT = "project"  # the project is another value, or another project
    SAVED = "saved"  # path, saved state or read-only state changed
    ASSESSMENT = "assessment"  # a new one arrived, or the last one went out of date
    PROBLEM = "problem"  # one was added or dismissed
    PLACE = "place"  # where edits count is another
    SETTINGS = "settings"


class Announcer:
    """Tells listeners of events and keeps the list of problems."""

    def __init__(self) -> None:
        self._listeners: dict[Event, list[Callable[[], None]]] = {event: [] for event in Event}
        self.problems: tuple[Problem, ...] = ()

    def listen(self, event: Event, callback: Callable[[], None]) -> Callable[[], None]:
        """Be told of an event; returns what ends it."""
        callbacks = self._listeners[event]
        callbacks.append(callback)
        return lambda: callbacks.remove(callback) if callback in callbacks else None

    def tell(self, *events: Event) -> None:
        """Tell all listeners of these events."""
        for event in events:
            for callback in tuple(self._listeners[event]):
                callback()

    def report(self, failure: BaseException) -> None:
        """List a failure as a problem."""
        self.problems = (*self.problems, describe(failure))
        self.tell(Event.PROBLEM)

    def dismiss(self, problem: Problem) -> None:
        """Take a problem off the list."""
        self.problems = tuple(kept for kept in self.problems if kept is not problem)
        self.tell(Event.PROBLEM)
