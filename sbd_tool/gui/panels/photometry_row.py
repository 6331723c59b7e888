"""The inspector's row for a lamp's light distribution: one of ours, or a maker's file."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands import AttachLuminaire, EditMeasures
from sbd_tool.app.commands.luminaires import FLUX, PHOTOMETRY
from sbd_tool.domain.catalogue import ParameterSpec
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import Measure
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.parameter_rows import EDIT_PX, parameter_row, parameter_words, shared_value
from sbd_tool.gui.widgets.basics import column, holder
from sbd_tool.gui.widgets.controls import LinkButton, Select


def photometry_row(desk: Desk, spec: ParameterSpec, measures: Sequence[Measure]) -> QWidget:
    """Choose among the distributions the project knows, or bring a file in."""
    look = desk.look
    ids = tuple(measure.id for measure in measures)
    select = Select(look.theme, f"parameter_{spec.key}", parameter_words(look, spec.key))
    select.setFixedWidth(EDIT_PX + 30)
    own = {} if desk.project is None else desk.project.luminaires
    for key in desk.rules.rubric.luminaires:
        if key not in {one.key for one in own.values()}:
            select.addItem(look.words_of(f"light.kind_{key}"), key)
    for row in own.values():
        select.addItem(row.title, row.key)
    value = shared_value(measures, spec)
    is_known = isinstance(value, str)
    select.setCurrentIndex(select.findData(str(value).strip().lower()) if is_known else -1)
    select.setToolTip(select.currentText() or parameter_words(look, spec.key))
    select.activated.connect(lambda: _choose(desk, ids, str(select.currentData())))
    row_made = parameter_row(look, spec, measures, lambda *_: None, select)
    link = LinkButton(
        look.theme, look.words_of("light.choose_file"), "attach_luminaire", "lightbulb"
    )
    link.clicked.connect(lambda: desk.luminaire_wanted.emit(ids))
    return holder(column(row_made, link, spacing=2))


def _choose(desk: Desk, ids: tuple[str, ...], key: str) -> None:
    project = desk.project
    if project is None:
        return
    kept = next((one for one in project.luminaires.values() if one.key == key), None)
    if kept is not None:
        desk.do(AttachLuminaire(luminaire=kept, lamp_ids=ids, by=desk.by()))
        return
    left_to_file = tuple(
        one for one in ids if project.measures[one].parameters.get(FLUX, 0) is None
    )
    desk.do(
        EditMeasures(
            measure_ids=ids,
            parameters={PHOTOMETRY: key},
            parameter_evidence={PHOTOMETRY: Evidence.SURVEYED},
            reset_parameters=(FLUX,) if len(left_to_file) == len(ids) else (),
            by=desk.by(),
        )
    )
