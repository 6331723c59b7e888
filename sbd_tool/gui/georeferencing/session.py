"""One laying down: control points as they grow, and the fit they give at this moment."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from sbd_tool.domain.control_points import ControlPoint, Transform
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.georeference import Fit, Model, Residual
from sbd_tool.domain.text import Text
from sbd_tool.gui.georeferencing.subjects import Subject

Place = tuple[float, float]
NOWHERE = math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A control point that may still be incomplete; what is missing is NaN.

    Attributes:
        key: Its number.
        x, y: In the picture's pixels, or the drawing's coordinates.
        easting_m, northing_m: On the ground.
        is_used: Whether it takes part in the fit.
    """

    key: str
    x: float = NOWHERE
    y: float = NOWHERE
    easting_m: float = NOWHERE
    northing_m: float = NOWHERE
    is_used: bool = True

    @property
    def is_complete(self) -> bool:
        """Whether both sides are known."""
        return all(math.isfinite(one) for one in (self.x, self.y, self.easting_m, self.northing_m))

    def point(self) -> ControlPoint:
        """The same as a control point."""
        return ControlPoint(
            key=self.key,
            x=self.x,
            y=self.y,
            easting_m=self.easting_m,
            northing_m=self.northing_m,
            is_used=self.is_used,
        )


class Session:
    """State of the panel; every change fits anew and tells who listens.

    Args:
        subject: What is laid down.
    """

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.model = Model.HELMERT
        self.control_sigma_m: float | None = None
        self.ends: list[Place] = []
        self.length_m = NOWHERE
        self.rows: list[Row] = []
        self.fit: Fit | None = None
        self.refusal: Text | None = None
        self.listeners: list[Callable[[], None]] = []
        known = () if subject.underlay is None else subject.underlay.control_points
        for point in known:
            self.rows.append(
                Row(
                    key=point.key, x=point.x, y=point.y, easting_m=point.easting_m,
                    northing_m=point.northing_m, is_used=point.is_used,
                )
            )  # fmt: skip
        self._fit_now()

    @property
    def transform(self) -> Transform:
        """Where the subject is shown: where the fit says, or where it lies."""
        return self.subject.lies_now if self.fit is None else self.fit.transform

    def own_place(self, place: Place) -> Place:
        """Pixel or drawing coordinate shown at a place of the map."""
        import numpy as np

        x, y = self.transform.inverse().moved(np.array([place]))[0]
        return float(x), float(y)

    def shown_at(self, x: float, y: float) -> Place:
        """Where a pixel or drawing coordinate is shown on the map."""
        import numpy as np

        easting, northing = self.transform.moved(np.array([(x, y)]))[0]
        return float(easting), float(northing)

    def add(self, own: Place | None = None, ground: Place | None = None) -> int:
        """Add a control point, perhaps half known; gives its row."""
        x, y = own or (NOWHERE, NOWHERE)
        easting, northing = ground or (NOWHERE, NOWHERE)
        numbers = [int(row.key) for row in self.rows if row.key.isdigit()]
        key = str(max(numbers, default=0) + 1)
        self.rows.append(Row(key=key, x=x, y=y, easting_m=easting, northing_m=northing))
        self.changed()
        return len(self.rows) - 1

    def put(self, row: int, **values: float | bool) -> None:
        """Change numbers of a point."""
        self.rows[row] = replace(self.rows[row], **values)  # type: ignore[arg-type]
        self.changed()

    def remove(self, row: int) -> None:
        """Take a point away."""
        del self.rows[row]
        self.changed()

    def residual(self, row: int) -> Residual | None:
        """How far the fit misses a point, or None."""
        if self.fit is None or self.fit.model is Model.KNOWN_DISTANCE:
            return None
        key = self.rows[row].key
        return next((one for one in self.fit.residuals if one.key == key), None)

    def changed(self) -> None:
        """Something changed: fit again and tell."""
        self._fit_now()
        for listener in self.listeners:
            listener()

    def _fit_now(self) -> None:
        try:
            self.fit, self.refusal = self._fitted(), None
        except InputError as refused:
            self.fit, self.refusal = None, refused.what

    def _fitted(self) -> Fit | None:
        if self.model is Model.KNOWN_DISTANCE:
            if len(self.ends) < 2 or not math.isfinite(self.length_m):  # noqa: PLR2004 - two ends
                return None
            ends = (self.ends[0], self.ends[1])
            return self.subject.scaled(ends, self.length_m, self.control_sigma_m)
        points = tuple(row.point() for row in self.rows if row.is_complete)
        return self.subject.fitted(points, self.model, self.control_sigma_m)
