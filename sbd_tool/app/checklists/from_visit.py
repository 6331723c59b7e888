"""Checks of a visit made tasks: what removes most doubt is answered like every other task."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sbd_tool.app.checklists.placing import middle_of
from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.rules import Rules
from sbd_tool.domain.checklists import (
    LIST_KIND,
    TASK_KIND,
    AnswerKind,
    Choice,
    Item,
    Pass,
    Template,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.plain import from_plain, to_plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.tasks import Form, Site
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.visits import Check
from sbd_tool.scoring.question_forms import RATING, forms, object_form
from sbd_tool.scoring.question_forms import Form as QuestionForm

VISIT: Final = "visit"
_SURVEYED: Final = ("gap", "surveyed")
VISIT_TEMPLATE: Final = Template(
    key=VISIT,
    name=text("checklist.visit.name"),
    about=text("checklist.visit.about"),
    edition="1",
    marking=Tlp.AMBER,
    most=1,
    items=(),
)


def tasks_from_visit(
    project: Project,
    checks: Sequence[Check],
    rules: Rules,
    new_id: Callable[[], str],
    by: By = NOBODY,
) -> PutRecords:
    """The command that makes checks of a visit tasks of one list.

    Args:
        project: Where they are put.
        checks: In walking order.
        rules: Say what a question accepts.
        new_id: Gives new ids.
        by: Who, and when.

    Raises:
        InputError: There is no check a task can be made of.
    """
    middle = middle_of(project)
    stamp = Stamp(
        id=new_id(),
        evidence=Evidence.SEEN,
        marking=Tlp.AMBER.value,
        author=by.author,
        created=by.when,
        changed=by.when,
    )
    content = {"template": VISIT, "edition": VISIT_TEMPLATE.edition}
    rows = [Record(stamp=stamp, kind=LIST_KIND, content=content)]
    known = {
        form.key: form
        for form in forms(rules.rubric, rules.catalogue, standard_method().indicators)
    }
    for check in checks:
        form = known.get(check.key) or object_form(check.key, text("question.this_barrier"))
        if form is None or form.is_list:
            continue
        made = {
            "list": stamp.id,
            "item": VISIT,
            "number": len(rows),
            "spot": len(rows),
            "question": json.dumps(_question(check, form), separators=(",", ":")),
            "points": (check.place,),
            "form": Form.POINT.value,
            "object": check.objects[0] if len(check.objects) == 1 else "",
            "stand": Site(points=(check.place,)).middle,
            "look": middle,
            "height_m": rules.rubric.value("eye_height_m"),
        }
        rows.append(Record(stamp=replace(stamp, id=new_id()), kind=TASK_KIND, content=made))
    if len(rows) == 1:
        raise InputError(text("checklist.no_checks"), text("checklist.no_checks.hint"))
    return PutRecords(records=tuple(rows), says=text("checklist.do_visit"), by=by)


def _question(check: Check, form: QuestionForm) -> dict[str, Any]:
    is_words = form.key.startswith(RATING)
    kind = AnswerKind.TEXT if is_words else AnswerKind.YES_NO
    kind = AnswerKind.NUMBER if not is_words and not form.choices else kind
    prefix = form.key.partition(":")[0]
    return {
        "ask": to_plain(check.ask, Text),
        "kind": kind.value,
        "unit": form.unit,
        "minimum": form.minimum,
        "maximum": form.maximum,
        "feeds": form.key,
        "about": list(form.indicators),
        "evidence": "surveyed" if prefix in _SURVEYED else "seen",
    }


def visit_item(content: Mapping[str, Any]) -> Item | None:
    """The question a task of a visit keeps with it, or None where it does not read."""
    try:
        row = json.loads(str(content.get("question", "")))
        ask = from_plain(Text, row["ask"])
        kind = AnswerKind(row["kind"])
        feeds = str(row["feeds"])
        evidence = Evidence(row["evidence"])
        low, high = (_bound(row.get(end)) for end in ("minimum", "maximum"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    choices = (
        tuple(Choice(key=one, name=text(f"question.{one}")) for one in ("yes", "no"))
        if kind is AnswerKind.YES_NO
        else ()
    )
    return Item(
        key=feeds,
        ask=ask,
        kind=kind,
        choices=choices,
        unit=str(row.get("unit", ""))[:12],
        minimum=low,
        maximum=high,
        passes=(Pass.DAY,),
        feeds=feeds,
        evidence=evidence,
        about=tuple(str(one) for one in row.get("about") or ()),
        source="SBD-TOOL",
    )


def _bound(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
