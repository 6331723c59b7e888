"""Annotations of an edition as a table of plain values and as layers of the interactive map."""

from typing import Any, Final

from sbd_tool.cartography.annotation_words import spoken, words_place
from sbd_tool.cartography.annotations import Part, shapes_of, shown_annotations
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.tables_out import PlainValue, SpatialTable
from sbd_tool.report.web_layers import Pencil

TABLE: Final = "annotations"
WEB_SCALE: Final = 500.0
"""Heads and ticks have one size on the ground there: the page is zoomed by its reader."""


def annotation_tables(content: EditionContent, words: Words) -> tuple[SpatialTable, ...]:
    """One table of all annotations, or none."""
    rows = tuple(content.project.annotations.values())
    if not rows:
        return ()
    return (
        SpatialTable(
            name=TABLE,
            role="annotation",
            geometries=tuple(row.geometry for row in rows),
            rows=tuple(_row(row, words) for row in rows),
        ),
    )


def _row(annotation: Annotation, words: Words) -> dict[str, PlainValue]:
    measured = annotation.measured
    return {
        "id": annotation.id,
        "kind": annotation.kind.value,
        "words": annotation.words,
        "spoken": "\n".join(spoken(annotation, words)),
        "measures": "" if measured is None else measured.quantum.value,
        "value": None if measured is None else measured.value,
        "sigma": None if measured is None else measured.sigma,
        "option": annotation.stamp.option,
        "time_states": ",".join(annotation.stamp.time_states or ()),
    }


def annotation_layers(pencil: Pencil) -> list[dict[str, Any]]:
    """Annotations as one layer of the interactive map, or none."""
    content = pencil.content
    shown = shown_annotations(content.project, content.option, content.time_state)
    features = [feature for row in shown for feature in _features(pencil, row)]
    if not features:
        return []
    ink = pencil.theme.colour("ink")
    style = {"color": ink, "weight": 2.0, "fill": True, "fillColor": ink, "fillOpacity": 0.9}
    style |= {"radius": 0.1, "fillAreas": True}
    return [
        {
            "key": TABLE,
            "title": pencil.words(text("sketch.layer")),
            "style": style,
            "interactive": False,
            "group": TABLE,
            "visible": True,
            "count": len(shown),
            "isDots": False,
            "features": {"type": "FeatureCollection", "features": features},
        }
    ]


def _features(pencil: Pencil, annotation: Annotation) -> list[dict[str, Any]]:
    colour = pencil.theme.colour(annotation.tone.value)
    drawn = shapes_of(annotation, pencil.design, pencil.words, WEB_SCALE)
    features = [
        _feature(pencil, one.shape, {"style": _style(one.part, colour)})
        for one in drawn
        if one.part is not Part.CARD  # the words bring a card of their own
    ]
    words = "\n".join(spoken(annotation, pencil.words))
    if words:
        card = annotation.kind is AnnotationKind.CALLOUT
        unseen = {"opacity": 0, "fillOpacity": 0}
        told = {"label": words, "colour": colour, "card": card, "style": unseen}
        at = words_place(annotation, pencil.words, WEB_SCALE)
        features.append(_feature(pencil, at, told))
    return features


def _style(part: Part, colour: str) -> dict[str, Any]:
    if part is Part.AREA:
        return {"color": colour, "fillColor": colour, "fillOpacity": 0.08, "dashArray": "7 4"}
    return {"color": colour, "fillColor": colour, "fill": part is Part.SOLID}


def _feature(pencil: Pencil, shape: Any, properties: dict[str, Any]) -> dict[str, Any]:
    told = {"title": "", "rows": (), **properties}
    return {"type": "Feature", "properties": told, "geometry": pencil.degrees(shape)}
