"""Heat maps and dots in bulk on paper: cells where they lie on the ground, every dot a sign."""

import io

import numpy as np
import pypdfium2
from PIL import Image

from sbd_tool.app.design import font_faces, load_design
from sbd_tool.app.language import load_words
from sbd_tool.cartography.drawlist import Dots, DrawList, Group, Viewport
from sbd_tool.cartography.heat_map import HeatMap, with_heat
from sbd_tool.cartography.ramps import even_ramp
from sbd_tool.domain.text import literal
from sbd_tool.report.letters import Letters
from sbd_tool.report.map_drawing import draw_map
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.svg_backend import SvgSurface

DESIGN = load_design()
LETTERS = Letters(font_faces())
VIEW = Viewport(
    centre_x_m=500_010.0, centre_y_m=5_800_010.0, scale=500, width_mm=40.0, height_mm=40.0
)


def heat():
    values = np.array([[0.0, 10.0], [np.nan, 5.0]])
    return HeatMap(
        key="light",
        title=literal("Light"),
        values=values,
        x0_m=500_000.0,
        y0_m=5_800_000.0,
        step_m=10.0,
        unit="lx",
        stops=(0.0, 10.0),
    )


def page_of(drawing):
    """The map of 40 mm by 40 mm as a PDF page, ten pixels a millimetre."""
    document = PdfDocument(LETTERS, "t")
    surface = document.page(40.0, 40.0)
    draw_map(surface, drawing, VIEW, 0.0, 0.0, DESIGN, DESIGN.theme())
    page = pypdfium2.PdfDocument(document.content())[0]
    return np.asarray(page.render(scale=10 * 25.4 / 72).to_pil().convert("RGB")).astype(int)


def test_cells_of_a_heat_map_lie_on_the_page_where_they_lie_on_the_ground():
    pixels = page_of(with_heat(DrawList(), heat(), DESIGN, load_words("en")))
    ramp = even_ramp(DESIGN.ramp("attention")).astype(int)

    def shown(x_m, y_m):
        column = round(((x_m - VIEW.centre_x_m) * 2 + 20) * 10)
        row = round((20 - (y_m - VIEW.centre_y_m) * 2) * 10)
        return pixels[row, column]

    def faded(colour):
        return colour * 0.8 + 255 * 0.2

    assert np.abs(shown(500_005, 5_800_005) - faded(ramp[0])).max() <= 4
    assert np.abs(shown(500_015, 5_800_005) - faded(ramp[-1])).max() <= 4
    assert shown(500_005, 5_800_015).tolist() == [255, 255, 255], "no value, no colour"


def test_an_svg_keeps_cells_as_cells():
    surface = SvgSurface(40.0, 40.0, LETTERS, "t")
    drawing = with_heat(DrawList(), heat(), DESIGN, load_words("en"))
    draw_map(surface, drawing, VIEW, 0.0, 0.0, DESIGN, DESIGN.theme())
    written = surface.content().decode()
    assert 'image-rendering="pixelated"' in written
    assert written.count("<image") == 1


def test_dots_in_bulk_are_signs_on_paper():
    dots = Dots(
        coordinates=np.array([[500_005.0, 5_800_005.0], [500_015.0, 5_800_015.0]]),
        ids=("a", "b"),
        size_mm=2.0,
        colour="#ff0000",
    )
    drawing = DrawList(groups=(Group(key="dots", title="", items=(dots,)),))
    pixels = page_of(drawing)
    for x, y in ((100, 300), (300, 100)):
        assert pixels[y, x].tolist() == [255, 0, 0]
    reds = (pixels[:, :, 0] > 200) & (pixels[:, :, 1] < 60)
    assert abs(reds.sum() - 2 * np.pi * 100) < 120


def test_the_picture_of_a_heat_map_is_a_png_anybody_can_read():
    from sbd_tool.cartography.heat_map import heat_picture

    picture = heat_picture(heat(), DESIGN)
    assert Image.open(io.BytesIO(picture.data)).size == (2, 2)
