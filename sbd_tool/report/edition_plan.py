"""The project an edition may know: rebuilt from what is permitted, never covered up.

Rules: protection of security information, section 7.2 of the domain notes (TLP 2.0, NPSA and ISO
19650-5 practice). What an edition may not know does not exist in the project it is given, so no
renderer, attribute table or metadata can give it away.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.catalogue import Catalogue, MeasureKind
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, Source, Underlay
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.measures import CostBand, Measure
from sbd_tool.domain.project import Option, Project, Rules, TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.domain.standing import option_line
from sbd_tool.domain.text import Text, text
from sbd_tool.report.bare_pictures import bare_picture
from sbd_tool.report.edition_annotations import open_annotations, withheld_annotations
from sbd_tool.report.edition_attributes import open_attributes, open_parameters
from sbd_tool.report.edition_rules import (
    BARRIER_CATEGORIES,
    BARRIER_ROLES,
    NEVER_WIDER,
    WATCHING,
    is_bare_barrier,
    marking_of,
)
from sbd_tool.report.edition_styles import open_style
from sbd_tool.report.generic_kinds import with_generic
from sbd_tool.report.generic_measures import barrier_lines, furniture_sides, watched_zones
from sbd_tool.report.shown_place import Shown


@dataclass(frozen=True, slots=True)
class EditionPlan:
    """A project for one circle of readers, and what it does not hold.

    Attributes:
        project: The rebuilt project.
        catalogue: The catalogue with the generic kinds the project uses.
        counts: Kinds shown as counts only.
        withheld: What was left out or generalised, in words.
    """

    project: Project
    catalogue: Catalogue
    counts: Mapping[str, int]
    withheld: tuple[Text, ...]


def edition_plan(
    project: Project, catalogue: Catalogue, edition: Edition, option: str, time_state: str
) -> EditionPlan:
    """Rebuild a project for an edition.

    Args:
        project: The whole project.
        catalogue: Kinds with their markings.
        edition: For whom.
        option: The option shown; others are left out of wider editions.
        time_state: The state shown.
    """
    sorting = _Sorting(project, catalogue, edition, Shown(option_line(project, option), time_state))
    kept = {measure.id: measure for measure in sorting.measures()}
    remarks = {row.id: row for row in open_annotations(project, edition, option, time_state)}
    if edition is Edition.POLICE:
        rebuilt = replace(project, measures=kept, layers=sorting.layers(), annotations=remarks)
        return EditionPlan(rebuilt, catalogue, {}, sorting.withheld())
    rebuilt = Project(
        id=project.id,
        title=project.title,
        crs=project.crs,
        square=project.square,
        layers=sorting.layers(),
        underlays=() if edition is Edition.PUBLIC else sorting.underlays(),
        measures=kept,
        annotations=remarks,
        options=tuple(
            Option(key=entry.key, name=entry.name)
            for entry in project.options
            if entry.key == option
        ),
        time_states=tuple(
            TimeState(key=entry.key, name=entry.name)
            for entry in project.time_states
            if entry.key == time_state
        ),
        rules=Rules(national_profile=project.rules.national_profile),
        blobs=sorting.pictures() if edition is Edition.PARTNER else {},
        catalogue_edition=project.catalogue_edition,
    )
    return EditionPlan(rebuilt, with_generic(catalogue), sorting.counts(), sorting.withheld())


class _Sorting:
    """What of a project an edition may show exactly, generalised, as a count, or not at all."""

    def __init__(
        self, project: Project, catalogue: Catalogue, edition: Edition, shown: Shown
    ) -> None:
        self._project, self._catalogue, self._edition = project, catalogue, edition
        self._open: list[Measure] = []
        self._barriers: list[Measure] = []
        self._watching: list[Measure] = []
        self._closed: list[Measure] = []
        for measure in project.measures.values():
            if edition is Edition.POLICE or shown.holds(measure.stamp):
                self._sort(measure)

    def _kind(self, measure: Measure) -> MeasureKind | None:
        known = self._catalogue.measures
        return known[measure.kind] if measure.kind in known else None  # noqa: SIM401 - a registry has no get

    def _sort(self, measure: Measure) -> None:
        kind = self._kind(measure)
        marking = marking_of(measure, kind)
        is_line = self._edition is not Edition.POLICE and is_bare_barrier(measure, kind)
        if self._edition.may_show(marking) and not is_line:
            self._open.append(measure)
        elif marking is Tlp.RED or kind is None:
            self._closed.append(measure)
        elif kind.category == WATCHING:
            self._watching.append(measure)
        elif kind.category in BARRIER_CATEGORIES:
            self._barriers.append(measure)
        else:
            self._closed.append(measure)

    # --- measures -------------------------------------------------------------------------

    def measures(self) -> Iterable[Measure]:
        """Measures of the edition."""
        if self._edition is Edition.POLICE:
            return self._open
        shown = [self._bare(measure) for measure in self._open]
        if self._edition is Edition.PARTNER:
            lines = barrier_lines(self._barriers, self._drawn_barriers())
            return [*shown, *lines, *watched_zones(self._watching)]
        return [*shown, *self._furniture()]

    def _bare(self, measure: Measure) -> Measure:
        """A measure without what people wrote beside it, and without ratings."""
        stamp = measure.stamp
        return replace(
            measure,
            stamp=Stamp(
                id=stamp.id,
                option=stamp.option,
                time_states=stamp.time_states,
                evidence=stamp.evidence,
            ),
            parameters=open_parameters(measure, self._kind(measure)),
            parameter_evidence={},
            note="",
            name="" if self._edition is Edition.PUBLIC else measure.name,
            cost_band=CostBand.UNKNOWN if self._edition is Edition.PUBLIC else measure.cost_band,
        )

    def _furniture(self) -> Iterable[Measure]:
        """The public sees along which sides of the square street furniture stands."""
        found = self._project.feature(self._project.square) if self._project.square else None
        if found is None:
            return ()
        placed = [measure.geometry for measure in self._barriers if measure.geometry is not None]
        return furniture_sides(found[1].geometry, [*placed, *self._drawn_barriers()])

    def _drawn_barriers(self) -> list[BaseGeometry]:
        return [
            geometry
            for layer in self._project.layers
            if layer.role in BARRIER_ROLES and self._may_show(layer)
            for geometry in layer.geometry
        ]

    # --- plan -----------------------------------------------------------------------------

    def layers(self) -> tuple[Layer, ...]:
        """Layers of the edition."""
        never = NEVER_WIDER[self._edition]
        return tuple(
            self._layer(layer)
            for layer in self._project.layers
            if self._may_show(layer) and layer.role not in never
        )

    def _may_show(self, layer: Layer | Underlay) -> bool:
        marking = layer.stamp.marking
        if not marking:
            return True
        try:
            return self._edition.may_show(Tlp(marking))
        except ValueError:
            return self._edition is Edition.POLICE

    def _layer(self, layer: Layer) -> Layer:
        if self._edition is Edition.POLICE:
            return layer
        stamp = Stamp(id=layer.stamp.id, evidence=layer.stamp.evidence)
        attributes = tuple(open_attributes(row, layer.role) for row in layer.attributes)
        name = "" if layer.role is None else layer.role.value
        source = _open_source(layer.source)
        return replace(
            layer,
            stamp=stamp,
            name=name,
            source=source,
            attributes=attributes,
            style=open_style(layer.style, attributes),
            group="",
        )

    def underlays(self) -> tuple[Underlay, ...]:
        """Pictures under the plan, without what was written about them."""
        return tuple(
            replace(
                underlay,
                stamp=Stamp(id=underlay.stamp.id),
                name="underlay",
                source=_open_source(underlay.source),
            )
            for underlay in self._project.underlays
            if self._may_show(underlay)
            and bare_picture(self._project.blobs.get(underlay.blob, b""))
        )

    def pictures(self) -> dict[str, bytes]:
        """Bare pictures under the plan, under their old keys, and no other picture."""
        wanted = {underlay.blob for underlay in self.underlays()}
        return {
            key: bare_picture(value) for key, value in self._project.blobs.items() if key in wanted
        }

    # --- words ----------------------------------------------------------------------------

    def counts(self) -> Mapping[str, int]:
        """What is shown as a number only: cameras and sensors."""
        linked = {measure.plan_feature for measure in self._watching}
        drawn = sum(
            1
            for layer in self._project.layers
            if layer.role is Role.CAMERA
            for name in layer.ids
            if name not in linked
        )
        watching = len(self._watching) + drawn
        return {"cameras": watching} if watching else {}

    def withheld(self) -> tuple[Text, ...]:
        """What a reader of this edition does not get."""
        if self._edition is Edition.POLICE:
            count = len(self._closed)
            found = [text("report.withheld_red", count=count)] if count else []
            return (*found, *withheld_annotations(self._project))
        edition = self._edition.value
        found = [text(f"report.withheld_scores_{edition}"), text("web.withheld_passages")]
        if self._barriers or self._has_layer(*BARRIER_ROLES):
            found.append(text(f"report.withheld_barriers_{edition}"))
        if self._watching or self._has_layer(Role.CAMERA):
            found.append(text(f"report.withheld_cameras_{edition}"))
        if self._closed:
            found.append(text("report.withheld_operations"))
        found.extend(self._withheld_plan())
        return tuple(found)

    def _withheld_plan(self) -> Iterable[Text]:
        lost = Counter(
            layer.role
            for layer in self._project.layers
            if layer.role in NEVER_WIDER[self._edition] - BARRIER_ROLES - {Role.CAMERA}
            or not self._may_show(layer)
        )
        if lost:
            yield text("report.withheld_layers")
        if self._edition is Edition.PUBLIC and self._project.underlays:
            yield text("report.withheld_underlays")
        yield text("report.withheld_remarks")

    def _has_layer(self, *roles: Role) -> bool:
        return any(layer.role in roles and len(layer) for layer in self._project.layers)


def _open_source(source: Source) -> Source:
    """Whose work it is; the name of a file may say what it is about and is not told."""
    return Source(name="", licence=source.licence)
