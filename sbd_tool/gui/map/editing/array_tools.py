"""Repeat what is chosen: along a step, or around a centre."""

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import Command
from sbd_tool.app.commands.geometry import ArrayObjects
from sbd_tool.domain.edits.constraints import at_length
from sbd_tool.domain.edits.placing import Array, LinearArray, PolarArray, arrayed
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.tolerances import MOST_COPIES
from sbd_tool.domain.text import text
from sbd_tool.gui.map.drafting.aids import EXACT
from sbd_tool.gui.map.drafting.entry_forms import Amounts, Field, Typed, read_amounts
from sbd_tool.gui.map.editing.ghosts import leg_words
from sbd_tool.gui.map.editing.placing_tools import PlacingTool

FIRST_COUNT: Final = 4
FULL_TURN_DEG: Final = 360.0
STEPS: Final = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


class ArrayTool(PlacingTool):
    """A placing tool whose outcome is copies; PageUp and PageDown change how many."""

    _amounts = Amounts()
    _count = FIRST_COUNT

    @abstractmethod
    def array(self, places: Sequence[XY]) -> Array | None:
        """What these places mean, or None while that is open."""

    @property
    def count(self) -> int:
        """How many there would be, with the original."""
        return self._amounts.count or self._count

    def read(self, typed: Typed) -> None:
        self._amounts = read_amounts(typed, self.style)

    def forget(self) -> None:
        self._amounts = Amounts()

    def enter(self, typed: Typed) -> None:
        self.read(typed)
        if self._amounts.count is not None:
            self._count = self._amounts.count
        places = self.places()
        array = self.array(places)
        if array is None:  # the count alone, before there is a step
            self.forget()
            self.host.update()
            return
        self.results(places)
        self._do(places)

    def press_key(self, key: int) -> bool:
        step = STEPS.get(Qt.Key(key))
        if step is not None:
            self._count = min(MOST_COPIES, max(2, self._count + step))
            self._preview()
            return True
        return super().press_key(key)

    def results(self, places: Sequence[XY]) -> list[BaseGeometry]:
        array = self.array(places)
        if array is None:
            return []
        return [
            copy for name, shape in self.previewed.items() for copy in arrayed(shape, array, name)
        ]

    def command(self, places: Sequence[XY]) -> Command:
        array = self.array(places) or LinearArray(count=self.count, dx_m=0.0, dy_m=0.0)
        many = (array.count - 1) * len(self._shapes)
        return ArrayObjects(
            object_ids=tuple(self._shapes),
            array=array,
            new_ids=tuple(self.desk.bench.new_id() for _ in range(many)),
            by=self.desk.by(),
        )

    def _counted(self, words: str) -> str:
        count = self.host.words(text("tools.array_count", count=self.count))
        return f"{count}  ·  {words}" if words else count


class LinearArrayTool(ArrayTool):
    """From a base point by a step: its place is clicked, or its length typed."""

    key = "array_linear"

    @property
    def fields(self) -> tuple[Field, ...]:
        return () if self.is_choosing else (Field.COUNT, Field.SPACING)

    def array(self, places: Sequence[XY]) -> Array | None:
        if len(places) < self.needed:
            return None
        first, last = places[0], places[-1]
        if math.dist(first, last) < 1e-6:  # noqa: PLR2004 - one place
            return None
        if self._amounts.distance_m is not None:
            last = at_length(first, last, self._amounts.distance_m)
        return LinearArray(count=self.count, dx_m=last[0] - first[0], dy_m=last[1] - first[1])

    def read_out(self, places: Sequence[XY]) -> str:
        array = self.array(places)
        if not isinstance(array, LinearArray):
            return self._counted("")
        first = places[0]
        return self._counted(
            leg_words(self.host, first, (first[0] + array.dx_m, first[1] + array.dy_m))
        )


class PolarArrayTool(ArrayTool):
    """Around a centre: evenly over a full turn, or over a typed angle."""

    key = "array_polar"
    is_apart = False
    kinds = EXACT

    @property
    def fields(self) -> tuple[Field, ...]:
        return () if self.is_choosing else (Field.COUNT, Field.SWEEP)

    def array(self, places: Sequence[XY]) -> Array | None:
        if not places or not self._marks:
            return None
        turn = self._amounts.turn_deg
        made = PolarArray(count=self.count, centre=self._marks[0])
        return made if turn is None else replace(made, sweep_deg=turn)

    def guide(self, places: Sequence[XY]) -> tuple[XY, XY]:
        west_east = [shape.centroid for shape in self._shapes.values()][:1]
        here = west_east[0] if west_east else None
        return places[0], places[0] if here is None else (here.x, here.y)

    def read_out(self, places: Sequence[XY]) -> str:
        array = self.array(places)
        sweep = array.sweep_deg if isinstance(array, PolarArray) else FULL_TURN_DEG
        return self._counted(self.host.words_angle(sweep))
