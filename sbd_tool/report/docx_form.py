"""The form of a text document: letters, page, what every page repeats, and what the file tells.

The library begins with a document of its own. What that one brings and ours has no use for, another
program's name, preview, styles and list of books, is taken out.
"""

import re
from typing import Any, Final

from sbd_tool.report.docx_marks import bare_colour, mark, rgb, twips
from sbd_tool.report.docx_marks import field as page_field
from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel

PAGE_MM: Final = (210.0, 297.0)
MARGIN_MM: Final = 18.0
WIDTH_MM: Final = PAGE_MM[0] - 2 * MARGIN_MM
TABLE: Final = "Report Table"
CELL: Final = "Table Words"
LEAD: Final = "Lead"
CONTENTS: Final = "toc 1"
TABLE_END: Final = "Table End"
"""A line of hardly any height that parts a table from what follows."""
_HEAD_MM: Final = 25.0
_FOOT_MM: Final = 22.0
_EDGE_MM: Final = 10.0
_LABEL_PT: Final = 12.0
_LETTERS: Final = "Arial"
"""Every office program has it or letters of the same widths; ours are not on other desks."""
_SPELLING: Final = {"en": "en-GB", "de": "de-DE"}
_STRAY_PARTS: Final = ("/thumbnail", "/customXml", "/stylesWithEffects", "/webSettings")
_STRAY_SETTINGS: Final = (
    "w:proofState", "w:savePreviewPicture", "w:rsids", "w:zoom", "w:shapeDefaults",
)  # fmt: skip
_SIZES: Final[tuple[tuple[str, float, bool, str, float, float], ...]] = (
    ("Title", 24.0, True, "ink", 0.0, 3.0),
    ("Subtitle", 10.0, False, "ink_2", 0.0, 8.0),
    ("Heading 1", 15.0, True, "ink", 18.0, 4.0),
    ("Heading 2", 11.0, True, "ink", 10.0, 3.0),
    ("TOC Heading", 11.0, True, "ink", 12.0, 4.0),
    (LEAD, 10.0, False, "ink_2", 0.0, 6.0),
    ("Caption", 8.0, False, "ink_3", 2.0, 8.0),
    ("List Bullet", 10.0, False, "ink", 0.0, 3.0),
    (CONTENTS, 10.0, False, "ink", 0.0, 2.0),
    (TABLE_END, 1.0, False, "ink", 0.0, 7.0),
    (CELL, 8.5, False, "ink", 0.0, 0.0),
    ("Header", 9.0, False, "ink_2", 0.0, 0.0),
    ("Footer", 8.0, False, "ink_3", 0.0, 0.0),
)
"""Style, size in points, bold, colour, and room before and after in points."""


def give_form(document: Any, look: Look, model: ReportModel, foot: str) -> None:
    """Set up styles, page, head and foot.

    Args:
        document: A new document.
        look: Colours and words.
        model: Title and label.
        foot: What stands at the left of every foot.
    """
    _take_out_strays(document)
    _speak(document, look)
    _style(document, look)
    _style_tables(document, look)
    section = document.sections[0]
    _size(section)
    page = re.split("6|7", look.say("page", number=6, count=7))
    head, end = section.header.paragraphs[0], section.footer.paragraphs[0]
    _run_along(head, look, model, [model.title])
    _run_along(end, look, model, [f"{foot}   {page[0]}", "PAGE", page[1], "NUMPAGES", page[2]])


def _take_out_strays(document: Any) -> None:
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_STRAY_PARTS)]:
            del rels[key]
    settings = document.settings.element
    for name in _STRAY_SETTINGS:
        for one in settings.xpath(f"./{name}"):
            settings.remove(one)
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = _APPLICATION  # noqa: SLF001 - the library has no setter


_APPLICATION: Final = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    b'<Properties xmlns="http'
    b'://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>SbD Tool</Application></Properties>"
)


