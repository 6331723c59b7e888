"""Checklists on the plan: put, moved, taken off; each a step of undo."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sbd_tool.app.checklists.placing import Suggested, middle_of, site_of
from sbd_tool.app.checklists.reading import lists_of, site_content
from sbd_tool.app.checklists.templates import carry
from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.commands.together import Together
from sbd_tool.domain.checklists import (
    ANSWER_KIND,
    LIST_KIND,
    SEAL_KIND,
    SETTLED_KIND,
    TASK_KIND,
    XY,
    Item,
    Spot,
    Template,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.tasks import PlacedList, Site, Task
from sbd_tool.domain.text import literal, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A list ready to be put.

    Attributes:
        command: The step.
        list_id: Id the list will have.
        tasks: How many tasks.
        without_place: Questions for which no place is known; they are left out and told.
    """

    command: Command
    list_id: str
    tasks: int
    without_place: tuple[Item, ...]


def put_list(
    project: Project,
    template: Template,
    places: Sequence[Suggested],
    new_id: Callable[[], str],
    by: By = NOBODY,
) -> Put:
    """The command that puts a checklist on the plan: one task for each question at each place.

    Args:
        project: Where it is put.
        template: The checklist.
        places: Where; questions without a place of their kind are left out and told.
        new_id: Gives new ids.
        by: Who, and when.

    Raises:
        InputError: No square is picked, or no question has a place.
    """
    middle = middle_of(project)
    stamp = Stamp(
        id=new_id(),
        evidence=Evidence.SEEN,
        marking=template.marking.value,
        author=by.author,
        created=by.when,
        changed=by.when,
    )
    content = {"template": template.key, "edition": template.edition}
    rows = [Record(stamp=stamp, kind=LIST_KIND, content=content)]
    for spot, place in enumerate(places, start=1):
        for item in template.items:
            if item.spot is place.spot:
                made = {
                    "list": stamp.id,
                    "item": item.key,
                    "number": len(rows),
                    "spot": spot,
                    **site_content(site_of(item, place, middle)),
                }
                rows.append(Record(stamp=replace(stamp, id=new_id()), kind=TASK_KIND, content=made))
    known = {place.spot for place in places}
    without = tuple(item for item in template.items if item.spot not in known)
    if len(rows) == 1:
        raise InputError(text("checklist.no_place"), text("checklist.no_place.hint"), template.key)
    says = text("checklist.do_put", name=template.name)
    put = PutRecords(records=tuple(rows), says=says, by=by)
    taken = carry(project, template, by)
    command: Command = put if taken is None else Together(commands=(taken, put), label=says, by=by)
    return Put(command=command, list_id=stamp.id, tasks=len(rows) - 1, without_place=without)


def task_from_question(  # noqa: PLR0917 - a question, where, and who puts it
    project: Project,
    template: Template,
    item: Item,
    at: XY,
    new_id: Callable[[], str],
    by: By = NOBODY,
    *,
    object_id: str = "",
) -> Put:
    """The command that puts one question of a template at one point: a list of one task."""
    place = Suggested(spot=item.spot, form=Site(points=(at,)).form, points=(at,), object=object_id)
    alone = replace(template, items=(item,))
    return put_list(project, alone, (place,), new_id, by)


def move_spot(
    project: Project, placed: PlacedList, spot: int, to: XY, by: By = NOBODY
) -> PutRecords:
    """The command that moves all tasks of one place; where to stand and to look moves with them.

    Raises:
        InputError: There is no such place, or it is the whole square.
    """
    tasks = [task for task in placed.tasks if task.spot == spot]
    if not tasks or tasks[0].item.spot is Spot.SQUARE:
        raise InputError(text("checklist.no_move"), text("checklist.no_move.hint"), str(spot))
    x, y = tasks[0].site.middle
    step = (to[0] - x, to[1] - y)
    rows = []
    for task in tasks:
        record = project.records[task.id]
        moved = site_content(_moved(task.site, step))
        rows.append(replace(record, content={**record.content, **moved}))
    return PutRecords(
        records=tuple(rows),
        says=text("checklist.do_move"),
        merging=f"task_move:{placed.id}:{spot}",
        by=by,
    )


def drop_list(project: Project, list_id: str, by: By = NOBODY) -> DropRecords:
    """The command that takes a list off the plan, with its tasks and what was answered.

    Facts that answers filled stay: they are answers of the project.

    Raises:
        InputError: There is no such list.
    """
    placed = list_with(project, list_id)
    tasks = {task.id for task in placed.tasks}
    gone = [
        record.id
        for record in project.records.values()
        if (record.kind in {ANSWER_KIND, SETTLED_KIND} and record.content.get("task") in tasks)
        or (record.kind in {TASK_KIND, SEAL_KIND} and record.content.get("list") == placed.id)
    ]
    says = text("checklist.do_drop", name=placed.template.name)
    return DropRecords(record_ids=(*gone, placed.id), says=says, by=by)


def list_with(project: Project, name: str) -> PlacedList:
    """The list of that id or number.

    Raises:
        InputError: There is none; the hint names those there are.
    """
    lists = lists_of(project)
    for placed in lists:
        if name in {placed.id, str(placed.number)}:
            return placed
    known = ", ".join(str(placed.number) for placed in lists)
    raise InputError(
        text("checklist.no_list", name=literal(name[:60])),
        text("domain.known_keys", keys=known) if known else text("checklist.none_yet.hint"),
        name,
    )


def task_with(project: Project, name: str) -> tuple[PlacedList, Task]:
    """The task of that id or shown number, with its list.

    Raises:
        InputError: There is none.
    """
    for placed in lists_of(project):
        for task in placed.tasks:
            if name in {task.id, task.number}:
                return placed, task
    raise InputError(
        text("checklist.no_task", name=literal(name[:60])), text("checklist.no_task.hint"), name
    )


def _moved(site: Site, step: XY) -> Site:
    def shifted(point: XY) -> XY:
        return point[0] + step[0], point[1] + step[1]

    return replace(
        site,
        points=tuple(map(shifted, site.points)),
        stand=shifted(site.stand),
        look=shifted(site.look),
        object="" if site.object and step != (0.0, 0.0) else site.object,
    )
