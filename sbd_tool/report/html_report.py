"""The report as one HTML file: the accessible twin of the PDF, with the same text and no script."""

from functools import singledispatchmethod
from html import escape as escaped
from itertools import groupby
from typing import Final

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.legible import legible
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.report.chapters import subtitle
from sbd_tool.report.front_page import front_map
from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel
from sbd_tool.report.pdf import fitting_step
from sbd_tool.report.spec import ExportJob, Sink
from sbd_tool.report.story import (
    Block,
    Cell,
    Chapter,
    Column,
    Drawn,
    Figure,
    Gap,
    Heading,
    Legend,
    Passage,
    Remark,
    Story,
    Table,
)
from sbd_tool.report.svg_backend import SvgSurface
from sbd_tool.report.telling import is_short, job_story

_PAGE_MM: Final = 174.0
_TOKENS: Final = (
    "ink", "ink_2", "ink_3", "surface", "line", "line_strong", "pressed",
    "openness_text", "protection_text", "focus", "warn", "danger",
)  # fmt: skip
_STYLE: Final = """
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--ink);
font:16px/1.5 Inter,'Noto Sans','DejaVu Sans',system-ui,sans-serif}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--surface);
padding:8px 12px;outline:3px solid var(--focus)}
a{color:var(--ink)}a:focus-visible,.wide:focus-visible{
outline:3px solid var(--focus);outline-offset:2px}
header,footer,main,nav{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2rem}footer{padding-bottom:2rem;border-top:1px solid var(--line_strong);
color:var(--ink_2);margin-top:3rem;padding-top:1rem}
.tlp{display:inline-block;font:600 .85rem/1 monospace;padding:.35rem .5rem}
h1{font-size:2rem;line-height:1.15;margin:.75rem 0 .25rem;overflow-wrap:anywhere}
h2{font-size:1.4rem;margin:2.5rem 0 .25rem;padding-top:.5rem}
h3{font-size:1.05rem;margin:1.5rem 0 .25rem}
p{margin:.4rem 0;max-width:48rem;overflow-wrap:anywhere}
.lead,.ink_2{color:var(--ink_2)}.ink_3{color:var(--ink_3)}.strong{font-weight:600}
.openness_text{color:var(--openness_text)}.protection_text{color:var(--protection_text)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.75rem 0;font-size:.9rem}
th{text-align:left;font-weight:600;border-bottom:2px solid var(--ink);padding:.3rem .5rem .3rem 0;
vertical-align:bottom;color:var(--ink_2)}
td{border-bottom:1px solid var(--line);padding:.35rem .5rem .35rem 0;vertical-align:top}
td{overflow-wrap:break-word}
.end{text-align:right;font-variant-numeric:tabular-nums}
.remark{display:flex;gap:.6rem;margin:.7rem 0}.remark p{margin:0}
.remark svg,td svg{vertical-align:middle}
main ul:not(.legend){margin:.4rem 0;padding-left:1.1rem;max-width:48rem}li{margin:.3rem 0}
main li{overflow-wrap:anywhere}
ul.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem}
figure{margin:1rem 0}figure svg{width:100%;height:auto;border:1px solid var(--line)}
figcaption{color:var(--ink_3);font-size:.85rem}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{nav,.skip,.said{display:none}h2,h3,.lead{break-after:avoid}
tr,.remark,figure,li{break-inside:avoid}p{orphans:2;widows:2}
.wide{overflow:visible}thead{display:table-header-group}body{font-size:10pt}
header,footer,main{padding:0;max-width:none}footer{margin-top:1rem;break-before:avoid}}
"""
_PAGE_RULE: Final = (
    "@page{size:A4;margin:20mm 18mm 18mm;@top-left{content:%s;font:8.5pt sans-serif}"
    "@top-right{content:%s;font:bold 12pt sans-serif}"
    "@bottom-right{content:%s;font:bold 12pt sans-serif}"
    "@bottom-left{content:counter(page) ' / ' counter(pages);font:8pt sans-serif}}"
)
"""A printed page tells title, label and number as a page of the PDF does."""


