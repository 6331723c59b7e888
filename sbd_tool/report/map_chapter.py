"""The chapter of maps: each analysis over the plan, with its legend in words."""

from dataclasses import replace
from functools import partial

from sbd_tool.cartography.heat_map import HeatMap, heat_legend, with_heat
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.map_sheet import content_map, draw_framed, sheet_view
from sbd_tool.report.model import ReportModel
from sbd_tool.report.sheet_size import A4_SHEET
from sbd_tool.report.spec import ExportJob
from sbd_tool.report.story import Figure, Story
from sbd_tool.report.surface import Surface

_MAP_MM = 88.0
_LEGEND_MM = 7.0
_MARKER_MM = 3.2


def map_figures(job: ExportJob) -> tuple[Figure, ...]:
    """A figure for each map the edition holds."""
    look = job.look
    return tuple(
        Figure(
            draw=partial(_draw, job, heat),
            height_mm=_MAP_MM + _LEGEND_MM,
            said=look.say("analysis_said", name=look.words(heat.title)),
            caption=look.words(heat.title),
        )
        for heat in job.content.maps
    )


def analysis_maps(story: Story, _model: ReportModel) -> None:
    """Write the chapter; nothing where the edition holds no maps."""
    figures = story.figures.get("maps", ())
    if not figures:
        return
    look = story.look
    story.chapter("maps", look.say("analysis_maps"), look.say("analysis_maps_lead"), 120.0)
    for figure in figures:
        story.figure(figure)


def _draw(  # noqa: PLR0917 - bound to a map, then called with a place
    job: ExportJob, heat: HeatMap, surface: Surface, x_mm: float, y_mm: float, width_mm: float
) -> None:
    look = job.look
    frame = (x_mm, y_mm, width_mm, _MAP_MM)
    view = sheet_view(job.content, replace(A4_SHEET, frame=frame), None)
    drawing = content_map(job.content, look, view, _MARKER_MM)
    draw_framed(surface, with_heat(drawing, heat, look.design, look.words), look, view, frame)
    x, middle, pt = x_mm, y_mm + _MAP_MM + 3.4, 7.0
    for entry in heat_legend(heat, look.design, look.words):
        wide = 4.6 + look.letters.width_mm(entry.title, pt) + 2.4
        if x + wide > x_mm + width_mm:
            break
        if entry.fill is not None:
            hue = entry.fill.colour
            surface.rect(x, middle - 1.3, 3.6, 2.6, fill=hue, stroke=look.colour("line"), width=0.1)
        base = middle + pt * 0.36 * MM_PER_PT
        surface.words(x + 4.6, base, entry.title, pt, look.colour("ink_2"))
        x += wide
