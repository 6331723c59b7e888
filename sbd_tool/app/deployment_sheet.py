"""The deployment sheet as a CSV file for those who set up a square."""

from pathlib import Path

from sbd_tool.app.export_target import check_target
from sbd_tool.app.rules import Rules
from sbd_tool.domain.deployment import Deployment, deployments
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.place_names import name_of_state
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.formats.table_csv import cell_of, table_text, write_table_csv

COLUMNS = ("state", "state_when", "deed", "what", "kind", "near", "x", "y", "who", "store", "when")


def sheet_rows(project: Project, rules: Rules, option: str, words: Words) -> list[tuple[str, ...]]:
    """The sheet as shown words, one row a deed; columns as ``COLUMNS``."""
    states = {state.key: state for state in project.time_states}

    def row(one: Deployment) -> tuple[str, ...]:
        state = states[one.time_state]
        kind = words(rules.catalogue.measures[one.kind].name)
        deed = words(text(f"states.deed_name_{one.deed.value}"))
        place = ["" if value is None else f"{value:.2f}" for value in (one.x_m, one.y_m)]
        first = (words(name_of_state(state)), state.when, deed, one.name or kind, kind, one.near)
        return (*first, *place, one.who, one.store, one.when)

    return [row(one) for one in deployments(project, rules.catalogue, option)]


def write_sheet(project: Project, rules: Rules, option: str, target: str, words: Words) -> None:
    """Write the sheet of an option as CSV.

    Raises:
        InputError: The target is no CSV file, or cannot be written.
    """
    path = Path(target)
    if path.suffix.lower() != ".csv":
        raise InputError(text("states.sheet_suffix"), text("states.sheet_suffix.hint"), path.name)
    check_target(path, project)
    header = [words(text(f"states.column_{name}")) for name in COLUMNS]
    rows = [[cell_of(cell) for cell in row] for row in sheet_rows(project, rules, option, words)]
    write_table_csv(path, table_text(header, rows))
