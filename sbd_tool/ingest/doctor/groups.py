"""The plan as the doctor looks at it: all features of one role on one level side by side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.diagnosis import Ailment, Diagnosis, Edit, Removal
from sbd_tool.domain.layers import AttributeValue, GeometryArray, Layer
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Param, text
from sbd_tool.ingest.doctor.editing import edited

Rows = npt.NDArray[np.intp]
LINE: Final = 1  # GEOS type LineString
AREA: Final = 2  # dimension


@dataclass(frozen=True, slots=True)
class Group:
    """Features of one role on one level, in drawing order; missing and empty ones are left out.

    Attributes:
        role: Their role, or None while undecided.
        geometry: Metres.
        ids: One per geometry.
        layers: Layer of each.
        attributes: One mapping per geometry.
        kept: Ids that no repair takes away: the square, and what measures hang on.
    """

    role: Role | None
    geometry: GeometryArray
    ids: tuple[str, ...]
    layers: tuple[Layer, ...]
    attributes: tuple[Mapping[str, AttributeValue], ...]
    kept: frozenset[str]

    def diagnosis(
        self,
        row: int,
        kind: Ailment,
        edit: Edit | None,
        *,
        place: BaseGeometry,
        others: Sequence[int] = (),
        part: str = "",
        tolerance_m: float = 0.0,
        words: str = "",
        **params: Param,
    ) -> Diagnosis:
        """Describe what is wrong with one feature.

        Args:
            row: The feature a repair changes.
            kind: What is wrong.
            edit: Repair, or None; one that would take away what has to stay is dropped.
            place: Where to look.
            others: Further features concerned.
            part: Tells two errors of one kind at one object apart ("start").
            tolerance_m: Reach of the repair.
            words: Key of the sentence after "desk.found_", the kind when empty.
            params: Parameters of the sentence besides the layer's name.
        """
        before = self.geometry[row]
        if isinstance(edit, Removal) and self.ids[row] in self.kept:
            edit = None
        objects = tuple(self.ids[one] for one in (row, *others))
        named = text(f"desk.found_{words or kind}", layer=self.layers[row].name, **params)
        return Diagnosis(
            id=":".join(filter(None, (kind.value, *objects, part))),
            kind=kind,
            layer=self.layers[row].id,
            objects=objects,
            place=place,
            before=before,
            after=before if edit is None else edited(before, (edit,)),
            edit=edit,
            sentence=named,
            tolerance_m=tolerance_m,
        )


def groups_of(layers: Sequence[Layer], kept: frozenset[str]) -> Iterator[Group]:
    """Gather layers by role and level."""
    found: dict[tuple[str, str], list[Layer]] = defaultdict(list)
    for layer in layers:
        found[str(layer.role or ""), layer.level.value].append(layer)
    for alike in found.values():
        group = _group(alike, kept)
        if len(group.ids):
            yield group


def _group(alike: Sequence[Layer], kept: frozenset[str]) -> Group:
    geometry = np.concatenate([layer.geometry for layer in alike])
    drawn = np.flatnonzero(~(shapely.is_missing(geometry) | shapely.is_empty(geometry)))
    ids = [key for layer in alike for key in layer.ids]
    owners = [layer for layer in alike for _ in layer.ids]
    rows = [row for layer in alike for row in layer.attributes]
    return Group(
        role=alike[0].role,
        geometry=geometry[drawn],
        ids=tuple(ids[at] for at in drawn),
        layers=tuple(owners[at] for at in drawn),
        attributes=tuple(rows[at] for at in drawn),
        kept=kept,
    )


def areas(group: Group) -> Rows:
    """Rows of valid areas."""
    is_area = shapely.get_dimensions(group.geometry) == AREA
    rows = np.flatnonzero(is_area)
    return rows[shapely.is_valid(group.geometry[rows])]


def lines(group: Group) -> Rows:
    """Rows of single lines of two vertices or more."""
    return np.flatnonzero(shapely.get_type_id(group.geometry) == LINE)
