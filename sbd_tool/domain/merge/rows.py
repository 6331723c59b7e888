"""Rows of a project as plain values, whatever table they stand in; each table is read once."""

from collections.abc import Mapping
from typing import Any

from sbd_tool.domain.delta import FEATURES, by_id, feature_plain, layer_head, project_fields
from sbd_tool.domain.layer_rows import features_by_id
from sbd_tool.domain.plain import Plain, to_plain
from sbd_tool.domain.project import Project


class PlainRows:
    """Looks rows up.

    Args:
        project: Whose rows.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._tables: dict[str, Mapping[str, Any]] = {}

    def keys(self, table: str) -> frozenset[str]:
        """Ids of the rows of a table; fields of the project by name."""
        return frozenset(self._table(table))

    def row(self, table: str, key: str) -> Plain:
        """One row, or None where it is not there."""
        row = self._table(table).get(key)
        if row is None or table == "project":
            return row
        if table == "layers":
            return layer_head(row)
        return feature_plain(row) if table.startswith(FEATURES) else to_plain(row, type(row))

    def _table(self, table: str) -> Mapping[str, Any]:
        if table not in self._tables:
            self._tables[table] = self._read(table)
        return self._tables[table]

    def _read(self, table: str) -> Mapping[str, Any]:
        if table == "project":
            return project_fields(self._project)
        if table.startswith(FEATURES):
            layer = self._project.layer(table.removeprefix(FEATURES))
            return {} if layer is None else features_by_id(layer)
        rows = getattr(self._project, table, {})
        return by_id(rows) if isinstance(rows, tuple) else rows
