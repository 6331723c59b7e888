"""What the actions of layers do."""

from sbd_tool.gui.deeds.window import Deed, Window


def layer_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of layers do."""
    return {"table": window.workspace.toggle_table}
