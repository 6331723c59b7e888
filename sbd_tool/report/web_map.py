"""The interactive map: one HTML file that works from a USB stick, without any request."""

import json
from datetime import date
from typing import Any, Final

import shapely
from pyproj import Transformer

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.domain.coordinates import reprojected
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words
from sbd_tool.report.annotation_tables import annotation_layers
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import LedgerSection, ReportModel
from sbd_tool.report.note_tables import note_layers
from sbd_tool.report.offline_page import offline_html
from sbd_tool.report.sign_svg import sign_svg
from sbd_tool.report.spec import ExportJob
from sbd_tool.report.web_heat import heat_layers
from sbd_tool.report.web_layers import Pencil, plan_layers, square_layer
from sbd_tool.report.web_measures import measure_layers
from sbd_tool.report.web_sides import changes_told, side_names, split_layers, subtitle_of_pair
from sbd_tool.report.web_words import page_words

WGS84: Final = "EPSG:4326"
CLOSEST_ZOOM: Final = 22
BAND_POINTS: Final = 20
LEAST_ROOM_M: Final = 8.0
ROOM_SHARE: Final = 0.12
"""What is seen around the square when the page opens."""


def web_map(job: ExportJob) -> bytes:
    """Write the interactive map of an edition.

    Args:
        job: What the edition holds, the words, the look and our own script; with ``beside`` the
            map has two sides and a line between them that can be moved.

    Returns:
        UTF-8 HTML. Equal content gives equal bytes.
    """
    import folium
    from branca.element import Element

    told = _content(job)
    # Our script fits the bounds: the middle is only near, so that it is no place of anybody's note
    west, south, east, north = _bounds(job.content)
    page = folium.Map(
        location=[round((south + north) / 2, 3), round((west + east) / 2, 3)],
        zoom_start=17,
        tiles=None,
        control_scale=False,
        attributionControl=False,
    )
    page.options["maxZoom"] = CLOSEST_ZOOM
    page.options["zoomSnap"] = 0.25
    root: Any = page.get_root()
    root.header.add_child(Element(f"<style>{job.page_sheet}</style>"), name="sbd-style")
    root.header.add_child(Element(f"<script>{job.page_script}</script>"), name="sbd-script")
    told["bounds"] = [[south, west], [north, east]]
    data = json.dumps(told, ensure_ascii=False, sort_keys=True, allow_nan=False)
    # No markup can begin inside a JSON block once "<" is written as an escape.
    data = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    block = f'<script type="application/json" id="sbd-content">{_braced(data)}</script>'
    root.html.add_child(Element(block), name="sbd-content")
    page.add_child(_start())
    written = offline_html(
        page, title=told["title"], language=told["language"], seal=job.model.seal
    )
    return written.encode("utf-8")


def _start() -> Any:
    """The call of our script, written by folium after the map itself."""
    from branca.element import MacroElement
    from jinja2 import Template

    call: Any = MacroElement()  # type: ignore[no-untyped-call]
    call._template = Template(  # noqa: SLF001 - how folium elements carry their template
        "{% macro script(this, kwargs) %}sbdBuild({{ this._parent.get_name() }});{% endmacro %}"
    )
    return call


def _braced(data: str) -> str:
    # folium elements are Jinja templates. Their opening signs occur inside JSON strings only,
    # where an escape means the same.
    for opening, escaped in (("{%", "{\\u0025"), ("{#", "{\\u0023"), ("{{", "{\\u007b")):
        data = data.replace(opening, escaped)
    return data


def _bounds(content: EditionContent) -> tuple[float, float, float, float]:
    project = content.project
    found = project.feature(project.square)
    area = found[1].geometry if found is not None else None
    if area is None:
        boxes = [layer.bounds for layer in project.layers if layer.bounds is not None]
        area = shapely.union_all([shapely.box(*edges) for edges in boxes])
    if area.is_empty:
        return (-0.001, -0.001, 0.001, 0.001)
    to_degrees = Transformer.from_crs(project.crs, WGS84, always_xy=True)
    left, bottom, right, top = area.bounds
    room_m = max(LEAST_ROOM_M, ROOM_SHARE * max(right - left, top - bottom))
    west, south, east, north = reprojected(area.buffer(room_m), to_degrees, 7).bounds
    return west, south, east, north


