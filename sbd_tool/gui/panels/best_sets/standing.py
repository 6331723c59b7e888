"""What a search still says: for which projects it holds, which options stand on its chart."""

from sbd_tool.domain.best_sets import BestSets, HandMade, MeasureSet
from sbd_tool.domain.project import Project


class SearchStanding:
    """A search, the projects it holds for, and the options to show on its chart.

    Taking a set as an option changes nothing of the design the sets were found for, so the search
    holds on; any other change makes it out of date.
    """

    def __init__(self) -> None:
        self.found: BestSets | None = None
        self._holds_for: list[Project] = []
        self._made: tuple[HandMade, ...] = ()

    def begin(self, found: BestSets, project: Project) -> None:
        """Take over what a search of a project found."""
        self.found, self._holds_for, self._made = found, [project], found.hand_made

    def taken(self, option: str, name: str, chosen: MeasureSet, project: Project) -> None:
        """A set was made an option of what is now the project."""
        made = HandMade(
            option=option,
            name=name,
            openness=chosen.openness,
            protection=chosen.protection,
            cost=chosen.cost,
        )
        self._made = (*self._made, made)
        self._holds_for.append(project)

    def holds_for(self, project: Project | None) -> bool:
        """Whether its figures are those of this project."""
        return any(one is project for one in self._holds_for)

    def options(self, project: Project) -> tuple[HandMade, ...]:
        """Options on the chart that the project still has."""
        known = {option.key for option in project.options}
        return tuple(one for one in self._made if one.option in known)
