"""Rows of a table from outside: what an answer sheet or a list of incidents holds, as written."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTable:
    """A table as a file gave it.

    Attributes:
        columns: Names as written.
        rows: Cells as written, one tuple per row, as long as ``columns``.
        places: Longitude and latitude in degrees (WGS 84) where a row itself has a point; empty
            where the file has no geometry.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[float, float] | None, ...] = field(default=())

    def column(self, name: str) -> tuple[str, ...]:
        """Cells of one column.

        Raises:
            ValueError: There is no such column.
        """
        at = self.columns.index(name)
        return tuple(row[at] for row in self.rows)
