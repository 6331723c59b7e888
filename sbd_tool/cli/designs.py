"""`sbd state` and `sbd option`: beginning, naming, changing and removing them in a project file."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.commands import (
    AddOption,
    By,
    Command,
    EditOption,
    EditTimeState,
    MergeOption,
    RemoveOption,
    RemoveTimeState,
    SetInPlace,
)
from sbd_tool.app.designs import (
    edit_project,
    new_state,
    objects_named,
    state_templates,
    template_of,
)
from sbd_tool.app.rules import Rules
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import say_lines
from sbd_tool.domain.place_names import name_of_option, state_and_time
from sbd_tool.domain.project import Option, Project, TimeState
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE = 0


def state(arguments: Namespace, words: Words) -> int:
    """Run `sbd state`; returns the exit code.

    Raises:
        InputError: There is no such state, object or template, or the key is taken.
    """
    project = _edited(arguments, lambda p, r, by: _state_command(arguments, words, p, r, by))
    if arguments.json:
        print(dump(_states_json(project, words)))
    else:
        say_lines(words(_state_line(project, one)) for one in project.time_states)
    return DONE


def option(arguments: Namespace, words: Words) -> int:
    """Run `sbd option`; returns the exit code.

    Raises:
        InputError: There is no such option, or the key is taken.
    """
    project = _edited(arguments, lambda _p, _r, by: _option_command(arguments, by))
    if arguments.json:
        rows = [
            {"key": o.key, "name": o.name, "parent": o.parent, "note": o.note}
            for o in project.options
        ]
        print(dump({"schema_version": OUTPUT_VERSION, "options": rows}))
    else:
        say_lines(words(_option_line(project, one)) for one in project.options)
    return DONE


def _edited(arguments: Namespace, make: Any) -> Project:
    path = Path(arguments.project)
    if arguments.action == "list":
        return api.open_project(path).project
    return edit_project(path, make, author=arguments.by)


def _state_command(
    arguments: Namespace, words: Words, project: Project, rules: Rules, by: By
) -> Command:
    key = arguments.key
    if arguments.action == "add":
        template = template_of(arguments.template) if arguments.template else None
        own = words(template.name) if template is not None else key
        made = TimeState(
            key=key,
            name=arguments.name or own,
            template=arguments.template or "",
            when=arguments.when or "",
        )
        opens = template is not None and template.opens
        return new_state(project, rules, made, like=arguments.like, opens=opens, by=by)
    if arguments.action == "rename":
        return EditTimeState(time_state=key, name=arguments.name, when=arguments.when, by=by)
    if arguments.action == "remove":
        return RemoveTimeState(time_state=key, by=by)
    present = {"absent": False, "present": True}.get(arguments.be or "")
    opened = {"open": True, "closed": False}.get(arguments.be or "")
    return SetInPlace(
        targets=objects_named(project, arguments.objects),
        option=arguments.option,
        time_state=key,
        is_present=present,
        values={} if opened is None else {"is_open": opened},
        by=by,
    )


def _option_command(arguments: Namespace, by: By) -> Command:
    key = arguments.key
    if arguments.action == "branch":
        made = Option(key=key, name=arguments.name or key, parent=arguments.parent)
        return AddOption(option=made, by=by)
    if arguments.action == "rename":
        return EditOption(option=key, name=arguments.name, by=by)
    return (RemoveOption if arguments.action == "remove" else MergeOption)(option=key, by=by)


def _states_json(project: Project, words: Words) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "states": [
            {
                "key": one.key,
                "name": one.name,
                "template": one.template,
                "when": one.when,
                "overrides": _count(project, one.key),
            }
            for one in project.time_states
        ],
        "templates": [
            {"key": one.key, "name": words(one.name), "about": words(one.about)}
            for one in state_templates()
        ],
    }


def _count(project: Project, key: str) -> int:
    return sum(row.stamp.time_states == (key,) for row in project.overrides.values())


def _state_line(project: Project, one: TimeState) -> Any:
    count = _count(project, one.key)
    return text("states.line", key=literal(one.key), name=state_and_time(one), count=count)


def _option_line(project: Project, one: Option) -> Any:
    count = sum(row.stamp.option == one.key for row in project.overrides.values())
    count += sum(row.stamp.option == one.key for row in project.measures.values())
    sentence = "states.line" if one.parent is not None else "options.base_line"
    return text(sentence, key=literal(one.key), name=name_of_option(one), count=count)
