"""Notes of residents in the layer tree: a group of their own, a row for each sort with its eye."""

from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from sbd_tool.app.community.note_layer import show_notes
from sbd_tool.cartography.place_notes import PLACE_NOTES
from sbd_tool.domain.community import Liking, place_notes
from sbd_tool.domain.project import Project
from sbd_tool.domain.shown_notes import hidden_likings
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_model import HEARD, Entry
from sbd_tool.gui.theme import Theme

ICONS: Final = {"like": "thumbs-up", "dislike": "thumbs-down", "idea": "lightbulb"}


def note_rows(look: Look, project: Project) -> Entry:
    """Notes by what people think of a place, each sort shown or hidden as one."""
    group = Entry(PLACE_NOTES, "group", look.words_of("heard.notes_at_places"))
    found, hidden = place_notes(project.records), hidden_likings(project.records)
    for liking in Liking:
        count = sum(one.liking is liking for one in found)
        if not count:
            continue
        name, is_visible = look.words_of(f"heard.legend_{liking.value}"), liking not in hidden
        told = [] if is_visible else [look.say("layers.hidden")]
        fact = ", ".join([name, look.say("layers.objects", count=count), *told])
        group.add(Entry(liking.value, HEARD, name, count, is_visible=is_visible, fact=fact))
    return group


def draw_note_icon(p: QPainter, theme: Theme, c: QPointF, liking: str) -> None:
    """The sign of a sort of note, in small."""
    sign = icon(theme, ICONS.get(liking, "chat-text"), "ink_2")
    sign.paint(p, round(c.x() - 8), round(c.y() - 8), 16, 16)


def show_note_layer(desk: Desk, likings: frozenset[Liking], *, is_visible: bool) -> bool:
    """Show or hide sorts of notes as one step; nothing where they already are as wished."""
    project = desk.whole
    if project is None or (likings.isdisjoint(hidden_likings(project.records)) and is_visible):
        return False
    stamp, by = desk.new_stamp(), desk.by()
    return bool(desk.do(show_notes(project, likings, stamp, is_visible=is_visible, by=by)))
