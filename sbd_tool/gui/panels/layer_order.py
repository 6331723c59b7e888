"""Where a row of the layer tree goes in the drawing order; the tree shows the topmost first."""

from collections.abc import Sequence

from sbd_tool.gui.panels.layer_model import Entry


def place_of_drop(order: Sequence[str], moved: Entry, row: int) -> int | None:
    """The place in the drawing order after a drop before a row of the same group.

    Args:
        order: Ids of all layers (or all pictures), lowest first.
        moved: The row that is moved.
        row: Row of its group it was dropped before; the count of rows for the end.

    Returns:
        Place among the others, 0 lowest, or None when nothing would move.
    """
    owner = moved.parent
    if owner is None or row in (moved.row, moved.row + 1):
        return None
    others = [one for one in order if one != moved.id]
    if row < len(owner.children):
        return others.index(owner.children[row].id) + 1
    return others.index(owner.children[-1].id)


def step_row(moved: Entry, step: int) -> int | None:
    """Row to drop before so that a row goes one up (1) or down (-1), or None at the end."""
    owner = moved.parent
    row = moved.row - 1 if step > 0 else moved.row + 2
    if owner is None or not 0 <= row <= len(owner.children):
        return None
    return row
