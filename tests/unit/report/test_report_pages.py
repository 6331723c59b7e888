"""Pages of the report: label, words, letters, scale and bytes, measured in the files themselves."""

import io
import math
import re
from dataclasses import replace

import numpy as np
import pypdf
import pypdfium2
import pytest
from shapely.geometry import LineString, box

from sbd_tool.cartography.drawlist import Fill, Stroke
from sbd_tool.cartography.ragged import geometry_paths
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.text import literal
from sbd_tool.report.flow import A4, BODY_PT, FOOT_MM, HEAD_MM, LEADING, Flow, Running
from sbd_tool.report.front_page import draw_front
from sbd_tool.report.letters import MM_PER_PT
from sbd_tool.report.map_sheet import sheet_view
from sbd_tool.report.pdf import report_pdf, sheet_pdf, sheet_svg
from sbd_tool.report.pdf_backend import PdfSurface
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.png import page_picture
from sbd_tool.report.sheet_size import A3
from sbd_tool.report.story import Drawn, Remark, Story
from sbd_tool.report.story_pages import StoryPages
from sbd_tool.report.surface import Projector
from sbd_tool.report.svg_backend import SvgSurface
from tests.generated_square import X0, Y0
from tests.report_site import job, site

NUMBER = r"(-?\d+(?:\.\d+)?)"


@pytest.fixture(scope="module")
def police():
    return report_pdf(job())


@pytest.fixture(scope="module")
def german():
    return report_pdf(job(language="de"))


