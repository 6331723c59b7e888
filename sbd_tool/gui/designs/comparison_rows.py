"""The table of a comparison: cost, then both ledgers of both options state by state."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.app.option_comparison import OptionComparison
from sbd_tool.app.option_words import cost_words, difference_words, ledger_words
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.designs.menus import state_words
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import clear, column, holder, label, row, rule
from sbd_tool.gui.widgets.signs import ledger_sign


def fill_rows(
    desk: Desk,
    rows: QVBoxLayout,
    project: Project,
    options: tuple[str, str],
    found: OptionComparison,
) -> None:
    """Fill a layout anew.

    Args:
        desk: Words.
        rows: The layout.
        project: Names of options and states.
        options: The one compared with, and the one on the map.
        found: Their comparison.
    """
    clear(rows)
    look = desk.look
    names = {one.key: desk.look.word(option_name(project, one.key)) for one in project.options}
    for number, state in enumerate(project.time_states):
        if number:
            rows.addWidget(rule())
        rows.addWidget(label(state_words(desk, state), "strong"))
        for ledger in LedgerKey:
            rows.addWidget(_ledger_row(desk, names, options, found, state.key, ledger))
    rows.addWidget(label(look.words_of("options.without_slow"), "caption", is_wrapped=True))
    rows.addWidget(rule())
    rows.addWidget(label(look.words_of("options.cost_title"), "micro"))
    for key in reversed(options):
        said = look.word(cost_words(found.cards[key].cost))
        rows.addWidget(holder(_pair(names[key], said)))
    rows.addWidget(label(look.words_of("options.cost_note"), "caption", is_wrapped=True))
    rows.addStretch(1)


def _pair(name: str, said: str) -> QVBoxLayout:
    line = row(label(name, "small"), label(said, "small"), spacing=8)
    line.setStretch(0, 1)
    return column(line, spacing=0)


def _ledger_row(
    desk: Desk,
    names: dict[str, str],
    options: tuple[str, str],
    found: OptionComparison,
    state: str,
    ledger: LedgerKey,
) -> QWidget:
    look = desk.look
    other, here = options
    said = [
        f"{names[key]} {look.word(ledger_words(found.cards[key].states[state][ledger]))}"
        for key in (here, other)
    ]
    words = look.word(difference_words(ledger, found.pairs[here][state].ledgers[ledger]))
    verdict = row(
        ledger_sign(look.theme, ledger.value, 12), label(words, "small", is_wrapped=True), spacing=6
    )
    verdict.setStretch(1, 1)
    made = holder(
        column(
            verdict,
            label("  \u00b7  ".join(said), "caption", is_wrapped=True),
            spacing=1,
            margins=(0, 2, 0, 2),
        )
    )
    made.setAccessibleName(". ".join((words, *said)))
    return made
