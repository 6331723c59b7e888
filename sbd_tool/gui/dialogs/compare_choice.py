"""What an interactive map is compared with: another option in this state, or another state."""

from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.controls import Select


def compare_choice(desk: Desk) -> Select:
    """A choice of places beside the one that is shown; its data are `Place` or None.

    It is closed while there is nothing to compare with, or the format has no two sides.
    """
    look = desk.look
    made = Select(look.theme, "export_compare", look.words_of("webmap.compare"))
    made.setToolTip(look.words_of("webmap.compare.tip"))
    made.addItem(look.words_of("webmap.compare.nothing"), None)
    if desk.whole is not None:
        for place, name in _others(desk.whole, desk.place):
            made.addItem(name, place)
    made.setEnabled(False)
    return made


def _others(project: Project, here: Place) -> list[tuple[Place, str]]:
    options = [
        (Place(one.key, here.time_state), one.name or one.key)
        for one in project.options
        if one.key != here.option
    ]
    states = [
        (Place(here.option, one.key), one.name or one.key)
        for one in project.time_states
        if one.key != here.time_state
    ]
    return [*options, *states]


def chosen_place(choice: Select) -> Place | None:
    """The place chosen, or None where nothing is compared."""
    found = choice.currentData() if choice.isEnabled() else None
    return found if isinstance(found, Place) else None
