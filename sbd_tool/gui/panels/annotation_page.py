"""Inspector page of annotations: words, label, colour, size, and what a dimension measures."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QWidget

from sbd_tool.app.commands import DeleteAnnotations, EditAnnotations
from sbd_tool.domain.annotations import Annotation, Tone
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measured import words_of
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.annotation_label import annotation_label
from sbd_tool.gui.panels.measure_page import NoteEdit
from sbd_tool.gui.panels.pages import PAGE_MARGINS, fact_row
from sbd_tool.gui.widgets.basics import button, column, holder, label, row, rule
from sbd_tool.gui.widgets.controls import Segments

SIZES_MM: Final = {"small": 2.6, "medium": 3.6, "large": 5.2}

Edit = Callable[..., None]


def annotation_page(desk: Desk, rows: Sequence[Annotation]) -> QWidget:
    """Edit one annotation, or what many have in common."""
    look, first = desk.look, rows[0]
    ids = tuple(one.id for one in rows)

    def edit(**changes: Any) -> None:
        desk.do(EditAnnotations(annotation_ids=ids, by=desk.by(), **changes))

    many = look.words_of("sketch.many", count=len(rows))
    title = look.words_of(f"sketch.kind.{first.kind.value}") if len(rows) == 1 else many
    lines = column(label(title[:1].upper() + title[1:], "title", is_wrapped=True), spacing=10)
    lines.setContentsMargins(*PAGE_MARGINS)
    if len(rows) == 1:
        for widget in (*_figure(look, first), _words(look, first, edit)):
            lines.addWidget(widget)
    lines.addWidget(_tone(look, rows, edit))
    lines.addWidget(_size(look, rows, edit))
    lines.addWidget(rule())
    lines.addWidget(annotation_label(desk, rows))
    lines.addWidget(label(_goes_to(look, rows), "small", is_wrapped=True))
    lines.addWidget(_shown(look, rows, edit))
    if len(rows) == 1 and first.stamp.author:
        lines.addWidget(fact_row(look.say("remark.by"), first.stamp.author))
    words = look.words_of("sketch.delete", count=len(ids))
    delete = button(look.theme, words, "delete_annotations", role="danger", sign="trash")
    delete.clicked.connect(lambda: desk.do(DeleteAnnotations(annotation_ids=ids, by=desk.by())))
    lines.addLayout(row(delete, None))
    lines.addStretch(1)
    return holder(lines)


def _figure(look: Look, annotation: Annotation) -> list[QWidget]:
    """The figure of a dimension, and what its accuracy means."""
    measured = annotation.measured
    if measured is None:
        return []
    name = look.words_of(f"sketch.quantum.{measured.quantum.value}")
    meaning = "sketch.accuracy_means" if measured.sigma is not None else "sketch.accuracy_missing"
    return [
        fact_row(name, look.word(words_of(measured))),
        label(look.words_of(meaning), "caption", is_wrapped=True),
    ]


def _words(look: Look, annotation: Annotation, edit: Edit) -> QWidget:
    box = NoteEdit(annotation.words, lambda words: edit(words=words))
    name = look.words_of("sketch.words")
    box.setObjectName("annotation_text")
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setPlaceholderText(name)
    box.setFixedHeight(84)
    return box


def _tone(look: Look, rows: Sequence[Annotation], edit: Edit) -> QWidget:
    tones = {one.tone for one in rows}
    current = rows[0].tone.value if len(tones) == 1 else ""
    choices = [(tone.value, look.words_of(f"sketch.tone.{tone.value}")) for tone in Tone]
    return Segments(choices, current, lambda key: edit(tone=Tone(key)), "annotation_tone")


def _size(look: Look, rows: Sequence[Annotation], edit: Edit) -> QWidget:
    current = {one.size_mm for one in rows}
    known = next((key for key, size in SIZES_MM.items() if current == {size}), "")
    choices = [(key, look.words_of(f"sketch.size.{key}")) for key in SIZES_MM]
    return Segments(choices, known, lambda key: edit(size_mm=SIZES_MM[key]), "annotation_size")


def _goes_to(look: Look, rows: Sequence[Annotation]) -> str:
    """Which editions hold all of them."""
    open_to = [one for one in Edition if all(one.may_show(row.marking) for row in rows)]
    widest = open_to[-1].value if open_to else "none"
    return look.words_of(f"sketch.goes_to.{widest}")


def _shown(look: Look, rows: Sequence[Annotation], edit: Edit) -> QWidget:
    words = look.words_of("sketch.shown")
    box = QCheckBox(words)
    box.setObjectName("annotation_shown")
    box.setAccessibleName(words)
    box.setToolTip(words)
    box.setChecked(all(one.is_visible for one in rows))
    box.toggled.connect(partial(_set_shown, edit))
    return box


def _set_shown(edit: Edit, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
    edit(is_visible=is_on)
