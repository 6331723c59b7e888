"""What every tool of the map is, and what it may ask of the canvas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.snap import Snap, SnapKind
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.text import Text
from sbd_tool.domain.words import Words
from sbd_tool.gui.map.drafting.aids import Aim, DrawingAids
from sbd_tool.gui.map.drafting.entry_forms import Field, Typed
from sbd_tool.gui.map.drafting.snaps import USUAL_KINDS, Snaps
from sbd_tool.gui.map.picking import PickIndex
from sbd_tool.gui.map.viewport import Bounds, View
from sbd_tool.gui.theme import Theme

DRAG_PX: Final = 4.0
PICK_PX: Final = 8.0
Modifier = Qt.KeyboardModifier
NEW: Final = ""
"""Key of a draft that is no object yet: what is being drawn of the kind in hand."""
Drafts = Mapping[str, BaseGeometry]
"""Shapes as they would be, by id of the object; `NEW` for one that is being drawn."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mouse position, as tools see it.

    Attributes:
        screen: Pixel in the canvas.
        x_m, y_m: Map position, snapped where something was caught.
        snap: What was caught, or None.
        modifiers: Keys held.
    """

    screen: QPointF
    x_m: float
    y_m: float
    snap: Snap | None = None
    modifiers: Qt.KeyboardModifier = Modifier.NoModifier

    @property
    def place(self) -> XY:
        """Map position, snapped where something was caught."""
        return self.x_m, self.y_m

    def has(self, modifier: Qt.KeyboardModifier) -> bool:
        """Whether a key is held."""
        return bool(self.modifiers & modifier)


class ToolHost(Protocol):
    """What a tool may ask of the canvas."""

    theme: Theme
    words: Words
    view: View
    aids: DrawingAids
    snaps: Snaps | None

    @property
    def index(self) -> PickIndex:
        """Objects under the pointer."""
        ...

    @property
    def selection(self) -> tuple[str, ...]:
        """Chosen objects."""
        ...

    def choose(self, ids: Sequence[str]) -> None:
        """Choose objects."""
        ...

    def pan(self, dx_px: float, dy_px: float) -> None:
        """Move the map."""
        ...

    def zoom_to(self, bounds: Bounds) -> None:
        """Show an extent."""
        ...

    def look_at(self, place: XY) -> None:
        """Bring a place that was typed into view; to the crosshair for work by keys."""
        ...

    def drawn(self, geometry: BaseGeometry) -> None:
        """A new shape is finished."""
        ...

    def tool_done(self) -> None:
        """The tool has done what it was taken in hand for."""
        ...

    def words_length(self, metres: float) -> str:
        """A length in the reader's number format."""
        ...

    def words_area(self, square_metres: float) -> str:
        """An area in the reader's number format."""
        ...

    def words_angle(self, degrees: float) -> str:
        """An angle in the reader's number format."""
        ...

    def update(self) -> None:
        """Paint again."""
        ...


class DraftOverlay(Protocol):
    """Something drawn over the map that follows what a tool has half done."""

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw in screen pixels.

        Args:
            p: Painter over the canvas.
            host: The canvas.
            drafts: Shapes as they would be when the tool let go now.
        """
        ...


class MapTool:
    """A tool does nothing by itself; children answer the events they need."""

    key = ""
    cursor = Qt.CursorShape.ArrowCursor
    snaps = False
    kinds: frozenset[SnapKind] = USUAL_KINDS
    """Kinds of snap that make sense for it."""
    hovers = False

    def __init__(self, host: ToolHost) -> None:
        self.host = host

    @property
    def is_active(self) -> bool:
        """Whether something is half done: Esc then ends that and not the tool."""
        return False

    @property
    def snap_from(self) -> XY | None:
        """Where perpendiculars and parallels start, or None."""
        return None

    @property
    def snap_without(self) -> tuple[str, ...]:
        """Objects that are not caught, because they are being moved."""
        return ()

    @property
    def drafts(self) -> Drafts:
        """Shapes as they would be when the tool let go now, for overlays that follow them."""
        return {}

    @property
    def prompt(self) -> Text | None:
        """What the next click or key does, or None when that needs no words."""
        return None

    @property
    def fields(self) -> tuple[Field, ...]:
        """What can be typed now; () when nothing can."""
        return ()

    def typed(self, typed: Typed) -> None:
        """Something is being typed: show what it would do. Nothing typed is an empty mapping.

        Raises:
            InputError: It cannot be read (yet).
        """

    def enter(self, typed: Typed) -> None:
        """What was typed is meant.

        Raises:
            InputError: In words, what is wrong with it.
        """

    def press(self, at: Pointer) -> None:
        """Left button down."""

    def move(self, at: Pointer) -> None:
        """Pointer moved, with or without the button."""

    def release(self, at: Pointer) -> None:
        """Left button up."""

    def double_click(self, at: Pointer) -> None:
        """Left double-click."""

    def finish(self) -> bool:
        """Enter or a right click: finish what is half done; True when there was something."""
        return False

    def is_done_at(self, at: Pointer) -> bool:
        """For work by keys: whether Enter at this place finishes rather than sets a vertex."""
        del at
        return False

    def press_key(self, key: int) -> bool:
        """A key; True when it was used."""
        del key
        return False

    @property
    def can_take_back(self) -> bool:
        """Whether undo would take back a vertex or place and not a step of the project."""
        return False

    def take_back(self) -> bool:
        """Take the last vertex or place of what is half done back; True when there was one."""
        return False

    def cancel(self) -> None:
        """Give up what is half done."""

    def paint(self, p: QPainter) -> None:
        """Draw live over the map, in screen pixels."""

    def aim(self, at: Pointer) -> Aim:
        """The pointer as the drawing aids see it."""
        return Aim(self.host.view.to_map(at.screen), at.snap, at.has(Modifier.ShiftModifier))


def box_of(view: View, first: QPointF, second: QPointF) -> Bounds:
    """West, south, east, north of a box dragged on the screen."""
    corners = [
        view.to_map(QPointF(x, y)) for x in (first.x(), second.x()) for y in (first.y(), second.y())
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
