"""Where a window looks at a project from, and where its edits are kept."""

from sbd_tool.app.commands.base import Command
from sbd_tool.app.commands.places import EditInPlace
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.seen import as_seen

_EVERYWHERE = (
    "options.",
    "time_states.",
    "photos.",
    "place.",
    "project.",
    "records.",
    "square.",
    "exchange.",
)


class Standpoint:
    """An option in a state, and whether edits count in that state only.

    Attributes:
        place: What is looked at.
        here_only: Edits count in this state only; otherwise in all states of the option.
    """

    def __init__(self) -> None:
        self.place = Place(BASE_OPTION, ORDINARY_STATE)
        self.here_only = False
        self._seen: tuple[Project, Place, Project] | None = None

    def move(self, project: Project, place: Place) -> None:
        """Look from another place; in a state other than the ordinary, edits count there only."""
        self.place = place
        self.here_only = place.time_state != project.time_states[0].key

    def settle(self, project: Project) -> None:
        """Go back to what is there, where the option or the state is gone."""
        options = [one.key for one in project.options]
        states = [one.key for one in project.time_states]
        option = self.place.option if self.place.option in options else options[0]
        state = self.place.time_state if self.place.time_state in states else states[0]
        if Place(option, state) != self.place:
            self.move(project, Place(option, state))

    def seen(self, project: Project) -> Project:
        """The project from here; the same value for the same project."""
        kept = self._seen
        if kept is None or kept[0] is not project or kept[1] != self.place:
            kept = (project, self.place, as_seen(project, self.place))
            self._seen = kept
        return kept[2]

    def placed(self, project: Project, command: Command) -> Command:
        """A command as it has to be given so that it counts here."""
        if is_for_all(command):
            return command
        is_plain = self.place.option == project.options[0].key and not self.here_only
        if is_plain and self.seen(project) is project:
            return command
        return EditInPlace(command=command, place=self.place, here_only=self.here_only)


def is_for_all(command: Command) -> bool:
    """Whether a command is about the project as a whole, wherever one looks from."""
    parts = getattr(command, "commands", ())
    if parts:
        return any(is_for_all(one) for one in parts)
    return command.key.startswith(_EVERYWHERE) or command.key == "objects.lock"