def _speak(document: Any, look: Look) -> None:
    """The language words are spelt in, else a German report is one red line."""
    from docx.oxml.ns import qn

    language = _SPELLING.get(look.words.language, look.words.language)
    for one in document.styles.element.xpath("./w:docDefaults//w:lang"):
        one.set(qn("w:val"), language)
    for one in document.settings.element.xpath("./w:themeFontLang"):
        one.set(qn("w:val"), language)


def _style(document: Any, look: Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    normal = document.styles["Normal"]
    _set_letters(normal)
    normal.font.size, normal.font.color.rgb = Pt(10), rgb(look.colour("ink"))
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.12
    known = {style.name for style in document.styles}
    for name, size_pt, is_bold, colour, before_pt, after_pt in _SIZES:
        if name not in known:
            made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            made.base_style = normal
        style = document.styles[name]
        _set_letters(style)
        style.font.size, style.font.bold, style.font.italic = Pt(size_pt), is_bold, False
        style.font.color.rgb = rgb(look.colour(colour))
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before_pt), Pt(after_pt)
        for one in style.element.xpath(".//w:pBdr | .//w:contextualSpacing | .//w:rPr/w:spacing"):
            one.getparent().remove(one)
    document.styles[LEAD].paragraph_format.keep_with_next = True
    document.styles[TABLE_END].paragraph_format.line_spacing = Pt(1)


def _set_letters(style: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name = _LETTERS
    faces = style.element.rPr.rFonts
    for name in list(faces.attrib):
        if "heme" in name:
            del faces.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        faces.set(qn(name), _LETTERS)


def _style_tables(document: Any, look: Look) -> None:
    """One kind of table with hairlines; those of the library are taken out."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    for one in styles.element.xpath("./w:style[@w:type='table'][not(@w:default='1')]"):
        styles.element.remove(one)
    style = styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    ink, line = bare_colour(look.colour("ink")), bare_colour(look.colour("line"))
    style.element.append(
        mark(
            "w:tblPr",
            mark("w:tblInd", w=0, type="dxa"),
            mark(
                "w:tblBorders",
                mark("w:bottom", val="single", sz=4, space=0, color=line),
                mark("w:insideH", val="single", sz=4, space=0, color=line),
            ),
            mark(
                "w:tblCellMar",
                mark("w:top", w=twips(0.8), type="dxa"),
                mark("w:left", w=0, type="dxa"),
                mark("w:bottom", w=twips(0.8), type="dxa"),
                mark("w:right", w=twips(2.0), type="dxa"),
            ),
        )
    )
    under = mark("w:tcBorders", mark("w:bottom", val="single", sz=8, space=0, color=ink))
    style.element.append(
        mark(
            "w:tblStylePr",
            mark("w:rPr", mark("w:b")),
            mark("w:tcPr", under, mark("w:vAlign", val="bottom")),
            type="firstRow",
        )
    )


def _size(section: Any) -> None:
    from docx.shared import Mm

    section.page_width, section.page_height = (Mm(side) for side in PAGE_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(_HEAD_MM), Mm(_FOOT_MM)
    section.header_distance = section.footer_distance = Mm(_EDGE_MM)


def _run_along(line: Any, look: Look, model: ReportModel, told: list[str]) -> None:
    """Words and fields in turn at the left, the label at the right, as on pages of a PDF."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt

    for one in line.style.element.xpath(".//w:tabs"):
        one.getparent().remove(one)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    for place, words in enumerate(told):
        if place % 2:
            line._p.extend(page_field(words, "1"))  # noqa: SLF001 - the library has no fields
        elif words:
            line.add_run(words)
    line.add_run("\t")
    if model.mark:
        named = line.add_run(model.mark)
        named.bold, named.font.size = True, Pt(_LABEL_PT)
        line.add_run(f" {look.words_of('marks.handled_as')} ")
    chip = line.add_run(model.label)
    chip.bold, chip.font.size = True, Pt(_LABEL_PT)
    chip.font.color.rgb = rgb(look.design.tlp_colour(model.label))
    ground = bare_colour(str(look.design.tokens["tlp"]["ground"]))
    chip._r.rPr.append(mark("w:shd", val="clear", color="auto", fill=ground))  # noqa: SLF001
