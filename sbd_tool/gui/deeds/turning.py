"""Turning and magnifying the map; the status bar's messages say how it stands."""

from functools import partial
from typing import Final

from sbd_tool.domain.text import Quantity, text
from sbd_tool.gui.deeds.window import Deed, Window

STEP_DEG: Final = 15.0
MAGNIFIERS: Final = (1.0, 1.25, 1.5, 2.0, 3.0)


def turning_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of turning and magnifying do."""
    return {
        "rotate_left": partial(turn, window, -STEP_DEG),
        "rotate_right": partial(turn, window, STEP_DEG),
        "rotate_reset": partial(turn, window, None),
        "magnify_more": partial(magnify, window, 1),
        "magnify_less": partial(magnify, window, -1),
        "magnify_reset": partial(magnify, window, 0),
    }


def turn(window: Window, step_deg: float | None) -> None:
    """Turn the map clockwise to the next multiple of a step; None puts north on top again."""
    canvas = window.workspace.map_area.canvas
    now = canvas.view.rotation_deg
    wanted = 0.0 if step_deg is None else round(now / STEP_DEG) * STEP_DEG + step_deg
    canvas.turn_to(wanted)
    shown = Quantity(canvas.view.rotation_deg % 360.0, "°")
    window.desk.told.emit(text("canvas.turned", angle=shown))


def magnify(window: Window, steps: int) -> None:
    """One magnifier more or less; 0 is none at all."""
    canvas = window.workspace.map_area.canvas
    now = min(range(len(MAGNIFIERS)), key=lambda row: abs(MAGNIFIERS[row] - canvas.view.magnifier))
    wanted = 0 if steps == 0 else min(max(now + steps, 0), len(MAGNIFIERS) - 1)
    canvas.magnify(MAGNIFIERS[wanted])
    window.desk.told.emit(text("canvas.magnified", size=Quantity(MAGNIFIERS[wanted] * 100, "%")))
