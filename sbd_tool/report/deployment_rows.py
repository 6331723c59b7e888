"""One line of the deployment sheet, as a report tells it."""

from dataclasses import dataclass

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DeploymentRow:
    """What somebody has to do for a state of the square.

    Attributes:
        state, state_when: Name of the state, and when it holds.
        deed: place, take_away, open or close.
        what: Name of the thing, or its kind.
        near: Name of the nearest street or building, or "".
        place: Its middle, metres in the project CRS, or None.
        who, store, when: As said, or "".
    """

    state: Text
    state_when: str
    deed: str
    what: Text
    near: str
    place: tuple[float, float] | None
    who: str
    store: str
    when: str
