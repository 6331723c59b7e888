"""Objects found by what they say or where they lie, over measures and layers alike."""

from collections.abc import Iterable
from typing import Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.table import MEASURES, grid_of
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.edits.select import Relation, by_attribute, by_location
from sbd_tool.domain.project import Project

EVERYTHING: Final = "everything"
CHOSEN: Final = "chosen"
SQUARE: Final = "square"


def found_by_attribute(
    project: Project, catalogue: Catalogue, source: str, expression: str
) -> tuple[str, ...]:
    """Ids of the rows of a table for which an expression is true.

    Raises:
        InputError: The expression cannot be read, or names a column that is not there.
    """
    grid = grid_of(project, source, catalogue)
    columns = [column.key for column in grid.columns]
    return by_attribute(list(grid.rows), grid.ids, expression, columns)


def found_by_location(
    project: Project,
    source: str,
    others: str,
    *,
    relation: Relation,
    distance_m: float = 0.0,
    chosen: Iterable[str] = (),
) -> tuple[str, ...]:
    """Ids of objects of a source that lie so to others; none of the others themselves.

    Args:
        project: Where they are.
        source: `MEASURES`, the id of a layer, or `EVERYTHING`.
        others: `CHOSEN`, `SQUARE`, `MEASURES`, or the id of a layer.
        relation: Within one of them, touching one, or near one.
        distance_m: For `Relation.NEAR`.
        chosen: Ids of the chosen objects.

    Raises:
        InputError: The distance is negative or no number.
    """
    compared = _shapes(project, others, tuple(chosen))
    asked = {
        name: shape for name, shape in _shapes(project, source, ()).items() if name not in compared
    }
    shapes = [shape for shape in asked.values() if not shape.is_empty]
    ids = [name for name, shape in asked.items() if not shape.is_empty]
    return by_location(shapes, ids, list(compared.values()), relation, distance_m)


def _shapes(project: Project, source: str, chosen: tuple[str, ...]) -> dict[str, BaseGeometry]:
    measures = {m.id: m.geometry for m in project.measures.values() if m.geometry is not None}
    if source == MEASURES:
        return measures
    if source == SQUARE:
        found = project.feature(project.square) if project.square else None
        return {} if found is None else {found[1].id: found[1].geometry}
    layers = [one for one in project.layers if source in {one.id, EVERYTHING, CHOSEN}]
    plan = {
        name: shape
        for layer in layers
        for name, shape in zip(layer.ids, layer.geometry, strict=True)
        if isinstance(shape, BaseGeometry)
    }
    if source == CHOSEN:
        wanted = {**plan, **measures}
        return {name: wanted[name] for name in chosen if name in wanted}
    return {**plan, **measures} if source == EVERYTHING else plan
