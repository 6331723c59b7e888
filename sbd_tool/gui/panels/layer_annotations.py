"""Annotations in the layer tree: a group of their own, a row for each kind with its eye."""

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from sbd_tool.app.commands import EditAnnotations
from sbd_tool.domain.annotations import AnnotationKind
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_model import Entry
from sbd_tool.gui.theme import Theme

REMARKS: Final = "remarks"
"""Kind of these rows."""
SIGNS: Final = {
    "text": "text-t",
    "arrow": "arrow-up-right",
    "callout": "chat-text",
    "freehand": "scribble-loop",
    "dimension": "ruler",
}


def annotation_group(look: Look, project: Project) -> Entry:
    """Annotations by kind, each kind shown or hidden as one."""
    group = Entry("annotations", "group", look.words_of("sketch.layer"))
    for kind in AnnotationKind:
        rows = [one for one in project.annotations.values() if one.kind is kind]
        if not rows:
            continue
        name = look.words_of(f"sketch.kinds.{kind.value}")
        is_visible = any(one.is_visible for one in rows)
        count = look.say("layers.objects", count=len(rows))
        hidden = [] if is_visible else [look.say("layers.hidden")]
        fact = ", ".join([name, count, *hidden])
        group.add(Entry(kind.value, REMARKS, name, len(rows), is_visible=is_visible, fact=fact))
    return group


def draw_remark_sign(p: QPainter, theme: Theme, c: QPointF, kind: str) -> None:
    """What such an annotation looks like, in small."""
    sign = icon(theme, SIGNS.get(kind, "text-t"), "ink_2")
    sign.paint(p, round(c.x() - 8), round(c.y() - 8), 16, 16)


def annotations_of(desk: Desk, kind: str) -> tuple[str, ...]:
    """Ids of all annotations of a kind."""
    rows = desk.project.annotations.values() if desk.project is not None else ()
    return tuple(one.id for one in rows if one.kind.value == kind)


def show_annotations(desk: Desk, kind: str, *, is_visible: bool) -> None:
    """Show or hide all annotations of a kind as one step."""
    ids = annotations_of(desk, kind)
    desk.do(EditAnnotations(annotation_ids=ids, is_visible=is_visible, by=desk.by()))
