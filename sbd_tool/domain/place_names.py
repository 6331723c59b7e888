"""What people call options and states: one place, so that every list and sentence says the same.

The base and the ordinary state carry a stock name until somebody renames them; that stock name is
told in the reader's language.
"""

from collections.abc import Mapping
from typing import Final

from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.legible import legible
from sbd_tool.domain.project import Option, Project, TimeState
from sbd_tool.domain.text import Text, literal, text

_LONGEST: Final = 60


def name_of_option(option: Option) -> Text:
    """Name of an option.

    Examples:
        >>> name_of_option(Option(key="base", name="Base")).key
        'naming.option_base'
    """
    is_stock = option.key == BASE_OPTION and _is_stock(option.key, option.name)
    return text("naming.option_base") if is_stock else _own(option.name, option.key)


def name_of_state(state: TimeState) -> Text:
    """Name of a state.

    Examples:
        >>> name_of_state(TimeState(key="ordinary", name="Ordinary")).key
        'naming.state_ordinary'
    """
    is_stock = state.key == ORDINARY_STATE and _is_stock(state.key, state.name)
    return text("naming.state_ordinary") if is_stock else _own(state.name, state.key)


def state_and_time(state: TimeState) -> Text:
    """Name of a state with when it holds, where somebody said when."""
    name = name_of_state(state)
    if not state.when:
        return name
    return text("naming.state_when", state=name, when=literal(legible(state.when)[:_LONGEST]))


def option_name(project: Project, key: str) -> Text:
    """Name of the option of that key, with its number where several bear it.

    The key where the project has none.
    """
    return _told({one.key: name_of_option(one) for one in project.options}, key)


def state_name(project: Project, key: str) -> Text:
    """Name of the state of that key, with its number where several bear it.

    The key where the project has none.
    """
    return _told({one.key: name_of_state(one) for one in project.time_states}, key)


def _told(names: Mapping[str, Text], key: str) -> Text:
    if key not in names:
        return _own("", key)
    alike = [one for one, name in names.items() if name == names[key]]
    if len(alike) == 1:
        return names[key]
    return text("naming.alike", name=names[key], number=alike.index(key) + 1)


def _is_stock(key: str, name: str) -> bool:
    return name.strip().lower() in ("", key)


def _own(name: str, key: str) -> Text:
    return literal(" ".join(legible(name).split())[:_LONGEST] or legible(key)[:_LONGEST])
