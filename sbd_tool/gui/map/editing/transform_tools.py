"""Move, rotate, scale and mirror what is chosen."""

import math
from abc import abstractmethod
from collections.abc import Sequence
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import Command
from sbd_tool.app.commands.geometry import TransformObjects
from sbd_tool.domain.edits.constraints import direction_deg
from sbd_tool.domain.edits.entries import Entry, resolved
from sbd_tool.domain.edits.placing import Mirror, Move, Rotate, Scale, Transform, transformed
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.map.drafting.aids import EXACT, Aim, aimed, turn_between
from sbd_tool.gui.map.drafting.entry_forms import (
    VERTEX,
    Amounts,
    Field,
    Typed,
    read_amounts,
    read_vertex,
)
from sbd_tool.gui.map.editing.ghosts import leg_words
from sbd_tool.gui.map.editing.placing_tools import PlacingTool

QUARTER_DEG: Final = 90.0


class TransformTool(PlacingTool):
    """A placing tool whose outcome is one transform of all that is chosen."""

    _lock: Entry | None = None
    _amounts = Amounts()

    @abstractmethod
    def transform(self, places: Sequence[XY]) -> Transform | None:
        """What these places mean, or None while that is open."""

    def results(self, places: Sequence[XY]) -> list[BaseGeometry]:
        transform = self.transform(places)
        if transform is None:
            return []
        return [transformed(shape, transform, name) for name, shape in self.previewed.items()]

    def command(self, places: Sequence[XY]) -> Command:
        transform = self.transform(places)
        return TransformObjects(
            object_ids=tuple(self._shapes),
            transform=transform if transform is not None else Move(dx_m=0.0, dy_m=0.0),
            by=self.desk.by(),
        )

    def forget(self) -> None:
        self._lock, self._amounts = None, Amounts()


class LegTool(TransformTool):
    """Two places: the second one can be typed as length and angle, shift or coordinates."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return () if self.is_choosing else VERTEX

    def read(self, typed: Typed) -> None:
        self._lock = read_vertex(typed, self.style)

    def aimed_at(self, aim: Aim) -> XY:
        return aimed(self.host.aids, self._marks[-1:], aim, self._lock)

    def enter(self, typed: Typed) -> None:
        self.read(typed)
        if self._lock is None:
            return
        pointer = None if self._aim is None else self._aim.place
        place = resolved(self._lock, self._marks[-1] if self._marks else None, pointer)
        if self._marks:
            self.results([*self._marks, place])
        self.forget()
        self._mark(place)

    def read_out(self, places: Sequence[XY]) -> str:
        return leg_words(self.host, *places[-2:]) if len(places) > 1 else ""


class MoveTool(LegTool):
    """From a base point to another, or by length and angle."""

    key = "move"

    @property
    def snap_without(self) -> tuple[str, ...]:
        return tuple(self._shapes) if self._marks else ()

    def transform(self, places: Sequence[XY]) -> Transform | None:
        if len(places) < self.needed:
            return None
        (x0, y0), (x1, y1) = places[0], places[-1]
        return Move(dx_m=x1 - x0, dy_m=y1 - y0)


class MirrorTool(LegTool):
    """At the line through two places."""

    key = "mirror"

    def transform(self, places: Sequence[XY]) -> Transform | None:
        if len(places) < self.needed or math.dist(places[0], places[-1]) < 1e-6:  # noqa: PLR2004
            return None
        return Mirror(first=places[0], second=places[-1])


class AmountTool(TransformTool):
    """A centre, then a number; or two more places whose ratio or turn gives it."""

    needed = 3
    kinds = EXACT
    field = Field.TURN

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.field,) if self._marks else ()

    def read(self, typed: Typed) -> None:
        self._amounts = read_amounts(typed, self.style)

    def guide(self, places: Sequence[XY]) -> tuple[XY, XY]:
        return places[0], places[-1]

    def enter(self, typed: Typed) -> None:
        self.read(typed)
        places = self.places()
        self.results(places)
        self._do(places)


class RotateTool(AmountTool):
    """About a centre: by a typed angle, or from one direction to another."""

    key = "rotate"
    field = Field.TURN

    def aimed_at(self, aim: Aim) -> XY:
        return aim.place if self._marks else aimed(self.host.aids, (), aim)

    def transform(self, places: Sequence[XY]) -> Transform | None:
        turn = self._turn(places)
        return None if turn is None else Rotate(angle_deg=turn, about=places[0])

    def _turn(self, places: Sequence[XY]) -> float | None:
        if self._amounts.turn_deg is not None:
            return self._amounts.turn_deg
        if len(places) < self.needed:
            return None
        centre, first, last = places[0], places[1], places[-1]
        turn = turn_between(direction_deg(centre, first), direction_deg(centre, last))
        is_turned = self._aim is not None and self._aim.is_turned
        step = QUARTER_DEG if self.host.aids.is_ortho is not is_turned else 0.0
        step = step or self.host.aids.polar_step_deg
        return round(turn / step) * step if step else turn

    def read_out(self, places: Sequence[XY]) -> str:
        turn = self._turn(places)
        return "" if turn is None else self.host.words_angle(turn)


class ScaleTool(AmountTool):
    """About a base point: by a typed factor, or from one distance to another."""

    key = "scale"
    field = Field.FACTOR

    def transform(self, places: Sequence[XY]) -> Transform | None:
        factor = self._factor(places)
        return None if factor is None else Scale(factor=factor, about=places[0])

    def _factor(self, places: Sequence[XY]) -> float | None:
        if self._amounts.factor is not None:
            return self._amounts.factor
        if len(places) < self.needed:
            return None
        first = math.dist(places[0], places[1])
        return math.dist(places[0], places[-1]) / first if first > 0 else None

    def read_out(self, places: Sequence[XY]) -> str:
        factor = self._factor(places)
        if factor is None:
            return ""
        return self.host.words.quantity(Quantity(factor, "\u00d7", 2))
