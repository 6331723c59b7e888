"""`sbd threats`: what stands against each ticked threat, zone by zone, and the guided path."""

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.guided_path import steps_of
from sbd_tool.app.rules import Rules
from sbd_tool.app.threat_files import done_in_file, tick_in_file
from sbd_tool.app.threats import threat_rules, threat_view
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, say, say_lines, say_no_speeds
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.domain.threats import ThreatView, ZoneThreats
from sbd_tool.domain.words import Words

DONE = 0


def threats(arguments: Namespace, words: Words) -> int:
    """Run the command; returns the exit code."""
    path = Path(arguments.project)
    if arguments.tick or arguments.untick:
        tick_in_file(
            path,
            tuple(arguments.tick or ()),
            tuple(arguments.untick or ()),
            author=arguments.by,
        )
    if arguments.done:
        done_in_file(path, tuple(arguments.done), author=arguments.by)
    project = api.open_project(path).project
    rules = api.load_rules(project)
    with Telling(words, text("threats.looking")) as progress:
        found = threat_view(
            project,
            rules,
            option=arguments.option,
            time_state=arguments.time_state,
            with_slow=arguments.wait,
            with_speeds=arguments.speeds,
            progress=progress,
        )
    say_no_speeds(arguments, words)
    if arguments.json:
        print(dump(_json(found, arguments, project, rules, words)))
        return DONE
    say(words(literal(Tlp.AMBER_STRICT.value)))
    say_lines(_lines(found, project, rules, words))
    return DONE


def _json(
    found: ThreatView, arguments: Namespace, project: Project, rules: Rules, words: Words
) -> dict[str, Any]:
    low, likely, high = found.ring
    return {
        "schema_version": OUTPUT_VERSION,
        "marking": Tlp.AMBER_STRICT.value,
        "project": str(arguments.project),
        "option": arguments.option,
        "time_state": arguments.time_state,
        "ticked": list(found.ticked),
        "threats": {threat.key: words(threat.name) for threat in rules.catalogue.threats},
        "columns": [
            {"key": column.key, "name": words(column.name), "strategy": column.strategy}
            for column in threat_rules().columns
        ],
        "ring": {"low": low, "likely": likely, "high": high},
        "zones": [_zone(zone, words) for zone in found.zones],
        "path": [
            {
                "step": step.rule.key,
                "name": words(step.rule.name),
                "done": step.is_done,
                "words": step.words,
                "source": step.rule.source,
                "basis": step.rule.basis,
            }
            for step in steps_of(project)
        ],
    }


def _zone(zone: ZoneThreats, words: Words) -> dict[str, Any]:
    return {
        "zone": zone.zone,
        "cells": [
            {
                "threat": cell.threat,
                "column": cell.column,
                "cover": cell.cover.value,
                "said": words(text(f"threats.cover.{cell.cover.value}")),
                "strength": [cell.low, cell.likely, cell.high],
                "in_place": dict(cell.in_place),
                "objects": list(cell.objects),
                "offer": list(cell.offer),
                "shown_by": list(cell.shown_by),
            }
            for cell in zone.cells
        ],
    }


def _lines(found: ThreatView, project: Project, rules: Rules, words: Words) -> Iterable[str]:
    yield words(text("threats.no_prediction"))
    if not found.ticked:
        yield words(text("threats.none_ticked"))
        yield words(text("threats.tick_by"))
        for known in rules.catalogue.threats:
            yield f"  {known.key}: {words(known.name)}"
    columns = {column.key: column.name for column in threat_rules().columns}
    for zone in found.zones if found.ticked else ():
        yield words(text("threats.zone_line", zone=literal(_zone_name(project, zone.zone))))
        for threat in found.ticked:
            yield "  " + words(rules.catalogue.threats[threat].name)
            if threat in threat_rules().beside_ring:
                yield "    " + words(text("threats.ring_line", range=ring_words(found)))
            for cell in zone.cells:
                if cell.threat == threat:
                    cover = text(f"threats.cover.{cell.cover.value}")
                    line = text("threats.cell_line", column=columns[cell.column], cover=cover)
                    yield "    " + words(line)
    yield words(text("threats.path"))
    for step in steps_of(project):
        state = text("threats.step_done" if step.is_done else "threats.step_open")
        told = words(text("threats.step_line", name=step.rule.name, state=state))
        yield f"  {step.rule.key}: {told}"
    yield words(text("threats.done_by"))


def ring_words(found: ThreatView) -> Text:
    """The ring in words: points with their range, or that it is not assessed."""
    low, likely, high = found.ring
    ends = {"low": Quantity(low), "high": Quantity(high)}
    if likely is None:
        return text("threats.ring_unknown", **ends)
    return text("threats.ring_known", points=Quantity(likely), **ends)


def _zone_name(project: Project, zone: str) -> str:
    found = project.feature(zone)
    name = found[1].attributes.get("name") if found is not None else None
    if isinstance(name, str) and name.strip():
        return name.strip()[:80]
    measure = project.measures.get(zone)
    return measure.name if measure is not None and measure.name else zone
