"""The vertex tool: insert, move and delete vertices; drag an object to move it."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.app.commands.geometry import ShapeEdit, TransformObjects
from sbd_tool.domain.edits.entries import Entry, resolved
from sbd_tool.domain.edits.placing import Move, move
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.edits.vertices import Vertex, insert_vertex, move_vertices
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.drafting.aids import Aim, aimed
from sbd_tool.gui.map.drafting.entry_forms import VERTEX, Field, Typed, read_vertex
from sbd_tool.gui.map.editing.ghosts import draw_ghosts, draw_guide, draw_tag, leg_words
from sbd_tool.gui.map.editing.grips import Grip, draw_grips, grip_at, grips_of, in_view
from sbd_tool.gui.map.editing.subjects import (
    Shapes,
    add_to_choice,
    editable,
    under,
)
from sbd_tool.gui.map.editing.vertex_edits import VertexEdits
from sbd_tool.gui.map.editing.vertex_picks import Picks, box_picks, by_object, living, neighbour
from sbd_tool.gui.map.tool_base import DRAG_PX, MapTool, Modifier, Pointer, ToolHost, box_of

MOST_OBJECTS: Final = 60
HELD: Final = Modifier.ShiftModifier | Modifier.ControlModifier
WALK: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
TAG_OFFSET: Final = QPointF(16, -14)


class VertexTool(MapTool):
    """Edits vertices of the chosen objects.

    A click picks a vertex, Shift and Ctrl pick more, a box picks all inside. Dragging a picked
    vertex moves all that are picked; dragging the middle of a leg pulls a new vertex out; dragging
    an object moves it. Del takes vertices away. PageDown walks from vertex to vertex, and what is
    typed moves the picked one.

    Args:
        desk: Where commands go.
        host: The canvas.
        style: How the reader types numbers.
    """

    key = "edit"
    snaps = True
    hovers = True

    def __init__(self, desk: Desk, host: ToolHost, style: EntryStyle) -> None:
        super().__init__(host)
        self.desk, self.style = desk, style
        self._edits = VertexEdits(desk, host)
        self._picks: Picks = frozenset()
        self._from: XY | None = None
        self._pressed: Pointer | None = None
        self._box_end: QPointF | None = None
        self._drafts: Shapes = {}
        self._pulled: Grip | None = None
        self._is_whole = False
        self._to: XY | None = None
        self._aim: Aim | None = None
        self._problem: InputError | None = None

    @property
    def is_active(self) -> bool:
        return self._pressed is not None or bool(self.picks)

    @property
    def picks(self) -> Picks:
        """Picked vertices that are still there: undo or another choice may have taken them."""
        return living(self._edits.shapes(), self._picks)

    @picks.setter
    def picks(self, picks: Picks) -> None:
        self._picks = picks

    @property
    def drafts(self) -> Shapes:
        """Shapes as they would be, by id, while something is dragged."""
        return dict(self._drafts)

    @property
    def snap_without(self) -> tuple[str, ...]:
        return tuple(self._drafts)

    @property
    def fields(self) -> tuple[Field, ...]:
        return VERTEX if self.picks else ()

    @property
    def prompt(self) -> Text | None:
        if not self._edits.shapes():
            return text("tools.prompt.choose_shape")
        return text("tools.prompt.vertex_picked" if self.picks else "tools.prompt.vertex")

    def press(self, at: Pointer) -> None:
        self._drop_drag()
        self._pressed, shapes = at, self._edits.shapes()
        grip = grip_at(self.host, in_view(self.host, shapes), at.screen)
        if grip is not None:
            self._press_grip(grip, at)
        else:
            target = under(self.desk, self.host, at)
            if target is None or target not in shapes or at.modifiers & HELD:
                self.host.update()
                return
            self._is_whole, self._from = True, at.place
        self.host.update()

    def _press_grip(self, grip: Grip, at: Pointer) -> None:
        self._from = grip.place
        if grip.is_middle:
            self._pulled, self.picks = grip, frozenset()
            return
        this = frozenset({(grip.object_id, grip.vertex)})
        if at.modifiers & HELD:
            self.picks = self.picks ^ this
        elif not this <= self.picks:
            self.picks = this

    def move(self, at: Pointer) -> None:
        self._aim = self.aim(at)
        pressed = self._pressed
        if pressed is None:
            return
        is_far = (at.screen - pressed.screen).manhattanLength() > DRAG_PX
        if not is_far and not self._drafts and self._box_end is None:
            return
        if self._from is None:
            self._box_end = at.screen
        else:
            self._to = aimed(self.host.aids, (self._from,), self._aim)
            self._draft(self._to)
        self.host.update()

    def _draft(self, to: XY) -> None:
        """Work out the shapes after the drag; an impossible place keeps the last possible ones."""
        origin = self._from or to
        dx, dy = to[0] - origin[0], to[1] - origin[1]
        self._problem = None
        try:
            self._drafts = self._edited(dx, dy, to)
        except InputError as problem:
            self._problem = problem

    def _edited(self, dx_m: float, dy_m: float, to: XY) -> Shapes:
        shapes = self._edits.shapes()
        if self._is_whole:
            return {name: move(shape, dx_m, dy_m, name) for name, shape in shapes.items()}
        if self._pulled is not None:
            name = self._pulled.object_id
            made, _ = insert_vertex(shapes[name], self._pulled.place, to, name)
            return {name: made}
        return {
            name: move_vertices(shapes[name], mine, dx_m, dy_m, name)
            for name, mine in by_object(self.picks).items()
            if name in shapes
        }

    def release(self, at: Pointer) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._box_end is not None:
            self._pick_box(pressed, at)
        elif self._problem is not None:
            self.desk.report(self._problem)
        elif self._drafts:
            self._land()
        elif self._from is None or self._is_whole:
            self._choose(at)
        self._drop_drag()
        self.host.update()

    def _land(self) -> None:
        """Keep what the drag has made, as one step."""
        drafts, by = self._drafts, self.desk.by()
        if self._is_whole and self._from is not None and self._to is not None:
            dx, dy = self._to[0] - self._from[0], self._to[1] - self._from[1]
            shift = Move(dx_m=dx, dy_m=dy)
            self.desk.do(TransformObjects(object_ids=tuple(drafts), transform=shift, by=by))
            return
        is_new = self._pulled is not None
        edit = ShapeEdit.VERTEX_INSERTED if is_new else ShapeEdit.VERTEX_MOVED
        if self._edits.keep(drafts, edit) and self._pulled is not None:
            after = Vertex(self._pulled.vertex.path, self._pulled.vertex.index + 1)
            self.picks = frozenset({(self._pulled.object_id, after)})

    def _pick_box(self, pressed: Pointer, at: Pointer) -> None:
        box = box_of(self.host.view, pressed.screen, at.screen)
        found = box_picks(self._edits.shapes(), box)
        self.picks = self.picks | found if at.modifiers & HELD else found

    def _choose(self, at: Pointer) -> None:
        self.picks = frozenset()
        add_to_choice(self.host, under(self.desk, self.host, at), at)
        editable(self.desk, self.host, self.desk.selection)  # says when it is locked

    def double_click(self, at: Pointer) -> None:
        """Set a vertex on the edge under the pointer."""
        place, target = self.host.view.to_map(at.screen), under(self.desk, self.host, at)
        made = None if target is None else self._edits.insert(target, place)
        if target is not None and made is not None:
            self.picks = frozenset({(target, made)})
        self.host.update()

    def press_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.picks:
            if self._edits.delete(self.picks):
                self.picks = frozenset()
            self.host.update()
            return True
        step = WALK.get(Qt.Key(key))
        if step is not None and (found := neighbour(self._edits.shapes(), self.picks, step)):
            self.picks = frozenset({found[0]})
            self.host.look_at(found[1])
            self.host.update()
            return True
        return False

    def finish(self) -> bool:
        if not self.picks:
            return False
        self.cancel()
        return True

    def cancel(self) -> None:
        self.picks = frozenset()
        self._pressed = None
        self._drop_drag()
        self.host.update()

    def _drop_drag(self) -> None:
        self._from = self._box_end = self._pulled = self._to = self._problem = None
        self._drafts, self._is_whole = {}, False

    def typed(self, typed: Typed) -> None:
        self._drop_drag()
        entry = read_vertex(typed, self.style) if typed else None
        if entry is not None:
            self._to = self._place_of(entry)
            self._draft(self._to)
        self.host.update()

    def enter(self, typed: Typed) -> None:
        self._drop_drag()
        to = self._place_of(read_vertex(typed, self.style))
        origin = self._from or to
        self._drafts = self._edited(to[0] - origin[0], to[1] - origin[1], to)
        self._edits.keep(self._drafts, ShapeEdit.VERTEX_MOVED)
        self._drop_drag()
        self.host.look_at(to)
        self.host.update()

    def _place_of(self, entry: Entry) -> XY:
        """Where a typed entry puts the first picked vertex; it counts from where that is."""
        object_id, vertex = min(self.picks)
        shape = self._edits.shapes()[object_id]
        grips = grips_of(object_id, shape)
        self._from = next(grip.place for grip in grips if grip.vertex == vertex)
        return resolved(entry, self._from, None if self._aim is None else self._aim.raw)

    def paint(self, p: QPainter) -> None:
        shapes = {**self._edits.shapes(), **self._drafts}
        draw_ghosts(p, self.host, list(self._drafts.values()))
        draw_grips(p, self.host, in_view(self.host, shapes), self.picks)
        if self._box_end is not None and self._pressed is not None:
            p.setPen(QPen(self.host.theme.color("ink"), 1.2))
            p.setBrush(self.host.theme.color("select", 0.14))
            p.drawRect(QRectF(self._pressed.screen, self._box_end).normalized())
        if self._from is not None and self._to is not None:
            draw_guide(p, self.host, self._from, self._to)
            at = self.host.view.to_screen(*self._to) + TAG_OFFSET
            is_wrong = self._problem is not None
            words = leg_words(self.host, self._from, self._to)
            said = self.host.words(self._problem.what) if self._problem is not None else words
            draw_tag(p, self.host, at, said, "danger" if is_wrong else "ink")
