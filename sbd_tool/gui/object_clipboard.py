"""Objects copied in this program: pasted where the pointer is, also into another project."""

from dataclasses import dataclass

import shapely
from PySide6.QtGui import QGuiApplication

from sbd_tool.app.clipboard import geojson_of
from sbd_tool.app.commands import Command
from sbd_tool.app.commands.pasting import (
    DeleteObjects,
    PasteAttributes,
    PasteFeatures,
    PasteMeasures,
    PasteTraits,
)
from sbd_tool.domain.layers import Feature
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.indicator_page import object_name


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, and in which coordinates.

    Attributes:
        measures: Measures as they were.
        features: Plan features as they were, each with the id of its layer.
        crs: Coordinate system of both.
        words: What lies on the clipboard for other programs; other words mean that somebody
            copied something else since.
    """

    measures: tuple[Measure, ...]
    features: tuple[tuple[str, Feature], ...]
    crs: str
    words: str

    def __len__(self) -> int:
        return len(self.measures) + len(self.features)


class ObjectClipboard:
    """One for the program, so that it outlives a change of language or project."""

    def __init__(self) -> None:
        self._copied: Copied | None = None

    @property
    def is_current(self) -> bool:
        """Whether the last thing copied anywhere was copied here."""
        copied = self._copied
        return copied is not None and QGuiApplication.clipboard().text() == copied.words

    def copy(self, desk: Desk) -> int:
        """Keep the chosen objects, and as GeoJSON for other programs; returns how many."""
        project = desk.project
        if project is None:
            return 0
        measures = desk.chosen_measures()
        found = project.features(desk.selection)
        features = tuple(
            (found[name][0].id, found[name][1]) for name in desk.selection if name in found
        )
        if not measures and not features:
            return 0
        words = geojson_of(project, measures, [feature for _, feature in features])
        if words is None:
            ids = [*(m.id for m in measures), *(feature.id for _, feature in features)]
            words = "\n".join(object_name(desk, name) for name in ids)
        # Plain text only: the platform keeps what it is given beyond the end of Python.
        QGuiApplication.clipboard().setText(words)
        self._copied = Copied(measures, features, project.crs, QGuiApplication.clipboard().text())
        count = len(self._copied)
        desk.told.emit(text("table.objects_copied", count=count))
        return count

    def cut(self, desk: Desk) -> None:
        """Copy, then delete; what is locked stays where it is."""
        copied = self._copied if self.copy(desk) else None
        if copied is not None:
            ids = (*(m.id for m in copied.measures), *(one.id for _, one in copied.features))
            desk.do(DeleteObjects(object_ids=ids, by=desk.by()))

    def paste(self, desk: Desk, at_m: tuple[float, float]) -> None:
        """Add what was copied, the middle of all of it at a place."""
        project, copied = desk.project, self._copied
        if project is None or copied is None:
            desk.told.emit(text("gui.paste_nothing"))
            return
        if copied.crs != project.crs:
            desk.told.emit(text("gui.paste_other_crs"))
            return
        dx_m, dy_m = _shift(copied, at_m)
        made: list[str] = []
        for command, ids in self._pastes(desk, project, copied, dx_m, dy_m):
            if desk.do(command):
                made += ids
        if made:
            desk.choose(made)

    def _pastes(
        self, desk: Desk, project: Project, copied: Copied, dx_m: float, dy_m: float
    ) -> list[tuple[Command, tuple[str, ...]]]:
        """Measures as one step, and the features of each layer as one."""
        by, fresh = desk.by(), desk.bench.new_id
        made: list[tuple[Command, tuple[str, ...]]] = []
        if copied.measures:
            ids = tuple(fresh() for _ in copied.measures)
            paste = PasteMeasures(
                measures=copied.measures, new_ids=ids, dx_m=dx_m, dy_m=dy_m, by=by
            )
            made.append((paste, ids))
        for layer_id in dict.fromkeys(layer_id for layer_id, _ in copied.features):
            if project.layer(layer_id) is None:
                desk.told.emit(text("table.paste_no_layer"))
                continue
            features = tuple(one for home, one in copied.features if home == layer_id)
            ids = tuple(fresh() for _ in features)
            made.append(
                (
                    PasteFeatures(
                        layer_id=layer_id,
                        features=features,
                        new_ids=ids,
                        dx_m=dx_m,
                        dy_m=dy_m,
                        by=by,
                    ),
                    ids,
                )
            )
        return made

    def paste_attributes(self, desk: Desk) -> None:
        """Give the chosen objects what the first copied one of their sort has."""
        project, copied = desk.project, self._copied
        if project is None or copied is None:
            desk.told.emit(text("gui.paste_nothing"))
            return
        measures = tuple(m.id for m in desk.chosen_measures())
        found = project.features(desk.selection)
        features = tuple(i for i in desk.selection if i in found)
        if measures and copied.measures:
            command: Command = PasteTraits(
                measure_ids=measures, source=copied.measures[0], by=desk.by()
            )
        elif features and copied.features:
            source = copied.features[0][1]
            command = PasteAttributes(
                feature_ids=features, attributes=dict(source.attributes), by=desk.by()
            )
        else:
            desk.told.emit(text("table.paste_no_match"))
            return
        desk.do(command)


def _shift(copied: Copied, at_m: tuple[float, float]) -> tuple[float, float]:
    shapes = [m.geometry for m in copied.measures if m.geometry is not None]
    shapes += [feature.geometry for _, feature in copied.features]
    if not shapes:
        return 0.0, 0.0
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
    return at_m[0] - (west + east) / 2, at_m[1] - (south + north) / 2


CLIPBOARD = ObjectClipboard()
