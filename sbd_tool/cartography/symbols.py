"""Signs of measures: family gives outline and hue, the drawing the kind, the ring the state."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from defusedxml.ElementTree import fromstring

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.outlines import (
    Command,
    Outline,
    circle,
    line,
    placed,
    polygon,
    rounded,
    sector,
)
from sbd_tool.cartography.svg_paths import path_commands
from sbd_tool.cartography.tokens import Design, Theme

GRID: Final = 24.0
"""Symbols are drawn on a square of this side; markers of 24 px use it as their pixel."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One element of a symbol, in grid units with the origin in the upper left corner."""

    commands: tuple[Command, ...]
    is_filled: bool
    is_stroked: bool
    dash: tuple[float, ...] = ()


@lru_cache(maxsize=512)
def glyph(svg: str) -> tuple[Stroke, ...]:
    """Read a symbol of ours: paths and circles under one stroke style.

    Raises:
        ValueError: The symbol uses something our signs do not use.
    """
    strokes = []
    for node in fromstring(svg):
        tag = str(node.tag).rpartition("}")[2]
        if tag == "title":
            continue
        if tag == "circle":
            commands = circle(*(float(node.get(key, "0")) for key in ("cx", "cy", "r")))
        elif tag == "path":
            commands = path_commands(node.get("d", ""))
        else:
            raise ValueError(f"a symbol may not hold <{tag}>")
        dash = tuple(float(part) for part in (node.get("stroke-dasharray") or "").split())
        is_filled = node.get("fill", "none") != "none"
        strokes.append(Stroke(commands, is_filled, node.get("stroke", "") != "none", dash))
    return tuple(strokes)


def family_outline(shape: str, radius: float) -> tuple[Command, ...]:
    """Outline of a family around the origin; all five have about the same area."""
    r = radius
    if shape == "square":
        s = r * 0.9
        return rounded(-s, -s, 2 * s, 2 * s, r * 0.28)
    if shape == "hexagon":
        turns = (math.radians(60 * corner) for corner in range(6))
        return polygon([(1.09 * r * math.sin(t), -1.09 * r * math.cos(t)) for t in turns])
    if shape == "diamond":
        s = r * 1.24
        return polygon([(0, -s), (s, 0), (0, s), (-s, 0)])
    if shape == "bubble":  # its tail ends where the thing is
        return _bubble(r)
    if shape == "tag":
        top, nose = 0.82 * r, 0.62 * r
        return polygon([(-r, -top), (nose, -top), (1.18 * r, 0), (nose, top), (-r, top)])
    return circle(0, 0, r)


def _bubble(r: float) -> tuple[Command, ...]:
    side, top, low, cut = 0.98 * r, -0.96 * r, 0.72 * r, 0.3 * r
    return polygon(
        [
            (-side + cut, top), (side - cut, top), (side, top + cut), (side, low - cut),
            (side - cut, low), (0.3 * r, low), (0.0, 1.2 * r), (-0.3 * r, low),
            (-side + cut, low), (-side, low - cut), (-side, top + cut),
        ]
    )  # fmt: skip


def glyph_outlines(  # noqa: PLR0917 - what is drawn, how large and where
    design: Design, symbol: str, colour: str, size_mm: float, dx_mm: float = 0.0, dy_mm: float = 0.0
) -> tuple[Outline, ...]:
    """The drawing of a symbol alone, ``size_mm`` wide, around the origin."""
    svg = design.symbols.get(symbol)
    if svg is None:
        return ()
    unit = size_mm / GRID
    width = float(design.tokens["stroke"]["symbol"]) * unit
    return tuple(
        Outline(
            commands=placed(
                stroke.commands, factor=unit, dx=dx_mm - size_mm / 2, dy=dy_mm - size_mm / 2
            ),
            fill=colour if stroke.is_filled else "",
            stroke=colour if stroke.is_stroked else "",
            width_mm=width if stroke.is_stroked else 0.0,
            dash_mm=tuple(part * unit for part in stroke.dash),
        )
        for stroke in glyph(svg)
    )


def marker_outlines(
    marker: Marker, design: Design, theme: Theme, *, is_mono: bool = False
) -> tuple[Outline, ...]:
    """All outlines of a marker, from below to above, in millimetres around its position.

    Args:
        marker: What to draw; without a symbol it is a plain dot.
        design: Symbols and sizes.
        theme: Colours.
        is_mono: Black and white, as a photocopier shows it.
    """
    look = _Look(marker, design, theme, is_mono=is_mono)
    if not marker.symbol:
        return look.dot()
    return (*look.halo(), *look.plate(), *look.drawing(), *look.strike())


