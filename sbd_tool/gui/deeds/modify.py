"""Merging, deleting, and switching drawing aids on and off."""

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QSettings, Qt

from sbd_tool.app.commands.joining import MergeObjects
from sbd_tool.app.commands.pasting import DeleteObjects
from sbd_tool.domain.text import text
from sbd_tool.gui.actions.modify import POLAR_ACTIONS, SNAP_ACTIONS
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.drafting.snaps import USUAL_KINDS, kinds_named
from sbd_tool.gui.map.editing.subjects import editable
from sbd_tool.gui.map_content import KINDS
from sbd_tool.gui.panels.layers import LayersPanel

USUAL_STEP_DEG: Final = 15.0


def modify_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of editing do; aids and snap kinds come back as they were left."""
    aids = _Aids(window)
    aids.restore()
    window.workspace.map_area.rail.remember(window.workspace.memory)
    made: dict[str, Deed] = {
        "merge": partial(_merge, window),
        "delete": partial(_delete, window),
        "snapping": aids.take_snapping,
    }
    made |= {f"tool_{shape}": partial(_draw, window, shape) for shape in KINDS}
    made |= dict.fromkeys(("ortho", "polar", "tracing"), aids.take)
    made |= {key: partial(aids.take_step, step) for key, step in POLAR_ACTIONS.items()}
    made |= dict.fromkeys(SNAP_ACTIONS, aids.take_kinds)
    return made


def _draw(window: Window, shape: str) -> None:
    """Draw the measure in hand; with none in hand, into the layer chosen in the tree."""
    desk, area, panel = window.desk, window.workspace.map_area, window.workspace.layers.widget()
    layer_id = panel.chosen_layer if isinstance(panel, LayersPanel) else ""
    if desk.armed_kind is None and layer_id:
        area.draw_in_layer(layer_id, shape)
    else:
        area.draw_shape(shape)


def _merge(window: Window) -> None:
    """Merge what is chosen into the first of it."""
    desk, canvas = window.desk, window.workspace.map_area.canvas
    ids = tuple(editable(desk, canvas, desk.selection))
    if desk.selection and not ids:
        return  # all of it is locked, which has been said
    if desk.do(MergeObjects(object_ids=ids, by=desk.by())):
        desk.choose(ids[:1])


def _delete(window: Window) -> None:
    """Take picked vertices away, else the chosen measures and plan features."""
    desk, canvas = window.desk, window.workspace.map_area.canvas
    if canvas.hasFocus() and canvas.tool.press_key(Qt.Key.Key_Delete):
        return
    project = desk.project
    if project is None:
        return
    placeless = [m.id for m in desk.chosen_measures() if m.geometry is None]
    ids = (*editable(desk, canvas, desk.selection), *placeless)
    if not ids:
        return
    count = len(ids)
    if desk.do(DeleteObjects(object_ids=ids, by=desk.by())):
        desk.told.emit(text("tools.deleted", count=count))


class _Aids:
    """Checks of the menu and aids of the canvas, kept in step and remembered."""

    def __init__(self, window: Window) -> None:
        self._actions = window.actions_by_key
        self._canvas: MapCanvas = window.workspace.map_area.canvas
        self._memory: QSettings = window.workspace.memory
        self._step_deg = USUAL_STEP_DEG

    def restore(self) -> None:
        """Take up what was left on."""
        kept = self._memory.value("aids/kinds")
        stock = self._canvas.snaps
        if stock is not None:
            stock.kinds = USUAL_KINDS if kept is None else kinds_named(str(kept).split())
            stock.is_on = str(self._memory.value("aids/snapping", "1")) == "1"
            for key, kind in SNAP_ACTIONS.items():
                self._actions[key].setChecked(kind in stock.kinds)
        self._step_deg = float(str(self._memory.value("aids/step", USUAL_STEP_DEG)))
        for key in ("ortho", "polar", "tracing"):
            self._actions[key].setChecked(str(self._memory.value(f"aids/{key}", "0")) == "1")
        self.take()

    def take(self) -> None:
        """Give the canvas what is checked."""
        on = {key: self._actions[key].isChecked() for key in ("ortho", "polar", "tracing")}
        for key, is_on in on.items():
            self._memory.setValue(f"aids/{key}", "1" if is_on else "0")
        self._memory.setValue("aids/step", self._step_deg)
        for key, step in POLAR_ACTIONS.items():
            self._actions[key].setChecked(step == self._step_deg)
        self._canvas.set_aids(
            replace(
                self._canvas.aids,
                is_ortho=on["ortho"],
                polar_step_deg=self._step_deg if on["polar"] else 0.0,
                is_tracing=on["tracing"],
            )
        )

    def take_step(self, step_deg: float) -> None:
        """Another polar step, and polar on."""
        self._step_deg = step_deg
        self._actions["polar"].setChecked(True)
        self.take()

    def take_kinds(self) -> None:
        """Catch the kinds that are checked."""
        stock = self._canvas.snaps
        if stock is None:
            return
        on = [kind for key, kind in SNAP_ACTIONS.items() if self._actions[key].isChecked()]
        stock.kinds = frozenset(on)
        self._memory.setValue("aids/kinds", " ".join(kind.value for kind in on))
        self._canvas.update()

    def take_snapping(self) -> None:
        """Snapping on or off."""
        is_on = self._actions["snapping"].isChecked()
        self._canvas.is_snapping = is_on
        self._memory.setValue("aids/snapping", "1" if is_on else "0")