def escape(words: str) -> str:
    """Words in a page, without signs that none may hold."""
    return escaped(legible(words))


def report_html(job: ExportJob) -> bytes:
    """The whole report as one page. Equal input gives equal bytes; nothing is fetched.

    Args:
        job: Content, words and look.
    """
    look, model = job.look, job.model
    story = job_story(job, with_summary=True, tight=fitting_step(job))
    page = _Page(look)
    body = _body(page, story)
    title = escape(model.title)
    label = _label(look, model.label, model.mark)
    under = subtitle(look, model)
    foot = look.say("foot", edition=look.say(f"edition_{model.edition}"))
    return f"""<!DOCTYPE html>
<html lang="{escape(look.words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
img-src data:">
<meta name="generator" content="SbD Tool">
<meta name="sbd-content" content="{escape(model.content_digest)}">\
<meta name="sbd-seal" content="{model.seal}">
<title>{title}</title>
<style>:root{{{_tokens(look)}}}{_STYLE}{_page_rule(model)}</style>
</head>
<body>
<a class="skip" href="#text">{escape(look.say("skip_to_text"))}</a>
<header><p>{label}</p><h1>{title}</h1><p class="lead">{escape(under)}</p></header>
<nav aria-label="{escape(look.say("contents"))}"><h2>{escape(look.say("contents"))}</h2>
{_contents(story)}</nav>
<main id="text">
{"" if is_short(job) else page.told(front_map(job))}
{body}
</main>
<footer><p>{label}</p><p>{escape(foot)}</p></footer>
</body>
</html>
""".encode()


def write_html_report(job: ExportJob, path: Sink, progress: Progress) -> None:
    """Write the report."""
    path.write_bytes(report_html(job))
    progress.advance(1.0)


def _label(look: Look, label: str, mark: str) -> str:
    hue, ground = look.design.tlp_colour(label), look.design.tokens["tlp"]["ground"]
    chip = f'<span class="tlp" style="color:{hue};background:{ground}">{escape(label)}</span>'
    if not mark:
        return chip
    treated = escape(look.words(text("marks.handled_as")))
    return f"<strong>{escape(mark)}</strong> {treated} {chip}"


def _tokens(look: Look) -> str:
    return "".join(f"--{key}:{look.colour(key)};" for key in _TOKENS)


def _page_rule(model: ReportModel) -> str:
    label = _css_words(both(model.mark, model.label))
    return _PAGE_RULE % (_css_words(model.title), label, label)


def _css_words(words: str) -> str:
    """Words as a string of a style sheet: whatever is no plain letter becomes its number."""
    return (
        '"'
        + "".join(
            sign if sign.isalnum() or sign in " :+-,." else f"\\{ord(sign):x} " for sign in words
        )
        + '"'
    )


def _contents(story: Story) -> str:
    chapters = (block for block in story.blocks if isinstance(block, Chapter))
    rows = (f'<li><a href="#{escape(one.key)}">{escape(one.title)}</a></li>' for one in chapters)
    return f"<ol>{''.join(rows)}</ol>"


def _body(page: "_Page", story: Story) -> str:
    """All blocks in order; rows of a list that follow each other are one list."""
    parts: list[str] = []
    for are_items, blocks in groupby(story.blocks, key=_is_item):
        told = "\n".join(page.told(block) for block in blocks)
        parts.append(f"<ul>{told}</ul>" if are_items else told)
    return "\n".join(parts)


def _is_item(block: Block) -> bool:
    return isinstance(block, Passage) and block.is_item


