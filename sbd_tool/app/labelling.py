"""The label of a whole project: as narrow as the narrowest thing it holds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sbd_tool.app.rules import Rules
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.marking import Edition, Tlp, narrower
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Text, text
from sbd_tool.report.edition_rules import NEVER_WIDER, marking_of

_MOST_REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and what made it so.

    Attributes:
        label: The label.
        reasons: What in the project is this narrow, in words; empty when nothing is restricted.
    """

    label: Tlp
    reasons: tuple[Text, ...]


def label_of(project: Project, assessment: Assessment | None, rules: Rules) -> Labelled:
    """Compute the label of a project from its content: a sheet is as high as what stands on it.

    Measures carry the label a person gave them or that of their kind; plan layers, remarks and
    findings are as narrow as the widest edition that may hold them.

    Args:
        project: The whole project.
        assessment: Its assessment, or None while there is none.
        rules: Catalogue with the markings of kinds.
    """
    found = [
        *_measures(project, rules),
        *_layers(project.layers),
        *_remarks(project),
        *_annotations(project),
        *_scores(assessment),
    ]
    label = Tlp.CLEAR
    for one, _ in found:
        label = narrower(label, one)
    if label is Tlp.CLEAR:
        return Labelled(label, ())
    reasons = tuple(reason for one, reason in found if one is label)
    return Labelled(label, reasons[:_MOST_REASONS])


def _measures(project: Project, rules: Rules) -> Iterable[tuple[Tlp, Text]]:
    counts: dict[Tlp, int] = {}
    kinds = rules.catalogue.measures
    for measure in project.measures.values():
        kind = kinds[measure.kind] if measure.kind in kinds else None  # noqa: SIM401 - a registry
        marking = marking_of(measure, kind)
        counts[marking] = counts.get(marking, 0) + 1
    for marking, count in counts.items():
        yield marking, text("app.label.measures", count=count)


def _layers(layers: Iterable[Layer]) -> Iterable[tuple[Tlp, Text]]:
    counts: dict[Tlp, int] = {}
    for layer in layers:
        marking = _layer_marking(layer)
        counts[marking] = counts.get(marking, 0) + 1
    for marking, count in counts.items():
        yield marking, text("app.label.layers", count=count)


def _layer_marking(layer: Layer) -> Tlp:
    if not len(layer):
        return Tlp.CLEAR
    own = Tlp.CLEAR
    if layer.stamp.marking:
        own = Tlp(layer.stamp.marking) if layer.stamp.marking in set(Tlp) else Tlp.AMBER
    if layer.role in NEVER_WIDER[Edition.PARTNER]:
        return narrower(own, Tlp.AMBER)
    if layer.role in NEVER_WIDER[Edition.PUBLIC]:
        return narrower(own, Tlp.GREEN)
    return own


def _remarks(project: Project) -> Iterable[tuple[Tlp, Text]]:
    count = len(project.notes) + len(project.photos)
    if count:
        yield Tlp.AMBER, text("app.label.remarks", count=count)


def _annotations(project: Project) -> Iterable[tuple[Tlp, Text]]:
    counts = Counter(row.marking for row in project.annotations.values())
    for marking, count in counts.items():
        yield marking, text("sketch.label_reason", count=count)


def _scores(assessment: Assessment | None) -> Iterable[tuple[Tlp, Text]]:
    if assessment is None:
        return
    yield Edition.POLICE.label, text("app.label.scores")
