"""What the ways are compared with: what stands today, another option, another state."""

from typing import Final

from PySide6.QtCore import QSignalBlocker

from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.place_names import name_of_option, name_of_state
from sbd_tool.domain.project import Project
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.controls import Select

Against = tuple[str, str]
"""Option and state; both "" for what stands today."""
TODAY: Final[Against] = ("", "")


class AgainstSelect(Select):
    """Options and states of the project but the ones shown; what stands today first."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "walking_against", look.words_of("people.against_why"))
        self._look = look
        self._offered: tuple[tuple[str, Against], ...] = ()
        self.offer(None, ListWish())

    @property
    def against(self) -> Against:
        """What is chosen."""
        found = self.currentData()
        return TODAY if found is None else (str(found[0]), str(found[1]))

    def offer(self, whole: Project | None, shown: ListWish) -> None:
        """Offer what there is; the choice stays where it still is one."""
        offered = tuple(_choices(whole, shown, self._look))
        if offered == self._offered:
            return
        chosen = self.against
        self._offered = offered
        places = [place for _, place in offered]
        with QSignalBlocker(self):
            self.clear()
            for words, place in offered:
                self.addItem(words, place)
            self.setCurrentIndex(places.index(chosen) if chosen in places else 0)


def _choices(whole: Project | None, shown: ListWish, look: Look) -> list[tuple[str, Against]]:
    found = [(look.words_of("people.against_today"), TODAY)]
    if whole is None:
        return found
    for option in whole.options:
        if option.key != shown.option:
            words = look.words_of("people.against_option", name=name_of_option(option))
            found.append((words, (option.key, "")))
    for state in whole.time_states:
        if state.key != shown.time_state:
            words = look.words_of("people.against_state", name=name_of_state(state))
            found.append((words, ("", state.key)))
    return found
