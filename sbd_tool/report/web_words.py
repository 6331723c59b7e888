"""Words the script of the interactive map speaks; it knows none of its own."""

from typing import Final

from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

_OWN: Final = (
    "search", "search_hint", "results", "found_none", "layer", "measuring", "measure_hint",
    "distance", "area", "clear", "points_distance", "points_area", "swipe", "zoom_in",
    "zoom_out", "close", "analyses",
)  # fmt: skip
_WITH_GAPS: Final = (
    ("found", ("count",)),
    ("found_more", ("count", "shown")),
    ("shown_on_map", ("name",)),
    ("number", ("number",)),
    ("places", ("count",)),
    ("place_of", ("place", "count")),
    ("distance_is", ("length",)),
    ("area_is", ("area", "length")),
    ("swipe_at", ("share", "before", "after")),
)
"""Sentences whose gaps the page fills, named as the script names them."""


def page_words(words: Words) -> dict[str, str]:
    """Every word of the page's script by its name there."""
    return {
        **{key: words(text(f"web.{key}")) for key in ("measures", "plan", "map")},
        "annotations": words(text("sketch.layer")),
        "place_notes": words(text("heard.notes_at_places")),
        **{key: words(text(f"webmap.{key}")) for key in _OWN},
        **{
            key: words(text(f"webmap.{key}", **{gap: literal(f"{{{gap}}}") for gap in gaps}))
            for key, gaps in _WITH_GAPS
        },
    }
