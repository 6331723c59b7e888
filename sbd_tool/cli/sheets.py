"""`sbd sheet`: how the map sheet of a project is set up; without options it only tells."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sbd_tool.app.sheets import set_up_sheet
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import say
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.sheets import Atlas, MapSheet, Paper, SheetPart
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words


def sheet(arguments: Namespace, words: Words) -> int:
    """Change what the options name, keep it, and say how the sheet is set up now."""
    logo = Path(arguments.logo) if arguments.logo else None
    kept = set_up_sheet(
        Path(arguments.project), lambda now: _changed(now, arguments), logo, author=arguments.by
    )
    told = dict(kept.as_content())
    if arguments.json:
        print(dump({"schema_version": 1, **told, "parts": list(told["parts"])}))  # type: ignore[call-overload]
        return 0
    scale = words(text("gui.export.fit")) if kept.scale is None else f"1 : {kept.scale}"
    turn = "portrait" if kept.is_portrait else "landscape"
    say(f"{kept.paper.value}, {words(text(f'report.sheet_{turn}'))}, {scale}")
    if kept.title:
        say(f"{words(text('report.sheet_title'))}: {kept.title}")
    say(words(text(f"report.sheet_atlas_{kept.atlas.value}")))
    say(", ".join(words(text(f"report.sheet_part_{part.value}")) for part in _shown(kept)))
    return 0


def _shown(kept: MapSheet) -> list[SheetPart]:
    return [part for part in SheetPart if kept.shows(part)]


def _changed(now: MapSheet, arguments: Namespace) -> MapSheet:
    made = now
    if arguments.paper:
        made = replace(made, paper=Paper(arguments.paper))
    if arguments.portrait or arguments.landscape:
        made = replace(made, is_portrait=arguments.portrait)
    if arguments.scale is not None or arguments.fit:
        made = replace(made, scale=arguments.scale)
    if arguments.title is not None:
        made = replace(made, title=arguments.title)
    if arguments.atlas:
        made = replace(made, atlas=Atlas(arguments.atlas))
    parts = made.parts | _parts(arguments.shown)
    return replace(made, parts=frozenset(parts - _parts(arguments.hidden)))


def _parts(keys: Sequence[str]) -> frozenset[SheetPart]:
    known = {part.value for part in SheetPart}
    for key in keys:
        if key not in known:
            raise InputError(
                text("report.part_unknown", key=key[:80]),
                text("domain.known_keys", keys=", ".join(sorted(known))),
                key,
            )
    return frozenset(SheetPart(key) for key in keys)
