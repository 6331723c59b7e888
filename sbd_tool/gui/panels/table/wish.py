"""What the table is asked to show."""

from dataclasses import dataclass

from sbd_tool.app.table import MEASURES, Grid, Rows, arranged, grid_of
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.project import Project


@dataclass(frozen=True, slots=True)
class Wish:
    """What the table should show."""

    source: str = MEASURES
    wanted: str = ""
    sort: str = ""
    is_descending: bool = False
    only: frozenset[str] | None = None

    def rows_of(self, project: Project, catalogue: Catalogue) -> tuple[Grid, Rows]:
        """The table and the order of its rows; pure, so a job may do it.

        Raises:
            InputError: The filter cannot be read.
        """
        grid = grid_of(project, self.source, catalogue)
        order = arranged(
            grid,
            wanted=self.wanted,
            sort=self.sort,
            is_descending=self.is_descending,
            only=self.only,
        )
        return grid, order