class _Page:
    """Writes blocks as HTML."""

    def __init__(self, look: Look) -> None:
        self._look, self._drawings = look, 0

    def _canvas(self, width_mm: float, height_mm: float) -> SvgSurface:
        self._drawings += 1
        return SvgSurface(width_mm, height_mm, self._look.letters, "", f"d{self._drawings}")

    @singledispatchmethod
    def told(self, block: Block) -> str:
        raise TypeError(f"{type(block).__name__} is no block of a story")

    @told.register
    def _(self, block: Chapter) -> str:
        lead = f'<p class="lead">{escape(block.lead)}</p>' if block.lead else ""
        return f'<h2 id="{escape(block.key)}">{escape(block.title)}</h2>{lead}'

    @told.register
    def _(self, block: Heading) -> str:
        return f'<h3 class="{escape(block.colour)}">{escape(block.title)}</h3>'

    @told.register
    def _(self, block: Passage) -> str:
        weight = " strong" if block.weight >= 600 else ""  # noqa: PLR2004 - semibold
        lang = f' lang="{escape(block.language)}"' if block.language else ""
        tag = "li" if block.is_item else "p"
        names = f"{escape(block.colour)}{weight}"
        return f'<{tag} class="{names}"{lang}>{escape(block.words)}</{tag}>'

    @told.register
    def _(self, block: Gap) -> str:  # noqa: ARG002 - paragraphs keep their own distance here
        return ""

    @told.register
    def _(self, block: Table) -> str:
        head = "".join(_head_cell(column) for column in block.columns)
        rows = "".join(
            "<tr>"
            + "".join(
                self._cell(cell, column) for cell, column in zip(row, block.columns, strict=True)
            )
            + "</tr>"
            for row in block.rows
        )
        said = escape(", ".join(column.title for column in block.columns if column.title))
        return (
            f'<div class="wide" tabindex="0" role="group" aria-label="{said}"><table>'
            f"{_widths(block)}<thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table></div>"
        )

    def _cell(self, cell: Cell, column: Column) -> str:
        names = [column.colour] if column.colour != "ink" else []
        names += ["end"] if column.anchor == "end" else []
        names += ["strong"] if column.weight >= 600 else []  # noqa: PLR2004 - semibold
        inner = escape(cell) if isinstance(cell, str) else self._sign(cell, column.width_mm)
        return f'<td class="{" ".join(names)}">{inner}</td>'

    def _sign(self, sign: Drawn, width_mm: float) -> str:
        surface = self._canvas(width_mm, sign.height_mm)
        sign.draw(surface, 0.0, sign.height_mm / 2, max(1.0, width_mm - 2.0))
        return surface.inline(sign.said)

    @told.register
    def _(self, block: Remark) -> str:
        remedy = f'<p class="ink_2">{escape(block.remedy)}</p>' if block.remedy else ""
        marks = "".join(self._sign(mark, 5.0) for mark in block.marks)
        return (
            f'<div class="remark"><div>{self._sign(block.sign, 5.0)}</div>'
            f"<div><p>{escape(block.words)} {marks}</p>{remedy}</div></div>"
        )

    @told.register
    def _(self, block: Legend) -> str:
        entries = "".join(
            f"<li>{self._sign(sign, sign.width_mm)} {escape(words)}</li>"
            for sign, words in block.entries
        )
        return f'<h3>{escape(block.title)}</h3><ul class="legend">{entries}</ul>'

    @told.register
    def _(self, block: Figure) -> str:
        surface = self._canvas(_PAGE_MM, block.height_mm)
        block.draw(surface, 0.0, 0.0, _PAGE_MM)
        caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        return f"<figure>{surface.inline(block.said)}{caption}</figure>"


def _head_cell(column: Column) -> str:
    """A head; without words it would be announced as an empty one."""
    names = ' class="end"' if column.anchor == "end" else ""
    if column.title:
        return f'<th scope="col"{names}>{escape(column.title)}</th>'
    if column.said:
        return f'<th scope="col"><span class="said">{escape(column.said)}</span></th>'
    return "<td></td>"


def _widths(table: Table) -> str:
    total = sum(column.width_mm for column in table.columns)
    shares = (100 * column.width_mm / total for column in table.columns)
    columns = (f'<col style="width:{share:.1f}%">' for share in shares)
    return f"<colgroup>{''.join(columns)}</colgroup>"
