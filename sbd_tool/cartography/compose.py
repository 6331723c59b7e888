"""From a project to a map: one draw list for window, page, picture and file."""

from collections.abc import Iterable
from typing import Final

from sbd_tool.cartography.drawlist import DrawList, Group, Item, Label, LegendEntry, Picture
from sbd_tool.cartography.labels import Box, Occupied, label_boxes, place
from sbd_tool.cartography.legend import (
    Extent,
    Frame,
    measure_entries,
    plan_entries,
    state_entries,
)
from sbd_tool.cartography.measures import Look, draw_measures, measure_group, shown_measures
from sbd_tool.cartography.names import Lettering, place_names, square_name
from sbd_tool.cartography.plan import plan_groups, square_groups
from sbd_tool.cartography.styles import ORDER_LABELS, ORDER_MEASURES
from sbd_tool.cartography.tokens import Design
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.project import Project
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
        hidden_layers: Layer ids not to draw; "measures", "labels" and "underlays" hide those.
        extent: West, south, east, north in metres, when only a window is drawn.
        marker_mm: Diameter of signs, or None for the screen's.
        is_muted: The square fades, because an analysis lies above it.
        between: Groups of others (an analysis, verdicts) with their place in the order; the
            labels among them keep other words away.
        legend_more: Rows of the legend that belong to them.
        underlay_opacity: Greatest opacity of pictures under the plan; paper wants them paler.

    Returns:
        Groups from below to above, and the legend of what can be seen.
    """
    colours = design.theme(theme)
    look = Look(design, colours, scale, marker_mm or design.marker_mm, selection)
    measures = shown_measures(project, option, time_state)
    if "measures" in hidden_layers:
        measures = ()
    occupied = Occupied()
    between = tuple(between)
    _reserve(between, design, scale, occupied)
    drawn = draw_measures(measures, catalogue, look, occupied)
    labels: tuple[Label, ...] = ()
    if "labels" not in hidden_layers:
        lettering = Lettering(design, colours, scale)
        candidates = (
            *drawn.names,
            *square_name(project, lettering),
            *place_names(project, lettering, hidden_layers, extent),
        )
        labels = place(candidates, design, scale, occupied, _page_box(extent, scale))
    groups = [
        *plan_groups(project, design, colours, scale=scale, hidden=hidden_layers),
        *square_groups(project, colours, is_muted=is_muted),
        *between,
        (ORDER_MEASURES, measure_group(drawn)),
        (ORDER_LABELS, Group(key="labels", title="", items=labels)),
    ]
    frame = Frame(extent, scale)
    legend = (
        *measure_entries(measures, catalogue, words, look, frame),
        *legend_more,
        *state_entries(measures, look, words),
        *plan_entries(project, colours, words, hidden_layers, frame),
    )
    ordered = sorted(groups, key=lambda pair: pair[0])
    return DrawList(
        groups=(
            *_underlays(project, hidden_layers, underlay_opacity),
            *(group for _, group in ordered),
        ),
        legend=legend,
        background=colours.colour("map.ground"),
    )


def _page_box(extent: Extent | None, scale: float) -> Box | None:
    if extent is None:
        return None
    west, south, east, north = (edge * 1000 / scale for edge in extent)
    air = _FRAME_AIR_MM
    return (west + air, south + air, east - air, north - air)


def _reserve(
    groups: Iterable[tuple[int, Group]], design: Design, scale: float, occupied: Occupied
) -> None:
    """Verdicts come first: no label covers one."""
    for _, group in groups:
        for item in group.items:
            if isinstance(item, Label):
                occupied.take(label_boxes(item, design, scale))


def _underlays(project: Project, hidden: frozenset[str], most: float) -> tuple[Group, ...]:
    if "underlays" in hidden:
        return ()
    items: list[Item] = [
        Picture(
            data=project.blobs[underlay.blob],
            media_type=underlay.media_type,
            width_px=underlay.width_px,
            height_px=underlay.height_px,
            transform=underlay.transform,
            opacity=min(underlay.opacity, most),
            id=underlay.id,
        )
        for underlay in project.underlays
        if underlay.is_visible and underlay.id not in hidden and underlay.blob in project.blobs
    ]
    return (Group(key="underlays", title="", items=tuple(items)),) if items else ()
