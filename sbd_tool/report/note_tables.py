"""Notes of residents of an edition: a table of plain values, and layers of the interactive map."""

from typing import Any, Final

import shapely

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.place_notes import FAMILY, SIGNS, note_sign
from sbd_tool.domain.community import Liking, PlaceNote
from sbd_tool.domain.shown_notes import shown_place_notes
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.tables_out import PlainValue, SpatialTable
from sbd_tool.report.web_layers import LONGEST_WORDS, Pencil, feature_of, layer_of

TABLE: Final = "place_notes"


def note_tables(content: EditionContent, words: Words) -> tuple[SpatialTable, ...]:
    """One table of all notes the map shows, or none."""
    notes = shown_place_notes(content.project.records)
    if not notes:
        return ()
    return (
        SpatialTable(
            name=TABLE,
            role="place_note",
            geometries=tuple(shapely.Point(note.x_m, note.y_m) for note in notes),
            rows=tuple(_row(note, words) for note in notes),
        ),
    )


def _row(note: PlaceNote, words: Words) -> dict[str, PlainValue]:
    return {
        "id": note.id,
        "liking": words(text(f"heard.liking_{note.liking.value}")),
        "hour": words(text(f"heard.hour_{note.hour.value}")),
        "about": words(about_words(note.about, words)),
        "words": note.words,
    }


def about_words(about: str, words: Words) -> Text:
    """What a note is about by name; what another version keeps, as it is written."""
    key = f"heard.about_{about}"
    return text(key) if words.has(key) else literal(about)


def note_layers(pencil: Pencil, signs: dict[str, Marker]) -> list[dict[str, Any]]:
    """A layer of the interactive map for each sort of note; signs are collected in ``signs``."""
    notes = shown_place_notes(pencil.content.project.records)
    found = []
    for liking in Liking:
        rows = [note for note in notes if note.liking is liking]
        if rows:
            found.append(_layer(pencil, liking, rows, signs))
    return found


def _layer(
    pencil: Pencil, liking: Liking, notes: list[PlaceNote], signs: dict[str, Marker]
) -> dict[str, Any]:
    ink = pencil.theme.colour("ink")
    features = [_feature(pencil, note, signs) for note in notes]
    style = {"color": ink, "weight": 2.0, "fill": True, "fillColor": ink, "fillOpacity": 0.9}
    style |= {"radius": 3.5, "fillAreas": True}
    title = pencil.words(text(f"heard.legend_{liking.value}"))
    layer = layer_of(f"{TABLE}_{liking.value}", title, style, features, is_interactive=True)
    sign = features[0]["properties"]["sign"]
    return layer | {"group": TABLE, "sign": sign, "count": len(notes), "isDots": False}


def _feature(pencil: Pencil, note: PlaceNote, signs: dict[str, Marker]) -> dict[str, Any]:
    words = pencil.words
    marker = note_sign(note.liking, pencil.design.marker_mm, note.hour)
    sign = f"{SIGNS[note.liking]}-{FAMILY}-{marker.state}"
    signs.setdefault(sign, marker)
    rows = (
        (words(text("heard.col_about")), words(about_words(note.about, words))),
        (words(text("heard.hour_name")), words(text(f"heard.hour_{note.hour.value}"))),
        (words(text("heard.col_words")), note.words[:LONGEST_WORDS]),
    )
    title = words(text(f"heard.legend_{note.liking.value}"))
    told = tuple((name, said) for name, said in rows if said)
    return feature_of(pencil, shapely.Point(note.x_m, note.y_m), title, told, sign)
