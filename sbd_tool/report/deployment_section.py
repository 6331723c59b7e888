"""The deployment sheet in a report: who puts what where, when and from which store."""

from collections import Counter

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.deployment import Deployment, deployments
from sbd_tool.domain.legible import legible
from sbd_tool.domain.place_names import name_of_state
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal
from sbd_tool.report.deployment_rows import DeploymentRow
from sbd_tool.report.model import ReportModel
from sbd_tool.report.story import Column, Story

_MOST_ROWS = 400


def deployment_rows(
    project: Project, catalogue: Catalogue, option: str, kept: frozenset[str]
) -> tuple[DeploymentRow, ...]:
    """Lines of the sheet, state by state.

    Args:
        project: The whole project with its overrides.
        catalogue: Kinds of measures.
        option: The option shown.
        kept: Ids of measures the reader may see.
    """
    states = {state.key: state for state in project.time_states}

    def row(one: Deployment) -> DeploymentRow:
        state = states[one.time_state]
        kind = catalogue.measures[one.kind].name
        return DeploymentRow(
            state=name_of_state(state),
            state_when=legible(state.when)[:80],
            deed=one.deed.value,
            what=literal(legible(one.name)[:80]) if one.name else kind,
            near=legible(one.near)[:80],
            place=None if one.x_m is None or one.y_m is None else (one.x_m, one.y_m),
            who=legible(one.who)[:80],
            store=legible(one.store)[:80],
            when=legible(one.when)[:80],
        )

    return tuple(row(one) for one in deployments(project, catalogue, option) if one.measure in kept)


def deployment(story: Story, model: ReportModel) -> None:
    """The chapter; nothing where there is nothing to put up, open or take away."""
    if not model.deployment:
        return
    look = story.look
    lead = look.words_of("states.report_lead")
    story.chapter("deployment", look.words_of("states.list_deployment"), lead)
    columns = (
        Column(look.words_of("states.column_deed"), 22.0, weight=500),
        Column(look.words_of("states.column_what"), 46.0),
        Column(look.words_of("states.column_near"), 40.0, colour="ink_2"),
        Column(look.words_of("states.column_who"), 24.0, colour="ink_2"),
        Column(look.words_of("states.column_store"), 22.0, colour="ink_2"),
        Column(look.words_of("states.column_when"), 20.0, colour="ink_2"),
    )
    shown = model.deployment[:_MOST_ROWS]
    for state in dict.fromkeys((row.state, row.state_when) for row in shown):
        story.heading(" \u2013 ".join(part for part in (look.words(state[0]), state[1]) if part))
        rows = [row for row in shown if (row.state, row.state_when) == state]
        alike = Counter((row.deed, row.what, row.near) for row in rows)
        cells = [
            _cells(story, row, is_alone=alike[row.deed, row.what, row.near] == 1) for row in rows
        ]
        story.table(columns, cells)
    if len(model.deployment) > len(shown):
        story.block(look.say("rows_more", count=len(model.deployment) - len(shown)), 8.0)


def _cells(story: Story, row: DeploymentRow, *, is_alone: bool) -> tuple[str, ...]:
    """The words of a row; two things of one name in one street are told apart by their places."""
    look, unknown = story.look, story.look.words_of("states.not_said")
    where = row.near
    if row.place is not None and not (where and is_alone):
        place = " / ".join(look.words.number(value, 0) for value in row.place)
        where = f"{where}, {place}" if where else place
    return (
        look.words_of(f"states.deed_name_{row.deed}"),
        look.words(row.what),
        where,
        row.who or unknown,
        row.store or unknown,
        row.when or unknown,
    )
