"""Shipped templates of states in time: what a project can start a state from."""

from dataclasses import dataclass

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTemplate:
    """One template.

    Attributes:
        key: Stable key, also proposed as the key of the state.
        name: Shown name.
        about: What is looked at in it.
        symbol: Name of its icon.
        is_dark: Whether it is after dark.
        asks_crowd: Whether the number of people should be asked for at once.
        opens: Whether everything that can be opened starts open.
    """

    key: str
    name: Text
    about: Text
    symbol: str
    is_dark: bool
    asks_crowd: bool
    opens: bool
