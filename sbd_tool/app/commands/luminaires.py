"""Commands for luminaire files: kept in the project, named by its lamps."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from sbd_tool.app.commands.base import NOBODY, By, changed, fresh, named
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.luminaire_files import LuminaireFile
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, text

PHOTOMETRY: Final = "photometry"
FLUX: Final = "luminous_flux_lm"
MOST_LUMINAIRES: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachLuminaire:
    """Keep a luminaire file and say which lamps are of that kind.

    A lamp of which nobody stated a flux then has that of the file, instead of the default of its
    kind of measure.

    Attributes:
        luminaire: The file's content; the one kept already when its key is there.
        lamp_ids: Measures and plan features; none keeps the file only.
    """

    key: ClassVar[str] = "luminaires.attach"
    luminaire: LuminaireFile
    lamp_ids: tuple[str, ...] = ()
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("light.do_attach", name=self.luminaire.key)

    @property
    def merge_key(self) -> str | None:
        """Each file is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Keep it and name it at all of the lamps or, when one is not there, at none."""
        kept = dict(project.luminaires)
        if kept.get(self.luminaire.id) != self.luminaire:
            self._check(project)
            kept[self.luminaire.id] = self.luminaire
        chosen = set(self.lamp_ids)
        measures = {
            key: self._lit(row) if key in chosen else row for key, row in project.measures.items()
        }
        left = chosen - set(project.measures)
        layers = tuple(_with_word(one, left, self.luminaire.key) for one in project.layers)
        missing = left - {key for one in project.layers for key in one.ids}
        if missing:
            raise InputError(
                text("app.row_missing", kind=text("app.kind.measure")),
                text("app.row_missing.hint"),
                min(missing),
            )
        return replace(project, luminaires=kept, measures=measures, layers=layers)

    def _check(self, project: Project) -> None:
        fresh(project.luminaires, self.luminaire.id)
        named(self.luminaire.key)
        if len(project.luminaires) >= MOST_LUMINAIRES:
            raise InputError(
                text("light.too_many_files", limit=MOST_LUMINAIRES),
                text("light.too_many_files.hint"),
            )
        if self.luminaire.key in {one.key for one in project.luminaires.values()}:
            raise InputError(
                text("light.name_taken", name=self.luminaire.key), text("light.name_taken.hint")
            )

    def _lit(self, lamp: Measure) -> Measure:
        own_flux = {} if lamp.parameters.get(FLUX) is not None else {FLUX: None}
        return replace(
            lamp,
            stamp=changed(lamp.stamp, self.by),
            parameters={**lamp.parameters, PHOTOMETRY: self.luminaire.key, **own_flux},
            parameter_evidence={**lamp.parameter_evidence, PHOTOMETRY: Evidence.SURVEYED},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLuminaire:
    """Drop a luminaire file; its lamps go back to what is assumed of a lamp.

    Attributes:
        luminaire_id: Id of its row.
    """

    key: ClassVar[str] = "luminaires.remove"
    luminaire_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("light.do_remove")

    @property
    def merge_key(self) -> str | None:
        """Each removal is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop the file, and its name at measures and plan features."""
        gone = project.luminaires.get(self.luminaire_id)
        if gone is None:
            raise InputError(
                text("light.file_not_there"), text("app.row_missing.hint"), self.luminaire_id
            )
        measures = {
            key: self._plain(row) if _names(row.parameters, gone.key) else row
            for key, row in project.measures.items()
        }
        return replace(
            project,
            luminaires={k: row for k, row in project.luminaires.items() if k != gone.id},
            measures=measures,
            layers=tuple(_without_word(one, gone.key) for one in project.layers),
        )

    def _plain(self, lamp: Measure) -> Measure:
        """Without the file's name; a flux that was left to the file is the default's again."""
        dropped = {PHOTOMETRY} | ({FLUX} if lamp.parameters.get(FLUX) is None else set())
        return replace(
            lamp,
            stamp=changed(lamp.stamp, self.by),
            parameters={k: value for k, value in lamp.parameters.items() if k not in dropped},
            parameter_evidence={
                k: how for k, how in lamp.parameter_evidence.items() if k not in dropped
            },
        )


def _names(values: Mapping[str, Any], key: str) -> bool:
    return str(values.get(PHOTOMETRY) or "").strip().lower() == key


def _with_word(layer: Layer, ids: set[str], key: str) -> Layer:
    if ids.isdisjoint(layer.ids):
        return layer
    pairs = zip(layer.ids, layer.attributes, strict=True)
    said = tuple({**row, PHOTOMETRY: key} if row_id in ids else row for row_id, row in pairs)
    return replace(layer, attributes=said)


def _without_word(layer: Layer, key: str) -> Layer:
    if not any(_names(row, key) for row in layer.attributes):
        return layer
    return replace(
        layer,
        attributes=tuple(
            {k: value for k, value in row.items() if k != PHOTOMETRY} if _names(row, key) else row
            for row in layer.attributes
        ),
    )
