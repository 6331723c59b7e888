"""`sbd label`: labels of a project and its objects, and the set shown beside TLP."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sbd_tool import api
from sbd_tool.app.follow_through.telling import day_said
from sbd_tool.app.labels.files import Labels, labels_of, set_labels
from sbd_tool.app.labels.sets import label_sets, shown_label
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import say_lines
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.label_sets import LabelLevel, LabelSet, in_language
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE: Final = 0
INHERITED: Final = "inherited"


def label(arguments: Namespace, words: Words) -> int:
    """Say or change labels."""
    if arguments.sets:
        return _list_sets(arguments, words)
    is_alone = arguments.reason and not arguments.objects
    if is_alone or bool(arguments.objects) is not (arguments.label is not None):
        raise InputError(text("marks.reason_alone"), text("marks.reason_alone.hint"))
    path = Path(arguments.project)
    if arguments.set_key or arguments.objects:
        asked = "" if arguments.label in (None, INHERITED) else arguments.label
        found = set_labels(
            path, set_key=arguments.set_key, objects=arguments.objects, label=asked,
            reason=arguments.reason, author=arguments.by,
        )  # fmt: skip
    else:
        found = labels_of(api.open_project(path).project)
    if arguments.json:
        print(dump(_json(found)))
    else:
        say_lines(_lines(found, words))
    return DONE


def _lines(found: Labels, words: Words) -> Iterator[str]:
    whole = found.whole
    yield words(text("marks.project", label=shown_label(found.project, whole.label)))
    if not whole.reasons:
        yield f"  {words(text('marks.open'))}"
    for reason in whole.reasons:
        yield f"  {words(reason)}"
    if found.chosen is None:
        yield words(text("marks.set_none"))
    else:
        name = literal(found.chosen.said(words.language))
        yield words(text("marks.set_now", name=name))
    for row in found.objects:
        shown = words(shown_label(found.project, row.label))
        yield f"  {shown}  {words(row.shown)}"
        if row.lowering is not None:
            day = day_said(row.lowering.when[:10], words)
            yield f"    {row.lowering.author}, {day}: {row.lowering.reason}"
        elif row.is_lowered:
            labels = {"label": literal(row.label.value), "inherited": literal(row.inherited.value)}
            yield f"    {words(text('marks.lowered_unsaid', name=row.shown, **labels))}"


def _json(found: Labels) -> dict[str, Any]:
    chosen = found.chosen
    return {
        "schema_version": 1,
        "label": found.whole.label.value,
        "set": None if chosen is None else chosen.key,
        "mark": _mark(chosen, found.whole.label),
        "objects": [
            {
                "id": row.object_id,
                "name": row.name,
                "kind": row.kind,
                "label": row.label.value,
                "mark": _mark(chosen, row.label),
                "inherited": row.inherited.value,
                "is_lowered": row.is_lowered,
                "lowered_by": None if row.lowering is None else row.lowering.author,
                "reason": None if row.lowering is None else row.lowering.reason,
            }
            for row in found.objects
        ],
    }


def _mark(chosen: LabelSet | None, tlp: Any) -> str:
    level = None if chosen is None else chosen.level_of(tlp)
    return "" if level is None else level.mark


# --- sets ---------------------------------------------------------------------------------


def _list_sets(arguments: Namespace, words: Words) -> int:
    known = label_sets()
    if arguments.json:
        print(dump({"schema_version": 1, "sets": [_set_json(one) for one in known]}))
    else:
        say_lines(line for one in known for line in _set_lines(one, words))
    return DONE


def _set_lines(one: LabelSet, words: Words) -> Iterator[str]:
    yield words(
        text("marks.set_name", name=literal(one.said(words.language)), key=literal(one.key))
    )
    for level in one.levels:
        yield f"  {words(_level(level))}"
        if level.note:
            yield f"    {in_language(level.note, words.language)}"


def _level(level: LabelLevel) -> Any:
    told = {
        "mark": literal(level.mark if level.mark == level.name else f"{level.mark}, {level.name}"),
        "source": literal(level.source),
        "basis": literal(level.basis),
        "confidence": text(f"marks.confidence_{level.confidence}"),
    }
    if level.tlp is None:
        return text("marks.level_above", **told)
    return text("marks.level", label=literal(level.tlp.value), **told)


def _set_json(one: LabelSet) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": dict(one.name),
        "is_own": one.is_own,
        "levels": [
            {
                "mark": level.mark,
                "name": level.name,
                "language": level.language,
                "treated_as": None if level.tlp is None else level.tlp.value,
                "treated_as_basis": None if level.tlp is None else "c",
                "source": level.source,
                "basis": level.basis,
                "confidence": level.confidence,
            }
            for level in one.levels
        ],
    }
