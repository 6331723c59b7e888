"""From a project to a map: one draw list for window, page, picture and file."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sbd_tool.cartography.annotations import (
    ORDER_ANNOTATIONS,
    annotation_group,
    shown_annotations,
)
from sbd_tool.cartography.drawlist import DrawList, Group, Item, Label, LegendEntry, Picture
from sbd_tool.cartography.labels import Box, Occupied, label_boxes, on_page, place, small_areas
from sbd_tool.cartography.legend import (
    Extent,
    Frame,
    measure_entries,
    plan_entries,
    state_entries,
)
from sbd_tool.cartography.measure_styles import Look
from sbd_tool.cartography.measures import Drawn, draw_measures, measure_group, shown_measures
from sbd_tool.cartography.names import Lettering, place_names, square_name
from sbd_tool.cartography.place_notes import (
    ORDER_NOTES,
    PLACE_NOTES,
    note_boxes,
    note_entries,
    note_group,
)
from sbd_tool.cartography.plan import plan_groups
from sbd_tool.cartography.square import square_groups
from sbd_tool.cartography.styles import ORDER_LABELS, ORDER_MEASURES
from sbd_tool.cartography.tile_pictures import SameTiles, tile_pictures
from sbd_tool.cartography.tokens import Design
from sbd_tool.domain.annotations import Annotation
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.community import PlaceNote
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.layers import MBTILES, Underlay
from sbd_tool.domain.project import Project
from sbd_tool.domain.shown_notes import shown_place_notes
from sbd_tool.domain.words import Words

_FRAME_AIR_MM: Final = 2.0


def compose(
    project: Project,
    catalogue: Catalogue,
    design: Design,
    words: Words,
    *,
    scale: float,
    theme: str = "light",
    option: str = BASE_OPTION,
    time_state: str = ORDINARY_STATE,
    selection: frozenset[str] = frozenset(),
    hidden_layers: frozenset[str] = frozenset(),
    extent: Extent | None = None,
    marker_mm: float | None = None,
    is_muted: bool = False,
    between: Iterable[tuple[int, Group]] = (),
    legend_more: tuple[LegendEntry, ...] = (),
    underlay_opacity: float = 1.0,
    turned_deg: float = 0.0,
    kept_clear: tuple[Extent, ...] = (),
) -> DrawList:
    """Draw a project. Pictures of unchanged layers are kept between calls.

    Args:
        project: What is drawn, already rebuilt for its edition.
        catalogue: Families and symbols of measures.
        design: Tokens, symbols, letter widths.
        words: Language of legend titles.
        scale: Scale denominator; decides footprints, signs and labels.
        theme: "light", "dark" or "sunlight".
        option: Option whose measures stand.
        time_state: State in which they hold.
        selection: Ids that wear the halo.
        hidden_layers: Layer ids not to draw; "measures", "labels", "underlays", "annotations" and
            "place_notes" hide those.
        extent: West, south, east, north in metres, when only a window is drawn.
        marker_mm: Diameter of signs, or None for the screen's.
        is_muted: The square fades, because an analysis lies above it.
        between: Groups of others (an analysis, verdicts) with their place in the order; the
            labels among them keep other words away.
        legend_more: Rows of the legend that belong to them.
        underlay_opacity: Greatest opacity of pictures under the plan; paper wants them paler.
        turned_deg: Clockwise turn of the map: labels stay upright and apart on the turned page.
        kept_clear: Parts of the ground, in metres, that a scale bar or an arrow will cover: no
            name is set there.

    Returns:
        Groups from below to above, and the legend of what can be seen.
    """
    size_mm = marker_mm or design.marker_mm
    look = Look(design, design.theme(theme), scale, size_mm, selection, turned_deg)
    measures = () if "measures" in hidden_layers else shown_measures(project, option, time_state)
    occupied = Occupied()
    heard, noted = _said(project, hidden_layers, option, time_state)
    others = (*between, *_heard(heard, look, occupied), *_annotations(noted, look, words))
    _reserve(others, look, occupied)
    drawn = draw_measures(measures, catalogue, look, occupied)
    occupied.take((*on_page(w, s, scale), *on_page(e, n, scale)) for w, s, e, n in kept_clear)
    occupied.take(small_areas((one.geometry for one in measures), scale, turned_deg))
    labels = _labels(project, look, hidden_layers, extent, drawn, occupied)
    pictures = _underlays(project, look, hidden_layers, underlay_opacity)
    others = (*_ground(project, look, hidden_layers, is_muted), *others)
    return DrawList(
        groups=(*pictures, *_in_order(others, drawn, labels)),
        legend=(
            *measure_entries(measures, catalogue, words, look, Frame(extent, scale)),
            *legend_more,
            *state_entries(measures, catalogue, look, words),
            *note_entries(heard, look, words, extent),
            *plan_entries(project, look.theme, words, hidden_layers, Frame(extent, scale)),
        ),
        background=look.theme.colour("map.ground"),
    )


def _ground(
    project: Project,
    look: Look,
    hidden: frozenset[str],
    is_muted: bool,  # noqa: FBT001 - handed through
) -> tuple[tuple[int, Group], ...]:
    """The plan and the square in it."""
    return (
        *plan_groups(project, look.design, look.theme, scale=look.scale, hidden=hidden),
        *square_groups(project, look.theme, is_muted=is_muted),
    )


def _in_order(
    groups: tuple[tuple[int, Group], ...], drawn: Drawn, labels: tuple[Label, ...]
) -> tuple[Group, ...]:
    """All groups from below to above."""
    placed = (
        *groups,
        (ORDER_MEASURES, measure_group(drawn)),
        (ORDER_LABELS, Group(key="labels", title="", items=labels)),
    )
    return tuple(group for _, group in sorted(placed, key=lambda pair: pair[0]))


def _page_box(extent: Extent | None, scale: float) -> Box | None:
    if extent is None:
        return None
    west, south, east, north = (edge * 1000 / scale for edge in extent)
    air = _FRAME_AIR_MM
    return (west + air, south + air, east - air, north - air)


def _labels(  # noqa: PLR0917 - what is named, how and where there is room
    project: Project,
    look: Look,
    hidden: frozenset[str],
    extent: Extent | None,
    drawn: Drawn,
    occupied: Occupied,
) -> tuple[Label, ...]:
    """Names that found room, the important ones first."""
    if "labels" in hidden:
        return ()
    lettering = Lettering(look.design, look.theme, look.scale, look.turned_deg)
    candidates = (
        *drawn.names,
        *square_name(project, lettering),
        *place_names(project, lettering, hidden, extent),
    )
    scale = lettering.scale
    box = _page_box(extent, scale)
    return place(candidates, lettering.design, scale, occupied, box, look.turned_deg)


def _annotations(
    rows: tuple[Annotation, ...], look: Look, words: Words
) -> tuple[tuple[int, Group], ...]:
    return ((ORDER_ANNOTATIONS, annotation_group(rows, look, words)),) if rows else ()


def _said(
    project: Project, hidden: frozenset[str], option: str, time_state: str
) -> tuple[tuple[PlaceNote, ...], tuple[Annotation, ...]]:
    """What residents said at places, and what was written on the map."""
    heard = () if PLACE_NOTES in hidden else shown_place_notes(project.records)
    noted = () if "annotations" in hidden else shown_annotations(project, option, time_state)
    return heard, noted


def _heard(
    notes: tuple[PlaceNote, ...], look: Look, occupied: Occupied
) -> tuple[tuple[int, Group], ...]:
    """Notes of residents; their signs keep names away."""
    group = note_group(notes, look)
    occupied.take(note_boxes(group, look))
    return ((ORDER_NOTES, group),) if notes else ()


def _reserve(groups: Iterable[tuple[int, Group]], look: Look, occupied: Occupied) -> None:
    """Verdicts and annotations come first: no label covers one."""
    for _, group in groups:
        for item in group.items:
            if isinstance(item, Label):
                occupied.take(label_boxes(item, look.design, look.scale, look.turned_deg))


def _underlays(
    project: Project, look: Look, hidden: frozenset[str], most: float
) -> tuple[Group, ...]:
    if "underlays" in hidden:
        return ()
    items: list[Item] = []
    for underlay in project.underlays:
        data = project.blobs.get(underlay.blob)
        if data is None or not underlay.is_visible or underlay.id in hidden:
            continue
        if underlay.media_type == MBTILES:
            same, opacity = SameTiles(underlay, data), min(underlay.opacity, most)
            items.extend(tile_pictures(same, project.crs, look.scale, opacity))
        else:
            items.append(_picture(Kept(underlay), data, most))
    return (Group(key="underlays", title="", items=tuple(items)),) if items else ()


class Kept:
    """An underlay compared by identity: an edit makes a new one, so its picture may be kept."""

    __slots__ = ("underlay",)

    def __init__(self, underlay: Underlay) -> None:
        self.underlay = underlay

    def __hash__(self) -> int:
        return id(self.underlay)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kept) and other.underlay is self.underlay


@lru_cache(maxsize=16)
def _picture(kept: Kept, data: bytes, most: float) -> Picture:
    underlay = kept.underlay
    return Picture(
        data=data,
        media_type=underlay.media_type,
        width_px=underlay.width_px,
        height_px=underlay.height_px,
        transform=underlay.transform,
        opacity=min(underlay.opacity, most),
        id=underlay.id,
    )
