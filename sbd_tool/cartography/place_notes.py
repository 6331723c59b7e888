"""Notes of residents on the map: a speech bubble over the place, upright however the map turns."""

from collections.abc import Iterable
from typing import Final

from sbd_tool.cartography.annotation_words import page_up
from sbd_tool.cartography.drawlist import Group, LegendEntry, Marker
from sbd_tool.cartography.labels import Box, disc
from sbd_tool.cartography.legend import Extent
from sbd_tool.cartography.measure_styles import Look
from sbd_tool.domain.community import Liking, NoteHour, PlaceNote
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

PLACE_NOTES: Final = "place_notes"
ORDER_NOTES: Final = 940  # under what the planner wrote on the map
FAMILY: Final = "note"
SIGNS: Final = {
    Liking.LIKE: "note_like",
    Liking.DISLIKE: "note_dislike",
    Liking.IDEA: "note_idea",
}
RISE: Final = 0.6
"""From the place to the middle of the sign, in diameters: the tail stands on the place."""


def note_sign(liking: Liking, size_mm: float, hour: NoteHour = NoteHour.ANY) -> Marker:
    """The sign of a sort of note by itself: dark where it holds after dark."""
    state = "existing" if hour is NoteHour.NIGHT else "proposed"
    symbol = SIGNS[liking]
    return Marker(x_m=0, y_m=0, symbol=symbol, size_mm=size_mm, family=FAMILY, state=state)


def note_group(notes: Iterable[PlaceNote], look: Look) -> Group:
    """All notes as one group of signs; dashed is what waits for a person to look at it."""
    return Group(key=PLACE_NOTES, title="", items=tuple(_marker(note, look) for note in notes))


def note_boxes(group: Group, look: Look) -> tuple[Box, ...]:
    """What the signs cover on the page: no name is set there."""
    return tuple(
        disc(item.x_m, item.y_m, item.size_mm, look.scale, look.turned_deg)
        for item in group.items
        if isinstance(item, Marker)
    )


def note_entries(
    notes: Iterable[PlaceNote], look: Look, words: Words, extent: Extent | None
) -> tuple[LegendEntry, ...]:
    """Rows of the legend: each sort that can be seen, and the dark sign where one is dark."""
    seen = [note for note in notes if extent is None or _is_within(note, extent)]
    size_mm = look.marker_mm * 0.8
    rows = [
        LegendEntry(
            key=f"{PLACE_NOTES}_{liking.value}",
            title=words(text(f"heard.legend_{liking.value}")),
            marker=note_sign(liking, size_mm),
        )
        for liking in Liking
        if any(note.liking is liking for note in seen)
    ]
    dark = next((note for note in seen if note.hour is NoteHour.NIGHT), None)
    if dark is not None:
        title = words(text("heard.legend_dark"))
        sign = note_sign(dark.liking, size_mm, NoteHour.NIGHT)
        rows.append(LegendEntry(key=f"{PLACE_NOTES}_dark", title=title, marker=sign))
    return tuple(rows)


def _marker(note: PlaceNote, look: Look) -> Marker:
    up = page_up(look.turned_deg) * RISE * look.marker_mm * look.scale / 1000
    is_dark = note.hour is NoteHour.NIGHT
    state = "temporary" if note.traces else "existing" if is_dark else "proposed"
    return Marker(
        x_m=note.x_m + float(up[0]),
        y_m=note.y_m + float(up[1]),
        symbol=SIGNS[note.liking],
        size_mm=look.marker_mm,
        family=FAMILY,
        state=state,
        id=note.id,
    )


def _is_within(note: PlaceNote, extent: Extent) -> bool:
    west, south, east, north = extent
    return west <= note.x_m <= east and south <= note.y_m <= north
