"""The deployment sheet as a list: states, and what has to be done for each."""

from dataclasses import asdict
from typing import Any

from sbd_tool.app.rules import Rules
from sbd_tool.domain.deployment import Deployment, deployments
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.place_names import state_and_time
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text


def list_deployment(
    project: Project, rules: Rules, wish: ListWish, progress: Progress
) -> ListResult:
    """Who places, opens or takes away what, where, when and from which store, in every state."""
    rows = deployments(project, rules.catalogue, wish.option)
    progress.advance(0.9)
    names = {state.key: state for state in project.time_states}
    lines: list[Text] = []
    for key, state in names.items():
        own = [row for row in rows if row.time_state == key]
        lines.append(text("states.sheet_state", state=state_and_time(state), count=len(own)))
        lines += [deployment_sentence(row, rules) for row in own]
    missing = sum(bool(row.missing) for row in rows)
    notes: tuple[Text, ...] = (text("states.sheet_from"), text("states.sheet_kinds"))
    if missing:
        notes = (*notes, text("states.sheet_missing", count=missing))
    content: dict[str, Any] = {
        "states": [{"key": s.key, "name": s.name, "when": s.when} for s in names.values()],
        "deployments": [_plain(row) for row in rows],
    }
    return ListResult(content=content, lines=tuple(lines), notes=notes)


def deployment_sentence(row: Deployment, rules: Rules) -> Text:
    """One line of the sheet in words."""
    kind = rules.catalogue.measures[row.kind].name
    unknown = text("states.not_said")
    return text(
        f"states.deed_{row.deed.value}",
        what=literal(row.name) if row.name else kind,
        where=_where(row),
        who=literal(row.who) if row.who else unknown,
        store=literal(row.store) if row.store else unknown,
        when=literal(row.when) if row.when else unknown,
    )


def _where(row: Deployment) -> Text:
    if row.x_m is None or row.y_m is None:
        return text("states.everywhere")
    if row.near:
        return text("states.near", name=literal(row.near))
    return text("states.at", x=Quantity(row.x_m, "m", 1), y=Quantity(row.y_m, "m", 1))


def _plain(row: Deployment) -> dict[str, Any]:
    plain = asdict(row) | {"deed": row.deed.value, "missing": list(row.missing)}
    plain["place"] = None if row.x_m is None else [row.x_m, row.y_m]
    return {key: value for key, value in plain.items() if key not in {"x_m", "y_m"}}
