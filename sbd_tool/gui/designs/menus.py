"""What can be done with states and options: menus and the commands behind them."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from sbd_tool.app.commands import (
    AddOption,
    Command,
    DuplicateTimeState,
    FollowBase,
    MergeOption,
    OrderTimeStates,
    RemoveOption,
    RemoveTimeState,
)
from sbd_tool.app.designs import free_key, new_state, state_templates
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.overrides import Override, Place
from sbd_tool.domain.place_names import name_of_option, name_of_state
from sbd_tool.domain.project import Option, Project, TimeState
from sbd_tool.domain.state_templates import StateTemplate
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon

MOST_LISTED: Final = 12
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def state_words(desk: Desk, state: TimeState) -> str:
    """Shown name of a state."""
    return desk.look.word(name_of_state(state))


def option_words(desk: Desk, option: Option) -> str:
    """Shown name of an option."""
    return desk.look.word(name_of_option(option))


def sign_of(state: TimeState) -> str:
    """Icon of a state: its template's, or a clock."""
    by_key = {one.key: one.symbol for one in state_templates()}
    return by_key.get(state.template or state.key, "clock")


class DesignMenus:
    """Makes the menus; one for a window.

    Args:
        desk: Commands go here.
        ask_name: Asks for the name of a state or an option: kind and key.
        compare: Opens the comparison of options.
    """

    def __init__(
        self,
        desk: Desk,
        ask_name: Callable[[str, str], object],
        compare: Callable[[], object],
    ) -> None:
        self.desk, self._ask_name, self._compare = desk, ask_name, compare

    def state_menu(self, key: str, parent: QWidget) -> QMenu:
        """What can be done with one state."""
        look, project = self.desk.look, self._project()
        menu = QMenu(parent)
        menu.setObjectName("state_frame_menu")
        self._entry(menu, "rename", partial(self._ask_name, "time_state", key))
        self._entry(menu, "double", partial(self.double_state, key))
        keys = [] if project is None else [one.key for one in project.time_states]
        at = keys.index(key) if key in keys else 0
        if at > 1:
            self._entry(menu, "earlier", partial(self._order, keys, at, at - 1))
        if 0 < at < len(keys) - 1:
            self._entry(menu, "later", partial(self._order, keys, at, at + 1))
        rows = self._rows(lambda row: row.stamp.time_states == (key,))
        if rows:
            words = look.words_of("states.menu.differs", count=len(rows))
            self._list(menu.addMenu(words), rows)
        if at > 0:
            menu.addSeparator()
            self._entry(menu, "remove", partial(self._do, self._removal(key)))
        return menu

    def new_state_menu(self, parent: QWidget) -> QMenu:
        """Templates a new state can start from."""
        look = self.desk.look
        menu = QMenu(parent)
        menu.setObjectName("new_state_menu")
        menu.setToolTipsVisible(True)
        for template in state_templates():
            if template.key != ORDINARY_STATE:
                action = menu.addAction(look.word(template.name))
                action.setIcon(icon(look.theme, template.symbol))
                action.setToolTip(look.word(template.about))
                action.setObjectName(f"new_state_{template.key}")
                action.triggered.connect(partial(self.begin_state, template))
        return menu

    def option_menu(self, menu: QMenu) -> None:
        """Add to a list of options what can be done with the one shown."""
        key = self.desk.place.option
        project = self._project()
        menu.addSeparator()
        self._entry(menu, "branch", self.branch)
        if project is not None and len(project.options) > 1:
            self._entry(menu, "compare", self._compare)
        if key != BASE_OPTION:
            menu.addSeparator()
            self._entry(menu, "rename", partial(self._ask_name, "option", key))
            rows = self._rows(lambda row: row.stamp.option == key)
            if rows:
                words = self.desk.look.words_of("states.menu.differs", count=len(rows))
                self._list(menu.addMenu(words), rows)
            self._entry(menu, "merge", partial(self._leave_option, MergeOption))
            self._entry(menu, "remove", partial(self._leave_option, RemoveOption))

    def begin_state(self, template: StateTemplate, *_checked: object) -> None:
        """Begin a state from a template, and show it."""
        desk, project = self.desk, self._project()
        if project is None:
            return
        key = free_key(template.key, [one.key for one in project.time_states])
        made = TimeState(key=key, name=desk.look.word(template.name), template=template.key)
        command = new_state(project, desk.rules, made, opens=template.opens, by=desk.by())
        if desk.do(command):
            desk.bench.stand_in(Place(desk.place.option, key))
            if template.asks_crowd:
                deeds = [(desk.look.say("action.questions"), desk.questions_wanted.emit)]
                desk.offered.emit(text("states.ask_crowd", state=literal(made.name)), deeds)

    def double_state(self, key: str, *_checked: object) -> None:
        """A new state in which everything is as in another, and show it."""
        desk, project = self.desk, self._project()
        if project is None:
            return
        source = next(one for one in project.time_states if one.key == key)
        fresh = free_key(source.key, [one.key for one in project.time_states])
        name = desk.look.words_of("states.double_of", state=literal(state_words(desk, source)))
        made = TimeState(key=fresh, name=name, template=source.template or source.key)
        if desk.do(DuplicateTimeState(source=key, time_state=made, by=desk.by())):
            desk.bench.stand_in(Place(desk.place.option, fresh))

    def branch(self, *_checked: object) -> None:
        """Begin an option on the one shown, and show it."""
        desk, project = self.desk, self._project()
        if project is None:
            return
        letter = LETTERS[min(len(project.options), len(LETTERS) - 1)]
        key = free_key(f"option-{letter.lower()}", [one.key for one in project.options])
        name = desk.look.words_of("options.option_name", letter=literal(letter))
        made = Option(key=key, name=name, parent=desk.place.option)
        if desk.do(AddOption(option=made, by=desk.by())):
            desk.bench.stand_in(Place(key, desk.place.time_state))

    def _leave_option(
        self, kind: type[MergeOption] | type[RemoveOption], *_checked: object
    ) -> None:
        desk, project = self.desk, self._project()
        if project is not None:
            self._do(kind(option=desk.place.option, by=desk.by()))

    def _removal(self, key: str) -> Command:
        return RemoveTimeState(time_state=key, by=self.desk.by())

    def _order(self, keys: list[str], at: int, to: int, *_checked: object) -> None:
        keys[at], keys[to] = keys[to], keys[at]
        self._do(OrderTimeStates(time_states=tuple(keys), by=self.desk.by()))

    def _rows(self, is_wanted: Callable[[Override], bool]) -> list[Override]:
        project = self._project()
        rows = () if project is None else project.overrides.values()
        return [row for row in rows if is_wanted(row)]

    def _list(self, menu: QMenu, rows: list[Override]) -> None:
        """Objects that differ; choosing one lets it follow the base again."""
        menu.setObjectName("differences_menu")
        menu.setToolTipsVisible(True)
        project = self._project()
        name_of = names_of(project or Project(id="", title="", crs=""), self.desk.rules)
        tip = self.desk.look.words_of("states.menu.follow")
        for row in rows[:MOST_LISTED]:
            name = self.desk.look.word(name_of(row.target))
            left = self.desk.look.words_of("states.left_out") if row.is_present is False else ""
            action = menu.addAction(f"{name} \u2013 {left}" if left else name)
            action.setToolTip(tip)
            command = FollowBase(overrides=(row.id,), by=self.desk.by())
            action.triggered.connect(partial(self._do, command))
        if len(rows) > 1:
            menu.addSeparator()
            every = FollowBase(overrides=tuple(row.id for row in rows), by=self.desk.by())
            self._entry(menu, "follow_all", partial(self._do, every))

    def _entry(self, menu: QMenu, key: str, deed: Callable[..., object]) -> None:
        action = menu.addAction(self.desk.look.words_of(f"states.menu.{key}"))
        action.setObjectName(f"design_{key}")
        action.triggered.connect(lambda _checked: deed())

    def _do(self, command: Command, *_checked: object) -> None:
        self.desk.do(command)

    def _project(self) -> Project | None:
        session = self.desk.bench.session
        return None if session is None else session.project