def reader(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def words_of(page):
    return " ".join(page.extract_text().split())


def test_the_label_stands_at_head_and_foot_of_every_page_in_letters_of_12_pt(police):
    for page in reader(police).pages:
        found = []

        def visit(words, _cm, tm, _font, size, found=found):
            if "TLP:AMBER+STRICT" in words:
                found.append((tm[4], tm[5], size))

        page.extract_text(visitor_text=visit)
        height, width = float(page.mediabox.height), float(page.mediabox.width)
        assert len(found) == 2
        assert all(size >= 12 for _, _, size in found)
        assert max(y for _, y, _ in found) > height * 0.85
        assert min(y for _, y, _ in found) < height * 0.15
        assert all(x > width * 0.6 for x, _, _ in found)


@pytest.mark.parametrize(
    ("edition", "label"),
    [(Edition.PARTNER, "TLP:GREEN"), (Edition.PUBLIC, "TLP:CLEAR")],
)
def test_each_edition_carries_its_own_label(edition, label):
    for page in reader(report_pdf(job(edition))).pages:
        assert page.extract_text().count(label) == 2


def test_the_front_page_says_both_ledgers_and_no_sum(police):
    front = words_of(reader(police).pages[0])
    assert "Openness reaches 62 of 100, likely between 57 and 68" in front
    assert "Protection lies between 31 and 67 of 100" in front
    assert "likely 57–68" in front
    assert "81 % of the weight is assessed" in front.replace("\u202f", " ")
    assert "CANARY-FLOOR" in front
    assert "Nine tenths of the edge" in front
    assert "What costs most" in front
    assert "no certificate" in front
    assert "58" not in re.findall(r"\b\d+\b", front)  # the mean of 62 and 54


def test_a_score_that_is_not_fit_to_print_is_nowhere_in_the_report(police):
    for page in reader(police).pages:
        assert not re.search(r"Protection reaches", page.extract_text())


def test_the_report_has_its_parts_in_order(police):
    text = [words_of(page) for page in reader(police).pages]
    joined = " | ".join(text)
    parts = [
        "Worth doing next",
        "Where the points come from",
        "Register of measures",
        "Questions still open",
        "Method and provenance",
        "Guidance behind the figures",
    ]
    places = [joined.rindex(part) for part in parts]
    assert places == sorted(places)
    assert "TAL0111" in joined
    assert "town.gpkg" in joined
    assert "CC0 drawn" in joined
    assert f"page {len(text)} of {len(text)}" in text[-1]


def test_remedies_stand_before_weaknesses(police):
    joined = " ".join(words_of(page) for page in reader(police).pages)
    assert joined.index("Eight benches") < joined.index("CANARY-GAP lets") or (
        "CANARY-GAP lets" in words_of(reader(police).pages[0])
    )
    sheet = words_of(reader(police).pages[1])
    assert sheet.index("Worth doing next") < sheet.index("Legend")


def test_the_sheet_names_scale_system_date_and_sources(police):
    sheet = words_of(reader(police).pages[1])
    for words in ("Scale on A3", "1 : ", "EPSG:32632", "CC0 drawn", "Mar 14, 2026", "Legend"):
        assert words in sheet
    assert "Fixed bollards" in sheet
    assert "Water" not in sheet  # the legend lists only what is visible


def test_german_pages_are_german(german):
    joined = " ".join(words_of(page) for page in reader(german).pages)
    for words in ("Offenheit", "Maßnahmenverzeichnis", "Maßstab auf A3", "Seite 1 von"):
        assert words in joined
    for words in ("Openness", "Legend ", "report.", "map."):
        assert words not in joined


def test_user_words_appear_as_they_are(police):
    assert "Mill Square, bricks & <mortar>" in words_of(reader(police).pages[0])


def fonts_of(pdf):
    for page in reader(pdf).pages:
        for font in (page["/Resources"].get_object().get("/Font") or {}).values():
            yield font.get_object()


def test_all_letters_are_embedded(police):
    names = set()
    for font in fonts_of(police):
        names.add(str(font["/BaseFont"]))
        assert "/FontFile2" in font["/FontDescriptor"].get_object(), font["/BaseFont"]
    assert any("Inter" in name for name in names)


def test_no_letter_is_set_in_a_font_that_is_not_embedded(police):
    document = pypdfium2.PdfDocument(police)
    used = set()
    for page in document:
        for thing in page.get_objects(filter=[1]):
            buffer = pypdfium2.raw.FPDFTextObj_GetFont(thing.raw)
            used.add(bool(pypdfium2.raw.FPDFFont_GetIsEmbedded(buffer)))
    document.close()
    assert used == {True}


def test_vectors_stay_vectors(police):
    for page in reader(police).pages:
        resources = page["/Resources"].get_object()
        forms = resources.get("/XObject") or {}
        assert all(entry.get_object()["/Subtype"] != "/Image" for entry in forms.values())


def test_nothing_is_said_about_maker_machine_or_time(police):
    info = reader(police).metadata
    assert info.author in (None, "")
    assert info.creator == "SbD Tool"
    assert b"/root" not in police
    assert b"/home" not in police


def test_equal_input_gives_equal_bytes():
    assert report_pdf(job()) == report_pdf(job())
    assert sheet_svg(job()) == sheet_svg(job())
    sheet = sheet_pdf(job())
    assert page_picture(sheet, resolution_dpi=60) == page_picture(sheet, resolution_dpi=60)


def test_the_picture_says_nothing_but_pixels():
    picture = page_picture(sheet_pdf(job()), resolution_dpi=50)
    kinds = [picture[at - 4 : at + 4] for at in (m.start() for m in re.finditer(b"IDAT", picture))]
    assert kinds
    assert not re.search(rb"tEXt|iTXt|zTXt|eXIf|tIME", picture[: picture.index(b"IDAT")])


# --- true scale ---------------------------------------------------------------------------


def pdf_points_mm(pdf, page):
    """All path points of a page, millimetres from its upper left corner."""
    sheet = reader(pdf).pages[page]
    stream = sheet.get_contents().get_data().decode("latin-1")
    pairs = re.findall(rf"{NUMBER} {NUMBER} [ml]\b", stream)
    points = np.array(pairs, dtype=float) * MM_PER_PT
    points[:, 1] = float(sheet.mediabox.height) * MM_PER_PT - points[:, 1]
    return points


def svg_points_mm(svg):
    pairs = re.findall(rf"[ML]{NUMBER} {NUMBER}", svg.decode())
    return np.array(pairs, dtype=float)


def expected_mm(made, scale):
    """Where the corners of the 60 m square have to lie on the sheet."""
    left, top, width, height = A3.frame
    view = sheet_view(made.content, A3, scale)
    assert view.scale == scale
    middle = (left + width / 2, top + height / 2)
    half = 30 * 1000 / scale
    return [(middle[0] + dx * half, middle[1] + dy * half) for dx in (-1, 1) for dy in (-1, 1)]


@pytest.mark.parametrize("scale", [250, 500, 750, 1000])
def test_the_sheet_is_true_to_scale_within_a_fifth_of_a_millimetre(scale):
    made = job(scale=scale)
    corners = expected_mm(made, scale)
    for points in (pdf_points_mm(sheet_pdf(made), 0), svg_points_mm(sheet_svg(made))):
        found = []
        for x, y in corners:
            away = np.hypot(points[:, 0] - x, points[:, 1] - y)
            assert away.min() < 0.2
            found.append(points[int(away.argmin())])
        side = math.dist(found[0], found[1])
        assert side == pytest.approx(60 * 1000 / scale, abs=0.2)


def test_the_scale_asked_for_is_the_scale_drawn():
    assert "1 : 333" in words_of(reader(sheet_pdf(job(scale=333))).pages[0])


# --- backends -----------------------------------------------------------------------------


def test_holes_stay_empty_and_hatches_stay_inside():
    ring = box(X0, Y0, X0 + 40, Y0 + 40).difference(box(X0 + 10, Y0 + 10, X0 + 30, Y0 + 30))
    made = job()
    view = replace(
        sheet_view(made.content, A3, 500), centre_x_m=X0 + 20, centre_y_m=Y0 + 20,
        width_mm=100.0, height_mm=100.0,
    )  # fmt: skip
    document = PdfDocument(made.look.letters, "t")
    page = document.page(100, 100)
    fill = Fill(colour="#ff0000", hatch="cross", hatch_colour="#0000ff")
    stroke = Stroke(colour="#00ff00", width_mm=0.2)
    for paths in geometry_paths(ring, "r", fill=fill, stroke=stroke):
        page.paths(paths, Projector(0, 0, view))
    picture = pypdfium2.PdfDocument(document.content())[0].render(scale=4).to_pil().convert("RGB")
    width, height = picture.size
    assert picture.getpixel((width // 2, height // 2)) == (255, 255, 255)
    assert picture.getpixel((3, 3)) == (255, 255, 255)
    inside = {picture.getpixel((int(width * 0.14), y)) for y in range(height // 3, 2 * height // 3)}
    assert (255, 0, 0) in inside
    assert len(inside) > 1


def test_nothing_is_drawn_outside_the_frame():
    made = job()
    picture = pypdfium2.PdfDocument(sheet_pdf(made))[0].render(scale=1).to_pil().convert("RGB")
    left, top, _, height = A3.frame
    x = int((left - 3) / MM_PER_PT)
    for y in range(int((top + 5) / MM_PER_PT), int((top + height - 5) / MM_PER_PT), 7):
        assert picture.getpixel((x, y)) == (255, 255, 255)


def test_svg_escapes_what_people_typed_and_fetches_nothing():
    svg = sheet_svg(job()).decode()
    assert "bricks &amp; &lt;mortar&gt;" in svg
    assert "<mortar>" not in svg
    assert not re.search(r"(href|src)=\"(?!data:|#)", svg)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    from defusedxml.ElementTree import fromstring

    assert fromstring(svg.encode()).tag.endswith("svg")


def test_control_letters_in_names_do_not_break_the_file():
    made = job(of=replace(site(), title="A\x00B\x1bC"))
    from defusedxml.ElementTree import fromstring

    assert "ABC" in "".join(fromstring(sheet_svg(made)).itertext())


def test_letters_inter_lacks_are_set_in_the_stand_in():
    made = job()
    names = {name for name, _ in made.look.letters.runs("Platz \u2248 αβγ жук", 600)}
    assert names == {"Inter-SemiBold"}
    page = SvgSurface(50, 20, made.look.letters, "t")
    page.words(1, 5, "Ж", 9.0)
    assert "Ж" in page.content().decode()


def test_lines_break_and_long_words_are_cut_to_fit():
    letters = job().look.letters
    lines = letters.lines("one two " + "x" * 200, 9.0, 40.0)
    assert len(lines) > 2
    assert all(letters.width_mm(line, 9.0) <= 40.0 for line in lines)
    assert letters.elided("a very long sentence indeed", 9.0, 20.0).endswith("…")


def test_the_report_of_an_empty_plan_is_still_a_report():
    made = job(of=replace(site(), layers=(), measures={}, square=""))
    assert len(reader(report_pdf(made)).pages) >= 3


def test_hundreds_of_measures_flow_over_pages():
    of = site()
    first = of.measures["measure-0"]
    many = {
        f"m{n}": replace(
            first,
            stamp=replace(first.stamp, id=f"m{n}"),
            name=f"Run {n}",
            geometry=LineString([(X0, Y0 + n / 40), (X0 + 9, Y0 + n / 40)]),
        )
        for n in range(450)
    }
    pdf = report_pdf(job(of=replace(of, measures={**of.measures, **many})), SILENT)
    joined = " ".join(words_of(page) for page in reader(pdf).pages)
    assert "and 57 more lines" in joined


@pytest.mark.parametrize("language", ["de", "pseudo"])
def test_no_word_leaves_the_page_in_a_longer_language(language):
    document = pypdfium2.PdfDocument(report_pdf(job(language=language)))
    for page in document:
        width, height = page.get_size()
        for thing in page.get_objects(filter=[1]):
            left, low, right, top = thing.get_bounds()
            assert left >= 20
            assert right <= width - 20
            assert 0 < low <= top < height
    document.close()


def test_a_long_finding_leaves_room_for_the_marks_beside_it():
    look, words = job().look, []

    class Page(PdfSurface):
        def words(self, x_mm, y_mm, told, size_pt, *more):
            words.append((x_mm, self.letters.width_mm(told, size_pt, 500)))

    class Document(PdfDocument):
        def page(self, width_mm, height_mm):
            super().page(width_mm, height_mm)
            return Page(self._canvas, width_mm, height_mm, self.letters)

    flow = Flow(Document(look.letters, "t"), look, Running("t", "TLP:CLEAR", "t", 9))
    flow.new_page()
    words.clear()
    sign = Drawn(lambda *_: None, "sign")
    StoryPages(flow).tell(Story(look, blocks=[Remark(sign, "does it end " * 40, "", (sign, sign))]))
    assert words
    assert max(x + wide for x, wide in words) < flow.left_mm + flow.width_mm - 8.0


def test_no_page_begins_with_the_last_line_of_a_text():
    look = job().look
    for lines in (2, 3, 5):
        flow = Flow(PdfDocument(look.letters, "t"), look, Running("t", "TLP:CLEAR", "t", 9))
        flow.new_page()
        step = BODY_PT * LEADING * MM_PER_PT
        flow.y_mm = FOOT_MM - (lines - 0.5) * step  # room for all lines but the last
        flow.block("\n".join(["told"] * lines))
        assert flow.y_mm > HEAD_MM + 1.5 * step


def test_points_of_the_front_page_shrink_before_a_sentence_is_cut():
    made = job()
    long = tuple(
        literal(f"{number}. {'What this place has to offer, ' * 3}End.") for number in "123456"
    )
    section = replace(made.model.ledgers[0], warnings=(), carries=long[:3], costs=long[3:])
    model = replace(made.model, ledgers=(section, *made.model.ledgers[1:]))
    document = PdfDocument(made.look.letters, "t")
    draw_front(
        document.page(*A4), made.content, model, made.look, Running("t", "TLP:CLEAR", "t", 9)
    )
    told = words_of(reader(document.content()).pages[0])
    assert told.count("End.") == 6
