"""Weights, robustness and visit list open beside the inspector and go with the project."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.project import SetRules
from sbd_tool.app.projects import file_name_for
from sbd_tool.app.rule_edits import VISIT_NUMBERS, change_indicator, change_numbers
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.dialogs.rule_card import WIDTH_PX as RULE_PX
from sbd_tool.gui.dialogs.rule_card import RuleCard
from sbd_tool.gui.dialogs.weights_card import WIDTH_PX as CARD_PX
from sbd_tool.gui.dialogs.weights_card import WeightsCard
from sbd_tool.gui.panels.weighing.robustness_panel import RobustnessPanel
from sbd_tool.gui.panels.weighing.visit_panel import VisitPanel
from sbd_tool.gui.panels.weighing.weights_panel import WeightsPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 420
VISIT: Final = "visit"


def weighing_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of weighing do."""
    window.desk.rule_wanted.connect(partial(open_rule, window))
    return {
        "weights": lambda: open_weights(window),
        "robustness": lambda: open_robustness(window),
        "visit": lambda: open_visit(window),
    }


def open_weights(window: Window) -> SideDock | None:
    """Show the sets side by side."""
    if window.desk.project is None:
        return None
    panel = WeightsPanel(window.desk)
    dock = _dock(window, "weights", panel)
    panel.new_wanted.connect(lambda: _make_set(window, panel))
    panel.setFocus()
    return dock


def _make_set(window: Window, panel: WeightsPanel) -> None:
    card = WeightsCard(window.desk, window.widget(), panel.refresh)
    x, y = window.card_place(CARD_PX)
    card.open_at(x, y, CARD_PX)


def open_robustness(window: Window) -> SideDock | None:
    """Show how firm the order of options is."""
    if window.desk.project is None:
        return None
    panel = RobustnessPanel(window.desk)
    dock = _dock(window, "robustness", panel)
    panel.go.setFocus()
    return dock


def open_visit(window: Window) -> SideDock | None:
    """Show the visit list with its numbers on the map."""
    if window.desk.project is None:
        return None
    panel = VisitPanel(window.desk, window.workspace.map_area.canvas)
    dock = _dock(window, "visit", panel)
    panel.print_wanted.connect(lambda: _ask_where(window, panel))
    return dock


def open_rule(window: Window, key: str) -> None:
    """Ask for other figures of an indicator, or for other minutes of a visit."""
    if window.desk.project is None:
        return
    card = _minutes_card(window) if key == VISIT else _indicator_card(window, key)
    x, y = window.card_place(RULE_PX)
    card.open_at(x, y, RULE_PX)


def _minutes_card(window: Window) -> RuleCard:
    desk, say = window.desk, window.desk.look.words_of
    numbers = desk.rules.rubric.numbers
    return RuleCard(
        desk,
        window.widget(),
        say("visit.minutes_title"),
        say("visit.minutes_lead"),
        [(one, say(f"visit.number_{one}"), numbers[one].value) for one in VISIT_NUMBERS],
        "numbers.visit_",
        change_numbers,
    )


def _indicator_card(window: Window, key: str) -> RuleCard:
    desk, say = window.desk, window.desk.look.words_of
    rule = desk.rules.rubric.indicators[key]
    fields = [("weight", say("weights.rule_weight"), rule.weight)]
    for number, (value, points) in enumerate(rule.breaks):
        words = say("weights.rule_value", unit=rule.unit)
        fields += [(f"value_{number}", words, value), (f"points_{number}", words, points)]

    def make(project: Project, told: Mapping[str, float], reason: str, by: By) -> SetRules:
        count = len(rule.breaks)
        breaks = [(told[f"value_{n}"], told[f"points_{n}"]) for n in range(count)]
        return change_indicator(project, rule, breaks, told["weight"], reason, by)

    title = f"{rule.key} {desk.look.word(rule.name)}"
    lead = say("weights.rule_lead")
    host, prefix = window.widget(), f"indicators.{key}."
    return RuleCard(desk, host, title, lead, fields, prefix, make, is_paired=True)


def _dock(window: Window, key: str, panel: WeightsPanel | RobustnessPanel | VisitPanel) -> SideDock:
    look = window.desk.look
    title = look.words_of(f"{key}.title_panel")
    dock = open_side(window.workspace, look, key, title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    window.desk.project_opened.connect(dock.close)
    return dock


def _ask_where(window: Window, panel: VisitPanel) -> None:
    """Ask for the file of the sheet, then write it as a job."""
    project, look = window.desk.project, window.desk.look
    if project is None or panel.planned is None:
        return
    folder = Path(str(window.memory.value("files/folder", str(Path.home()))))
    stem = file_name_for(project.title).partition(".")[0]
    dialog = QFileDialog(
        window.widget(), look.words_of("visit.print"), str(folder / f"{stem}-visit.pdf")
    )
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: write_sheet(window, panel, Path(name)))
    dialog.open()


def write_sheet(window: Window, panel: VisitPanel, path: Path) -> None:
    """Write the sheet of the visit that is shown."""
    planned, desk = panel.planned, window.desk
    if planned is None:
        return
    window.memory.setValue("files/folder", str(path.parent))
    rules, words = desk.rules, desk.look.words

    def task(progress: Progress) -> Path:
        from sbd_tool.app.visit_files import write_visit

        progress.advance(0.1)
        write_visit(planned.project, planned.assessment, rules, planned.visit, path, words)
        return path

    def done(written: Path) -> None:
        desk.told.emit(text("visit.written", file=literal(written.name)))

    desk.run(text("visit.job"), task, done, key="visit_sheet")