def _content(job: ExportJob) -> dict[str, Any]:
    model, words, before = job.model, job.look.words, job.beside
    signs: dict[str, Marker] = {}
    layers = _layers(job, job.content, signs)
    label = model.label
    under = _subtitle(model, words, is_paired=before is not None)
    told: dict[str, Any] = {
        "title": model.title or words(text("web.untitled")),
        "language": words.language,
        "subtitle": " · ".join(under),
        "attribution": _plan_data(model, words) if _named_sources(model) else "",
        "label": _both(model, words),
        "labelClass": label.removeprefix("TLP:").split("+", maxsplit=1)[0].lower(),
        "ledgers": [_ledger(section, words) for section in model.ledgers],
        "layers": layers,
        "notes": _notes(job.content, model, words),
        "words": page_words(words),
    }
    if before is not None:
        names = side_names(before, model, words)
        old = _layers(job, before.content, signs)
        told["layers"], told["before"] = split_layers(old, layers)
        told["sides"] = names
        told["ledgersBefore"] = [_ledger(section, words) for section in before.model.ledgers]
        told["changes"] = changes_told(before.content, job.content, words)
        told["subtitle"] = " · ".join([*under, subtitle_of_pair(names, words)])
    design, theme = job.look.design, job.look.theme
    told["signs"] = {key: sign_svg(marker, design, theme) for key, marker in sorted(signs.items())}
    return told


def _both(model: ReportModel, words: Words) -> str:
    """The label, with the mark of the project's set before it."""
    if not model.mark:
        return model.label
    return words(text("marks.both", mark=literal(model.mark), label=literal(model.label)))


def _layers(
    job: ExportJob, content: EditionContent, signs: dict[str, Marker]
) -> list[dict[str, Any]]:
    look = job.look
    to_degrees = Transformer.from_crs(content.project.crs, WGS84, always_xy=True)
    pencil = Pencil(content, look.design, look.theme, look.words, to_degrees)
    return [
        *plan_layers(pencil),
        *heat_layers(pencil, content.maps, content.heat),
        *square_layer(pencil),
        *measure_layers(pencil, signs),
        *note_layers(pencil, signs),
        *annotation_layers(pencil),
    ]


def _ledger(section: LedgerSection, words: Words) -> dict[str, Any]:
    low, high = section.low, section.high
    if section.is_banded or low is None or high is None:
        low = float(BAND_POINTS * (section.band_low - 1))
        high = float(BAND_POINTS * section.band_high)
        bands = (section.band_low, section.band_high)
        span = str(bands[0]) if bands[0] == bands[1] else f"{bands[0]}\u2013{bands[1]}"
        figure = words(text("web.band", band=span))
    elif section.score is not None:
        figure = words.number(section.score)
    else:
        figure = f"{words.number(low)}\u2013{words.number(high)}"
    sentence = words(section.sentence)
    points = [words(point) for point in (*section.warnings, *section.costs[:1])]
    return {
        "key": section.key,
        "title": words(text(f"web.{section.key}")),
        "figure": figure,
        "low": low,
        "high": high,
        "spoken": sentence,
        "sentences": [sentence, *points],
    }


def _subtitle(model: ReportModel, words: Words, *, is_paired: bool) -> list[str]:
    parts = ["" if model.place == model.title else model.place]
    if not is_paired:
        parts += [words(model.option), words(model.time_state)]
    parts.append(words.day(date.fromisoformat(model.made)))
    return [part for part in parts if part]


def _named_sources(model: ReportModel) -> list[str]:
    return list(dict.fromkeys(source.licence or source.name for source in model.sources))


def _plan_data(model: ReportModel, words: Words) -> str:
    named = _named_sources(model)
    sources = literal("; ".join(named)) if named else text("web.not_named")
    return words(text("web.plan_data", sources=sources))


def _notes(content: EditionContent, model: ReportModel, words: Words) -> list[str]:
    notes = [words(text("web.no_certificate"))]
    for kind, count in sorted(model.counts.items()):
        notes.append(words(text(f"web.count_{kind}", count=count)))
    notes.append(_plan_data(model, words))
    if model.crs:
        notes.append(words(text("web.crs", crs=literal(model.crs))))
    if content.withheld:
        notes.append(words(text("web.withheld")))
    return notes
