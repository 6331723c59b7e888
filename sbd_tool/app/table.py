"""Measures or the features of a layer as a table: columns, values, order. Nothing is copied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.app.table_columns import ABSENT, Column, ColumnSort
from sbd_tool.app.table_measures import measure_columns, measure_row
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.edits.expressions import parse_expression
from sbd_tool.domain.layers import AttributeValue, Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal

MEASURES: Final = "measures"
SAMPLE: Final = 2_000

Row = Mapping[str, AttributeValue]
Rows = npt.NDArray[np.int64]


class Match(StrEnum):
    """What the filter line was read as."""

    ALL = "all"
    WORDS = "words"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one source.

    Attributes:
        source: `MEASURES` or the id of a layer.
        ids: Id of the object of each row.
        columns: Columns, in reading order.
        rows: Values of each row by column key; a key that is not there has no value.
    """

    source: str
    ids: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]

    def __len__(self) -> int:
        return len(self.ids)

    def column(self, key: str) -> Column | None:
        """The column of that key, or None."""
        return next((column for column in self.columns if column.key == key), None)


def grid_of(project: Project, source: str, catalogue: Catalogue) -> Grid:
    """The table of a source; an unknown layer is an empty one."""
    if source == MEASURES:
        measures = tuple(project.measures.values())
        rows = [measure_row(measure, catalogue) for measure in measures]
        columns = measure_columns(measures, catalogue)
        return Grid(source, tuple(project.measures), columns, rows)
    layer = project.layer(source)
    if layer is None:
        return Grid(source, (), (), ())
    return Grid(source, layer.ids, _layer_columns(layer), layer.attributes)


def arranged(
    grid: Grid,
    *,
    wanted: str = "",
    sort: str = "",
    is_descending: bool = False,
    only: frozenset[str] | None = None,
) -> Rows:
    """Which rows are shown, and in which order.

    Args:
        grid: The table.
        wanted: Words that a shown row holds, or an expression; see `match_of`.
        sort: Key of the column to sort by, or "" for the order of the project.
        is_descending: Largest first; rows without a value come last either way.
        only: Ids that may be shown, or None for all.

    Raises:
        InputError: The filter is an expression that cannot be read.
    """
    order = np.arange(len(grid), dtype=np.int64)
    if only is not None:
        order = order[np.fromiter((name in only for name in grid.ids), bool, len(grid))]
    kept = _kept(grid, wanted.strip(), order.tolist())
    if not sort:
        return np.array(kept, dtype=np.int64)
    keyed = [(_sort_key(grid.rows[row].get(sort)), row) for row in kept]
    there = [pair for pair in keyed if pair[0] is not None]
    gone = [row for key, row in keyed if key is None]
    there.sort(key=lambda pair: pair[0] or (), reverse=is_descending)
    return np.array([*(row for _, row in there), *gone], dtype=np.int64)


def match_of(wanted: str) -> Match:
    """What a filter line is: an expression where it compares something, else words to find."""
    if not wanted.strip():
        return Match.ALL
    padded = f" {wanted.casefold()} "
    compares = any(sign in wanted for sign in "=<>")
    spoken = any(word in padded for word in (" contains ", " in (", " is missing", " is not "))
    return Match.EXPRESSION if compares or spoken else Match.WORDS


def _kept(grid: Grid, wanted: str, order: list[int]) -> list[int]:
    match = match_of(wanted)
    if match is Match.ALL:
        return order
    if match is Match.EXPRESSION:
        asked = parse_expression(wanted, [column.key for column in grid.columns])
        return [row for row in order if asked.is_true(grid.rows[row])]
    words = wanted.casefold()
    return [
        row
        for row in order
        if any(words in str(value).casefold() for value in grid.rows[row].values())
    ]


def _sort_key(value: AttributeValue) -> tuple[int, float, str] | None:
    if value is None or value == "" or value != value:  # noqa: PLR0124 - a number that is none
        return None
    if isinstance(value, bool | int | float):
        return 0, float(value), ""
    return 1, 0.0, value.casefold()


def _layer_columns(layer: Layer) -> tuple[Column, ...]:
    names = dict.fromkeys(chain.from_iterable(layer.attributes))
    step = max(1, len(layer) // SAMPLE)
    sample = layer.attributes[::step]
    return tuple(
        Column(key=name, title=literal(name), sort=_sort_of(sample, name)) for name in names
    )


def _sort_of(sample: Sequence[Row], name: str) -> ColumnSort:
    kinds = {
        type(value) for row in sample if (value := row.get(name, ABSENT)) not in (ABSENT, None)
    }
    if kinds == {bool}:
        return ColumnSort.YES_NO
    return ColumnSort.NUMBER if kinds and kinds <= {int, float} else ColumnSort.WORDS
