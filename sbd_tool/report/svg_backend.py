"""The same pages as SVG: vectors and live text, nothing fetched from anywhere."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from sbd_tool.cartography.drawlist import Fill, FloatArray, Label, Paths, Picture, Stroke
from sbd_tool.cartography.outlines import Command, Outline
from sbd_tool.cartography.ragged import seen
from sbd_tool.report.bare_pictures import bare_picture
from sbd_tool.report.letters import MM_PER_PT, Letters
from sbd_tool.report.surface import Projector, Surface

_FAMILY: Final = "Inter, 'Noto Sans', 'DejaVu Sans', sans-serif"
_LETTER_RISE: Final = 0.36
_CONTROL: Final = {code: None for code in range(32) if code not in (9, 10)}


class SvgSurface(Surface):
    """One page of SVG in millimetres. Text stays text; letters without Inter fall back.

    Names inside it begin with ``prefix``, so that several drawings can share one page.
    """

    def __init__(
        self, width_mm: float, height_mm: float, letters: Letters, title: str = "", prefix: str = ""
    ) -> None:
        super().__init__(width_mm, height_mm, letters.live())
        self._prefix = prefix
        self._title = title
        self._parts: list[str] = []
        self._definitions: list[str] = []
        self._patterns: dict[Fill, str] = {}
        self._clips = 0

    def content(self) -> bytes:
        """The finished file, UTF-8."""
        size = f'width="{self.width_mm:g}mm" height="{self.height_mm:g}mm"'
        box = f'viewBox="0 0 {self.width_mm:g} {self.height_mm:g}"'
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} '
            f'font-family="{_FAMILY}" stroke-linejoin="round">'
        )
        title = f"<title>{_text(self._title)}</title>"
        definitions = f"<defs>{''.join(self._definitions)}</defs>"
        return "\n".join([head, title, definitions, *self._parts, "</svg>\n"]).encode()

    def inline(self, said: str) -> str:
        """The drawing as an element of a page.

        Args:
            said: What it shows, for readers who do not see it; "" hides an ornament from them.
        """
        box = f'viewBox="0 0 {self.width_mm:g} {self.height_mm:g}"'
        role = f'role="img" aria-label={quoteattr(said)}' if said else 'aria-hidden="true"'
        definitions = f"<defs>{''.join(self._definitions)}</defs>" if self._definitions else ""
        return (
            f'<svg width="{self.width_mm:g}mm" height="{self.height_mm:g}mm" {box} {role} '
            f'font-family="{_FAMILY}" stroke-linejoin="round">{definitions}'
            f"{''.join(self._parts)}</svg>"
        )

    # --- shapes ---------------------------------------------------------------------------

    def shape(self, outline: Outline, x_mm: float = 0.0, y_mm: float = 0.0) -> None:
        if not (outline.fill or outline.stroke):
            return
        style = [f'fill="{outline.fill}"' if outline.fill else 'fill="none"']
        style.append('fill-rule="evenodd"')
        if outline.stroke:
            style.append(
                _stroke(
                    Stroke(
                        colour=outline.stroke,
                        width_mm=outline.width_mm,
                        dash_mm=outline.dash_mm,
                        cap=outline.cap,
                    )
                )
            )
        if outline.opacity < 1:
            style.append(f'opacity="{outline.opacity:g}"')
        self._parts.append(
            f'<path d="{path_text(outline.commands, x_mm, y_mm)}" {" ".join(style)}/>'
        )

    @contextmanager
    def clipped(
        self, x_mm: float, y_mm: float, width_mm: float, height_mm: float
    ) -> Iterator[None]:
        self._clips += 1
        name = f"{self._prefix}c{self._clips}"
        self._definitions.append(
            f'<clipPath id="{name}"><rect x="{x_mm:.3f}" y="{y_mm:.3f}" '
            f'width="{width_mm:.3f}" height="{height_mm:.3f}"/></clipPath>'
        )
        self._parts.append(f'<g clip-path="url(#{name})">')
        yield
        self._parts.append("</g>")

    # --- maps -----------------------------------------------------------------------------

    def paths(self, paths: Paths, projector: Projector) -> None:
        kept = seen(paths, projector.extent)
        if kept is None:
            return
        points = projector.pages(kept.coordinates)
        features = list(_features(kept, points))
        stroke, fill = kept.stroke, kept.fill
        if stroke is not None and stroke.casing:
            casing = Stroke(colour=stroke.casing, width_mm=stroke.casing_width_mm, cap=stroke.cap)
            self._draw(features, f'fill="none" {_stroke(casing)}')
        style = 'fill="none"'
        if fill is not None and fill.colour:
            style = f'fill="{fill.colour}" fill-rule="evenodd"'
            style += f' fill-opacity="{fill.opacity:g}"' if fill.opacity < 1 else ""
        if stroke is not None:
            style += f" {_stroke(stroke)}"
        if stroke is not None or (fill is not None and fill.colour):
            self._draw(features, style)
        if fill is not None and fill.hatch:
            pattern = self._pattern(fill)
            self._draw(features, f'fill="url(#{pattern})" fill-rule="evenodd"')

    def _draw(self, features: Sequence[str], style: str) -> None:
        self._parts.append(f"<g {style}>")
        self._parts.extend(f'<path d="{path}"/>' for path in features)
        self._parts.append("</g>")

    def _pattern(self, fill: Fill) -> str:
        if fill not in self._patterns:
            name = f"{self._prefix}h{len(self._patterns) + 1}"
            self._patterns[fill] = name
            colour = fill.hatch_colour or "#000000"
            lines = "M0 0V1.3" + ("M0 0.65H1.3" if fill.hatch == "cross" else "")
            self._definitions.append(
                f'<pattern id="{name}" width="1.3" height="1.3" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate(45)"><path d="{lines}" stroke="{colour}" '
                'stroke-width="0.28" fill="none"/></pattern>'
            )
        return self._patterns[fill]

    def picture(self, picture: Picture, projector: Projector) -> None:
        a, d, b, e, c, f = picture.transform
        k = projector.mm_per_m
        x, y = projector.page(c - (a + b) / 2, f - (d + e) / 2)
        matrix = (a * k, -d * k, b * k, -e * k, x, y)
        written = " ".join(f"{value:.6f}" for value in matrix)
        shown = bare_picture(picture.data) or picture.data  # pixels, not what cameras write beside
        encoded = base64.b64encode(shown).decode("ascii")
        cells = "" if picture.is_smooth else 'image-rendering="pixelated" '
        self._parts.append(
            f'<image {cells}width="{picture.width_px}" height="{picture.height_px}" '
            f'transform="matrix({written})" opacity="{picture.opacity:g}" '
            f'preserveAspectRatio="none" href="data:{picture.media_type};base64,{encoded}"/>'
        )

    # --- words ----------------------------------------------------------------------------

    def words(  # noqa: PLR0917 - position, text and look of a line of text
        self,
        x_mm: float,
        y_mm: float,
        words: str,
        size_pt: float = 9.0,
        colour: str = "#000000",
        weight: int = 400,
        anchor: str = "start",
    ) -> None:
        if not words:
            return
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        # The length is told, so that a reader without our letters keeps our layout.
        length = self.letters.width_mm(words, size_pt, weight)
        place += f' textLength="{length:.3f}" lengthAdjust="spacingAndGlyphs"'
        self._parts.append(
            f'<text x="{x_mm:.3f}" y="{y_mm:.3f}" font-size="{size_pt * MM_PER_PT:.3f}" '
            f'font-weight="{weight}" fill="{colour}"{place}>{_text(words)}</text>'
        )

    def label(self, label: Label, projector: Projector) -> None:
        x, y = projector.page(label.x_m, label.y_m)
        turn = f" rotate({label.rotation_deg:.2f})" if label.rotation_deg else ""
        halo = ""
        if label.halo:
            halo = (
                f' stroke="{label.halo}" stroke-width="{label.size_mm * 0.32:.3f}" '
                'paint-order="stroke" stroke-opacity="0.92"'
            )
        place = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
        self._parts.append(
            f'<text transform="translate({x:.3f} {y:.3f}){turn}" '
            f'y="{_LETTER_RISE * label.size_mm:.3f}" font-size="{label.size_mm:.3f}" '
            f'font-weight="{label.weight}" fill="{label.colour}"{halo}{place}>'
            f"{_text(label.words)}</text>"
        )


def _text(words: str) -> str:
    """Words as XML may hold them: controls dropped, signs escaped."""
    return escape(words.translate(_CONTROL))


def _stroke(stroke: Stroke) -> str:
    parts = [f"stroke={quoteattr(stroke.colour)}", f'stroke-width="{stroke.width_mm:.3f}"']
    parts.append(f'stroke-linecap="{stroke.cap}"')
    if stroke.dash_mm:
        dashes = " ".join(f"{part:.3f}" for part in stroke.dash_mm)
        parts.append(f'stroke-dasharray="{dashes}"')
    if stroke.opacity < 1:
        parts.append(f'stroke-opacity="{stroke.opacity:g}"')
    return " ".join(parts)


def path_text(commands: Iterable[Command], x_mm: float, y_mm: float) -> str:
    """Path data of an outline moved to a place."""
    written = []
    for letter, numbers in commands:
        points = (
            f"{numbers[place] + x_mm:.3f} {numbers[place + 1] + y_mm:.3f}"
            for place in range(0, len(numbers), 2)
        )
        written.append(letter + " ".join(points))
    return "".join(written)


def _features(paths: Paths, points: FloatArray) -> Iterator[str]:
    """Path data of each feature."""
    formats = ["L%.3f %.3f"] * len(points)
    for first in paths.part_starts[:-1].tolist():
        formats[first] = "M%.3f %.3f"
    if paths.is_closed:
        for last in (paths.part_starts[1:] - 1).tolist():
            formats[last] += "Z"
    edges = paths.part_starts[paths.feature_starts].tolist()
    for first, last in pairwise(edges):
        yield "".join(formats[first:last]) % tuple(points[first:last].ravel().tolist())