class _Look:
    """Colours and sizes of one marker."""

    def __init__(self, marker: Marker, design: Design, theme: Theme, *, is_mono: bool) -> None:
        self.marker, self.design, self.theme = marker, design, theme
        self.radius = marker.size_mm / 2
        self.px = marker.size_mm / GRID
        self.shape = design.shape(marker.family)
        self.is_solid = marker.state == "existing"
        self.is_leaving = marker.state == "to_remove"
        hue = marker.colour or theme.colours.get(f"family.{marker.family}", theme.colour("ink"))
        self.hue = "#000000" if is_mono else hue
        self.paper = "#FFFFFF" if is_mono else theme.colour("surface")
        self.muted = "#777777" if is_mono else theme.colour("ink_3")
        self.alarm = "#000000" if is_mono else theme.colour("danger")
        self.on_hue = "#FFFFFF" if is_mono or not theme.is_dark else theme.colour("on_ink")

    def dot(self) -> tuple[Outline, ...]:
        commands = circle(0, 0, self.radius)
        opacity = self.marker.opacity
        plain = Outline(
            commands=commands,
            fill=self.hue if self.is_solid else self.paper,
            stroke=self.paper if self.is_solid else self.hue,
            width_mm=max(0.12, 0.16 * self.radius),
            opacity=opacity,
        )
        return (*self.halo(), plain)

    def halo(self) -> tuple[Outline, ...]:
        if not self.marker.is_selected:
            return ()
        shape = self.shape if self.marker.symbol else "circle"
        ring = family_outline(shape, self.radius + 2.5 * self.px)
        yellow = self.theme.colour("select")
        return (Outline(commands=ring, stroke=yellow, width_mm=max(5 * self.px, 0.5)),)

    def plate(self) -> tuple[Outline, ...]:
        outline = family_outline(self.shape, self.radius)
        opacity = self.marker.opacity
        casing = Outline(
            commands=outline, fill=self.paper, stroke=self.paper, width_mm=2.2 * self.px
        )
        if self.is_solid:
            return (casing, Outline(commands=outline, fill=self.hue, opacity=opacity))
        ring = Outline(
            commands=outline,
            fill=self.paper,
            stroke=self.muted if self.is_leaving else self.hue,
            width_mm=(1.2 if self.is_leaving else 1.6) * self.px,
            dash_mm=(3.4 * self.px, 2.4 * self.px) if self.marker.state == "temporary" else (),
            cap="butt",
        )
        return (casing, ring)

    def drawing(self) -> tuple[Outline, ...]:
        ink = self.on_hue if self.is_solid else self.muted if self.is_leaving else self.hue
        size = self.marker.size_mm * (0.6 if self.shape == "diamond" else 0.66)
        shift = -0.04 * self.marker.size_mm if self.shape == "tag" else 0.0
        rise = -0.06 * self.marker.size_mm if self.shape == "bubble" else 0.0
        return glyph_outlines(self.design, self.marker.symbol, ink, size, shift, rise)

    def strike(self) -> tuple[Outline, ...]:
        if not self.is_leaving:
            return ()
        across = line((-self.radius, self.radius), (self.radius, -self.radius))
        return (
            Outline(commands=across, stroke=self.paper, width_mm=4.2 * self.px),
            Outline(commands=across, stroke=self.alarm, width_mm=2.0 * self.px),
        )


def evidence_dot(
    design: Design, evidence: str, diameter_mm: float, ink: str
) -> tuple[Outline, ...]:
    """How a thing is known: full seen, three quarters surveyed, half from plan, empty assumed."""
    radius = diameter_mm / 2
    width = diameter_mm * 0.13
    ring = Outline(commands=circle(0, 0, radius - width / 2), stroke=ink, width_mm=width)
    entry = design.tokens["evidence"].get(evidence)
    share = float(entry["fill"]) if entry else 0.0
    if evidence == "none":
        return (
            Outline(
                commands=line((-radius * 0.7, 0), (radius * 0.7, 0)), stroke=ink, width_mm=width
            ),
        )
    if share <= 0:
        return (ring,)
    return (Outline(commands=sector(0, 0, radius - width / 2, share), fill=ink), ring)


def ledger_mark(ledger: str, diameter_mm: float, colour: str) -> tuple[Outline, ...]:
    """The open ring of openness, the closed shield of protection: told apart without colour."""
    r = diameter_mm / 2
    if ledger == "openness":
        arc = path_commands(
            f"M{0.34 * r:.4f} {-0.70 * r:.4f}A{0.78 * r:.4f} {0.78 * r:.4f} 0 1 0 "
            f"{0.70 * r:.4f} {-0.34 * r:.4f}"
        )
        return (Outline(commands=arc, stroke=colour, width_mm=0.42 * r, cap="butt"),)
    shield = (
        ("M", (0.0, -r)),
        ("L", (0.82 * r, -0.66 * r)),
        ("L", (0.82 * r, 0.05 * r)),
        ("C", (0.82 * r, 0.55 * r, 0.4 * r, 0.85 * r, 0.0, r)),
        ("C", (-0.4 * r, 0.85 * r, -0.82 * r, 0.55 * r, -0.82 * r, 0.05 * r)),
        ("L", (-0.82 * r, -0.66 * r)),
        ("Z", ()),
    )
    return (Outline(commands=shield, fill=colour),)
