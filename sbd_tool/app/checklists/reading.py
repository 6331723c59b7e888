"""Checklists of a project as values: lists, tasks with what was said, and open tasks for others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sbd_tool.app.checklists.from_visit import VISIT, VISIT_TEMPLATE, visit_item
from sbd_tool.app.checklists.templates import templates_of
from sbd_tool.domain.checklists import ANSWER_KIND, LIST_KIND, SETTLED_KIND, TASK_KIND, Item, Pass
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.tasks import (
    Entry,
    Form,
    OpenTask,
    PlacedList,
    Role,
    Settlement,
    Site,
    Task,
    TaskAnswer,
    TaskState,
)
from sbd_tool.scoring.checklists.showing import entries

XY = tuple[float, float]
Content = Mapping[str, Any]


def lists_of(project: Project) -> tuple[PlacedList, ...]:
    """The checklists on the plan in order of creation; what does not read is left out.

    A list whose template is nowhere to be found is left out too: its questions are not known.
    """
    answers, settled = _answers(project), _settled(project)
    tasks = defaultdict(list)
    for record in records_of(project.records, TASK_KIND):
        tasks[str(record.content.get("list", ""))].append(record)
    templates = {VISIT: VISIT_TEMPLATE, **templates_of(project)} if tasks else {}
    found = []
    for number, record in enumerate(records_of(project.records, LIST_KIND), start=1):
        template = templates.get(str(record.content.get("template", "")))
        if template is None:
            continue
        items = {item.key: item for item in template.items}
        made = [
            _task(row, number, items, answers, settled)
            for row in sorted(tasks[record.id], key=_place_in_list)
        ]
        kept = tuple(task for task in made if task is not None)
        found.append(PlacedList(id=record.id, number=number, template=template, tasks=kept))
    return tuple(found)


def open_tasks(project: Project) -> tuple[OpenTask, ...]:
    """Tasks somebody still has to answer, each with its point and the passes it is open in."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(lists_of(project)):
        if entry.state is TaskState.OPEN:
            found.setdefault(entry.task.id, []).append(entry)
    return tuple(
        OpenTask(
            id=key,
            number=rows[0].task.number,
            at=rows[0].task.site.middle,
            stand=rows[0].task.site.stand,
            ask=rows[0].task.item.ask,
            when=tuple(row.when for row in rows),
        )
        for key, rows in found.items()
    )


def _place_in_list(record: Record) -> tuple[int, str]:
    number = record.content.get("number")
    return (number if isinstance(number, int) else 0, record.id)


def _task(
    record: Record,
    number: int,
    items: Mapping[str, Item],
    answers: Mapping[str, list[TaskAnswer]],
    settled: Mapping[str, list[Settlement]],
) -> Task | None:
    content = record.content
    item = visit_item(content) if "question" in content else items.get(str(content.get("item", "")))
    site = site_from(content)
    if item is None or site is None:
        return None
    said = answers.get(record.id, [])
    return Task(
        id=record.id,
        list_id=str(content.get("list", "")),
        number=f"{number}.{_place_in_list(record)[0]}",
        spot=_whole(content.get("spot")),
        item=item,
        site=site,
        answers={when: tuple(one for one in said if one.when is when) for when in Pass},
        settled={one.when: one for one in settled.get(record.id, [])},
    )


def site_from(content: Content) -> Site | None:
    """The place of a task, or None where it does not read."""
    points = tuple(filter(None, map(_xy, content.get("points") or ())))
    if not points:
        return None
    form = str(content.get("form", Form.POINT))
    height = content.get("height_m")
    middle = points[0]
    return Site(
        points=points,
        form=Form(form) if form in set(Form) else Form.POINT,
        object=str(content.get("object") or ""),
        stand=_xy(content.get("stand")) or middle,
        look=_xy(content.get("look")) or middle,
        height_m=float(height) if isinstance(height, int | float) else 1.6,
    )


def site_content(site: Site) -> dict[str, object]:
    """The place of a task as a record keeps it."""
    return {
        "points": site.points,
        "form": site.form.value,
        "object": site.object,
        "stand": site.stand,
        "look": site.look,
        "height_m": site.height_m,
    }


def _answers(project: Project) -> Mapping[str, list[TaskAnswer]]:
    found: dict[str, list[TaskAnswer]] = {}
    for record in records_of(project.records, ANSWER_KIND):
        answer = answer_from(record.id, record.content, record.stamp.changed)
        if answer is not None:
            found.setdefault(answer.task, []).append(answer)
    return {key: sorted(rows, key=lambda row: (row.said_at, row.id)) for key, rows in found.items()}


def answer_from(key: str, content: Content, said_at: str = "") -> TaskAnswer | None:
    """An answer as a record or a sealed box keeps it, or None where it does not read."""
    value, when = _value(content.get("value")), content.get("pass")
    if value is None or when not in set(Pass):
        return None
    evidence, role = str(content.get("evidence", "")), str(content.get("role", ""))
    return TaskAnswer(
        id=key,
        task=str(content.get("task", "")),
        when=Pass(when),
        value=value,
        remark=str(content.get("remark") or ""),
        evidence=Evidence(evidence) if evidence in set(Evidence) else Evidence.SEEN,
        role=Role(role) if role in set(Role) else Role.USER,
        initials=str(content.get("initials") or ""),
        assessor=str(content.get("assessor") or ""),
        said_at=str(content.get("said_at") or said_at),
        before=str(content.get("before") or ""),
        fed=str(content.get("fed") or ""),
    )


def answer_content(answer: TaskAnswer) -> dict[str, object]:
    """An answer as a record or a sealed box keeps it."""
    return {
        "task": answer.task,
        "pass": answer.when.value,
        "value": answer.value,
        "remark": answer.remark,
        "evidence": answer.evidence.value,
        "role": answer.role.value,
        "initials": answer.initials,
        "assessor": answer.assessor,
        "said_at": answer.said_at,
        "before": answer.before,
        "fed": answer.fed,
    }


def _settled(project: Project) -> Mapping[str, list[Settlement]]:
    found: dict[str, list[Settlement]] = {}
    for record in records_of(project.records, SETTLED_KIND):
        content = record.content
        value, when, role = _value(content.get("value")), content.get("pass"), content.get("role")
        if value is None or when not in set(Pass):
            continue
        made = Settlement(
            id=record.id,
            task=str(content.get("task", "")),
            when=Pass(str(when)),
            value=value,
            reason=str(content.get("reason") or ""),
            role=Role(str(role)) if role in set(Role) else Role.PLANNER,
        )
        found.setdefault(made.task, []).append(made)
    return found


def _value(value: object) -> str | float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return value
    return float(value) if isinstance(value, int | float) else None


def _xy(value: object) -> XY | None:
    if not isinstance(value, tuple | list) or len(value) != 2:  # noqa: PLR2004 - east, north
        return None
    x, y = value
    is_pair = isinstance(x, int | float) and isinstance(y, int | float)
    return (float(x), float(y)) if is_pair else None


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def entries_in(project: Project) -> tuple[Entry, ...]:
    """Every task of a project in every pass."""
    return entries(lists_of(project))


def entries_for(placed: PlacedList) -> tuple[Entry, ...]:
    """Every task of one list in every pass."""
    return entries((placed,))


def found_in(rows: Iterable[Entry], state: TaskState) -> tuple[Entry, ...]:
    """Those that stand so."""
    return tuple(row for row in rows if row.state is state)
