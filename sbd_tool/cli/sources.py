"""`sbd sources`: the files a plan was made from and their licences, told or stated."""

from argparse import Namespace
from pathlib import Path

from sbd_tool.app.licensing import PlanSource, plan_sources, state_licence
from sbd_tool.app.projects import open_project
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.sources_arguments import licence_said
from sbd_tool.cli.spoken import remark, say
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words


def sources(arguments: Namespace, words: Words) -> int:
    """State what the options say, and tell how the sources stand now."""
    found = _stood(arguments)
    if arguments.json:
        print(dump({"schema_version": OUTPUT_VERSION, "sources": [_row(one) for one in found]}))
        return 0
    if not found:
        remark(words(text("sources.none")))
    for one in found:
        licence = one.licence or words(text("sources.not_named"))
        say(f"{one.name}: {licence}")
    return 0


def _stood(arguments: Namespace) -> tuple[PlanSource, ...]:
    path, line = Path(arguments.project), licence_said(arguments)
    is_aimed = bool(arguments.of) or arguments.all
    if arguments.clear and (line or not is_aimed):
        raise InputError(text("sources.clear_what"), text("sources.clear_what.hint"))
    if not line and not arguments.clear:
        if is_aimed:
            raise InputError(text("sources.say_what"), text("sources.say_what.hint"))
        return plan_sources(open_project(path).project)
    return state_licence(path, line, of=arguments.of, is_all=arguments.all, author=arguments.by)


def _row(one: PlanSource) -> dict[str, object]:
    return {"file": one.name, "licence": one.licence or None, "layers": list(one.layer_names)}
