"""The import desk on the command line: `sbd inspect` and `sbd doctor`. Both only look."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.import_desk import ProposedRole
from sbd_tool.cli.json_out import dump, finding_json
from sbd_tool.cli.spoken import Telling, say, say_findings, say_lines
from sbd_tool.domain.diagnosis import Ailment, Diagnosis
from sbd_tool.domain.dxf_inspection import DxfInspection
from sbd_tool.domain.role_mapping import Named
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.words import Words

DONE, OPEN_DECISIONS = 0, 1


def inspect(arguments: Namespace, words: Words) -> int:
    """Say what a drawing holds and what its layers and blocks would be taken for."""
    mapping = api.read_role_mapping([Path(file) for file in arguments.mapping])
    with Telling(words) as progress:
        found = api.inspect_dxf(Path(arguments.drawing), progress=progress)
    proposed = api.proposed_roles(found, mapping)
    if arguments.json:
        print(dump(_inspection_json(found, proposed, words)))
    else:
        say_findings(found.findings, words)
        say_lines(_lines(found, proposed, words))
    return DONE


def _lines(found: DxfInspection, proposed: Sequence[ProposedRole], words: Words) -> Iterator[str]:
    yield words(_head(found))
    counts = {(Named.LAYER, layer.name): layer.count for layer in found.layers}
    counts |= {(Named.BLOCK, block.name): block.count for block in found.blocks}
    for one in proposed:
        role = "-" if one.is_left_out else "?" if one.role is None else one.role.value
        yield (
            f"  {one.of.value:<6} {counts[one.of, one.name]:>8} {role:<16}"
            f" {one.confidence:4.2f}  {one.name}"
        )
    for skipped in found.skipped:
        reason = words(text(f"desk.skipped_{skipped.reason}"))
        yield f"  {words(text('desk.skipped'))} {skipped.count:>8} {skipped.entity}  {reason}"


def _head(found: DxfInspection) -> Any:
    width, height = _size(found)
    return text(
        "desk.inspected",
        file=found.source.name,
        layers=len(found.layers),
        blocks=len(found.blocks),
        count=sum(layer.count for layer in found.layers),
        width=Quantity(width, "", 1),
        height=Quantity(height, "", 1),
        unit=text("desk.unit_silent") if found.unit_m is None else literal(f"{found.unit_m:g} m"),
    )


def _size(found: DxfInspection) -> tuple[float, float]:
    if found.extent is None:
        return 0.0, 0.0
    west, south, east, north = found.extent
    return east - west, north - south


def _inspection_json(
    found: DxfInspection, proposed: Sequence[ProposedRole], words: Words
) -> dict[str, Any]:
    roles = {(one.of, one.name): _role_json(one) for one in proposed}
    return {
        "schema_version": 1,
        "file": found.source.name,
        "version": found.version,
        "unit_m": found.unit_m,
        "crs": found.crs,
        "extent": None if found.extent is None else list(found.extent),
        "second_reader": found.is_fallback,
        "layers": [
            {
                "name": layer.name,
                "color": layer.color,
                "frozen": layer.is_frozen,
                "off": layer.is_off,
                "locked": layer.is_locked,
                "objects": layer.count,
                "by_type": dict(layer.counts),
                "bounds": None if layer.bounds is None else list(layer.bounds),
                "texts": list(layer.texts),
                **roles[Named.LAYER, layer.name],
            }
            for layer in found.layers
        ],
        "blocks": [
            {
                "name": block.name,
                "references": block.count,
                "by_type": dict(block.counts),
                "layers": list(block.layers),
                "attributes": list(block.attributes),
                **roles[Named.BLOCK, block.name],
            }
            for block in found.blocks
        ],
        "texts": list(found.texts),
        "skipped": [
            {"reason": one.reason.value, "type": one.entity, "count": one.count}
            for one in found.skipped
        ],
        "findings": [finding_json(finding, words) for finding in found.findings],
    }


def _role_json(one: ProposedRole) -> dict[str, Any]:
    return {
        "role": None if one.role is None else one.role.value,
        "left_out": one.is_left_out,
        "confidence": one.confidence,
        "reason": one.reason,
    }


def doctor(arguments: Namespace, words: Words) -> int:
    """List the drawing errors of a project; nothing is repaired here."""
    with Telling(words) as progress:
        project = api.open_project(Path(arguments.project)).project
        progress.advance(0.2)
        found = api.examine(project, progress=progress)
    names = {layer.id: layer.name for layer in project.layers}
    if arguments.json:
        print(dump(_doctor_json(found, names, words)))
    else:
        counts = Counter((one.kind, one.layer) for one in found)
        for kind in Ailment:
            for (ailment, layer), count in counts.items():
                if ailment is kind:
                    say(f"{count:>6}  {words(text(f'desk.kind_{kind}'))}  {names.get(layer, '')}")
        repairable = sum(one.is_repairable for one in found)
        say(words(text("desk.examined", count=len(found), repairable=repairable)))
    return OPEN_DECISIONS if found else DONE


def _doctor_json(found: Sequence[Diagnosis], names: dict[str, str], words: Words) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "diagnoses": [
            {
                "id": one.id,
                "kind": one.kind.value,
                "layer": one.layer,
                "layer_name": names.get(one.layer, ""),
                "objects": list(one.objects),
                "x_m": one.place.centroid.x,
                "y_m": one.place.centroid.y,
                "sentence": words(one.sentence),
                "repairable": one.is_repairable,
                "tolerance_m": one.tolerance_m,
            }
            for one in found
        ],
    }
