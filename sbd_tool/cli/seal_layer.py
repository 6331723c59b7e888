"""`sbd seal-layer`: the sealed police layer: what is released, sealed anew, or shown to who may."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from sbd_tool.app.commands.base import Command
from sbd_tool.app.police_layer import (
    Released,
    goal_said,
    layer_vault,
    objects_from,
    opened_layer,
    released,
    seal,
)
from sbd_tool.app.projects import open_project
from sbd_tool.app.review.saving import change_and_save
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import remark, say
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.sealed import ProtectionGoal, SealedContent
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE, TAMPERED = 0, 1


def seal_layer(arguments: Namespace, words: Words) -> int:
    """Seal, show or check.

    Returns:
        1 when what is released was tampered with.
    """
    path = Path(arguments.project)
    given = (arguments.objects, arguments.vehicle, arguments.speed, arguments.goal)
    if any(one not in {None, ""} for one in given):
        _seal(arguments, path)
    project = open_project(path).project
    if arguments.show:
        content = opened_layer(project, _vault(arguments))
        print(dump(_content(content)))
        return DONE
    found = released(project)
    if arguments.json:
        print(dump({"schema_version": OUTPUT_VERSION, "layer": _released(found, words)}))
    elif found is None:
        remark(words(text("sealed.none")))
    else:
        say(words(literal(Tlp.AMBER_STRICT.value)))
        say(words(goal_said(found.goal)))
        key = "sealed.genuine" if found.is_genuine else "sealed.tampered"
        say(words(text(key, **({"print": found.fingerprint} if found.is_genuine else {}))))
    return DONE if found is None or found.is_genuine else TAMPERED


def _seal(arguments: Namespace, path: Path) -> None:
    vault = _vault(arguments)

    def make(session: Session, around: Surroundings) -> Command:
        project = session.project
        content = opened_layer(project, vault)
        if arguments.objects:
            objects = objects_from(Path(arguments.objects), project.crs)
            content = replace(content, objects=objects)
        content = replace(content, goal=_goal(arguments, content))
        return seal(content, vault, around.stamp(Evidence.SEEN), around.by())

    change_and_save(path, make, author=arguments.by)


def _goal(arguments: Namespace, content: SealedContent) -> ProtectionGoal:
    goal = content.goal
    return ProtectionGoal(
        vehicle=goal.vehicle if arguments.vehicle is None else arguments.vehicle,
        speed_kmh=goal.speed_kmh if arguments.speed is None else arguments.speed,
        words=goal.words if arguments.goal is None else arguments.goal,
    )


def _vault(arguments: Namespace) -> Any:
    return layer_vault(
        arguments.layer_passphrase_file, arguments.layer_key_file, arguments.layer_recipient
    )


def _content(content: SealedContent) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "marking": Tlp.AMBER_STRICT.value,
        "goal": content.goal.as_plain(),
        "objects": [
            {"wkt": shapely.to_wkt(one.geometry, rounding_precision=3), "words": one.words}
            for one in content.objects
        ],
    }


def _released(found: Released | None, words: Words) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "goal": found.goal.as_plain(),
        "sentence": words(goal_said(found.goal)),
        "is_genuine": found.is_genuine,
        "fingerprint": found.fingerprint,
        "author": found.author,
        "sealed": found.when,
    }
