"""Label of annotations in the inspector: one wider than amber asks for a name and a reason."""

from collections.abc import Sequence

from sbd_tool.app.commands import By, EditAnnotations
from sbd_tool.domain.annotations import INHERITED, Annotation
from sbd_tool.domain.lowering import is_lowered
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.label_choice import LabelChoice


def annotation_label(desk: Desk, rows: Sequence[Annotation]) -> LabelChoice:
    """A choice of labels for annotations.

    Args:
        desk: What is worked on.
        rows: The annotations.
    """

    def is_lowering(marking: str) -> bool:
        return is_lowered(marking, INHERITED) and any(one.stamp.marking != marking for one in rows)

    def give(marking: str, reason: str, by: By) -> None:
        ids = tuple(one.id for one in rows)
        desk.do(EditAnnotations(annotation_ids=ids, marking=marking, reason=reason, by=by))

    told = desk.look.words_of("sketch.label")
    choice = LabelChoice(desk, "annotation_label", tuple(Tlp), is_lowering, give, told)
    found = {one.marking for one in rows}
    choice.show_label(rows[0].marking.value if len(found) == 1 else None)
    return choice
