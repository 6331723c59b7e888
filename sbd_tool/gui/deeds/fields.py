"""Maps of sight and cameras: which is shown."""

from functools import partial

from sbd_tool.app.field_maps import FIELD_MAPS
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.field_maps import ACTION, NONE


def field_deeds(window: Window) -> dict[str, Deed]:
    """What the chooser of maps does."""
    fields, light = window.workspace.map_area.fields, window.actions_by_key["light_map"]

    def no_map() -> None:
        fields.choose(NONE)
        if light.isChecked():
            light.trigger()

    chooser: dict[str, Deed] = {
        f"{ACTION}{one.key}": partial(fields.toggle, one.key) for one in FIELD_MAPS
    }
    return chooser | {"field_again": fields.work, "field_none": no_map}
