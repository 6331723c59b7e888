"""Runs live on the map: re-spaced at every move of the pointer, each clear gap judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.run_layout import RunSetting, setting_of
from sbd_tool.app.run_words import run_words
from sbd_tool.cartography.runs import axis_lines
from sbd_tool.domain.edits.runs import RunLayout
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.words import Words
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.sketching.run_signs import (
    draw_gap_labels,
    draw_gap_marks,
    draw_sentences,
    draw_units,
    gap_signs,
)
from sbd_tool.gui.map.tool_base import NEW, Drafts
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

MOST_RUNS: Final = 12
COARSEST_SCALE: Final = 1500.0
"""Farther out units and gaps are smaller than their signs."""
_KEPT: Final = 64
_SENTENCES_BESIDE: Final = QPointF(18, 20)


class OverlayHost(Protocol):
    """What an overlay may use of the canvas."""

    theme: Theme
    words: Words
    view: View

    @property
    def selection(self) -> tuple[str, ...]:
        """Chosen objects."""
        ...


@dataclass(frozen=True, slots=True)
class LiveRun:
    """One run as it would stand.

    Attributes:
        setting: Its unit, limits and surroundings.
        layout: Units and gaps.
        is_draft: It is being drawn or dragged.
    """

    setting: RunSetting
    layout: RunLayout
    is_draft: bool


class RunOverlay:
    """Lays out what is drawn or dragged, and what is chosen while nothing is.

    Args:
        desk: The project, its rules and what is in hand.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._settings: dict[tuple[str, str], tuple[object, RunSetting | None]] = {}
        self._layouts: dict[tuple[int, int], tuple[RunSetting, BaseGeometry, RunLayout | None]] = {}

    def runs(self, host: OverlayHost, drafts: Drafts) -> tuple[LiveRun, ...]:
        """Runs to show, at most `MOST_RUNS`."""
        held = self.desk.run_draft
        if held is not None and held.geometry is not None and not drafts:
            drafts = {held.id: held.geometry}
        shown = dict(drafts) or self._chosen(host)
        found = [run for key, shape in shown.items() for run in self._runs(key, shape, drafts)]
        return tuple(found[:MOST_RUNS])

    def paint(self, p: QPainter, host: OverlayHost, drafts: Drafts) -> None:
        """Units, marks, labels, and for what is in motion the sentences."""
        if host.view.scale > COARSEST_SCALE or self.desk.project is None:
            return
        runs = self.runs(host, drafts)
        for run in runs:
            if run.is_draft:
                draw_units(p, host.theme, host.view, run.layout, run.setting.unit)
            signs = gap_signs(run.layout, run.setting.limits, host.words, host.view)
            draw_gap_marks(p, host.theme, signs)
            draw_gap_labels(p, host.theme, host.view, signs)
        if runs and runs[0].is_draft:
            first = runs[0]
            said = [host.words(one) for one in run_words(first.layout, first.setting.limits)]
            x, y = (float(v) for v in first.layout.centres[-1])
            at = host.view.to_screen(x, y) + _SENTENCES_BESIDE
            draw_sentences(p, host.theme, host.view, at, said)

    def _chosen(self, host: OverlayHost) -> dict[str, BaseGeometry]:
        project = self.desk.project
        rows = {} if project is None else project.measures
        chosen = [rows[name] for name in host.selection[:MOST_RUNS] if name in rows]
        return {row.id: row.geometry for row in chosen if row.geometry is not None}

    def _runs(self, key: str, shape: BaseGeometry, drafts: Drafts) -> Iterator[LiveRun]:
        setting = self._setting(key)
        for line in axis_lines(shape) if setting is not None else ():
            layout = self._layout(setting, line) if setting is not None else None
            if setting is not None and layout is not None:
                yield LiveRun(setting, layout, key in drafts)

    def _setting(self, key: str) -> RunSetting | None:
        """Worked out once for a project: it stays the same for a whole drag."""
        project, armed = self.desk.project, self.desk.armed_kind
        if project is None:
            return None
        held = self.desk.run_draft
        measure = held if held is not None and held.id == key else project.measures.get(key)
        if measure is None and key == NEW and armed is not None:
            measure = Measure(stamp=Stamp(id=NEW), kind=armed, geometry=shapely.Point())
        if measure is None:
            return None
        name = (key, f"{measure.kind} {sorted(measure.parameters.items())}")
        known = self._settings.get(name)
        if known is not None and known[0] is project:
            return known[1]
        made = setting_of(project, measure, self.desk.rules)
        self._settings = {} if len(self._settings) > _KEPT else self._settings
        self._settings[name] = (project, made)
        return made

    def _layout(self, setting: RunSetting, line: BaseGeometry) -> RunLayout | None:
        """The layout of a line; repaints without a move cost nothing."""
        key = (id(setting), hash(line.wkb))
        known = self._layouts.get(key)
        if known is not None and known[0] is setting and known[1].equals(line):
            return known[2]
        try:
            made: RunLayout | None = setting.laid_out(line)
        except InputError:  # too short or too long for its unit: nothing to show yet
            made = None
        self._layouts = {} if len(self._layouts) > _KEPT else self._layouts
        self._layouts[key] = (setting, line, made)
        return made
