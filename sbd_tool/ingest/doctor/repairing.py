"""Carry out repairs a person agreed to, all at once; what does not combine is left and named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.diagnosis import Diagnosis
from sbd_tool.domain.layers import Layer
from sbd_tool.ingest.doctor.editing import combine


class StaleDiagnosisError(ValueError):
    """The plan is no longer what was examined.

    Args:
        subject: Id of the object that changed or is gone.
    """

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject


@dataclass(frozen=True, slots=True)
class Repaired:
    """What repairs gave.

    Attributes:
        layers: All layers in their order; those without a repair are the same objects.
        applied: Ids of the diagnoses carried out.
        left: Ids of those without a proposed repair, or whose repair collides with another of
            the same object; examine again for them.
    """

    layers: tuple[Layer, ...]
    applied: tuple[str, ...]
    left: tuple[str, ...]


def repaired(layers: Sequence[Layer], diagnoses: Sequence[Diagnosis]) -> Repaired:
    """Carry out the repairs of diagnoses; the layers handed in stay as they are.

    Raises:
        StaleDiagnosisError: An object is not what it was when it was examined.
    """
    left = [one.id for one in diagnoses if one.edit is None]
    by_layer: dict[str, dict[str, list[Diagnosis]]] = defaultdict(lambda: defaultdict(list))
    for one in diagnoses:
        if one.edit is not None:
            by_layer[one.layer][one.objects[0]].append(one)
    unknown = set(by_layer) - {layer.id for layer in layers}
    if unknown:
        raise StaleDiagnosisError(next(iter(by_layer[min(unknown)])))
    done: list[Layer] = []
    for layer in layers:
        wanted = by_layer.get(layer.id)
        done.append(layer if not wanted else _repaired_layer(layer, wanted, left))
    refused = set(left)
    applied = tuple(one.id for one in diagnoses if one.id not in refused)
    return Repaired(tuple(done), applied, tuple(left))


def _repaired_layer(
    layer: Layer, wanted: Mapping[str, Sequence[Diagnosis]], left: list[str]
) -> Layer:
    rows = {key: row for row, key in enumerate(layer.ids)}
    geometry = layer.geometry.copy()
    gone: set[int] = set()
    for key, diagnoses in wanted.items():
        row = rows.get(key)
        if row is None or not _is_as_examined(geometry[row], diagnoses):
            raise StaleDiagnosisError(key)
        edits = [one.edit for one in diagnoses if one.edit is not None]
        after, refused = combine(geometry[row], edits)
        left.extend(diagnoses[place].id for place in sorted(refused))
        if after is None:
            gone.add(row)
        else:
            geometry[row] = after
    stays = [row for row in range(len(layer.ids)) if row not in gone]
    return replace(
        layer,
        ids=tuple(layer.ids[row] for row in stays),
        geometry=geometry[stays],
        attributes=tuple(layer.attributes[row] for row in stays),
    )


def _is_as_examined(now: BaseGeometry, diagnoses: Sequence[Diagnosis]) -> bool:
    return all(
        now is one.before or bool(shapely.equals_exact(now, one.before, 0.0)) for one in diagnoses
    )
