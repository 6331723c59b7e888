"""Values at places: what an analysis says about each point of a grid, or about points asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.text import Text

Floats = npt.NDArray[np.float64]
PlainValue = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridWish:
    """Where values are wanted, and of which design.

    Attributes:
        step_m: Distance between the points of a grid; None leaves it to the subject.
        points: (n, 2) places in metres, project CRS, instead of a grid; None for a grid.
        reach_m: How far is looked, where the subject knows a reach; None leaves it to the subject.
        option: Design option.
        time_state: State in time.
    """

    step_m: float | None = None
    points: Floats | None = None
    reach_m: float | None = None
    option: str = BASE_OPTION
    time_state: str = ORDINARY_STATE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RasterFrame:
    """How points of a grid fill a picture whose columns run east and whose rows run south.

    Attributes:
        west_m: Left edge of the first column, project CRS.
        north_m: Upper edge of the first row.
        step_m: Side of a cell.
        columns: Number of columns.
        rows: Number of rows.
        cell: (n,) cell of each point, row by row; what no point fills has no value.
    """

    west_m: float
    north_m: float
    step_m: float
    columns: int
    rows: int
    cell: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldResult:
    """One record per point, and what they say together.

    Attributes:
        x: (n,) metres, project CRS.
        y: The same.
        columns: (n,) values by stable name with its unit ("area_m2"): numbers, where "not a
            number" means not assessed, or words, where "" means none.
        summary: Plain values by stable name.
        notes: What a reader has to know: assumptions, samples, what was left out.
        raster: Set where the points are those of a grid.
    """

    x: Floats
    y: Floats
    columns: Mapping[str, npt.NDArray[Any]]
    summary: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    raster: RasterFrame | None = None
